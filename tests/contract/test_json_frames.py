"""IN1: bounded JSON, fields with refusals that say which and why, and frames as values."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_interview.contract import frames
from jupyter_interview.contract.fields import Fields
from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.json_text import decode_object, encode
from jupyter_interview.domain.errors import ErrorCode, InterviewError
from jupyter_interview.domain.limits import Limits

DEPTH = 8
TEXT = st.text(st.characters(codec="utf-8"))
SCALARS = st.none() | st.booleans() | st.integers(-(2**60), 2**60) | TEXT
VALUES = st.recursive(SCALARS, lambda v: st.lists(v) | st.dictionaries(TEXT, v), max_leaves=8)


def depth_of(value: object) -> int:
    inner = value.values() if isinstance(value, dict) else value
    if not isinstance(value, (dict, list)):
        return 0
    return 1 + max(map(depth_of, inner), default=0)  # type: ignore[call-overload]


@given(st.dictionaries(TEXT, VALUES), st.booleans())
def test_IN1_json_within_bounds_comes_through(value: dict[str, object], ascii: bool) -> None:
    data = json.dumps(value, ensure_ascii=ascii).encode()
    if depth_of(value) <= DEPTH:
        assert decode_object(data, DEPTH) == value
        assert json.loads(encode(value)) == value
    else:
        with pytest.raises(InterviewError):
            decode_object(data, DEPTH)


@given(st.binary(max_size=200) | TEXT.map(str.encode))
def test_IN1_anything_else_is_a_refusal_and_nothing_worse(data: bytes) -> None:
    try:
        assert isinstance(decode_object(data, DEPTH), dict)
    except InterviewError as refusal:
        assert refusal.code in (ErrorCode.INVALID_JSON, ErrorCode.INVALID_UTF8)


@given(st.integers(1, 20))
def test_IN1_depth_is_counted_and_braces_in_text_are_not(levels: int) -> None:
    inner = '"' + "[{" * 50 + '\\"]' + '"'
    data = ('{"a":' * levels + inner + "}" * levels).encode()
    if levels <= DEPTH:
        assert depth_of(decode_object(data, DEPTH)) == levels
    else:
        with pytest.raises(InterviewError, match="nested"):
            decode_object(data, DEPTH)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("langauge", "language"),
        ("Language", "language"),
        ("laguage", "language"),
        ("tittle", "title"),
        ("codes", "code"),
    ],
)
def test_IN1_a_misspelling_is_told_what_was_meant(name: str, meant: str) -> None:
    with pytest.raises(InterviewError, match=f"did you mean '{meant}'") as caught:
        Fields({name: 1}, "This", ("language", "title", "code"))
    assert caught.value.code is ErrorCode.UNKNOWN_FIELD


@pytest.mark.parametrize("name", ["role", "userId", "timestamp", "zzz", "", "🐢" * 1000])
def test_IN1_what_looks_like_nothing_known_is_ignored(name: str) -> None:
    assert name in Fields({name: 1}, "This", ("language", "title", "code"))
    with pytest.raises(InterviewError):
        Fields({name: 1}, "This", ("language", "title", "code"), closed=True)


@given(st.sampled_from(sorted(frames.KNOWN[Mode.SYNC] | frames.KNOWN[Mode.CONTRACT])), VALUES)
def test_SO5_no_payload_does_more_than_be_refused(name: str, payload: object) -> None:
    for mode in Mode:
        try:
            frames.decode_command({"type": name, "payload": payload}, mode, Limits())
        except InterviewError as refusal:
            assert refusal.sentence


def test_AC10_a_cursor_is_rebuilt_from_its_checked_parts() -> None:
    good = {"type": None, "tname": None, "item": {"client": 5, "clock": 0}, "assoc": -1}
    frame = {"language": "python", "cursor": {"anchor": good, "head": {"tname": "code:python"}}}
    command = frames.decode_command(
        {"type": "cursor_change", "payload": frame}, Mode.SYNC, Limits()
    )
    assert isinstance(command, frames.MoveCursor) and command.cursor is not None
    assert command.cursor.anchor == good
    for bad in (
        {"tname": "code:javascript"},
        {"tname": "other"},
        {"type": {"client": 1, "clock": 1}},
        {"item": {"client": -1, "clock": 0}},
        {"item": {"client": 1.5, "clock": 0}},
        {"item": {"client": True, "clock": 0}},
        {"item": {"client": 1, "clock": 0, "more": "x"}},
        {"assoc": 1},
        {"more": "x"},
        [],
        None,
    ):
        payload = {"language": "python", "cursor": {"anchor": good, "head": bad}}
        with pytest.raises(InterviewError):
            frames.decode_command(
                {"type": "cursor_change", "payload": payload}, Mode.SYNC, Limits()
            )
