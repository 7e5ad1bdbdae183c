"""Makes the secrets of invites and participants, and compares them with stored hashes.

A secret is 256 random bits in URL-safe base64, which are 43 characters, or made of a key that is as
hard to guess. No person chooses it, so one SHA-256 is hash enough. It is sent in a header, in an
offered WebSocket subprotocol or in the fragment of a URL, and never in a query string, which would
be logged. Only hashes are stored, and they are compared in constant time.
"""

import hmac
from base64 import urlsafe_b64encode
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


def secret_of_key(key: str, *about: str) -> str:
    """The secret that a request with a key is answered with, which only who has sent it knows.

    The same request has the same secret, so that it finds what it has made when it comes again.
    """
    digest = hmac.digest(key.encode(), "\0".join(about).encode(), "sha256")
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def hash_secret(secret: str) -> bytes:
    """The hash of a secret, to be stored. Raises ValueError for a text that cannot be a secret."""
    if not 0 < len(secret) <= MAX_SECRET_LENGTH or not secret.isascii():
        raise ValueError("That is not a secret.")
    return sha256(secret.encode("ascii")).digest()


def matches(secret: str, expected: bytes) -> bool:
    """Whether ``expected`` is the hash of this secret; takes as long for one that is nearly
    right."""
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
