"""What test code and a program say to each other, and how much of it.

Messages are JSON. Those of the program are claims that it may have written itself: each is read
here and written anew, and what is no answer to anything is left out. Test code calls functions by
the names of its own language, which become those of the program's.

``labextension/src/runner/cases/exchange.ts`` does the same in browsers.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..questions.judge import Names
from ..questions.outcome import (
    CLASS_CHARACTERS,
    MESSAGE_CHARACTERS,
    MOST_CHARACTERS,
    MOST_CLASSES,
    NO_OUTCOME,
    TOO_LARGE,
)
from ..questions.outside import program_name
from ..questions.shown import whole
from ..questions.values import SAFE, is_value

MOST_CALLS = 5000
"""The most calls of one test, in both directions together."""
MOST_AT_ONCE = 256
"""The most calls that wait for an answer at a time, in each direction."""
WORN_MESSAGES = 20_000
"""After so many messages the next test begins with other processes."""
WORN_CHARACTERS = 8 * 1024 * 1024
"""So it does after messages of so many characters: a process that writes much more is ended."""

FAULT = "fault"
"""In the place of a class: what came is no error of the program, and no test can expect it."""

Side = Literal["program", "tests"]


@dataclass(frozen=True, slots=True)
class Post:
    """A message for one of the two, as JSON."""

    to: Side
    json: str


GO = Post("tests", '{"go":true}')
"""The program is there, so the first test may begin."""


class Exchange:
    """The messages between the test code of a language and a program in another or the same."""

    def __init__(self, test_language: str, language: str, names: Names) -> None:
        self._test_language = test_language
        self._language = language
        self._names = names
        self._calls = 0
        self._messages = 0
        self._characters = 0
        self._asked: set[int] = set()
        self._called_back: set[int] = set()

    def begin_test(self) -> None:
        """The next test may make as many calls as the one before might."""
        self._calls = 0

    @property
    def is_worn(self) -> bool:
        """Whether there were so many messages, or such long ones, that other processes should go
        on."""
        return self._messages > WORN_MESSAGES or self._characters > WORN_CHARACTERS

    def of_tests(self, text: str) -> Post | None:
        """What becomes of a message of the test code."""
        told = self._read(text)
        match told:
            case {"id": int(number), "do": str(), "name": name, "on": _, "args": _}:
                return self._ask(number, told, name)
            case {"answer": int(number), "outcome": _} if number in self._called_back:
                self._called_back.discard(number)
                return Post("program", text)
        return None

    def of_program(self, text: str) -> Post | None:
        """What becomes of a message of the program."""
        told = self._read(text)
        match told:
            case {"id": number, "outcome": outcome} if _is_count(number) and number in self._asked:
                self._asked.discard(number)
                return _post({"id": number, "outcome": _outcome(outcome)})
            case {"callback": callback, "call": number, "args": list(args)} if (
                _is_count(callback)
                and _is_count(number)
                and number not in self._called_back
                and is_value(args, may_be_remote=True)
            ):
                return self._call_back(callback, number, args)
        return None

    def _read(self, text: str) -> Any:
        self._messages += 1
        self._characters += len(text)
        if len(text) > MOST_CHARACTERS:
            return None
        try:
            return json.loads(text, parse_constant=_refuse)
        except (ValueError, RecursionError):
            return None

    def _ask(self, number: int, told: Mapping[str, Any], name: Any) -> Post:
        self._calls += 1
        if self._calls > MOST_CALLS:
            return _post({"id": number, "outcome": _fault(f"More than {MOST_CALLS} calls.")})
        if len(self._asked) >= MOST_AT_ONCE:
            sentence = f"More than {MOST_AT_ONCE} calls at once."
            return _post({"id": number, "outcome": _fault(sentence)})
        self._asked.add(number)
        if isinstance(name, str):
            name = self.name_of(name)
        return Post("program", json.dumps({**told, "name": name}))

    def name_of(self, name: str) -> str:
        """What the program calls what the test code calls so."""
        return program_name(name, self._test_language, self._language, self._names)

    def _call_back(self, callback: int, number: int, args: list[Any]) -> Post:
        self._calls += 1
        if self._calls > MOST_CALLS or len(self._called_back) >= MOST_AT_ONCE:
            message = "The functions of a test were called too often."
            raised = {"raised": {"classes": ["Error"], "message": message}}
            return Post("program", json.dumps({"answer": number, "outcome": raised}))
        self._called_back.add(number)
        return _post({"callback": callback, "call": number, "args": args})


def _post(message: Mapping[str, Any]) -> Post:
    return Post("tests", json.dumps(message))


def _is_count(number: Any) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= SAFE


def _refuse(constant: str) -> Any:
    """Python reads NaN and Infinity, which are no JSON."""
    raise ValueError(constant)


def _outcome(told: Any) -> dict[str, Any]:
    """What came of a call, with nothing in it but what was meant."""
    match told:
        case {"tooLarge": True}:
            return _fault(TOO_LARGE.sentence)
        case {"missing": str(name)}:
            return _fault(f"The program has no {whole(name[:CLASS_CHARACTERS])}.")
        case {"raised": {"classes": list(classes), "message": str(message)}}:
            names = [name for name in classes[:MOST_CLASSES] if isinstance(name, str)]
            cut = [whole(name[:CLASS_CHARACTERS]) for name in names if name != FAULT]
            return {
                "raised": {
                    "classes": cut or ["Error"],
                    "message": whole(message[:MESSAGE_CHARACTERS]),
                }
            }
        case {"value": value} if is_value(value, may_be_remote=True):
            return {"value": value}
    return _fault(NO_OUTCOME.sentence)


def _fault(sentence: str) -> dict[str, Any]:
    return {"raised": {"classes": [FAULT], "message": sentence}}
