"""How many questions an interview may have, and where the starter of one may go."""

MOST_QUESTIONS = 20
"""Questions that are listed in one interview, or that it begins with."""
NEW, REPLACE, BELOW = "new", "replace", "below"
PLACES: tuple[str, ...] = (NEW, REPLACE, BELOW)
"""Where a starter goes: into a file of its own, instead of a text, or below it."""
