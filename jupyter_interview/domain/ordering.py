"""The orders in which a list of sessions is told."""

import re
import unicodedata
from enum import StrEnum

from .searching import folded

LONGEST_KEY = 60
"""Characters of a title that decide where it stands; of those that begin alike, ids decide."""
_NUMBER = re.compile(r"[0-9]+")


class Order(StrEnum):
    """Newest first, by what was edited or run last, or by the alphabet."""

    CREATED = "created"
    ACTIVITY = "activity"
    TITLE = "title"


def title_key(title: str) -> str:
    """Where a title stands among others, compared by the bytes of its UTF-8.

    Case and accents count nothing, and a number counts by its size. Every language has an alphabet
    of its own, in which a page puts what it shows. A title that nobody chose stands where its
    English words do, whatever its reader sees.
    """
    letters = unicodedata.normalize("NFKD", folded(title))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NUMBER.sub(lambda found: f"{found[0].lstrip('0'):0>12}", plain)[:LONGEST_KEY]
