"""REST: the hold on an interview, which keeps it from being deleted."""

from jupyter_server.auth.decorator import allow_unauthenticated

from ..contract import values
from ..contract.session import HoldSession
from ..domain.clock import iso
from .rest_handler import RestHandler


class Hold(RestHandler):
    @allow_unauthenticated
    async def put(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            await room.perform(actor, HoldSession(True)).wait()
            self.answer(values.Hold(iso(room.core.session.held_us or room.core.journal.now_us())))

    @allow_unauthenticated
    async def delete(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            await room.perform(actor, HoldSession(False)).wait()
        self.answer_nothing()
