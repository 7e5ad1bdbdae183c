"""HTTP: REST by resource, the handshake of sockets, pages and files.

Owns who is asking and how a refusal looks. May import everything but the applications. A handler
parses, asks a room or the registry, and answers; it must never decide what a role may do.
"""
