"""The format of recordings: its name, its version, and the bytes of which a seal is made."""

import json
from typing import Any

FORMAT = "jupyter-interview-recording"
VERSION = 1


def canonical(document: dict[str, Any]) -> bytes:
    """The bytes of a recording: JSON in UTF-8 with sorted keys and no space."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode(errors="surrogatepass")
