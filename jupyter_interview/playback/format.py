"""The format of recordings: its name, its version, and the bytes of which a seal is made."""

from typing import Any

from .pieces import dumped

FORMAT = "jupyter-interview-recording"
VERSION = 1


def canonical(document: dict[str, Any]) -> bytes:
    """The bytes of a recording: JSON in UTF-8 with sorted keys and no space."""
    return dumped(document).encode(errors="surrogatepass")
