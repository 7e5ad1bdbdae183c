"""The banks of a server: which there are, what is in them, and copies of their questions.

May import ``questions``, ``contract`` and ``domain``. It knows no session. It must never say where
something is on the disk, nor put anything of a private side into the copy for everybody.
"""
