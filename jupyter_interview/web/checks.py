"""REST: runs of programs against the tests of a session's questions."""

from http import HTTPStatus

from jupyter_server.auth.decorator import allow_unauthenticated

from ..contract.question_bodies import check_wanted
from ..runs.execution import check_here
from .rest_handler import RestHandler


class Checks(RestHandler):
    """Those that are known, and one more, which this server makes.

    Results reach the interview before they are stored, as those of a run do.
    """

    undone = frozenset()

    @allow_unauthenticated
    async def get(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            self.answer(room.questions.checks(actor))

    @allow_unauthenticated
    async def post(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            command = check_wanted(self.body(), room.core.folder.shown)
            room.demand_run(actor)
            await self.demand_storing()
            check = await check_here(self.context.execution, room, actor, command)
            self.answer(check, HTTPStatus.CREATED)
