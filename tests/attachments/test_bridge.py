"""YD3: two documents that others edit together are kept equal; nothing is lost or doubled."""

import asyncio
import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from pycrdt import Array, Doc, Map, Text

from jupyter_interview.attachments.bridge import Bridge
from jupyter_interview.attachments.texts import CellText, FileText, PlainText
from jupyter_interview.document.edits import Edit

PIECES = ("a", "\n", "é", "e\u0301", "🐢", "👩‍🔬", "नि", "x = 1\n", "}")


class Typist:
    """Somebody with a copy of a document, who sends updates when it pleases the test."""

    def __init__(self, mark: str, server: Doc[Any], find: Callable[[Doc[Any]], Text]) -> None:
        self._server = server
        self._doc: Doc[Any] = Doc()
        self._find = find
        self._mark = mark
        self._typed = 0
        self.hear()

    def hear(self) -> None:
        self._doc.apply_update(self._server.get_update(self._doc.get_state()))

    def say(self) -> None:
        self._server.apply_update(self._doc.get_update(self._server.get_state()))

    def type(self, chance: random.Random) -> str:
        """Put a token somewhere that no other token is in the middle of, and answer with it."""
        text = self._find(self._doc)
        self._typed += 1
        token = f"«{self._mark}{self._typed}{chance.choice(PIECES)}»"
        present = str(text)
        places = [
            i for i in range(len(present) + 1) if present[:i].count("«") == present[:i].count("»")
        ]
        text.insert(len(present[: chance.choice(places)].encode()), token)
        return token

    def erase(self, chance: random.Random, tokens: list[str]) -> str | None:
        """Take a token out that is here whole."""
        text = self._find(self._doc)
        present = str(text)
        found = [token for token in tokens if token in present]
        if not found:
            return None
        token = chance.choice(found)
        start = len(present[: present.index(token)].encode())
        del text[start : start + len(token.encode())]
        return token


def plain() -> tuple[Doc[Any], FileText, Callable[[Doc[Any]], Text]]:
    doc: Doc[Any] = Doc()
    doc.get("source", type=Text)
    return doc, PlainText(doc), lambda copy: copy.get("source", type=Text)


def cell() -> tuple[Doc[Any], FileText, Callable[[Doc[Any]], Text]]:
    doc: Doc[Any] = Doc()
    cells = doc.get("cells", type=Array)
    for name in ("before", "mine", "after"):
        cells.append(Map({"id": name, "cell_type": "code", "source": Text("")}))
    return doc, CellText(doc, "mine"), lambda copy: copy.get("cells", type=Array)[1]["source"]


@pytest.mark.parametrize("kind", [plain, cell])
@pytest.mark.parametrize("seed", range(12))
async def test_YD3_both_sides_type_at_once(seed: int, kind: Any) -> None:
    """Astral and combined characters too; every token is there once unless somebody erased it."""
    chance = random.Random(seed)
    near_doc, near, find_near = plain()
    far_doc, far, find_far = kind()
    problems: list[Exception] = []
    bridge = Bridge(near, far, "", problems.append)
    near.watch(bridge.interview_changed)
    far.watch(bridge.file_changed)
    people = [Typist("i", near_doc, find_near), Typist("j", near_doc, find_near)]
    people += [Typist("f", far_doc, find_far), Typist("g", far_doc, find_far)]
    typed: list[str] = []
    erased: set[str] = set()
    for _ in range(120):
        person = chance.choice(people)
        deed = chance.random()
        if deed < 0.5:
            typed.append(person.type(chance))
        elif deed < 0.6 and (token := person.erase(chance, typed)) is not None:
            erased.add(token)
        elif deed < 0.8:
            person.say()
        elif deed < 0.95:
            person.hear()
        else:
            await asyncio.sleep(0)
    for person in people * 2:
        person.say()
        person.hear()
    await asyncio.sleep(0)
    text = near.read()
    assert problems == [] and text is not None
    assert text == far.read(), f"seed {seed}"
    for token in typed:
        assert text.count(token) == (0 if token in erased else 1), (seed, token, text)


class Slate:
    """A text that cannot be written at some moments, as that of a file that is being read in."""

    def __init__(self, text: str) -> None:
        self.text: str | None = text

    def read(self) -> str | None:
        return self.text

    def told(self) -> None:
        return None

    def write(self, edits: Sequence[Edit]) -> None:
        assert self.text is not None
        for edit in reversed(edits):
            self.text = self.text[: edit.start] + edit.text + self.text[edit.end :]


async def test_YD3_a_side_that_was_away_meets_what_was_typed_meanwhile() -> None:
    """A notebook that is read anew has no cell for a moment; then both have changed."""
    near, far = Slate("one\ntwo\n"), Slate("one\ntwo\n")
    problems: list[Exception] = []
    bridge = Bridge(near, far, "one\ntwo\n", problems.append)
    far.text = None
    near.text = "one\ntwo\nthree\n"
    bridge.interview_changed()
    far.text = "zero\none\ntwo\n"
    bridge.file_changed()
    await asyncio.sleep(0)
    assert near.text == far.text == "zero\none\ntwo\nthree\n"
    bridge.close()
    near.text += "more"
    bridge.interview_changed()
    assert far.text == "zero\none\ntwo\nthree\n" and problems == []


@pytest.mark.parametrize("kind", [plain, cell])
async def test_TX2_a_file_whose_lines_end_otherwise_gets_line_feeds(kind: Any) -> None:
    """Whether it has carriage returns from the beginning or somebody brings them."""
    near_doc, near, find_near = plain()
    far_doc, far, find_far = kind()
    bridge = Bridge(near, far, "", lambda problem: None)
    near.watch(bridge.interview_changed)
    far.watch(bridge.file_changed)
    for words in ("one\r\ntwo\r\n", "three\rfour", "five\n"):
        text = find_far(far_doc)
        text.insert(len(str(text).encode()), words)
        for _ in range(5):
            await asyncio.sleep(0)
    assert near.read() == far.read() == "one\ntwo\nthree\nfourfive\n"
    find_near(near_doc).insert(0, "zero\n")
    await asyncio.sleep(0)
    assert near.read() == far.read() == "zero\none\ntwo\nthree\nfourfive\n"
