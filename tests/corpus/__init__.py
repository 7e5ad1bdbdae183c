"""Programs that must print the same wherever they run (RU12)."""

from dataclasses import dataclass
from pathlib import Path

from tests.thorough import THOROUGH, one_in


@dataclass(frozen=True)
class CorpusProgram:
    name: str
    code: str
    stdin: str

    @property
    def meets_engine(self) -> bool:
        """It waits, asks, or goes deep, which engines do in ways of their own."""
        return self.stdin != "" or "async" in self.code or "recursion" in self.name


def programs_for_another(language: str) -> list[CorpusProgram]:
    """What a further home of the same interpreter or engine is tried with, where a run is slow.

    The programs that meet it, and some of those that only compute.
    """
    found = corpus(language)
    some = one_in(12, found, lambda program: program.name)
    return [program for program in found if THOROUGH or program.meets_engine or program in some]


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


@dataclass(frozen=True)
class FilesProgram:
    """A program of several files; the first one is run."""

    name: str
    language: str
    files: tuple[tuple[str, str], ...]
    flags: frozenset[str]
    """What the table says of it: see the head of its file."""

    @property
    def main(self) -> str:
        return self.files[0][0]

    @property
    def code(self) -> str:
        return self.files[0][1]

    @property
    def stdin(self) -> str:
        return ""


def corpus_of_files(language: str) -> list[FilesProgram]:
    """The programs of several files in one language, in the order of their table."""
    text = Path(__file__).with_name(f"files-{language}.txt").read_text("utf-8")
    programs = []
    for part in text.split("\n### ")[1:]:
        head, *files = part.removesuffix("\n").split("\n=== ")
        name, *flags = head.split()
        pairs = tuple((file.partition("\n")[0], file.partition("\n")[2] + "\n") for file in files)
        programs.append(FilesProgram(name, language, pairs, frozenset(flags)))
    return programs
