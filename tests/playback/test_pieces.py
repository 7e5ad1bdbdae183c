"""RC18: recordings are written and read in pieces."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from jupyter_interview.playback import pieces
from jupyter_interview.playback.format import canonical
from jupyter_interview.playback.pieces import dumped, loaded
from tests.chance import seed_for
from tests.recording.logs import recorded

from .interviews import by_chance

LONG: dict[str, Any] = {
    "edits": {"at": list(range(-200_000, 200_000)), "inserted": "typed " * 1000},
    "runs": [{"id": f"run-{number}", "output": "printed\n" * 40} for number in range(20_000)],
}


def at_once(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def test_RC18_the_bytes_and_the_values_are_those_of_one_piece() -> None:
    for log in by_chance():
        document = recorded(log)
        written = canonical(document)
        assert written == at_once(document).encode(errors="surrogatepass")
        assert loaded(written.decode(errors="surrogatepass")) == json.loads(written)
    empty: list[Any] = [{}, {"a": {}, "b": []}, [], "", 0, None, {"a": [{"b": [1]}, "c"]}]
    for value in (LONG, *empty):
        assert dumped(value) == at_once(value)
        assert loaded(dumped(value)) == value


def test_RC18_arrays_of_all_kinds_and_lengths_come_back() -> None:
    rng = random.Random(seed_for("pieces of arrays"))
    kinds: list[Callable[[], Any]] = [
        lambda: rng.randint(-(10**6), 10**6),
        lambda: rng.random() * 1e-9,
        lambda: rng.choice(("", "e1,2", "]", '"', "\\", "é😀\u2028", "-")),
        lambda: rng.choice((None, True, False, [], {}, [1, "2"], {"]": [","]})),
    ]
    for length in (0, 1, 2, 1999, 2000, 2001, 4000, 9000):
        for some in (kinds[:1], kinds[:2], kinds[2:], kinds):
            value = {"of": [rng.choice(some)() for _ in range(length)]}
            assert dumped(value) == at_once(value)
            assert loaded(dumped(value)) == value


@pytest.mark.parametrize(
    "text", ["", "{", "[", "[1", "[1,", "[1,]", '{"a"}', '{"a":1', '{"a":1,}', "{1:2}", "1 2"]
)
def test_RC18_what_is_no_json_is_none_in_pieces_either(text: str) -> None:
    with pytest.raises(ValueError):
        json.loads(text)
    with pytest.raises(ValueError):
        loaded(text)


@pytest.mark.parametrize("is_read", [True, False], ids=["read", "written"])
def test_RC18_no_call_that_keeps_the_lock_is_about_more_than_a_piece(
    is_read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two of them Python gives its lock to whoever waits for it."""
    text, lengths = at_once(LONG), []
    encode, decode, loads = pieces._encode, pieces._decode, json.loads

    def encoded(value: Any) -> str:
        lengths.append(len(piece := encode(value)))
        return piece

    def decoded(whole: str, at: int) -> Any:
        value, end = decode(whole, at)
        lengths.append(end - at)
        return value, end

    def read(piece: str) -> Any:
        lengths.append(len(piece))
        return loads(piece)

    monkeypatch.setattr(pieces, "_encode", encoded)
    monkeypatch.setattr(pieces, "_decode", decoded)
    monkeypatch.setattr(json, "loads", read)
    assert (loaded(text) == LONG) if is_read else (dumped(LONG) == text)
    assert sum(lengths) > 0.9 * len(text), "all of it is measured"
    assert max(lengths) < len(text) / 10
