"""Writes a question into a bank, whole or not at all, and over nothing that is there."""

import shutil
from errno import EEXIST, ENOTEMPTY
from pathlib import Path
from tempfile import mkdtemp

from ..questions.question import Question
from ..questions.reading import read_question
from ..questions.writing import files_of


class NameTaken(Exception):
    """The bank has something under the name of the question."""


class NotTheSame(Exception):
    """What was written does not read as the question; the text says why."""


def keep(question: Question, bank: Path) -> None:
    """Write the folder of a question into this bank.

    It is made beside the others and read again first, so that nobody finds half of it. Raises
    NameTaken, NotTheSame and OSError.
    """
    goal = bank / question.public.id
    if goal.exists() or goal.is_symlink():
        raise NameTaken
    making = Path(mkdtemp(prefix=".making-", dir=bank))
    try:
        folder = making / question.public.id
        _write(folder, files_of(question))
        read, problems = read_question(folder)
        if read is None or problems:
            raise NotTheSame("; ".join(map(str, problems[:3])))
        sides = [(each.cases, dict(each.outside)) for each in (read.private, question.private)]
        if read.public != question.public or sides[0] != sides[1]:
            raise NotTheSame("A text in it has characters that files do not keep.")
        try:
            folder.rename(goal)
        except OSError as problem:
            # A folder that came here meanwhile has something in it.
            if problem.errno in (EEXIST, ENOTEMPTY):
                raise NameTaken from None
            raise
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
