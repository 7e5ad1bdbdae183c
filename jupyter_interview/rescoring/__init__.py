"""When tests that were written later first passed: the programs of a recording are run again.

Owns which programs of a recording are run, in which order and within which bounds, and what is said
of each test. May import ``playback``, ``questions`` and ``runs``. It knows no session and writes
nothing: what comes of it goes to whoever asked, and to nobody else.
"""
