"""A file to be taken away, and names that are safe on every disk."""

import re
import unicodedata
from dataclasses import dataclass

_UNSAFE = re.compile(r'[\\/:*?"<>|]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_MOST_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Taken:
    """A file with its name and media type."""

    name: str
    kind: str
    content: bytes


def line_of(text: str) -> str:
    """The text on one line, without characters that are not seen or that turn others around."""
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def safe_name(text: str, instead: str = "interview") -> str:
    """A name for a file without folders, in which nothing means anything to a shell or a disk."""
    name = _UNSAFE.sub("-", line_of(text)).strip(" .")[:_MOST_CHARACTERS].rstrip(" .")
    if not name:
        return instead
    return f"_{name}" if _DEVICES.match(name) else name
