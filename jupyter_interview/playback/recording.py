"""A recording of an interview: its texts at any moment, who typed them, its runs and events."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from os import PathLike
from pathlib import Path
from typing import Any

from .folders import File, Folders
from .format import FORMAT, VERSION, canonical
from .moments import Marks, clock, ms_in, ms_of
from .player_html import NotBuilt, frame_html, player_html
from .rows import Rows
from .texts import Texts
from .then import TextThen, Then

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NEAR = 64
"""How many edits before and after its entry the text of a run is looked for. A browser runs what it
has, and the server may have less or more of it by then."""
MOST_SEARCHES = 50
"""Of so many runs the text is looked for; a browser can say any hash."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the interview. What is None was in an entry that is lost."""

    id: str
    name: str | None
    role: str | None
    color: str | None

    @property
    def called(self) -> str:
        """The name, or else the id."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit. Positions and lengths count UTF-16 units."""

    seq: int
    at: timedelta
    """Since the beginning."""
    who: str | None
    """The name of the person; None where it was nobody."""
    file: str
    """The id of the file."""
    position: int
    deleted: int
    inserted: str


@dataclass(frozen=True, slots=True)
class Event:
    """What else has happened. ``kind`` and ``told`` are an event of ``session.yaml``."""

    seq: int
    at: timedelta
    who: str | None
    kind: str
    told: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters side by side that one person has typed; of nobody where ``who`` is None."""

    who: str | None
    text: str


@dataclass(frozen=True, slots=True)
class BrokenSeal:
    """A text that was live at a place of the log and is another one in this recording."""

    seq: int
    at: timedelta
    file: str
    """The name that the file has at the end."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A test of a run."""

    name: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """A piece of what a run has printed."""

    at: timedelta
    stream: str
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a program. ``number`` counts from 0."""

    number: int
    id: str
    seq: int
    at: timedelta
    who: str | None
    language: str | None
    source: str | None
    file: str | None
    state: str
    error: str | None
    took: timedelta | None
    tests: tuple[Verdict, ...]
    output: tuple[Printed, ...]
    is_cut: bool
    """Whether it has printed more than the recording has, images for example."""
    edits: int = field(repr=False)
    """After how many edits the texts are those that it ran, as far as its hash tells."""
    is_exact: bool
    """Whether the hash of the program is that of the text here."""
    recording: "Recording" = field(repr=False, compare=False)

    @property
    def then(self) -> Then:
        """The files as they were run."""
        return self.recording.after(self.edits, self.seq)

    @property
    def program(self) -> str:
        """The text of the file that was run."""
        then = self.then
        named = (one.text for one in then.files if one.name == self.file)
        return next(named, then.text)

    @property
    def printed(self) -> str:
        """What it has printed, errors among it."""
        return "".join(piece.text for piece in self.output)

    @property
    def passed(self) -> int:
        """How many of its tests passed."""
        return sum(test.passed for test in self.tests)

    @property
    def outcome(self) -> str:
        """Its state, and how many tests passed: ``ok 3/8``."""
        return f"{self.state} {self.passed}/{len(self.tests)}" if self.tests else self.state

    def diff(self, later: "Run") -> str:
        """What has changed until another run, as a unified diff."""
        return self.then.diff(later.then)


Moment = str | int | timedelta | datetime | Run | Edit | Event | Then | None
"""A time since the beginning (``"12:31"``, a timedelta), a date, the ``seq`` of an entry, or
something that has one; None is the end."""


class Recording:
    """Every text of an interview at every moment. ``document`` is the contract's ``Recording``."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        if document.get("format") != FORMAT or document.get("version") != VERSION:
            raise ValueError("This is no recording that this version can read.")
        if "after" in document:
            raise ValueError("This is a part of a recording.")
        _demand_words(document)
        self.document: dict[str, Any] = dict(document)
        self._texts = Texts(self.document)
        self._folders = Folders(self.document)
        pairs = zip(self._texts.seqs, self._texts.times, strict=True)
        self._marks = Marks(self.document, list(pairs))
        self.people = tuple(
            Person(one["id"], one["name"], one["role"], one["color"])
            for one in self.document["people"]
        )
        self._ids: list[str] = [one["id"] for one in self.document["files"]]
        self._places = {file_id: place for place, file_id in enumerate(self._ids)}
        self._searches = 0
        self._edits: Rows[Edit] | None = None
        self._runs: Rows[Run] | None = None

    @classmethod
    def read(cls, source: "str | PathLike[str] | Mapping[str, Any]") -> "Recording":
        """Read a file, or the contract's ``Recording``; raises ValueError for what is none."""
        if not isinstance(source, Mapping):
            source = json.loads(Path(source).read_bytes())
            if not isinstance(source, dict):
                raise ValueError("This is no recording.")
        return cls(source)

    def __repr__(self) -> str:
        return f"<Recording of {self.title!r}: {clock(self._marks.end)}, {len(self.runs)} runs>"

    def _repr_html_(self) -> str | None:
        """The player with this recording, where a notebook shows it; None where it is not built."""
        try:
            page = player_html(self.document)
        except NotBuilt:
            return None
        title = self.title or "Interview"
        return frame_html(page, f"{title}: {clock(self._marks.end)}, {len(self.runs)} runs")

    @property
    def title(self) -> str:
        title: str = self.document["session"]["title"]
        return title

    @property
    def began_at(self) -> datetime | None:
        """When the interview became live."""
        start = self.document["start"]
        return None if start is None else _EPOCH + timedelta(milliseconds=start["at"])

    @property
    def length(self) -> timedelta:
        """From the beginning to the last entry."""
        return timedelta(milliseconds=self._marks.end)

    @property
    def seal(self) -> str:
        """The SHA-256 of this recording as a server writes it. Of the one for everybody it is what
        a server says in ``GET /sessions/{id}/seal``."""
        return sha256(canonical(self.document)).hexdigest()

    @property
    def files(self) -> dict[str, str]:
        """The names of all files that were there, by their ids."""
        return {file["id"]: file["name"] or file["id"] for file in self.document["files"]}

    @property
    def edits(self) -> Rows[Edit]:
        """All edits in their order; ``.frame()`` is a data frame of them."""
        if self._edits is None:
            self._edits = Rows(self._read_edits())
        return self._edits

    @property
    def events(self) -> Rows[Event]:
        """What else has happened, in order; ``.frame()`` is a data frame of it."""
        return Rows(
            Event(
                one["seq"],
                timedelta(milliseconds=one["at"]),
                self.name_of(one["who"]),
                one["type"],
                one["told"],
            )
            for one in self.document["events"]
        )

    @property
    def runs(self) -> Rows[Run]:
        """The runs in their order; ``.frame()`` is a data frame of them."""
        if self._runs is None:
            runs = self.document["runs"]
            self._runs = Rows(self._run(number, one) for number, one in enumerate(runs))
        return self._runs

    def at(self, moment: Moment = None) -> Then:
        """The files and texts at a moment, or at the end: ``at("12:31").text``."""
        seq, edits = self.place_of(moment)
        return self.after(edits, seq)

    def blame(self, moment: Moment = None, file: str | None = None) -> tuple[Piece, ...]:
        """Who has typed what of a text: of the file with this name or id, or of the one shown."""
        then, (_, edits) = self.at(moment), self.place_of(moment)
        names = {one.name: one.id for one in then.files}
        file_id = then.shown if file is None else names.get(file, file)
        if file_id not in self._places:
            raise ValueError(f"There was no file {file_id!r}.")
        pieces = self._texts.authors(self._places[file_id], edits)
        return tuple(Piece(self.name_of(who), text) for who, text in pieces)

    def first_passed(self, what: str | Callable[[Then], bool] | None = None) -> "Run | Then | None":
        """The first run that passed all of its tests, or the test of this name.

        A function is asked about the files of every run and of the end, and the first one that it
        accepts is the answer.
        """
        if callable(what):
            moments = (*(run.then for run in self.runs), self.at())
            return next((then for then in moments if what(then)), None)
        for run in self.runs:
            if what is None and run.tests and run.passed == len(run.tests):
                return run
            if any(test.passed for test in run.tests if test.name == what):
                return run
        return None

    def text_at(self, when: timedelta | datetime | None = None) -> dict[str, str]:
        """The texts at a moment, or at the end, of all files that ever were there, by their ids."""
        _, edits = self.place_of(when)
        return self._by_ids(edits)

    def text_after(self, seq: int) -> dict[str, str]:
        """The texts after an entry of the log, by the ids of the files."""
        return self._by_ids(self._texts.edits_up_to(seq))

    def verify_seals(self) -> tuple[BrokenSeal, ...]:
        """The seals that do not hold: a text that was live is not the one of this recording."""
        broken = []
        for seal in self.document["seals"]:
            edits, at = self._texts.edits_up_to(seal["seq"]), timedelta(milliseconds=seal["at"])
            for sealed in seal["texts"]:
                file = sealed["file"]
                if hash_of(self._texts.text(file, edits)) != sealed["sha256"]:
                    name = self.document["files"][file]["name"] or self._ids[file]
                    broken.append(BrokenSeal(seal["seq"], at, name))
        return tuple(broken)

    def place_of(self, moment: Moment) -> tuple[int, int]:
        """A moment as the ``seq`` of an entry, and the number of edits up to it."""
        texts = self._texts
        match moment:
            case None:
                return self.document["session"]["upTo"], len(texts)
            case Run():
                return moment.seq, moment.edits
            case Edit() | Event() | Then():
                return moment.seq, texts.edits_up_to(moment.seq)
            case int():
                return moment, texts.edits_up_to(moment)
            case str():
                ms = ms_of(moment)
            case timedelta():
                ms = ms_in(moment)
            case datetime():
                ms = 0 if self.began_at is None else ms_in(moment - self.began_at)
        return self._marks.seq_at(ms), texts.edits_at(ms)

    def after(self, edits: int, seq: int) -> Then:
        """The texts after so many edits, in the files that there were after an entry."""
        folder = self._folders.at(seq)
        files = tuple(
            TextThen(file.id, file.name, file.language, self._text(file.id, edits))
            for file in folder.files
        )
        at = timedelta(milliseconds=self._marks.time_of(seq))
        return Then(seq, at, files, folder.shown)

    def shown_after(self, seq: int) -> File | None:
        """The file that everybody was shown last, after an entry; None where there was none."""
        folder = self._folders.at(seq)
        return folder.get(folder.shown)

    def clock_at(self, seq: int) -> str:
        """When an entry was, as people read it."""
        return clock(self._marks.time_of(seq))

    def name_of(self, who: int) -> str | None:
        """The name of whoever is at this place among the people; None of nobody."""
        return None if who < 0 else self.people[who].called

    @property
    def texts(self) -> Texts:
        """The edits as columns of numbers, for those who go through all of them."""
        return self._texts

    def _text(self, file_id: str, edits: int) -> str:
        place = self._places.get(file_id)
        return "" if place is None else self._texts.text(place, edits)

    def _by_ids(self, edits: int) -> dict[str, str]:
        return {file: self._texts.text(place, edits) for file, place in self._places.items()}

    def _read_edits(self) -> Iterator[Edit]:
        texts = self._texts
        for edit in range(len(texts)):
            yield Edit(
                texts.seqs[edit],
                timedelta(milliseconds=texts.times[edit]),
                self.name_of(texts.who[edit]),
                self._ids[texts.files[edit]],
                texts.positions[edit],
                texts.deleted[edit],
                texts.inserted(edit),
            )

    def _run(self, number: int, told: dict[str, Any]) -> Run:
        edits, is_exact = self._edits_of(told)
        took = told["durationMs"]
        return Run(
            number,
            told["id"],
            told["seq"],
            timedelta(milliseconds=told["at"]),
            self.name_of(told["who"]),
            told["language"],
            told["source"],
            told["file"],
            told["state"],
            told["error"],
            None if took is None else timedelta(milliseconds=took),
            tuple(Verdict(one["name"], one["passed"]) for one in told["tests"]),
            tuple(
                Printed(timedelta(milliseconds=one["at"]), one["stream"], one["text"])
                for one in told["output"]
            ),
            told["isCut"],
            edits,
            is_exact,
            self,
        )

    def _edits_of(self, run: dict[str, Any]) -> tuple[int, bool]:
        """After how many edits the texts are those of a run, and whether its hash says so."""
        here, sealed = self._texts.edits_up_to(run["seq"]), run["sha256"]
        names = {file.name: file.id for file in self._folders.at(run["seq"]).files}
        file_id = names.get(run["file"])
        if sealed is None or file_id is None:
            return here, False
        if hash_of(self._text(file_id, here)) == sealed:
            return here, True
        if self._searches == MOST_SEARCHES:
            return here, False
        self._searches += 1
        near = range(max(0, here - NEAR), min(len(self._texts), here + NEAR) + 1)
        found = [one for one in near if hash_of(self._text(file_id, one)) == sealed]
        if found:
            return min(found, key=lambda one: abs(one - here)), True
        return here, False


def hash_of(text: str) -> str:
    """What a seal says of a text."""
    return sha256(text.encode(errors="surrogatepass")).hexdigest()


def _demand_words(document: Mapping[str, Any]) -> None:
    """Refuse a file in which what people are called by is no text: it is read without a further
    look wherever something is made of the recording."""
    session, people = document["session"], document["people"]
    words = [session["id"], session["title"], *(one["id"] for one in people)]
    words += [one["name"] for one in people if one["name"] is not None]
    if not all(isinstance(word, str) for word in words):
        raise ValueError("This is no recording: a name is no text.")
