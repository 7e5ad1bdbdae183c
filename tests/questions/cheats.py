"""Programs that try to pass cases without solving them, and the cases they are tried with."""

from dataclasses import dataclass
from pathlib import Path

from jupyter_interview.questions.cases import Call, Case, Expected, Raises
from jupyter_interview.questions.compare import Comparison

TEXT = (Path(__file__).parents[1] / "corpus" / "cheats.txt").read_text("utf-8")


@dataclass(frozen=True)
class Cheat:
    language: str
    name: str
    code: str


def cheats() -> list[Cheat]:
    """All programs of the corpus."""
    found = []
    for part in TEXT.split("\n=== ")[1:]:
        head, _, code = part.partition("\n")
        language, _, name = head.partition(" ")
        found.append(Cheat(language, name, code))
    return found


def _returns(name: str, numbers: list[int], value: object) -> Case:
    expected = Expected(value, Comparison())
    return Case(name, Call("total", (numbers,), expected, None, None), seconds=1.0)


_RAISES = Raises(classes={"python": "KeyError", "javascript": "RangeError"})

CASES = (
    _returns("three numbers", [1, 2, 3], 7),
    _returns("other numbers", [10, 20], 31),
    _returns("a list", [4], [4, {"is": True}]),
    Case(
        "what raises an error",
        Call(
            "total",
            ([0],),
            None,
            Raises(classes={"python": "KeyError", "javascript": "RangeError"}),
            None,
        ),
        seconds=1.0,
    ),
)
"""Nobody can pass these by luck: the values follow no rule."""
