"""The programs that there were in an interview, at the moments at which one would have looked.

These are the runs, the tests of questions, the ends of bursts of typing, changes of the files, and
the end. Which files are programs: the one that was run, those in which was typed, and at the end
all of them, as far as they are in a language of the question.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Literal

from ..domain.program_files import TextFile
from ..playback.moments import clock, ms_in
from ..playback.recording import Recording
from ..playback.steps import Burst, Mark, steps
from ..playback.then import TextThen, Then
from ..questions.question import Public

How = Literal["typed", "run", "tests", "files", "end"]
"""What there was at a moment: somebody stopped typing, ran a program or tests of a question, or
changed the files, or it was the end."""
_OF_PEOPLE: Collection[How] = ("run", "tests")


@dataclass(frozen=True)
class Program:
    """A program as it was, and the files beside it."""

    code: str
    language: str
    name: str
    files: tuple[TextFile, ...]

    @cached_property
    def digest(self) -> bytes:
        """Programs with the same one are the same."""
        parts = [self.language, self.name, self.code]
        for file in sorted(self.files, key=lambda file: file.name):
            parts += (file.name, file.text)
        whole = sha256()
        for part in parts:
            told = part.encode(errors="surrogatepass")
            whole.update(len(told).to_bytes(8, "big") + told)
        return whole.digest()


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of an interview, and who did there what."""

    seq: int
    ms: float
    """Since the beginning, in milliseconds."""
    who: str | None
    """Whoever typed, ran or changed the files; None where it was nobody."""
    how: How

    @property
    def clock(self) -> str:
        """As people read it: ``12:31``."""
        return clock(self.ms)


@dataclass(slots=True)
class Appearance:
    """A program, and the moment at which it was there first."""

    program: Program
    moment: Moment
    was_run: bool = False
    """Whether somebody ran it then or later, or ran tests of a question."""
    is_last: bool = False
    """Whether it is there at the end."""


def appearances(
    recording: Recording, question: Public, file: str | None = None
) -> list[Appearance]:
    """The different programs in the order in which they came; with ``file`` those of this name."""
    found: dict[bytes, Appearance] = {}
    for moment, programs in _moments(recording, question, file):
        for program in programs:
            one = found.setdefault(program.digest, Appearance(program, moment))
            one.was_run = one.was_run or moment.how in _OF_PEOPLE
            one.is_last = one.is_last or moment.how == "end"
    return list(found.values())


def _moments(
    recording: Recording, question: Public, only: str | None
) -> Iterator[tuple[Moment, list[Program]]]:
    texts, ids = recording.texts, list(recording.files)
    ran: str | None = None
    """The file that was run last, which may import those in which somebody types."""
    for step in steps(recording, has_checks=True):
        how, names, then = _step(step, recording)
        if how == "typed" and isinstance(step, Burst):
            edited = {ids[texts.files[edit]] for edit in range(step.first, step.end)}
            names = {one.name for one in then.files if one.id in edited or one.id == ran}
        if how in _OF_PEOPLE:
            ran = next((one.id for one in then.files if one.name in names), ran)
        moment = Moment(then.seq, ms_in(then.at), recording.name_of(step.who), how)
        yield moment, _programs(then, question, names if only is None else {only})
    then = recording.at()
    names = {one.name for one in then.files}
    moment = Moment(then.seq, ms_in(then.at), None, "end")
    yield moment, _programs(then, question, names if only is None else {only})


def _step(step: Burst | Mark, recording: Recording) -> tuple[How, Collection[str], Then]:
    """What a step is, which files are looked at then, and all files."""
    if isinstance(step, Burst):
        return "typed", (), recording.after(step.end, step.seq)
    if step.run is not None:
        then = step.run.then
        return "run", _named(step.run.file, then), then
    then = recording.at(step.seq)
    if step.check is not None:
        return "tests", _named(step.check["file"], then), then
    return "files", {one.name for one in then.files}, then


def _named(file: str | None, then: Then) -> Collection[str]:
    """The file of a run; a run of an older version has that of the file that was shown."""
    if file is not None:
        return {file}
    return () if then.file is None else {then.file.name}


def _programs(then: Then, question: Public, names: Collection[str]) -> list[Program]:
    return [
        _program(one, one.language, then, question)
        for one in then.files
        if one.name in names and one.language is not None and one.language in question.languages
    ]


def _program(main: TextThen, language: str, then: Then, question: Public) -> Program:
    """The program, with all files beside it. What the question has for programs is there, too."""
    files = {name: text for name, text in question.data.items() if name != main.name}
    files |= {one.name: one.text for one in then.files if one is not main}
    beside = tuple(TextFile(name, text) for name, text in files.items())
    return Program(main.text, language, main.name, beside)
