"""Writes drafts as folders of questions.

A draft is written beside the other questions of the bank, is read as any question is, and gets its
name only then. So a bank never has half a question, and nothing is written over.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from ..questions.reading import HIDDEN_TESTS, QUESTION, STATEMENT, TESTS, read_question
from .draft import Draft, LeftOut
from .yaml_text import document

_SCHEMA = "# yaml-language-server: $schema={}.schemas/{}.schema.json\n"


def write_draft(draft: Draft, bank: Path) -> Path:
    """Write a draft into a bank; answers with its folder, or raises LeftOut."""
    folder = bank / draft.id
    if os.path.lexists(folder):
        raise LeftOut(f"There is something at {folder} already.")
    with TemporaryDirectory(prefix=".import-", dir=bank) as aside:
        made = Path(aside, draft.id)
        try:
            for name, text in _texts(draft).items():
                path = made / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8", newline="\n")
        except UnicodeEncodeError:
            raise LeftOut("It has half a character, which no file can hold.") from None
        _, problems = read_question(made)
        if problems:
            raise LeftOut(f"It would be no question: {problems[0]}")
        made.rename(folder)
    return folder


def _texts(draft: Draft) -> Mapping[str, str]:
    about = document({"format": 1, **draft.about})
    texts = {
        QUESTION: _SCHEMA.format("../", "question") + about,
        STATEMENT: draft.statement.strip() + "\n",
        **draft.files,
    }
    if draft.visible:
        cases = document({"cases": [*draft.visible]})
        texts[TESTS] = _SCHEMA.format("../", "tests") + cases
    if draft.hidden:
        cases = document({"show": "counts", "cases": [*draft.hidden]})
        texts[HIDDEN_TESTS] = _SCHEMA.format("../../", "tests") + cases
    return texts
