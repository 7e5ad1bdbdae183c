"""Programs that must print the same wherever they run (RU12)."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class CorpusProgram:
    name: str
    code: str
    stdin: str


def corpus(language: str) -> list[CorpusProgram]:
    """The programs of one file, in its order."""
    text = Path(__file__).with_name(f"{language}.txt").read_text("utf-8")
    programs = []
    for part in text.split("\n### ")[1:]:
        name, _, body = part.partition("\n")
        lines = body.splitlines(keepends=True)
        given = [line for line in lines if line.startswith("< ")]
        code = "".join(line for line in lines if not line.startswith("< "))
        stdin = "".join(line.removeprefix("< ") for line in given)
        programs.append(CorpusProgram(name, code, stdin))
    return programs
