"""How much in one change is noted of people, and shown as a thing by itself."""

LEAST_CHARACTERS = 40
LEAST_LINES = 3


def is_much_at_once(characters: int, lines: int) -> bool:
    """Whether so much is noted; one of the two is enough."""
    return characters >= LEAST_CHARACTERS or lines >= LEAST_LINES
