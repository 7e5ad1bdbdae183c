"""Buses: how servers send each other messages, over PostgreSQL or Redis.

Owns the connections to both, and the streams that make lost, repeated and late messages whole
again. It must never know what is sent, and imports nothing else of this package.
"""
