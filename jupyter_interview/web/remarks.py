"""REST: notes and scores of hosts. Every route answers with all that the host may read."""

from abc import ABC

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.log import log_request

from ..contract import remark_bodies as bodies
from ..contract.remark_bodies import Write
from ..domain.actor import Actor
from ..domain.roles import Operation
from ..rooms.room import Room
from .rest_handler import RestHandler


class OfHosts(RestHandler, ABC):
    """A route for what hosts write about a session."""

    def _log(self) -> None:
        """Log the request without Jupyter's metric, which everybody who is logged in may read: it
        would count how many have submitted."""
        log_request(self, record_prometheus_metrics=False)  # type: ignore[no-untyped-call]

    def demand_turn(self, room: Room, actor: Actor) -> None:
        """Refuse whoever is no host, and one request too many of a host."""
        room.core.demand(actor.role, Operation.NOTES)
        person = room.core.interview.counted_as(actor)
        self.context.remarks.demand(f"{room.core.session.id} {person}")

    async def keep(self, room: Room, actor: Actor, asked: Write) -> None:
        """Store it, and answer with what there is now."""
        await self.demand_storing()
        registry = await self.context.service.registry()
        self.answer(await registry.remarks.write(room, actor, asked))


class Remarks(OfHosts):
    @allow_unauthenticated
    async def get(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            self.demand_turn(room, actor)
            registry = await self.context.service.registry()
            self.answer(await registry.remarks.read(room, actor))


class Note(OfHosts):
    @allow_unauthenticated
    async def put(self, session_id: str, note_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            body = self.body()
            self.demand_turn(room, actor)
            limits = self.context.service.limits
            await self.keep(room, actor, bodies.write_note(note_id, body, limits))

    @allow_unauthenticated
    async def delete(self, session_id: str, note_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            self.demand_turn(room, actor)
            await self.keep(room, actor, bodies.take_note_back(note_id))


class Score(OfHosts):
    @allow_unauthenticated
    async def put(self, session_id: str, criterion_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            body = self.body()
            self.demand_turn(room, actor)
            limits = self.context.service.limits
            await self.keep(room, actor, bodies.give_score(criterion_id, body, limits))


class Recommendation(OfHosts):
    @allow_unauthenticated
    async def put(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            body = self.body()
            self.demand_turn(room, actor)
            await self.keep(room, actor, bodies.submit(body, self.context.service.limits))


class Correction(OfHosts):
    @allow_unauthenticated
    async def put(self, session_id: str, correction_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            body = self.body()
            self.demand_turn(room, actor)
            limits = self.context.service.limits
            await self.keep(room, actor, bodies.correct(correction_id, body, limits))
