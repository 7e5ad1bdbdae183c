"""What people have typed, as one line, and as a name of a file that is safe on every disk."""

import re
import unicodedata

_UNSAFE = re.compile(r'[\\/:*?"<>|]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$) *(\.|$)", re.IGNORECASE)
_MOST_CHARACTERS = 80


def is_device(name: str) -> bool:
    """Whether Windows takes a file of this name for a device, whatever its ending is."""
    return _DEVICES.match(name) is not None


def line_of(text: str) -> str:
    """The text on one line, without characters that are not seen or that turn others around."""
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def safe_name(text: str, instead: str = "interview") -> str:
    """A name for a file without folders, in which nothing means anything to a shell or a disk."""
    name = _UNSAFE.sub("-", line_of(text)).strip(" .")[:_MOST_CHARACTERS].rstrip(" .")
    if not name:
        return instead
    return f"_{name}" if is_device(name) else name
