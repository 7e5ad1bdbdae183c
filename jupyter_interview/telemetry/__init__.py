"""Counts, events and webhooks for those who run a server, made from what was stored.

May import ``store`` and ``domain``. It must never contain a name, a title or a text, and never slow
down or fail what it observes.
"""
