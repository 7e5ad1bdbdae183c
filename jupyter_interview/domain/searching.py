"""What makes two spellings of a word the same to somebody who searches."""

import unicodedata

_MOST_WORDS = 8


def folded(text: str) -> str:
    """Without a difference between large and small letters, or between ways to write one letter."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def words(text: str) -> tuple[str, ...]:
    """What is looked for: each of these, folded. The text is to be short."""
    return tuple(folded(text.replace("\0", " ")).split()[:_MOST_WORDS])
