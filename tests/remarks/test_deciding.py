"""NS1, NS5, NS8: what a host may write next, without a server."""

from dataclasses import replace

import pytest

from jupyter_interview.contract.remark_bodies import (
    Correct,
    GiveScore,
    Submit,
    TakeNoteBack,
    Write,
    WriteNote,
)
from jupyter_interview.domain.errors import ErrorCode, InterviewError
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.records import RemarkRecord
from jupyter_interview.remarks.deciding import Moment, Situation, decide
from jupyter_interview.remarks.kept import KINDS, kept_of, payload_of
from jupyter_interview.remarks.rubric import rubric_of
from jupyter_interview.remarks.sheets import told, written_by

LIMITS = Limits(notes=3, remarks=12)
AT = Moment(3, 1_790_000_000_000_003, 1_790_000_000_000_500)
RUBRIC = rubric_of([], [])


class Host:
    """Somebody who writes, and what is kept of it."""

    def __init__(self) -> None:
        self.records: list[RemarkRecord] = []
        self.now = Situation(RUBRIC, LIMITS, "Ana", AT.at_us, AT)

    def does(self, *those: Write) -> int:
        """How many remarks come of it."""
        before = len(self.records)
        for asked in those:
            for kept in decide(written_by("a", self.records), asked, self.now):
                kind, payload = KINDS[type(kept)], payload_of(kept)
                assert kept_of(kind, payload) == kept
                at = self.now.moment
                self.records.append(
                    RemarkRecord(
                        "session", "id", "a", kind, at.seq, at.seq_us, at.at_us, at.at_us, payload
                    )
                )
        return len(self.records) - before

    def refused(self, asked: Write) -> ErrorCode:
        with pytest.raises(InterviewError) as caught:
            self.does(asked)
        return caught.value.code

    def notes(self) -> list[tuple[str, str]]:
        sheet = told("a", "Ana", self.records, RUBRIC).mine
        return [(note.id, note.text) for note in sheet.notes]


def note(id: str, text: str = "", shared: bool = False) -> WriteNote:
    return WriteNote(id, text, 0, None, shared)


def scored(host: Host) -> None:
    host.does(*(GiveScore(one.id, None, (), "") for one in RUBRIC))


def test_NS8_the_same_again_is_kept_once() -> None:
    host = Host()
    assert host.does(note("n1", "a"), note("n1", "a")) == 1
    assert host.does(TakeNoteBack("n1"), TakeNoteBack("n1"), TakeNoteBack("other")) == 1
    assert host.does(note("n2", "b", shared=True), note("n2", "b", shared=True)) == 2
    assert host.does(*2 * [GiveScore("general.1", 2, (), "why")]) == 1
    scored(host)
    assert host.does(*2 * [Submit("yes", "")]) == 1
    assert host.does(*2 * [Correct("c1", "because", answer="no")]) == 1


def test_NS1_a_note_that_comes_back_has_its_old_moment() -> None:
    host = Host()
    host.does(note("n1", "a"), TakeNoteBack("n1"))
    assert host.notes() == []
    later = Moment(9, AT.seq_us + 9, AT.at_us + 9)
    host.now = replace(host.now, moment=later)
    host.does(note("n2", "b"), note("n1", "a again"))
    sheet = told("a", "Ana", host.records, RUBRIC).mine
    assert [(one.text, one.at) for one in sheet.notes] == [
        ("a again", AT.place),
        ("b", later.place),
    ]


def test_NS1_notes_and_everything_else_are_bounded() -> None:
    host = Host()
    host.does(*(note(f"n{number}", "x") for number in range(3)))
    assert host.refused(note("n9", "x")) is ErrorCode.INVALID_FIELD
    host.does(TakeNoteBack("n0"), note("n9", "x"))
    scored(host)
    assert len(host.records) == 10
    host.does(note("n9", "y"), note("n9", "z"))
    assert host.refused(note("n9", "one too many")) is ErrorCode.INVALID_FIELD
    assert host.refused(GiveScore("general.1", 1, (), "x")) is ErrorCode.INVALID_FIELD
    host.does(Submit("no", ""))
    host.does(*(Correct(f"c{number}", "r", answer="yes") for number in range(3)))
    assert host.refused(Correct("c9", "r", answer="yes")) is ErrorCode.INVALID_FIELD


def test_NS5_after_the_submission_notes_are_new_ones() -> None:
    """NS5, NS7: and stay out of what was submitted."""
    host = Host()
    host.does(note("n1", "a"))
    scored(host)
    host.does(Submit("yes", ""), note("n2", "later"))
    assert host.notes() == [("n1", "a"), ("n2", "later")]
    sheet = told("a", "Ana", host.records, RUBRIC).mine
    assert [one.final for one in sheet.notes] == [True, False]
    assert host.refused(TakeNoteBack("n1")) is ErrorCode.SUBMITTED
    assert host.refused(Correct("c1", "r", note="n2", text="x")) is ErrorCode.INCOMPLETE
    host.does(TakeNoteBack("n2"))
    assert host.does(note("n1", "a", shared=True)) == 1, "shared, as it is"
    host.does(Correct("c1", "r", note="n1", text="x"))


class Name(str):
    """The name of an author, which counts how often it is compared."""

    __slots__ = ()
    compared = 0
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        Name.compared += 1
        return str.__eq__(self, other)


def test_NS6_each_remark_is_looked_at_once_however_many_hosts_there_are() -> None:
    host = Host()
    scored(host)
    host.does(Submit("yes", ""))
    hosts = 100
    records = [
        replace(record, author=Name(author))
        for author in ("a", *map(str, range(hosts)))
        for record in host.records
    ]
    read = told("a", "Ana", records, RUBRIC)
    assert read.others is not None and len(read.others) == hosts
    assert Name.compared < 3 * len(records)
