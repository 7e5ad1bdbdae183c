"""Notes and scores of hosts: each request is decided on what is stored, one after the other.

Nothing of them is kept in memory. They are stored by the journal of the session's room, so that
only the server that holds the session writes them, and by nothing else of the room.
"""

import asyncio
from weakref import WeakValueDictionary

from ..contract.remark_bodies import Write, WriteNote
from ..contract.values import Remarks
from ..domain.actor import Actor
from ..domain.clock import Clock
from ..domain.errors import ErrorCode, InterviewError
from ..domain.ids import new_id
from ..domain.limits import Limits
from ..domain.naming import is_made_up
from ..domain.records import RemarkRecord
from ..domain.roles import Operation
from ..journal.journal import LogPosition
from ..remarks.deciding import Moment, Situation, decide
from ..remarks.kept import KINDS, Kept, payload_of
from ..remarks.rubric import rubric_of
from ..remarks.sheets import told, written_by
from ..rooms.room import Room
from ..store.base import Store

_US = 1000
"""Microseconds in a millisecond."""


class RemarkDesk:
    """The remarks of one process."""

    def __init__(self, store: Store, clock: Clock, limits: Limits) -> None:
        self._store = store
        self._clock = clock
        self._limits = limits
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def read(self, room: Room, actor: Actor) -> Remarks:
        """What this host may read."""
        room.core.demand(actor.role, Operation.NOTES)
        author = room.core.interview.counted_as(actor)
        records = await self._store.remarks(room.core.session.id, author)
        now = _still_a_host(room, actor)
        questions = room.core.interview.questions
        rubric = rubric_of(questions.listed, questions.listed_sides())
        return told(author, _name(room, now), records, rubric)

    async def write(self, room: Room, actor: Actor, asked: Write) -> Remarks:
        """Keep what a host has written; answers with all that they may read when it is on disk."""
        room.core.demand(actor.role, Operation.NOTES)
        session_id, author = room.core.session.id, room.core.interview.counted_as(actor)
        turn = self._turns.setdefault(f"{session_id} {author}", asyncio.Lock())
        async with turn:
            moment = await self._moment(session_id, asked)
            records = await self._store.remarks(session_id, author)
            now = _still_a_host(room, actor)
            questions = room.core.interview.questions
            rubric = rubric_of(questions.listed, questions.listed_sides())
            situation = Situation(
                rubric, self._limits, _name(room, now), self._clock.now_us(), moment
            )
            kept = decide(written_by(author, records), asked, situation)
            if kept:
                added = [self._record(session_id, author, moment, one) for one in kept]
                await room.core.journal.put(added).wait()
        return await self.read(room, actor)

    async def _moment(self, session_id: str, asked: Write) -> Moment:
        """The moment that is meant; raises ``invalid_field`` for a place that the log does not
        have."""
        now_us = self._clock.now_us()
        if not isinstance(asked, WriteNote):
            return Moment(0, 0, now_us)
        if asked.at is None:
            at_us = now_us - asked.age_ms * _US
            return Moment(*await self._store.last_before(session_id, at_us), at_us)
        place = LogPosition.read(asked.at)
        entries = [] if place is None else await self._store.log(session_id, place.seq - 1, 1)
        if place is None or [(one.seq, one.at_us) for one in entries] != [place]:
            sentence = "at must be a place in the log of this interview."
            raise InterviewError(ErrorCode.INVALID_FIELD, sentence)
        return Moment(place.seq, place.at_us, place.at_us)

    def _record(self, session_id: str, author: str, moment: Moment, kept: Kept) -> RemarkRecord:
        return RemarkRecord(
            session_id=session_id,
            id=new_id(),
            author=author,
            kind=KINDS[type(kept)],
            seq=moment.seq,
            seq_us=moment.seq_us,
            moment_us=moment.at_us,
            made_us=self._clock.now_us(),
            payload=payload_of(kept),
        )


def _still_a_host(room: Room, actor: Actor) -> Actor:
    """Somebody who has waited, as they are now; raises the refusal of who is no host any more."""
    now = room.core.as_now(actor)
    room.core.demand(now.role, Operation.NOTES)
    return now


def _name(room: Room, actor: Actor) -> str:
    """As they are called in the session, or else by Jupyter; empty where nobody said."""
    author = room.core.interview.author(actor)
    if author is not None:
        return author.name
    return "" if is_made_up(actor.name) else actor.name
