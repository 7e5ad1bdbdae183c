"""All sessions of this process: which have a room in memory, and lists of the others.

Owns the store while the server runs, and loads, keeps and deletes sessions. May import ``rooms``,
``readers`` and what lies below them. It must never decide what somebody may do inside a session.
"""
