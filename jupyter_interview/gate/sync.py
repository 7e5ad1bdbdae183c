"""Reads and writes the sync messages of y-protocols, strictly: type 0 only, and no byte too many.

A binary frame is one message: ``00``, the kind, the length of the payload, and the payload. In a
step 1 the payload is a state vector, which says how much of each client's typing the sender has. In
a step 2 or an update it is a Yjs update, which must not be applied before :mod:`.gate` has checked
it.
"""

from enum import Enum
from typing import NamedTuple

from .gate import Gate, UpdateEffect
from .update import MAX_CLIENT, GateError, UpdateLimits
from .varint import SyncError, read, write

__all__ = [
    "Gate",
    "GateError",
    "SyncError",
    "SyncKind",
    "SyncMessage",
    "UpdateEffect",
    "UpdateLimits",
    "decode_message",
    "decode_state_vector",
    "encode_message",
    "encode_state_vector",
]


class SyncKind(Enum):
    """The kind of a message; the value is the byte in the frame."""

    STEP1 = 0
    STEP2 = 1
    UPDATE = 2


KINDS = {kind.value: kind for kind in SyncKind}


class SyncMessage(NamedTuple):
    """A message. ``payload`` is a state vector in step 1, else an update; it was not checked
    yet."""

    kind: SyncKind
    payload: bytes


def decode_message(data: bytes) -> SyncMessage:
    """Read one binary frame; raises :class:`SyncError`."""
    if len(data) < 3:
        raise SyncError("The message is too short.")
    if data[0] != 0:
        raise SyncError("This is not a sync message.")
    kind = KINDS.get(data[1])
    if kind is None:
        raise SyncError("This kind of sync message is unknown.")
    length, start = read(data, 2)
    if length != len(data) - start:
        raise SyncError("The message is not as long as it says.")
    return SyncMessage(kind, data[start:])


def encode_message(kind: SyncKind, payload: bytes) -> bytes:
    """Write one binary frame."""
    return b"".join((b"\x00", bytes((kind.value,)), write(len(payload)), payload))


def decode_state_vector(data: bytes, limits: UpdateLimits | None = None) -> dict[int, int]:
    """Read a state vector, client id to clock; raises :class:`SyncError`.

    pycrdt allocates memory for whatever count comes first, so this must be called before it sees
    the bytes.
    """
    limits = limits or UpdateLimits()
    count, pos = read(data, 0)
    if count > limits.vector_clients or count * 2 > len(data) - pos:
        raise SyncError("A state vector names more clients than there can be.")
    vector: dict[int, int] = {}
    for _ in range(count):
        client, pos = read(data, pos)
        clock, pos = read(data, pos)
        if client > MAX_CLIENT or clock > limits.clock or client in vector:
            raise SyncError("A state vector holds an impossible entry.")
        vector[client] = clock
    if pos != len(data):
        raise SyncError("A state vector does not end where it should.")
    return vector


def encode_state_vector(vector: dict[int, int]) -> bytes:
    """Write a state vector."""
    parts = [write(len(vector))]
    for client, clock in vector.items():
        parts += (write(client), write(clock))
    return b"".join(parts)
