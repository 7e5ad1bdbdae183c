"""Runs on this server: a queue, and a guarded process for each program.

Owns the processes and their limits. Only ``execution`` knows rooms and tells them what a program
does; everything else here may import ``domain``, ``contract``, ``questions`` and ``packages``. It
must never trust what a program's process says.
"""
