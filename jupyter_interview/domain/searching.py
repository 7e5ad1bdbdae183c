"""Which spellings of a word are the same for somebody who searches."""

import unicodedata

_MOST_WORDS = 8


def folded(text: str) -> str:
    """The text without differences of case, or between ways to encode one letter."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def words(text: str) -> tuple[str, ...]:
    """The folded words of a search. The text must be short."""
    return tuple(folded(text.replace("\0", " ")).split()[:_MOST_WORDS])
