"""Live sessions: a room decides, changes memory, tells its peers and records, in one turn.

Owns peers and presence, and decides who is told what. May import ``journal``, ``document``,
``contract`` and what lies below them. A room must never wait, and knows neither HTTP nor sockets
nor SQL.
"""
