"""Several servers on one database: connections and questions that belong to another server.

Owns how servers reach each other: a port for them alone, a handshake, and a doorbell. May use
Tornado, asyncpg and redis, and imports nothing else of this package. It must never look into a
request: the server that has the session decides everything about it.
"""
