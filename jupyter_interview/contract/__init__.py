"""The contract's codec: frames and bodies of clients become values here, or refusals.

Owns the names, bounds and JSON of everything that ``openapi/`` describes. May import ``domain`` and
``gate``. It must never decide what somebody may do, and keeps no state.
"""
