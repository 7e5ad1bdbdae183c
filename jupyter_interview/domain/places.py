"""How a place in the log of a session is written: the number of an entry, and its microsecond.

A log that was lost and begun anew, or restored from a copy, may have an entry with the same number,
but not one with the same number and microsecond.
"""

PLACE = r"(\d{1,15}):(\d{1,16})"
"""What the contract accepts as a place, ``seq:at``. It is before the year 2300."""
ENTRY = r"\d{1,15}"
"""The number of an entry alone."""
CLOCK = r"(?:\d{1,4}:)?\d{1,4}:\d{2}"
"""A time since a session became live, as people read it. No place was written in the first hundred
microseconds of 1970, so none is read as a time."""
