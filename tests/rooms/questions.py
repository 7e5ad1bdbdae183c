"""Questions for tests of a room. Each text of a private side has a word that nothing else has."""

import json
from typing import Any

from msgspec.structs import replace

from jupyter_interview.contract.values import (
    Check,
    Criterion,
    PrivateSide,
    ProgramFile,
    Question,
)
from jupyter_interview.questions.case_json import case_to_json
from jupyter_interview.questions.cases import Call, Case, Expected
from jupyter_interview.questions.compare import Comparison
from jupyter_interview.rooms.room import Room

from .stage import OWNER, Client

SECRET = "zanzibar-umbrella"
STARTER = "def double_of(number):\n    pass\n"
SCRIPT = "function doubleOf(number) {\n}\n"
HELPER = "HELP = 1\n"
NUMBERS = "number\n1\n"


def a_case(name: str, number: Any, returns: Any, **more: Any) -> dict[str, Any]:
    call = Call("double_of", (number,), Expected(returns, Comparison()), None, None)
    return case_to_json(Case(name, call, **more))


def a_question(digest: str = "d-1", **changes: Any) -> Question:
    """With two visible tests, in two languages, and files in one of them."""
    question = Question(
        id="",
        bank="a bank",
        name="doubles",
        digest=digest,
        commit=None,
        title="Doubles",
        kind="algorithm",
        level="junior",
        minutes=10,
        languages=("python", "javascript"),
        tags=(),
        license="CC0-1.0",
        authors=("Ana",),
        source="",
        statement="Write `double_of`.\n",
        starters={
            "python": [
                {"name": "helper.py", "text": HELPER},
                {"name": "solution.py", "text": STARTER.replace("\n", "\r\n")},
            ],
            "javascript": [{"name": "solution.js", "text": SCRIPT}],
        },
        data=(ProgramFile("numbers.csv", NUMBERS),),
        cases=(a_case("one", 1, 2), a_case("two", 2, 4)),
        names={},
        seconds=2.0,
    )
    return replace(question, **changes)


def a_side(show: str = "counts") -> PrivateSide:
    """With two hidden tests."""
    cases = (
        a_case(f"{SECRET} small", SECRET, SECRET * 2, feedback=SECRET),
        a_case(f"{SECRET} large", 40, 80, points=3),
    )
    rubric = (Criterion(f"{SECRET} asks", (f"{SECRET} no", f"{SECRET} yes")),)
    solutions = {"python": f"def double_of(number):\n    return number * 2  # {SECRET}\n"}
    outside = {"test_double.py": f"def test_double():\n    pass  # {SECRET}\n"}
    return PrivateSide("", show, cases, solutions, rubric, f"{SECRET} hints\n", outside)


def load(room: Room, digest: str = "d-1", show: str = "counts", **changes: Any) -> str:
    """Load a question into the text that is there; its id."""
    into = changes.pop("into", "replace")
    question = a_question(digest, **changes)
    return room.questions.load(OWNER, question, a_side(show), into=into)[0].id


def checks_of(client: Client) -> list[dict[str, Any]]:
    """The checks that somebody was told of when they came."""
    checks: list[dict[str, Any]] = client.hears("welcome")[-1]["checks"]
    return checks


def result(index: int, status: str = "passed", text: str = "") -> dict[str, Any]:
    """What a browser tells of a case."""
    names = ("expected", "got", "message")
    return {"index": index, "name": "?", "status": status, **dict.fromkeys(names, text), "ms": 0.5}


def begin(client: Client, question: str, number: int = 1, hidden: bool = False, **more: Any) -> str:
    """A browser begins a check; its id."""
    check = f"check-{number:08}"
    told = {"checkId": check, "question": question, "hidden": hidden, "language": "python"}
    client.says("check_started", **told, **more)
    return check


def heard(client: Client) -> bytes:
    """All that somebody was sent, byte by byte."""
    return b"\n".join(
        json.dumps(frame, ensure_ascii=False).encode() if isinstance(frame, dict) else frame.payload
        for frame in client.frames
    )


def state_of(room: Room, check_id: str) -> Check:
    record = room.core.interview.checks.get(check_id)
    assert record is not None
    return record.check
