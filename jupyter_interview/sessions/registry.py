"""The rooms of this process: each is loaded once, kept while it is needed, and evicted when idle.

A caller uses a room for a moment (``async with registry.room(id)``) or has a peer in it. Callers
that come at the same time share one load. A room is evicted only when no caller uses it, nobody is
in it and all its changes are on disk. Before that, a snapshot is made so that the next load is
quick.

Where several processes share the store, a room is loaded under a lease and evicted with it: when
another process has taken the lease, the room is closed immediately, and its people reconnect there.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Set
from dataclasses import replace
from typing import Any

from ..contract import session as contract
from ..contract.close_codes import CloseCode
from ..contract.rest import NewSession
from ..contract.values import Moment, ParticipantExport, Seal, Session
from ..contract.values import Run as RunTold
from ..document.document import Document, DocumentError
from ..document.session_gate import new_gate
from ..domain.actor import Actor
from ..domain.clock import Clock
from ..domain.errors import ErrorCode, InterviewError
from ..domain.ids import is_id, new_client_id, new_id
from ..domain.limits import Limits
from ..domain.roles import Role
from ..journal.detached_documents import DetachedDocuments
from ..journal.journal import Journal, LogPosition
from ..journal.loading import Restored, restore
from ..journal.observer import Observer
from ..journal.past import PastTexts, questions_at, texts_at
from ..journal.recorder import Recorder, Ticket
from ..readers.account import Account, Accounting
from ..readers.exporters import EXPORTERS
from ..readers.exporters.recorded import RECORDED, WITH_OUTPUTS, Source
from ..readers.exporters.taken import Taken
from ..readers.moments import moments_of
from ..readers.participant import export
from ..rooms.audience import Audience
from ..rooms.core import Core, Shown
from ..rooms.follower import Drive
from ..rooms.room import Room
from ..rooms.run_service import RunService
from ..session.interview import blank
from ..session.question_book import Questions
from ..store.base import Deletion, HeldElsewhere, LeaseLost, SessionData, Store, StoreError
from ..store.leases import Alone, Leases
from .accounts import Accounts
from .cleanup import Cleanup
from .creating import Creating, RequestKey
from .loaded_room import LoadedRoom
from .overview import Overview
from .places import Places
from .recordings import Recorded, Recordings, read, tag_of
from .remarks import RemarkDesk

_READ_AFTER = 0.1
"""Seconds before a long document is read, in which the first people get its bytes."""

_ENTRIES = 500
_TAKEN_TOGETHER = 2
"""How many are taken away at a time. Each has all of an interview's output in memory."""
"""Entries that are read in one go for what is taken away."""


def no_session() -> InterviewError:
    """The refusal for an id that does not exist, or does not any more."""
    return InterviewError(ErrorCode.NOT_FOUND, "There is no such interview.")


class Registry:
    """Loads, creates and evicts rooms. ``grace`` is the presence grace in seconds."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        limits: Limits,
        grace: float,
        log: logging.Logger,
        observer: Observer | None = None,
        leases: Leases | None = None,
        run_service: RunService | None = None,
        drive: Drive | None = None,
    ) -> None:
        self._store = store
        self._leases = leases or Alone()
        self._run_service = run_service
        self._drive = drive
        self._clock = clock
        self._limits = limits
        self._grace = grace
        self._log = log
        self.recorder = Recorder(store, limits, log, observer)
        self.recorder.lost = self.lost
        self._held: dict[str, asyncio.Future[LoadedRoom]] = {}
        self._documents = DetachedDocuments(store, limits, log)
        self.overview = Overview(self.room_now, store, self._documents, clock)
        self.creating = Creating(store, self.create, self.overview.session)
        self.accounts = Accounts(store)
        self._recordings = Recordings(store, limits)
        self._places = Places(store, self._recordings)
        self.remarks = RemarkDesk(store, clock, limits)
        self.cleanup = Cleanup(store, clock, log)
        self._evictions: set[asyncio.Task[None]] = set()
        self._closing = False
        self._taking = asyncio.Semaphore(_TAKEN_TOGETHER)
        self._looking_back = asyncio.Lock()
        """Held while earlier texts are made again, for one at a time: that is much work."""
        self._distrusted: set[str] = set()
        """The sessions whose snapshot must not be used."""

    @contextlib.asynccontextmanager
    async def room(self, session_id: str) -> AsyncIterator[Room]:
        """The room of a session, for the length of the context; raises ``not_found``."""
        held = await self._hold(session_id)
        try:
            yield held.room
        finally:
            self._let_go(session_id, held)

    async def create(
        self, command: NewSession, created_by: str, key: RequestKey | None = None
    ) -> Session:
        """Create a session; answers with it when it is on disk. The key of the request is stored
        with it."""
        session_id = new_id()
        await self._leases.claim(session_id, new=True)
        interview = blank(session_id, self._limits)
        document, gate = Document(new_client_id()), new_gate(self._limits)
        restored = Restored(document, gate, LogPosition(0, 0), interview)
        held = LoadedRoom(self._make(restored, {}), users=1)
        ready: asyncio.Future[LoadedRoom] = asyncio.get_running_loop().create_future()
        ready.set_result(held)
        self._held[session_id] = ready
        try:
            stored = held.room.begin(created_by, command)
            if key is not None:
                stored = self.recorder.submit(session_id, [key.creation(session_id)])
            await stored.wait()
            return held.room.core.told(Role.OWNER)
        except (StoreError, InterviewError) as problem:
            # The caller is told that it was not created, and may create another one. A refusal, of
            # questions that do not fit, comes before anything was stored.
            failed = problem if isinstance(problem, StoreError) else StoreError(str(problem))
            self.recorder.undo(session_id, failed)
            self.forget(session_id)
            held.room.close(CloseCode.UNKNOWN)
            raise
        finally:
            self._let_go(session_id, held)

    async def delete(self, room: Room, actor: Actor) -> None:
        """Delete a session for everybody; returns when nothing of it is left on the disk.

        Raises StoreError if the deletion cannot be stored now. It is then stored later.
        """
        session_id = room.core.session.id
        ticket = room.delete(actor)
        ticket.stored(lambda: self.forget(session_id))
        await self._removed(session_id, ticket)

    async def delete_unseen(self, session_id: str, still: Callable[[], Awaitable[bool]]) -> bool:
        """Delete a session without a room, and without loading it, if ``still`` answers true when
        nobody else can open it any more. Answers whether it was deleted."""
        if self._closing or session_id in self._held:
            return False
        await self._leases.claim(session_id)
        if session_id in self._held:
            return False
        opening: asyncio.Future[LoadedRoom] = asyncio.get_running_loop().create_future()
        opening.set_exception(no_session())
        opening.exception()
        self._held[session_id] = opening
        going = False
        try:
            going = self._leases.owns(session_id) and await still()
        finally:
            if not going:
                self._held.pop(session_id, None)
                await self._leases.release(session_id)
        if not going:
            return False
        ticket = self.recorder.submit(session_id, [Deletion(session_id)])
        ticket.stored(lambda: self.forget(session_id))
        await self._removed(session_id, ticket)
        return True

    async def _removed(self, session_id: str, ticket: Ticket) -> None:
        try:
            await ticket.wait()
        except StoreError:
            ticket.stored(self.cleanup.begin)
            raise
        await self.cleanup.remove(session_id)

    async def continues(self, session_id: str, known: LogPosition) -> bool:
        """Whether the log of a session has the entry at this position, and so all a client knows of
        it."""
        entries = await self._store.log(session_id, known.seq - 1, 1)
        return known == (0, 0) or [(e.seq, e.at_us) for e in entries] == [known]

    def shown(self, session_id: str) -> Shown | None:
        """What a session shows at this moment; None when it is not in memory."""
        held = self._ready(session_id)
        return None if held is None or held.room.deleted else held.room.core.shown()

    async def export(self, session_id: str, participant_id: str) -> ParticipantExport:
        """Everything that is stored on one participant; raises ``not_found``."""
        await self.recorder.submit(session_id, []).wait()
        data = await self._store.load(session_id)
        people = [] if data is None else data.participants
        record = next((record for record in people if record.id == participant_id), None)
        if data is None or record is None:
            raise no_session()
        entries = await self._store.log(session_id)
        return await asyncio.to_thread(export, data, record, entries)

    async def take_away(
        self,
        session_id: str,
        form: str,
        is_held: bool = False,
        url: str | None = None,
        audience: contract.Audience = contract.Audience.HOSTS,
        remarks: Mapping[str, Any] | None = None,
    ) -> Taken:
        """A stored session in one of the formats of ``EXPORTERS`` or ``RECORDED``; raises
        ``not_found``.

        ``is_held`` says that another process has it, and makes its runs on a server. ``url`` is the
        address of this server. What is made of a recording is for this ``audience``; a report has
        the ``remarks`` that are given, which their reader may read.
        """
        async with self._taking:
            if form in EXPORTERS:
                account = await self._account(session_id, is_held)
                return await asyncio.to_thread(EXPORTERS[form], account)
            source = replace(await self.source(session_id, url, audience), remarks=remarks)
            if form in WITH_OUTPUTS:
                source = await self._with_outputs(source, session_id, is_held)
            return await asyncio.to_thread(RECORDED[form], source)

    async def source(self, session_id: str, url: str | None, audience: contract.Audience) -> Source:
        """What one of ``RECORDED`` is made of; raises ``not_found``."""
        made = await self.recording(session_id, audience)
        return Source(await asyncio.to_thread(read, made.content), url)

    async def _with_outputs(self, source: Source, session_id: str, is_held: bool) -> Source:
        account = await self._account(session_id, is_held)
        outputs = {
            run.id: [(piece.stream, piece.text) for piece in run.outputs] for run in account.runs
        }
        return replace(source, outputs=outputs)

    async def _accounting(self, data: SessionData) -> Accounting:
        accounting, after, session = Accounting(data, self._limits), 0, data.session
        while entries := await self._store.log(
            session.id, after, _ENTRIES, updates_after=session.head_seq
        ):
            await asyncio.to_thread(accounting.take, entries)
            after = entries[-1].seq
        return accounting

    async def _account(self, session_id: str, is_held: bool) -> Account:
        data = await self._stored(session_id)
        accounting = await self._accounting(data)
        try:
            restored = await self._restored(data)
            return accounting.account(restored, self._goes_on(session_id, is_held))
        except DocumentError:
            restored = await self._restored(replace(data, snapshot=None))
            return accounting.account(restored, self._goes_on(session_id, is_held))

    async def moments(self, session_id: str) -> tuple[Moment, ...]:
        """The moments of a session whose texts one may want to look at; raises ``not_found``."""
        return await moments_of(self._store, await self._stored(session_id))

    async def texts_at(self, session_id: str, at: LogPosition) -> PastTexts:
        """The texts of a session at a place in its log; raises ``not_found``."""
        async with self._looking_back:
            data = await self._stored(session_id)
            if session_id in self._distrusted:
                data = replace(data, snapshot=None)
            return await texts_at(self._store, data, self._limits, self._log, at)

    async def place(self, session_id: str, when: str) -> LogPosition:
        """The place in the log of a moment as the contract's ``When``; raises ``not_found``."""
        return await self._places.named(await self._stored(session_id), when)

    async def questions_at(self, session_id: str, at: LogPosition) -> Questions:
        """The questions of a session at a place in its log; raises ``not_found``."""
        return await questions_at(self._store, await self._stored(session_id), at)

    async def recording(
        self, session_id: str, audience: contract.Audience = contract.Audience.HOSTS
    ) -> Recorded:
        """The recording of a stored session; raises ``not_found``."""
        return await self._recordings.of(await self._stored(session_id), audience)

    async def recording_tag(self, session_id: str, audience: contract.Audience) -> str:
        """The name of its version now, which is known without making it."""
        return tag_of((await self._stored(session_id)).session, audience)

    async def recording_since(
        self, session_id: str, audience: contract.Audience, after: int
    ) -> Recorded:
        """What it has after an entry of the log; raises ``not_found``."""
        return await self._recordings.since(await self._stored(session_id), audience, after)

    async def recorded_run(
        self, session_id: str, audience: contract.Audience, run_id: str
    ) -> RunTold:
        """A run of the recording, with all that it has printed; raises ``not_found``."""
        async with self._taking:
            made = await self.recording(session_id, audience)
            recording = await asyncio.to_thread(read, made.content)
            run = None
            if any(one["id"] == run_id for one in recording.document["runs"]):
                accounting = await self._accounting(await self._stored(session_id))
                run = accounting.run(run_id, self._goes_on(session_id, is_held=False))
        if run is None:
            raise InterviewError(ErrorCode.NOT_FOUND, "There is no such run in the recording.")
        return run.told()

    async def seal(self, session_id: str) -> Seal:
        """The seal of a stored session; raises ``not_found``."""
        return await self._recordings.seal(await self._stored(session_id))

    async def _stored(self, session_id: str) -> SessionData:
        """A session with everything that has happened until now; raises ``not_found``."""
        await self.recorder.submit(session_id, []).wait()
        data = await self._store.load(session_id)
        if data is None:
            raise no_session()
        return data

    def _goes_on(self, session_id: str, is_held: bool) -> Callable[[str], bool]:
        """Says of a run or check on a server, which the log does not end, whether it goes on: in
        this process, or in another one."""
        room = self.room_now(session_id)
        made_here: set[str] = set()
        if room is not None:
            made_here.update(room.core.runs.made_here())
            made_here.update(room.core.interview.checks.made_here())
        return lambda one: is_held or one in made_here

    async def _restored(self, data: SessionData) -> Restored:
        return await restore(self._store, data, self._limits, self._log)

    def rooms(self) -> int:
        """How many interviews are in memory."""
        return len(self._held)

    def sockets(self) -> int:
        """How many connections to them are open."""
        ready = [self._ready(session_id) for session_id in self._held]
        return sum(len(held.room.core.audience) for held in ready if held is not None)

    def room_now(self, session_id: str) -> Room | None:
        """The room of a session that is in memory at this moment."""
        held = self._ready(session_id)
        return None if held is None else held.room

    def _ready(self, session_id: str) -> LoadedRoom | None:
        future = self._held.get(session_id)
        if future is None or not future.done() or future.cancelled() or future.exception():
            return None
        return future.result()

    def _has(self, session_id: str, held: LoadedRoom) -> bool:
        """Whether this is still the session's room."""
        return self._ready(session_id) is held

    def forget(self, session_id: str) -> None:
        """Forget everything about a session that is gone from the store."""
        self._held.pop(session_id, None)
        self._recordings.forget(session_id)
        self._distrusted.discard(session_id)
        self._leases.forget(session_id)

    def lost(self, sessions: Set[str]) -> None:
        """Close the rooms of sessions that other processes hold by now, and store nothing more of
        them.

        Heartbeat and recorder both find out, in either order, so it is logged only once.
        """
        moved = sorted(one for one in sessions if self._leases.owns(one))
        if moved:
            names = " ".join(moved)
            self._log.warning("jupyter_interview: other servers have taken over: %s", names)
        for session_id in sessions:
            self._leases.forget(session_id)
            held = self._ready(session_id)
            if held is None:
                continue
            del self._held[session_id]
            held.room.move()
            held.part()
            self.recorder.drop(session_id, LeaseLost(frozenset({session_id})))

    async def close(self) -> None:
        """Store everything, tell everybody that the server stops, and close all rooms."""
        self._closing = True
        ready = [self._ready(session_id) for session_id in self._held]
        rooms = [held.room for held in ready if held is not None and not held.room.deleted]
        for room in rooms:
            room.seal_rest()
            room.close(CloseCode.RESTART)
        await self.recorder.close()
        await self.cleanup.close()
        for room in rooms:
            await self._documents.leave_behind(room.core.session.id)
        self._held.clear()

    async def _hold(self, session_id: str) -> LoadedRoom:
        if not is_id(session_id):
            raise no_session()
        if self._closing:
            raise InterviewError(ErrorCode.UNAVAILABLE, "The server is going away; come back soon.")
        task = self._held.get(session_id)
        if task is None:
            task = asyncio.get_running_loop().create_task(self._load(session_id))
            self._held[session_id] = task
            task.add_done_callback(lambda done: self._drop_failed(session_id, done))
        held = await asyncio.shield(task)
        if held.room.deleted:
            raise no_session()
        held.users += 1
        if held.timer is not None:
            held.timer.cancel()
            held.timer = None
        return held

    def _drop_failed(self, session_id: str, task: "asyncio.Future[LoadedRoom]") -> None:
        """Forget a failed load, so that the next caller tries again."""
        failed = task.cancelled() or task.exception() is not None
        if failed and self._held.get(session_id) is task:
            del self._held[session_id]

    def _let_go(self, session_id: str, held: LoadedRoom) -> None:
        held.users -= 1
        if not self._has(session_id, held):
            held.part()
        elif held.users == 0 and not self._closing:
            self._wait(session_id, held)

    def _wait(self, session_id: str, held: LoadedRoom) -> None:
        if held.timer is not None:
            held.timer.cancel()
        held.timer = self._clock.later(
            self._limits.idle_room_seconds, lambda: self._idle(session_id, held)
        )

    def _idle(self, session_id: str, held: LoadedRoom) -> None:
        held.timer = None
        if self._free(session_id, held):
            task = asyncio.get_running_loop().create_task(self._evict(session_id, held))
            self._evictions.add(task)
            task.add_done_callback(self._evictions.discard)
        elif held.users == 0 and self._has(session_id, held):
            self._wait(session_id, held)

    def _free(self, session_id: str, held: LoadedRoom) -> bool:
        room = held.room
        programs = room.core.runs.running() or room.core.interview.checks.running()
        busy = held.users or len(room.core.audience) or programs
        return not busy and not self.recorder.pending(session_id) and self._has(session_id, held)

    async def _evict(self, session_id: str, held: LoadedRoom) -> None:
        if held.room.deleted:
            return
        held.room.seal_rest()
        with contextlib.suppress(StoreError):
            await self.recorder.submit(session_id, []).wait()
        await self._documents.leave_behind(session_id)
        if self._free(session_id, held):
            held.room.close(CloseCode.RESTART)
            self._held.pop(session_id, None)
            held.part()
            await self._leases.release(session_id)
        elif held.users == 0 and self._has(session_id, held) and not self._closing:
            self._wait(session_id, held)

    async def _load(self, session_id: str) -> LoadedRoom:
        await self._leases.claim(session_id)
        try:
            if session_id in self._distrusted:
                await self.recorder.submit(session_id, []).wait()
            data = await self._store.load(session_id)
            if data is None:
                raise no_session()
            if session_id in self._distrusted:
                data = replace(data, snapshot=None)
            restored = await self._restored(data)
            if not self._leases.owns(session_id):
                raise HeldElsewhere
        except BaseException:
            await self._leases.release(session_id)
            raise
        clients = {binding.client_id: binding.participant_id for binding in data.clients}
        held = LoadedRoom(self._make(restored, clients))
        if restored.document.unread:
            self._clock.later(_READ_AFTER, lambda: self._read(session_id, held))
        return held

    def _read(self, session_id: str, held: LoadedRoom) -> None:
        """Read a document that is still bytes, now that the people who waited for the bytes have
        them."""
        try:
            held.room.read_document()
        except DocumentError:
            self._log.error(
                "jupyter_interview: a snapshot of %s cannot be read; replaying", session_id
            )
            self._distrusted.add(session_id)
            if self._has(session_id, held):
                del self._held[session_id]
            held.room.close(CloseCode.RESTART)
            held.part()

    def _make(self, restored: Restored, clients: dict[int, str | None]) -> Room:
        interview = restored.interview
        journal = Journal(interview.session.id, restored.head, self.recorder, self._clock)
        core = Core(
            self._clock,
            self._limits,
            self._grace,
            journal,
            interview,
            restored.document,
            Audience(),
            restored.head,
            damaged=restored.damaged,
            run_service=self._run_service,
            drive=self._drive,
        )
        return Room(core, restored.gate, clients, restored.visited, restored.typed)
