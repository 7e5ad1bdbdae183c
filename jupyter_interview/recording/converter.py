"""Reads a log, entry by entry, and makes a recording of it.

The recording begins where the interview becomes live. What was tried in a draft before that is in
nobody's recording; a document that goes on from there is told as it was then.

``seq`` orders. The times that are shown never go back: an entry is shown at the time that its
author says, where it was made offline, or else at the time at which it came, and at no time before
that of the entry before it.
"""

from bisect import bisect_right
from typing import Any

from msgspec import to_builtins

from ..contract.session import (
    Announced,
    Audience,
    CheckAnswered,
    CheckEnded,
    CheckStarted,
    ColorChanged,
    EntryChosen,
    Event,
    FileAdded,
    FileRemoved,
    FileRenamed,
    FileShown,
    FilesOrdered,
    HandChanged,
    HiddenResultTold,
    LanguageChanged,
    PersonChanged,
    PersonJoined,
    PersonLeft,
    PersonRenamed,
    QuestionLoaded,
    QuestionRemoved,
    QuestionsOrdered,
    RunEnded,
    RunPrinted,
    RunStarted,
    SessionChanged,
    SignalAnswered,
    SignalNoted,
    TextsSealed,
)
from ..domain.languages import CODE_FILES, file_of, file_with, root_of
from ..domain.limits import Limits
from ..domain.records import LogEntry, LogKind
from ..domain.roles import State
from ..gate.flat_edits import FlatEdit, FlatEdits
from ..gate.update import UnknownRoot
from ..playback.format import FORMAT, VERSION
from ..session.audience import audience_of
from ..session.files import file_begun
from ..session.interview import Interview
from ..session.log import Unreadable, tell
from ..session.people_book import waits
from ..session.replay import Replay
from ..session.upcast import Known
from .columns import Columns, differences
from .live_text import LiveText
from .programs import Programs

_PROGRAMS = (RunStarted, RunPrinted, RunEnded, CheckStarted, CheckAnswered, CheckEnded)
_WHOLE = (
    SessionChanged,
    LanguageChanged,
    FileAdded,
    FileRenamed,
    FileRemoved,
    FilesOrdered,
    FileShown,
    EntryChosen,
    PersonChanged,
    PersonRenamed,
    ColorChanged,
    PersonLeft,
    HandChanged,
    Announced,
    QuestionRemoved,
    QuestionsOrdered,
    HiddenResultTold,
    SignalNoted,
    SignalAnswered,
)
"""Events that are told as the log has them."""


class Converter:
    """Makes the recording of one interview for hosts, or for everybody in it.

    ``known`` are the records of the session, which entries of older versions need.
    """

    def __init__(
        self,
        session_id: str,
        limits: Limits,
        known: Known | None = None,
        audience: Audience = Audience.HOSTS,
    ) -> None:
        self._replay = Replay(session_id, limits, known)
        self._audience = audience
        self._last = 0
        self._start: dict[str, Any] | None = None
        self._inside: dict[str, int] = {}
        """Who was let in, and in which entry."""
        self._renew()

    def take(self, entry: LogEntry) -> None:
        """Read the next entry."""
        if entry.seq > self._last + 1:
            self._gap(self._last + 1, entry.seq - 1, "entries")
        self._last = entry.seq
        if entry.kind is LogKind.UPDATE:
            self._take_update(entry)
        else:
            self._take_event(entry)

    def document(self, after: int | None = None) -> dict[str, Any]:
        """The recording, as it is after the last entry.

        With ``after`` it is what that recording has which the one up to that entry has not
        (``playback.parts`` puts them together); whole where it begins later, and where nothing is
        known of such an entry.
        """
        is_part = after is not None and self._has(after)
        since = after if after is not None and is_part else 0
        people, places = self._people()
        session = self._interview.session
        programs, late = self._programs, [seq for seq, _, _ in self._late]
        first_late = bisect_right(late, since)

        def came(told: dict[str, Any], changed: int) -> bool:
            """Whether it is new, or changed, or done by somebody who is in the recording by now."""
            return max(changed, self._came(told["who"])) > since

        def changed(told: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
            rows = (one for one in told.values() if came(one, programs.changed[one["seq"]]))
            return [_placed(one, places) for one in rows]

        document = {
            "format": FORMAT,
            "version": VERSION,
            "audience": self._audience.value,
            "session": {
                "id": session.id,
                "title": session.title,
                "state": session.state,
                "epoch": session.epoch,
                "endedAt": None if session.ended_us is None else session.ended_us // 1000,
                "upTo": self._last,
            },
            "start": self._start,
            "people": people,
            "files": [self._file(file) for file in self._files],
            "edits": self._columns.told(places, since),
            "late": {
                "seq": differences(late, first_late),
                "made": [made for _, made, _ in self._late[first_late:]],
                "came": [came for _, _, came in self._late[first_late:]],
            },
            "events": [_placed(one, places) for one in self._events if came(one, one["seq"])],
            "runs": changed(programs.runs),
            "checks": changed(programs.checks),
            "seals": [seal for seal in self._seals if seal["seq"] > since],
            "gaps": [gap for gap in self._gaps if gap["last"] > since],
        }
        return {**document, "after": since} if is_part else document

    def _has(self, seq: int) -> bool:
        """Whether the recording goes on after this entry."""
        return self._start is not None and self._start["seq"] <= seq <= self._last

    def _came(self, person: str | None) -> int:
        """In which entry somebody has come into the recording."""
        if person is None:
            return 0
        return max(self._inside.get(person, 0), self._columns.authors.get(person, 0))

    @property
    def _interview(self) -> Interview:
        return self._replay.interview

    def _renew(self) -> None:
        """Begin with another document, and nothing told."""
        roots = map(root_of, (*CODE_FILES, *self._interview.folder.known))
        self._flat = FlatEdits(roots)
        self._texts: dict[str, LiveText] = {}
        self._shown_at = 0
        self._forget()

    def _forget(self) -> None:
        """Forget what was told so far."""
        self._columns = Columns()
        self._programs = Programs()
        self._files: dict[str, int] = {}
        self._late: list[tuple[int, int, int]] = []
        self._events: list[dict[str, Any]] = []
        self._seals: list[dict[str, Any]] = []
        self._gaps: list[dict[str, Any]] = []

    def _gap(self, first: int, last: int, what: str) -> None:
        self._gaps.append({"first": first, "last": last, "what": what})

    def _take_update(self, entry: LogEntry) -> None:
        try:
            edits = self._edits(entry.payload)
        except (TypeError, ValueError):
            # A TypeError is of a row that has a text where bytes belong.
            self._gap(entry.seq, entry.seq, "edit")
            return
        for edit in edits:
            self._text(file_with(edit.root)).edit(edit.position, edit.deleted, edit.inserted)
        if self._start is None or not edits:
            return
        at = self._time(entry)
        if entry.made_us is not None:
            self._late.append((entry.seq, self._since(entry.made_us), self._since(entry.at_us)))
        for edit in edits:
            file = self._place(file_with(edit.root))
            where = (edit.position, edit.deleted, edit.inserted)
            self._columns.add(entry.seq, at, entry.participant_id, file, *where)

    def _edits(self, update: bytes) -> list[FlatEdit]:
        """The edits of an update, by the ids of their files. The entry that says that a file was
        added may be lost, and its text is told all the same."""
        while True:
            try:
                edits = self._flat.take(update)
            except UnknownRoot as unknown:
                if file_of(unknown.root) is None:
                    raise
                self._flat.declare(unknown.root)
            else:
                return sorted(edits, key=_file_of_edit)

    def _take_event(self, entry: LogEntry) -> None:
        try:
            recorded = self._replay.take(entry)
        except (TypeError, Unreadable):
            self._gap(entry.seq, entry.seq, "event")
            return
        assert recorded is not None, "only updates have no event"
        event = recorded.event
        self._note_people(event)
        if (begun := file_begun(event)) is not None:
            self._flat.declare(root_of(begun))
        if isinstance(event, SessionChanged) and event.epoch is not None:
            self._renew()
            self._start = None
        if self._start is None:
            if self._interview.state is State.LIVE:
                self._begin(entry)
            return
        if not self._is_told(event):
            return
        made = getattr(event, "made_us", None)
        self._tell(event, entry.seq, self._time(entry, made), entry.participant_id)

    def _is_told(self, event: Event) -> bool:
        who = audience_of(self._interview, event)
        return who is Audience.EVERYBODY or who is self._audience

    def _begin(self, entry: LogEntry) -> None:
        """The interview is live from here on."""
        self._forget()
        began = entry.at_us // 1000
        folder = self._interview.folder
        files = [{"id": f.id, "name": f.name, "language": f.language} for f in folder.files]
        settings = self._interview.session.settings
        policy = {
            "ai": settings.ai,
            "aiSentence": settings.ai_sentence,
            "noteInserts": settings.note_inserts,
            "noteAway": settings.note_away,
        }
        self._start = {"seq": entry.seq, "at": began, "policy": policy}
        self._start |= {"files": files, "shown": folder.shown}
        self._shown_at = 0
        for file in folder.ids:
            self._place(file)
        for file, text in sorted(self._texts.items()):
            if written := text.text():
                self._columns.add(entry.seq, 0, None, self._place(file), 0, 0, written)

    def _tell(self, event: Event, seq: int, at: int, by: str | None) -> None:
        match event:
            case TextsSealed():
                self._seals.append({"seq": seq, "at": at, "texts": self._compared(event)})
                return
            case PersonJoined():
                told = {"participant": event.participant, "name": event.name}
                told |= {"role": event.role.value, "color": event.color}
            case QuestionLoaded():
                told = {"question": event.question.id, "title": event.question.title}
            case _ if isinstance(event, _PROGRAMS):
                self._programs.take(event, seq, at)
                return
            case _ if isinstance(event, _WHOLE):
                told = tell(event)
                if (begun := file_begun(event)) is not None:
                    self._place(begun)
            case _:
                return
        place = {"seq": seq, "at": at, "who": by, "type": type(event).__name__}
        self._events.append({**place, "told": to_builtins(told)})

    def _compared(self, event: TextsSealed) -> list[dict[str, Any]]:
        """The texts of a seal, and whether they are those of the recording."""
        return [
            {
                "file": self._place(sealed.file),
                "sha256": sealed.sha256,
                "holds": self._text(sealed.file).hash() == sealed.sha256,
            }
            for sealed in event.texts
        ]

    def _time(self, entry: LogEntry, made_us: int | None = None) -> int:
        """When an entry is shown, in milliseconds since the beginning."""
        made = entry.made_us if made_us is None else made_us
        at_us = entry.at_us if made is None else min(made, entry.at_us)
        self._shown_at = max(self._shown_at, self._since(at_us))
        return self._shown_at

    def _since(self, at_us: int) -> int:
        assert self._start is not None
        since: int = at_us // 1000 - self._start["at"]
        return since

    def _text(self, file: str) -> LiveText:
        return self._texts.setdefault(file, LiveText())

    def _place(self, file: str) -> int:
        """The place of a file among those of the recording."""
        return self._files.setdefault(file, len(self._files))

    def _file(self, file: str) -> dict[str, Any]:
        folder = self._interview.folder
        known = folder.get(file) or folder.removed_file(file)
        if known is None:
            return {"id": file, "name": None, "language": None}
        return {"id": file, "name": known.name, "language": known.language}

    def _note_people(self, event: Event) -> None:
        """Who was let in is in the recording, also when they have to wait again."""
        if isinstance(event, (PersonJoined, PersonChanged)):
            record = self._interview.people.get(event.participant)
            if record is not None and not waits(record):
                self._inside.setdefault(record.id, self._last)

    def _people(self) -> tuple[list[dict[str, Any]], dict[str, int]]:
        """The people of the recording, and their places among them."""
        authors = self._columns.authors
        told: list[dict[str, Any]] = [
            {"id": one.id, "name": one.name, "role": one.role, "color": one.color}
            for one in self._interview.people.everybody()
            if one.id in self._inside or one.id in authors
        ]
        known = {one["id"] for one in told}
        told += [
            {"id": author, "name": None, "role": None, "color": None}
            for author in authors
            if author not in known
        ]
        return told, {one["id"]: place for place, one in enumerate(told)}


def _placed(told: dict[str, Any], places: dict[str, int]) -> dict[str, Any]:
    """The same with whoever did it as a place among the people."""
    return {**told, "who": places.get(told["who"], -1)}


def _file_of_edit(edit: FlatEdit) -> str:
    return file_with(edit.root)
