"""Tells hosts what goes on in many of their interviews, in one line each, as often as every second.

Interviews in memory are asked; for the others the store reads the end of their logs. No room is
loaded for it. Somebody who is no host of an interview does not learn that it exists.
"""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from ..domain.clock import Clock, iso, iso_or_none
from ..domain.roles import HOSTS, Role, State
from ..domain.runs import LOST
from ..rooms.people import user_json
from ..rooms.room import Room
from ..store.base import Activity, ParticipantRecord, SessionRecord, Store

_HOST_ROLES = frozenset(role.value for role in HOSTS)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request for the interviews of a class, or for those with these ids."""

    group: str | None
    ids: Collection[str]


@dataclass(frozen=True, slots=True)
class _LastRun:
    """When a run began or ended, how it ended, and how many of its tests passed."""

    state: str
    at_us: int
    tests: int = 0
    passed: int = 0

    def json(self) -> dict[str, Any]:
        at = iso(self.at_us)
        return {"state": self.state, "at": at, "tests": self.tests, "passed": self.passed}


@dataclass(slots=True)
class _Known:
    """What is known of one session, from its room or its log."""

    record: SessionRecord
    people: list[dict[str, Any]]
    edit_us: int | None
    run: _LastRun | None


async def tell_activity(
    store: Store,
    room_now: Callable[[str], Room | None],
    identity: str,
    wanted: Wanted,
    clock: Clock,
) -> dict[str, Any]:
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
            told.append(_json(known))
    return {"at": iso(clock.now_us()), "sessions": told}


def _holds(identity: str, room: Room | None, done: Activity | None) -> bool:
    if room is not None:
        member = room.member(identity, "")
        return member is not None and member.role in HOSTS
    own = [p for p in _present(done) if p.identity == identity]
    return bool(own) and Role(max(own, key=lambda p: p.joined_us).role) in HOSTS


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
    return _Known(
        core.session,
        core.users_json(Role.OWNER),
        core.edited_us,
        None
        if run is None
        else _LastRun(
            run.state,
            run.ended_us or run.started_us,
            len(run.tests),
            sum(test.passed for test in run.tests),
        ),
    )


def _of_log(record: SessionRecord, done: Activity) -> _Known:
    run: _LastRun | None = None
    if done.result is not None:
        run = _ended(done.result.payload, done.result.at_us)
    if done.run is not None and (done.result is None or done.result.seq < done.run.seq):
        run = _LastRun(LOST, done.run.at_us)
    return _Known(
        record,
        [user_json(person, False) for person in _present(done)],
        None if done.edit is None else done.edit.at_us,
        run,
    )


def _ended(payload: bytes, at_us: int) -> _LastRun:
    """The end of a run; unknown if its result cannot be read."""
    try:
        result = json.loads(payload)
        passed = [bool(test["passed"]) for test in result.get("tests", ())]
        return _LastRun(str(result["state"]), at_us, len(passed), sum(passed))
    except (ValueError, KeyError, TypeError):
        return _LastRun(LOST, at_us)


def _json(known: _Known) -> dict[str, Any]:
    record, run = known.record, known.run
    raised = [p["handRaisedAt"] for p in known.people if p["handRaisedAt"] is not None]
    done = [at for at in (known.edit_us, run.at_us if run else None) if at is not None]
    return {
        "id": record.id,
        "title": record.title,
        "group": record.group,
        "language": record.language,
        "state": record.state,
        "createdAt": iso(record.created_us),
        "people": known.people,
        "lastEditAt": iso_or_none(known.edit_us),
        "lastRun": None if run is None else run.json(),
        "lastActiveAt": iso_or_none(max(done, default=None)),
        "handRaisedAt": min(raised) if raised and record.state == State.LIVE else None,
    }
