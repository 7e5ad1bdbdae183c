"""What makes a server one of ours: the secret that all of them have, and a certificate if they use
TLS among themselves.

All certificates carry one name, whatever the addresses of the servers, so that a single one can be
made for all of them, and no other certificate of a company's authority is taken for one.
"""

import ssl
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

CERTIFICATE_NAME = "servers.jupyter-interview"
SHORTEST_SECRET = 32
_NO_CERTIFICATE = bytes(32)


class MembershipError(Exception):
    """A setting is wrong; the sentence says which one."""


@dataclass(frozen=True)
class Membership:
    """The secret, and the two sides of TLS; without a certificate there are none."""

    secret: bytes
    certificate: bytes = _NO_CERTIFICATE
    """A digest of this server's certificate."""
    answering: ssl.SSLContext | None = None
    calling: ssl.SSLContext | None = None

    @property
    def scheme(self) -> str:
        """How the address of this server begins, so that others know what it speaks."""
        return "tcp" if self.answering is None else "tls"


def digest_of(certificate: bytes | None) -> bytes:
    """A digest of a certificate in DER, or what stands for none."""
    return _NO_CERTIFICATE if certificate is None else sha256(certificate).digest()


def membership(
    secret: str, certfile: str = "", keyfile: str = "", cafile: str = ""
) -> Membership | None:
    """What the settings say; None without a secret. Raises MembershipError."""
    if not secret:
        if certfile:
            raise MembershipError("cluster_certfile needs a cluster_secret as well.")
        return None
    if len(secret) < SHORTEST_SECRET:
        raise MembershipError(
            f"cluster_secret is too short: {SHORTEST_SECRET} characters or more, as from"
            " openssl rand -hex 32"
        )
    if not certfile:
        if keyfile or cafile:
            raise MembershipError("cluster_keyfile and cluster_cafile need a cluster_certfile.")
        return Membership(secret.encode())
    try:
        own = ssl.PEM_cert_to_DER_cert(_first_certificate(Path(certfile).read_text()))
        contexts = []
        for purpose in (ssl.Purpose.CLIENT_AUTH, ssl.Purpose.SERVER_AUTH):
            context = ssl.create_default_context(purpose, cafile=cafile or certfile)
            context.verify_mode = ssl.CERT_REQUIRED
            context.minimum_version = ssl.TLSVersion.TLSv1_3
            context.load_cert_chain(certfile, keyfile or None)
            contexts.append(context)
    except (OSError, ValueError) as problem:
        raise MembershipError(
            f"cluster_certfile, cluster_keyfile or cluster_cafile cannot be used: {problem}"
        ) from problem
    return Membership(secret.encode(), digest_of(own), *contexts)


def _first_certificate(text: str) -> str:
    begin, end = text.find(ssl.PEM_HEADER), text.find(ssl.PEM_FOOTER)
    if begin < 0 or end < 0:
        raise ValueError("there is no certificate in the file")
    return text[begin : end + len(ssl.PEM_FOOTER)]
