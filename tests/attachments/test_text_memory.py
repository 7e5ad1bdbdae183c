"""GR1: a file's document outlives an interview that was attached to it, and holds nothing of it."""

import gc
import weakref
from collections.abc import Callable

import pytest
from pycrdt import Array, Doc, Map, Text

from jupyter_interview.attachments.texts import CellText, FileText, PlainText
from jupyter_interview.document.edits import Edit


def plain() -> tuple["Doc[Text]", FileText]:
    doc: Doc[Text] = Doc()
    return doc, PlainText(doc)


def cell() -> tuple["Doc[Text]", FileText]:
    doc: Doc[Text] = Doc()
    cells = doc.get("cells", type=Array)
    cells.append(Map({"id": "c1", "cell_type": "code", "source": Text("")}))
    return doc, CellText(doc, "c1")


class Interview:
    """What is told of a change in the file."""

    def __init__(self) -> None:
        self.heard = 0

    def changed(self) -> None:
        self.heard += 1


@pytest.mark.parametrize("make", [plain, cell])
def test_GR1_an_interview_that_was_detached_is_not_held_by_the_file(
    make: Callable[[], tuple["Doc[Text]", FileText]],
) -> None:
    doc, text = make()
    interview = Interview()
    left = weakref.ref(interview), weakref.ref(text)
    text.watch(interview.changed)
    text.write([Edit(0, 0, "x = 1\n")])
    assert interview.heard == 1
    text.unwatch()
    text.unwatch()
    text.write([Edit(0, 0, "y = 2\n")])
    assert interview.heard == 1
    del interview, text
    gc.collect()
    assert [one() for one in left] == [None, None]
    native = weakref.ref(doc)
    del doc
    gc.collect()
    assert native() is None
