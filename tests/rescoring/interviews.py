"""Interviews in which somebody solves the question “doubling” in JavaScript, written down."""

from pathlib import Path

from jupyter_interview.playback.recording import Recording
from jupyter_interview.questions.bank import read_bank
from jupyter_interview.questions.question import Question
from tests.playback.interviews import Written
from tests.questions.test_check import bank

ROOT = "code:javascript"
STARTER = "function doubleOf(number) {\n}\n"
FOUR = "function doubleOf(number) {\n  return 4;\n}\n"
TWICE = "function doubleOf(number) {\n  return 2 * number;\n}\n"
WHOLE = (
    "function doubleOf(number) {\n"
    "  if (number === null) throw new TypeError('a number is needed');\n"
    "  return 2 * number;\n}\n"
)
ENDLESS = "function doubleOf(number) {\n  for (;;) {}\n}\n"
HALF = "function doubleOf(number) {\n  return 2 *"


def question(folder: Path, **files: str) -> Question:
    """The question, whose tests are: two, null is an error; hidden: below zero, many times."""
    [found] = read_bank([bank(folder, **files)])
    assert found.question is not None, found.problems
    return found.question


class Interview(Written):
    """Ana holds it, and Bo writes JavaScript."""

    def __init__(self, title: str = "Round 1", name: str = "Bo") -> None:
        super().__init__(title, name)
        self.log.event("LanguageChanged", "p-ana", language="javascript")

    def type(self, *texts: str, by: str | None = "p-bo", root: str = ROOT) -> None:
        """One burst for each text: there is a pause behind it."""
        for text in texts:
            self.write(text, by, root)
            self.wait(60)

    def ran(self, by: str = "p-bo") -> None:
        people = {"p-bo": "Bo", "p-ana": "Ana"}
        user = {"id": by, "name": people[by], "color": "#009e73"}
        self.run(language="javascript", file="solution.js", root=ROOT, by=user)

    def add(self, file: str, name: str, language: str | None, text: str) -> None:
        self.log.event("FileAdded", "p-bo", file=file, name=name, language=language)
        self.write(text, "p-bo", f"file:{file}")


def solved(title: str = "Round 1", name: str = "Bo") -> Recording:
    """What passes first is typed, and what passes last is run by Ana."""
    one = Interview(title, name)
    one.type(STARTER, by=None)
    one.type(FOUR, TWICE)
    one.write(WHOLE, root=ROOT)
    one.ran(by="p-ana")
    one.end()
    return one.recording()
