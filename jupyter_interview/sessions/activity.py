"""Tells hosts what goes on in many of their interviews, in one line each, as often as every second.

Interviews in memory are asked; for the others the store reads the end of their logs. No room is
loaded for that. A person who is no host of an interview does not learn that it exists.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from ..contract.session import CheckEnded, CheckStarted, Event, RunEnded, SessionChanged
from ..contract.values import Activity as ActivityValue
from ..contract.values import (
    ActivityLastRun,
    ActivityList,
    ActivityTests,
    Author,
    PassedTests,
    User,
)
from ..domain.clock import Clock, iso, iso_or_none
from ..domain.participants import best_of
from ..domain.records import LogEntry, ParticipantRecord, SessionRecord
from ..domain.roles import HOSTS, Role, State
from ..rooms.room import Room
from ..session import view
from ..session.log import Unreadable, decode_entry
from ..session.run_book import LOST
from ..store.base import Activity, Store

_NO_TESTS = ActivityTests(None, None)
_ENDED = "ended"
"""The state of a check that was made to its end."""
_HOST_ROLES = frozenset(role.value for role in HOSTS)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request for the interviews of a class, or for those with these ids."""

    group: str | None
    ids: Collection[str]


@dataclass(slots=True)
class _Known:
    """What is known of one session, from its room or its log."""

    record: SessionRecord
    people: list[User]
    edit_us: int | None
    run: ActivityLastRun | None
    run_us: int | None = None
    tests: ActivityTests = _NO_TESTS
    check_at: str | None = None
    """When one of those who are led began the newest tests of a question."""


async def tell_activity(
    store: Store,
    room_now: Callable[[str], Room | None],
    identity: str,
    wanted: Wanted,
    clock: Clock,
) -> ActivityList:
    """The contract's ``ActivityList``."""
    records = await store.chosen(identity, sorted(wanted.ids), wanted.group)
    rooms = {record.id: room_now(record.id) for record in records}
    asked = [i for i, room in rooms.items() if room is None or room.core.edited_us is None]
    stored = await store.activity(asked, _HOST_ROLES)
    told = []
    for record in records:
        room, done = rooms[record.id], stored.get(record.id)
        if room is not None and not room.deleted:
            known = _of_room(room, done)
        elif room is None and done is not None:
            known = _of_log(record, done)
        else:
            continue
        if record.created_by == identity or _holds(identity, room, done):
            told.append(_told(known))
    return ActivityList(iso(clock.now_us()), tuple(told))


def _holds(identity: str, room: Room | None, done: Activity | None) -> bool:
    if room is not None:
        member = room.member(identity, "")
        return member is not None and member.role in HOSTS
    own = [p for p in _present(done) if p.identity == identity]
    return (best := best_of(own)) is not None and Role(best.role) in HOSTS


def _present(done: Activity | None) -> list[ParticipantRecord]:
    return [] if done is None else [p for p in done.participants if p.left_us is None]


def _of_room(room: Room, done: Activity | None) -> _Known:
    core = room.core
    if core.edited_us is None and done is not None and done.edit is not None:
        core.edited_us = done.edit.at_us
    hosts = {p.id for p in core.people.present() if p.role in _HOST_ROLES}
    run = next(
        (
            run
            for run in reversed(core.runs.newest(core.limits.welcome_runs))
            if run.author is not None and run.author.id not in hosts
        ),
        None,
    )
    known = _Known(core.session, core.users(Role.OWNER), core.edited_us, None)
    checks = [one.check for one in core.interview.checks.records.values()]
    known.tests = _tests(
        (check.hidden, PassedTests(check.passed, check.total))
        for check in reversed(checks)
        if check.state == _ENDED and check.at is None
    )
    led = (check for check in checks if check.user is not None and check.user.id not in hosts)
    known.check_at = max((check.started_at for check in led), default=None)
    if run is not None:
        passed = sum(test.passed for test in run.tests)
        _note(known, run.state, run.ended_us or run.started_us, len(run.tests), passed)
    return known


def _of_log(record: SessionRecord, done: Activity) -> _Known:
    edit_us = None if done.edit is None else done.edit.at_us
    listed = [person for person in _present(done) if not person.taken_off]
    known = _Known(record, [view.user(p, online=False) for p in listed], edit_us, None)
    known.tests = _tests(_ended_checks(done.checks))
    hosts = {person.id for person in _present(done) if person.role in _HOST_ROLES}
    known.check_at = _check_begun(done.checks, hosts)
    if done.result is not None:
        _note_end(known, done.result)
    if done.run is not None and (done.result is None or done.result.seq < done.run.seq):
        _note(known, LOST, done.run.at_us)
    return known


def _note(known: _Known, state: str, at_us: int, tests: int = 0, passed: int = 0) -> None:
    """The last run: when it began or ended, how it ended, and how many of its tests passed."""
    known.run, known.run_us = ActivityLastRun(state, iso(at_us), tests, passed), at_us


def _tests(newest_first: Iterable[tuple[bool, PassedTests]]) -> ActivityTests:
    """The newest result of visible and of hidden tests."""
    newest: dict[bool, PassedTests] = {}
    for hidden, passed in newest_first:
        newest.setdefault(hidden, passed)
    return ActivityTests(newest.get(False), newest.get(True))


def _ended_checks(entries: Iterable[LogEntry]) -> Iterator[tuple[bool, PassedTests]]:
    """Checks of the texts as they were that were made to their end, newest first. How many tests
    they had, their starts say."""
    ends: dict[str, CheckEnded] = {}
    for entry in entries:
        match _event_of(entry):
            case CheckEnded(at=None) as end if end.state == _ENDED:
                ends[end.check] = end
            case SessionChanged() as change if change.epoch is not None:
                return
            case CheckStarted() as start if start.check in ends:
                yield start.hidden, PassedTests(ends[start.check].passed, len(start.cases))


def _check_begun(entries: Iterable[LogEntry], hosts: Collection[str]) -> str | None:
    """When the newest check began that none of these people has made."""
    for entry in entries:
        match _event_of(entry):
            case SessionChanged() as change if change.epoch is not None:
                return None
            case CheckStarted(user=Author(id=participant)) if participant not in hosts:
                return iso(entry.at_us)
    return None


def _event_of(entry: LogEntry) -> Event | None:
    try:
        return decode_entry(entry).event
    except Unreadable:
        return None


def _note_end(known: _Known, entry: LogEntry) -> None:
    """The end of a run; unknown if its result cannot be read."""
    event = _event_of(entry)
    if isinstance(event, RunEnded):
        passed = sum(test.passed for test in event.tests)
        _note(known, event.state, entry.at_us, len(event.tests), passed)
    else:
        _note(known, LOST, entry.at_us)


def _told(known: _Known) -> ActivityValue:
    record = known.record
    raised = [person.hand_raised_at for person in known.people if person.hand_raised_at]
    done = (iso_or_none(known.edit_us), iso_or_none(known.run_us), known.check_at)
    return ActivityValue(
        id=record.id,
        title=record.title,
        group=record.group,
        language=record.language,
        state=State(record.state),
        created_at=iso(record.created_us),
        people=tuple(known.people),
        last_edit_at=iso_or_none(known.edit_us),
        last_run=known.run,
        last_active_at=max((at for at in done if at is not None), default=None),
        hand_raised_at=min(raised) if raised and record.state == State.LIVE else None,
        tests=known.tests,
    )
