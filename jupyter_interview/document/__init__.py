"""The shared document: texts of a session, and edits of them.

Owns everything that touches pycrdt on the live path. May import ``domain`` and ``gate``. It must
never apply an update of a client that the gate has not accepted, and knows neither people nor logs.
"""
