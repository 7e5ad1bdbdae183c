"""Banks: folders with a folder for each question, usually of a git repository."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .core_yaml import NotYaml, read_yaml
from .folder import MOST_BYTES
from .problems import Problem
from .question import Question
from .reading import is_question, read_question
from .shape import shape_problems

BANK = "bank.yaml"


@dataclass(frozen=True, slots=True)
class About:
    """The name of a bank, and the licence of its questions that name none."""

    name: str | None = None
    license: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A folder that is meant to be a question; ``question`` is None if it cannot be used."""

    folder: Path
    question: Question | None
    problems: tuple[Problem, ...]


def starter_bank() -> Path:
    """The bank that comes with the package."""
    return Path(__file__).parent / "starter_bank"


def folders(places: Iterable[Path]) -> Iterator[Path]:
    """The folders of questions at these places, each of which is a question or a bank.

    Raises OSError for a place that cannot be read.
    """
    for place in map(Path.resolve, places):
        if is_question(place):
            yield place
        else:
            inside = (path for path in place.iterdir() if not path.is_symlink())
            yield from sorted(path for path in inside if is_question(path))


def read_bank(places: Iterable[Path]) -> Iterator[Found]:
    """All questions at these places, in the order of their folders' names."""
    for folder in folders(places):
        about, problems = read_about(folder.parent)
        question, more = read_question(folder, about.license)
        yield Found(folder, None if problems else question, (*problems, *more))


def read_about(bank: Path) -> tuple[About, tuple[Problem, ...]]:
    """What ``bank.yaml`` of this folder says, and what is wrong with it; raises OSError."""
    path = bank / BANK
    if not path.is_file() or path.is_symlink():
        return About(), ()
    file = f"../{BANK}"
    try:
        with path.open(encoding="utf-8") as text:
            read = read_yaml(text.read(MOST_BYTES))
    except NotYaml as problem:
        return About(), (Problem(file, problem.line, problem.sentence),)
    except UnicodeDecodeError:
        return About(), (Problem(file, 1, "This is not a text in UTF-8."),)
    problems = tuple(shape_problems(read, "bank", file))
    if problems:
        return About(), problems
    return About(read.value.get("name"), read.value.get("license")), ()
