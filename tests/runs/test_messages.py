"""RS4, RS13: what a process writes is read with bounds, and is never more than a claim."""

import json
import random

import pytest

from jupyter_interview.contract.output import HTML_BYTES
from jupyter_interview.contract.values import Output
from jupyter_interview.questions.cases import MOST_CASES
from jupyter_interview.runs.events import CaseAnswered
from jupyter_interview.runs.messages import (
    LINE_BYTES,
    READ_BYTES,
    TOTAL_BYTES,
    Finished,
    Flood,
    Message,
    Needed,
    Written,
    messages,
    parse,
)
from tests.chance import seed_for

MARK = b"\x1e"


class Pieces:
    """Bytes that come in pieces, as from a pipe."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = [
            piece[start : start + READ_BYTES]
            for piece in pieces
            for start in range(0, len(piece), READ_BYTES)
        ]

    async def read(self, n: int) -> bytes:
        return self._pieces.pop(0) if self._pieces else b""


async def heard(*pieces: bytes) -> list[Message]:
    return [message async for message in messages(Pieces(*pieces))]


def line(**value: object) -> bytes:
    return MARK + json.dumps(value).encode() + b"\n"


PRINTED = line(type="output", stream="stdout", text="é")


async def test_RS4_a_message_is_found_behind_anything_and_in_any_pieces() -> None:
    whole = b"noise\n\n" + b"half a line" + PRINTED + b"\x1e\x1e" + PRINTED + b"rest"
    for size in (1, 7, len(whole)):
        parts = [whole[start : start + size] for start in range(0, len(whole), size)]
        assert await heard(*parts) == [Written(Output("stdout", "é"))] * 2


async def test_RS4_lines_that_are_too_long_are_left_out_and_the_next_is_heard() -> None:
    long = b"A" * (3 * LINE_BYTES)
    assert await heard(long, b"\n", PRINTED) == [Written(Output("stdout", "é"))]
    assert await heard(long) == []
    text = "é" * (LINE_BYTES // 2)
    assert await heard(line(type="output", stream="stdout", text=text), PRINTED) == [
        Written(Output("stdout", "é"))
    ]


async def test_RS13_a_flood_is_ended() -> None:
    noise = [b"x" * 1024 * 1024] * (TOTAL_BYTES // (1024 * 1024) + 1)
    with pytest.raises(Flood):
        await heard(*noise)


NO_MESSAGES = {
    "no mark": PRINTED[1:-1],
    "deep": MARK + b"[" * 200_000,
    "deep and closed": MARK + b'{"type":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a long number": MARK + b"9" * 100_000,
    "no object": MARK + b'["output"]',
    "no UTF-8": MARK + b'{"type":"output","stream":"stdout","text":"\xff"}',
    "another type": line(type="started"),
    "no type": line(),
    "a type that is no text": line(type=["ended"]),
    "output without a stream": line(type="output", text="x"),
    "output of no stream": line(type="output", stream="stdin", text="x"),
    "a stream that is no text": line(type="output", stream={}, text="x"),
    "a text that is none": line(type="output", stream="stdout", text=7),
    "an end that is none": line(type="ended", state="passed", error=None),
    "an end that a program cannot tell": line(type="ended", state="timeout", error=None),
    "an end that is no text": line(type="ended", state=[], error=None),
    "a value": line(type="value", value={"index": 0, "text": "1"}),
    "a case of no place": line(type="case"),
    "a case with a text for a place": line(type="case", index="0"),
    "a case whose place is a truth": line(type="case", index=True),
    "a case beyond all": line(type="case", index=MOST_CASES),
    "an answer that is no text": line(type="answer", index=0, json={"value": 15}),
    "an answer that is too long": line(type="answer", index=0, json=" " * 140_000),
    "a result": line(type="test", result={"name": "a", "passed": True}),
}


@pytest.mark.parametrize("name", NO_MESSAGES)
def test_RS4_what_is_no_message_is_left_out(name: str) -> None:
    assert parse(NO_MESSAGES[name].rstrip(b"\n")) is None


def test_RS4_halves_of_characters_and_long_texts_are_mended() -> None:
    def answer(**more: object) -> Message | None:
        return parse(line(**{"type": "answer", "index": 0, "json": "1", "ms": 1} | more))

    assert parse(line(type="ended", state="error", error="a\udfff")) == Finished("error", "a\ufffd")
    assert parse(line(type="ended", state="ok", error=7)) == Finished("ok", None)
    assert parse(line(type="output", stream="stderr", text="\ud83d\ude00\ud800")) == Written(
        Output("stderr", "😀\ufffd")
    )
    for ms in (-1, float("inf"), float("nan"), 10**400, "1", None, True):
        assert answer(ms=ms) == CaseAnswered(0, "1", 0.0)
    assert answer() == CaseAnswered(0, "1", 1.0)
    assert parse(line(type="need", modules=["a", 7, None])) == Needed(("a",))
    assert parse(line(type="need", modules={"a": 1})) == Needed(())
    many = parse(line(type="need", modules=[str(number) for number in range(3000)]))
    assert isinstance(many, Needed) and len(many.modules) == 200


async def test_RS4_no_bytes_make_it_raise() -> None:
    """Messages with bytes changed, cut and repeated."""
    chance = random.Random(seed_for("no bytes"))
    samples = [PRINTED, *NO_MESSAGES.values(), line(type="ended", state="ok", error=None)]
    for _ in range(300):
        data = bytearray(chance.choice(samples)[:4000])
        for _ in range(chance.randrange(6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        start = chance.randrange(len(data))
        await heard(bytes(data[:start]), bytes(data[start:]) * chance.randrange(3))


def test_OU25_html_that_is_too_long_is_left_out_and_its_plain_form_is_shown() -> None:
    def told(**forms: object) -> Message | None:
        return parse(line(type="output", stream="display", **forms))

    assert told(text="a", html="x" * HTML_BYTES) == Written(
        Output("display", "a", "x" * HTML_BYTES)
    )
    assert told(text="a", html="é" * HTML_BYTES) == Written(Output("display", "a"))
    size = HTML_BYTES + 1
    assert told(text="", html="x" * size) == Written(Output("display", "", omitted=size))


def test_RS4_fields_that_look_misspelled_are_not_looked_at() -> None:
    """For clients they are refused with a hint, which takes long beside reading a message."""
    near = {f"strea{letter}": "x" for letter in "abcdefgh"}
    message = line(type="output", stream="stdout", text="x", **near)
    assert parse(message) == Written(Output("stdout", "x"))
