"""A file to be taken away, and names that are safe on every disk."""

from dataclasses import dataclass

from ...playback.words import line_of as line_of
from ...playback.words import safe_name as safe_name


@dataclass(frozen=True, slots=True)
class Taken:
    """A file with its name and media type."""

    name: str
    kind: str
    content: bytes
