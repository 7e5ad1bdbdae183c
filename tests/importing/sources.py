"""Files of other formats, and the questions that became of them."""

from collections.abc import Mapping
from pathlib import Path

from jupyter_interview.questions.bank import read_bank
from jupyter_interview.questions.question import Question


def write_files(folder: Path, texts: Mapping[str, str]) -> Path:
    """Write texts by their names in a folder; answers with the folder."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def questions_in(bank: Path) -> dict[str, Question]:
    """The questions of a bank by their ids; all of them can be used."""
    found = [*read_bank([bank])]
    assert [str(problem) for each in found for problem in each.problems] == []
    return {each.question.public.id: each.question for each in found if each.question}


def without_hurry(bank: Path) -> None:
    """Give all cases of a bank the longest time, for a machine that does much else."""
    for path in bank.glob("*/question.yaml"):
        lines = [line for line in path.read_text("utf-8").splitlines() if "limits:" not in line]
        path.write_text("\n".join([*lines, "limits: {seconds: 30}", ""]), "utf-8")
