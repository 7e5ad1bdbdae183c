"""REST: the release of copies, and who may take which recording of an interview away."""

from jupyter_server.auth.decorator import allow_unauthenticated

from ..contract import rest, values
from ..contract.queries import wanted_audience
from ..contract.session import Audience, ReleaseCopies
from ..domain.actor import Actor
from ..domain.clock import iso
from ..domain.errors import ErrorCode, InterviewError
from ..domain.roles import SENTENCES as SENTENCES_OF_ROLES
from ..domain.roles import Operation, Role
from ..readers.exporters.recorded import RECORDED
from ..rooms.room import Room
from ..session.release import demand_copy, until
from .rest_handler import RestHandler

COPIED = frozenset({"code", *RECORDED})
"""The forms of a candidate's copy. The others are made of what hosts may know."""


class Taking(RestHandler):
    """A route by which hosts take an interview away, and candidates their copy."""

    def demand_taking(self, room: Room, actor: Actor, form: str) -> Audience:
        """For whom the actor gets it; raises the refusal."""
        asked = self.get_query_argument("audience", "")
        audience = wanted_audience(asked)
        if actor.role is not Role.CANDIDATE:
            room.core.demand(actor.role, Operation.TAKE)
            return audience
        demand_copy(room.core.interview, actor, room.core.journal.now_us())
        if form not in COPIED or (asked and audience is not Audience.EVERYBODY):
            sentence = "A copy has what everybody could see; the rest is for those who hold this."
            raise InterviewError(ErrorCode.FORBIDDEN, sentence)
        return Audience.EVERYBODY

    def demand_still_taking(self, room: Room, actor: Actor, form: str, audience: Audience) -> None:
        """Refuse what was made for this audience, if the actor, as they are now, may not have it:
        it takes a while, and meanwhile people are removed and releases end."""
        if self.demand_taking(room, room.core.as_now(actor), form) is not audience:
            raise InterviewError(ErrorCode.FORBIDDEN, SENTENCES_OF_ROLES[Operation.TAKE])


class Release(RestHandler):
    @allow_unauthenticated
    async def put(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            wanted_us = rest.new_release(self.body())
            room.core.demand(actor.role, Operation.RELEASE)
            service, core = self.context.service, room.core
            now_us = core.journal.now_us()
            until_us = until(core.session, wanted_us, now_us, service.limits, service.kept_days)
            await room.perform(actor, ReleaseCopies(until_us)).wait()
            self.answer(values.Release(iso(until_us)))

    @allow_unauthenticated
    async def delete(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            await room.perform(actor, ReleaseCopies(None)).wait()
        self.answer_nothing()
