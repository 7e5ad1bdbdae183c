"""The contract: its values, commands and events as types, and its frames and bodies, checked.

Owns the names, bounds and JSON of everything that ``openapi/`` describes. ``values``, ``session``,
``server_frames`` and ``settings`` are made from it by ``scripts/contract.py``. May import
``domain`` and ``gate``. It must never decide what somebody may do, and keeps no state.
"""
