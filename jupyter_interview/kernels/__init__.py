"""Runs on Jupyter kernels: other Jupyter servers that start a fresh kernel for each program.

Owns the connections to them, the kernels that are kept ready, and what is believed of what they
say. May import ``runs.events`` and other small modules of ``runs``, ``contract``, ``domain``, and
Tornado's clients. It knows no room and no session, and it must never let the address or the secret
of a server reach a sentence, a log or an exception.
"""
