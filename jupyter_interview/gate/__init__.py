"""The gate: which updates of a client may reach the native Yjs code.

Owns the reading of Yjs bytes in pure Python. May import ``domain``. It must never import pycrdt or
call it: its purpose is that hostile bytes never get that far.
"""
