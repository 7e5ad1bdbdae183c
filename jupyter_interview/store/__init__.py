"""Databases: SQLite for one server, PostgreSQL for several.

Owns the tables, and is the only folder that uses SQLAlchemy. May import ``domain``. It must never
interpret the payload of an entry, and never answer a commit before it is durable.
"""
