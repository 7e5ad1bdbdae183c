"""Sync messages and state vectors: the golden frames, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, Text

from jupyter_interview.gate.sync import (
    SyncError,
    SyncKind,
    UpdateLimits,
    decode_message,
    decode_state_vector,
    encode_message,
    encode_state_vector,
)
from jupyter_interview.gate.varint import read, write

from .wire import varints

EXAMPLES = Path(__file__).parents[2] / "openapi" / "examples"
GOLDEN = {
    path.stem: frame
    for path in sorted(EXAMPLES.glob("*.json"))
    if "binary" in (frame := json.loads(path.read_text()))
}
NUMBERS = st.integers(0, 2**56 - 1)
VECTORS = st.dictionaries(st.integers(0, 2**53 - 1), st.integers(0, 2**31 - 1), max_size=20)


@pytest.mark.parametrize("frame", GOLDEN.values(), ids=GOLDEN.keys())
def test_PJ1_golden_binary_frames_are_read_and_written(frame: dict[str, Any]) -> None:
    data = bytes.fromhex(frame["binary"])
    message = decode_message(data)
    assert message.kind.name.lower() == frame["means"]["message"]
    assert message.payload.hex() == frame["means"]["payload"]
    assert encode_message(message.kind, message.payload) == data


def test_there_are_golden_frames_of_every_kind() -> None:
    assert {frame["means"]["message"] for frame in GOLDEN.values()} == {"step1", "step2", "update"}


@settings(deadline=None)
@given(st.sampled_from(SyncKind), st.binary(max_size=300))
def test_what_is_written_is_read(kind: SyncKind, payload: bytes) -> None:
    message = decode_message(encode_message(kind, payload))
    assert (message.kind, message.payload) == (kind, payload)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"\x00\x00",
        b"\x01\x00\x00",
        b"\x80\x00\x00\x00",
        b"\x00\x03\x00",
        b"\x00\x00\x02\x00",
        b"\x00\x00\x00\x00",
        b"\x00\x00\x80\x00",
        b"\x00\x00" + b"\xff" * 9 + b"\x01",
        b"\x00\x00\xff",
        b"text",
    ],
)
def test_IN1_other_messages_are_refused(data: bytes) -> None:
    with pytest.raises(SyncError):
        decode_message(data)


@settings(deadline=None)
@given(NUMBERS)
def test_numbers_come_back(value: int) -> None:
    data = write(value)
    assert read(data, 0) == (value, len(data))
    assert read(b"\xff" + data + b"\x01", 1) == (value, len(data) + 1)


@settings(deadline=None)
@given(NUMBERS.filter(lambda value: value < 2**49))
def test_a_number_has_one_form(value: int) -> None:
    padded = bytearray(write(value))
    padded[-1] |= 0x80
    with pytest.raises(SyncError):
        read(bytes(padded) + b"\x00", 0)


@settings(deadline=None)
@given(VECTORS)
def test_state_vectors_come_back(vector: dict[int, int]) -> None:
    assert decode_state_vector(encode_state_vector(vector)) == vector


def test_state_vectors_are_those_of_pycrdt() -> None:
    doc: Doc[Any] = Doc(client_id=77)
    assert decode_state_vector(doc.get_state()) == {}
    text = doc.get("code:python", type=Text)
    text += "né🐢"
    assert decode_state_vector(doc.get_state()) == {77: 4}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x01",
        b"\x01\x01",
        b"\x00\x00",
        b"\xff\xff\xff\x7f",
        varints(2, 1, 1, 1, 1),
        varints(1, 2**53, 1),
        varints(1, 1, 2**31),
        varints(1, 1, 1, 1),
        varints(2001) + varints(1, 1) * 2001,
    ],
    ids=["none", "cut", "no-clock", "longer", "bomb", "twice", "client", "clock", "more", "many"],
)
def test_IN2_impossible_state_vectors_are_refused(data: bytes) -> None:
    with pytest.raises(SyncError):
        decode_state_vector(data)


def test_IN2_the_limits_of_a_state_vector_can_be_set() -> None:
    with pytest.raises(SyncError):
        decode_state_vector(varints(2, 1, 1, 2, 1), UpdateLimits(vector_clients=1))


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_DO5_no_bytes_give_anything_but_a_message_or_a_refusal(data: bytes) -> None:
    for reader in decode_message, decode_state_vector:
        try:
            reader(data)
        except SyncError:
            pass
