"""How two servers prove to each other that they know the same secret, without sending it.

The called server speaks first, with a number that it uses once. The caller answers with a number of
its own, the id of the server that it wants, what it has to say about the connection, and a proof.
The called server answers with a status and a proof of its own, and the caller sends nothing more
before it has checked that. A proof is an HMAC over everything that was said on this connection and
over the certificate of the called server, if there is one. So a recorded handshake opens nothing, a
proof for one server is none for another, and nobody can stand between two servers with a
certificate of their own.
"""

import hmac
import struct
from enum import IntEnum
from hashlib import sha256
from os import urandom
from typing import NamedTuple

VERSION = b"interview-peer/1"
NUMBER = 32
PROOF = sha256().digest_size
MOST_ABOUT = 1024
"""The most bytes that a caller may say about a connection."""

GREETING = len(VERSION) + NUMBER
_HEAD = struct.Struct(f">{NUMBER}s16sH")
HEAD = _HEAD.size
ANSWER = 1 + PROOF
_BY_CALLER = b"caller"
_BY_CALLED = b"called"


class HandshakeError(Exception):
    """The other end did not prove that it is one of our servers; the sentence says what it did."""


class Status(IntEnum):
    """What the called server says to a caller whose proof is right."""

    WELCOME = 0
    ANOTHER = 1
    """The server at this address is not the one that the caller wants."""


class Head(NamedTuple):
    """The part of the caller's introduction that has a fixed length."""

    number: bytes
    to: bytes
    about_size: int


def greeting() -> bytes:
    """What a called server says first."""
    return VERSION + urandom(NUMBER)


def introduction(
    secret: bytes, greeting: bytes, to: str, about: bytes, certificate: bytes
) -> tuple[bytes, bytes]:
    """What a caller answers to a greeting, and what the proof of the called server will be over."""
    if not greeting.startswith(VERSION):
        raise HandshakeError("it is no server of interviews of this version")
    said = _HEAD.pack(urandom(NUMBER), bytes.fromhex(to), len(about)) + about
    transcript = greeting + said + certificate
    return said + _proof(secret, _BY_CALLER, transcript), transcript


def read_head(head: bytes) -> Head:
    """The beginning of an introduction; raises HandshakeError if it announces too much."""
    found = Head(*_HEAD.unpack(head))
    if found.about_size > MOST_ABOUT:
        raise HandshakeError("it says too much")
    return found


def check_introduction(
    secret: bytes, greeting: bytes, head: bytes, rest: bytes, certificate: bytes
) -> tuple[bytes, bytes]:
    """Check the proof of a caller. Answers with what it says about the connection, and with what
    the answer's proof is over; raises HandshakeError."""
    about, proof = rest[:-PROOF], rest[-PROOF:]
    transcript = greeting + head + about + certificate
    if not hmac.compare_digest(proof, _proof(secret, _BY_CALLER, transcript)):
        raise HandshakeError("it has another secret")
    return about, transcript


def answer(secret: bytes, transcript: bytes, status: Status) -> bytes:
    """What a called server says to a caller whose proof is right."""
    told = bytes([status])
    return told + _proof(secret, _BY_CALLED, transcript + told)


def check_answer(secret: bytes, transcript: bytes, answer: bytes) -> Status:
    """The status in the answer of a called server; raises HandshakeError if its proof is wrong."""
    told, proof = answer[:1], answer[1:]
    if not hmac.compare_digest(proof, _proof(secret, _BY_CALLED, transcript + told)):
        raise HandshakeError("it has another secret")
    return Status(told[0])


def _proof(secret: bytes, by: bytes, transcript: bytes) -> bytes:
    return hmac.digest(secret, by + transcript, "sha256")
