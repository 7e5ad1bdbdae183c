"""From a room to the log and back: entries are queued, committed and loaded here.

Owns the order of entries (``seq``), the group commit, and how a log becomes a document and runs
again. May import ``store``, ``document``, ``contract`` and what lies below them. It must never tell
clients anything, and never say that an entry is stored before it is.
"""
