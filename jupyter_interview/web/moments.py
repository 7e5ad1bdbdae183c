"""REST: what hosts look back at: the moments of an interview, and its texts as they were."""

import re

from jupyter_server.auth.decorator import allow_unauthenticated

from ..contract.values import FileWithText, MomentList, TextsThen
from ..domain.actor import Actor
from ..domain.clock import iso
from ..domain.errors import ErrorCode, InterviewError
from ..domain.places import PLACE
from ..domain.roles import Operation
from ..journal.journal import LogPosition
from ..journal.past import PastTexts
from ..rooms.room import Room
from ..session.question_book import Questions
from .rest_handler import RestHandler


class LooksBack(RestHandler):
    """A route for which earlier texts are made again."""

    async def texts_at(self, room: Room, actor: Actor, place: str) -> PastTexts:
        """The texts at a place; raises ``invalid_field`` and ``not_found``."""
        self._demand_look(room, actor)
        at = LogPosition.read(place) if re.fullmatch(PLACE, place, re.ASCII) else None
        if at is None:
            sentence = "at must be a place in the log, seq:at."
            raise InterviewError(ErrorCode.INVALID_FIELD, sentence)
        self._count_look(room, actor)
        registry = await self.context.service.registry()
        return await registry.texts_at(room.core.session.id, at)

    async def past_of(self, room: Room, actor: Actor, when: str) -> tuple[PastTexts, Questions]:
        """The texts and the questions of a moment, the contract's ``When``; raises
        ``not_found``."""
        self._demand_look(room, actor)
        self._count_look(room, actor)
        registry, session_id = await self.context.service.registry(), room.core.session.id
        at = await registry.place(session_id, when)
        past = await registry.texts_at(session_id, at)
        return past, await registry.questions_at(session_id, at)

    def _demand_look(self, room: Room, actor: Actor) -> None:
        room.core.demand(actor.role, Operation.LOOK_BACK)

    def _count_look(self, room: Room, actor: Actor) -> None:
        person = room.core.interview.counted_as(actor)
        self.context.looks_back.demand(f"{room.core.session.id} {person}")


class Moments(LooksBack):
    @allow_unauthenticated
    async def get(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            room.core.demand(actor.role, Operation.LOOK_BACK)
            registry = await self.context.service.registry()
            moments = await registry.moments(session_id)
            room.core.demand(room.core.as_now(actor).role, Operation.LOOK_BACK)
            self.answer(MomentList(moments))


class Texts(LooksBack):
    @allow_unauthenticated
    async def get(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            past = await self.texts_at(room, actor, self.get_query_argument("at", ""))
            files = tuple(
                FileWithText(file.id, file.name, file.language, past.texts[file.id])
                for file in past.files
            )
            told = TextsThen(past.at.told(), iso(past.at.at_us), files, past.shown)
            room.core.demand(room.core.as_now(actor).role, Operation.LOOK_BACK)
            self.answer(told)
