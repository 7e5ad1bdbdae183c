"""All sessions of this process: which have a room in memory, and lists of the others.

Owns the store while the server runs, and loads, keeps and deletes sessions. It makes recordings of
them and keeps what hosts write about them. May import ``rooms``, ``readers`` and what lies below
them. It must never decide what somebody may do inside a session.
"""
