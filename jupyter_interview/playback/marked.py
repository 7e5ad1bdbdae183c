"""What people have typed, inside of Markdown: words that mark nothing up, and blocks that end where
they should."""

import re
from string import punctuation

from .words import line_of

_ESCAPED = str.maketrans({mark: f"\\{mark}" for mark in punctuation})
_TERMINAL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def word(text: str) -> str:
    """The text on one line, in which nothing is markup."""
    return line_of(text).translate(_ESCAPED)


def plain(text: str) -> str:
    """The text without what a terminal or a reader would take for commands."""
    return _CONTROL.sub("", _TERMINAL.sub("", text))


def fenced(text: str, info: str = "text") -> tuple[str, str, str]:
    """A block of code, behind a fence that is longer than every row of backticks inside."""
    inside = plain(text).removesuffix("\n")
    longest = max(map(len, re.findall("`+", inside)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{info}", inside, fence
