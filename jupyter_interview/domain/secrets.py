"""Secrets of invites and participants: made here, kept only as hashes, compared in constant time.

A secret is 256 random bits in URL-safe base64, 43 characters. It is random, not chosen by a person,
so one SHA-256 is hash enough. It travels in a header, in an offered WebSocket subprotocol or in a
URL's fragment, never in a query string, where logs would keep it.
"""

from collections.abc import Iterable
from hashlib import sha256
from hmac import compare_digest
from secrets import token_urlsafe

SECRET_BYTES = 32
MAX_SECRET_LENGTH = 128
PROTOCOL_PREFIX = "interview.secret."
TOKEN_PREFIX = "interview.token."


def mint_secret() -> str:
    """A new secret, to be shown once."""
    return token_urlsafe(SECRET_BYTES)


def hash_secret(secret: str) -> bytes:
    """What may be stored of a secret. Raises ValueError for what can be none, before hashing it."""
    if not 0 < len(secret) <= MAX_SECRET_LENGTH or not secret.isascii():
        raise ValueError("That is not a secret.")
    return sha256(secret.encode("ascii")).digest()


def matches(secret: str, expected: bytes) -> bool:
    """Whether ``secret`` is the one whose hash is ``expected``; takes as long for a near miss."""
    try:
        return compare_digest(hash_secret(secret), expected)
    except ValueError:
        return False


def secret_from_protocols(offered: Iterable[str], prefix: str = PROTOCOL_PREFIX) -> str | None:
    """The secret among the subprotocols a client offers (``interview.secret.<secret>``), if any."""
    for protocol in offered:
        if protocol.startswith(prefix):
            return protocol.removeprefix(prefix)
    return None
