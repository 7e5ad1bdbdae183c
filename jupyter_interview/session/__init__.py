"""What may happen in a session, and what the events of its log add up to.

Owns the rules: ``decide`` gives the events of a command or refuses it, ``evolve`` applies an event,
``audience`` says who hears one, and ``log`` is the only codec of log entries. May import
``contract`` and ``domain``. It is pure, and must never do input or output, look at a clock, make an
id or a secret, wait, or know documents and connections.
"""
