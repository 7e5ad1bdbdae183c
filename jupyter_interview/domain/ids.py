"""Random ids.

The id of a session is hard to guess, but it opens nothing: that needs a credential.
"""

import re
import secrets
import string
from collections.abc import Container

ID_PATTERN = r"[A-Za-z0-9_-]{8,64}"
"""What the contract accepts as the id of a session or a run."""

_ID = re.compile(ID_PATTERN, re.ASCII)
_ALPHABET = string.ascii_letters + string.digits


def new_id(prefix: str = "") -> str:
    """A fresh id of 16 random letters and digits (95 bits) after the prefix."""
    return prefix + "".join(secrets.choice(_ALPHABET) for _ in range(16))


def is_id(value: str) -> bool:
    """Whether this could be an id at all."""
    return _ID.fullmatch(value) is not None


def new_client_id(taken: Container[int] = ()) -> int:
    """A random Yjs client id (32 bits, never 0) that is not in ``taken``."""
    while True:
        candidate = secrets.randbits(32)
        if candidate and candidate not in taken:
            return candidate
