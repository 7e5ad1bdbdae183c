"""REST: runs of programs against the tests of a session's questions."""

from http import HTTPStatus

from jupyter_server.auth.decorator import allow_unauthenticated
from msgspec.structs import replace

from ..contract.question_bodies import check_wanted
from ..runs.execution import check_here
from .moments import LooksBack


class Checks(LooksBack):
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
            body, then = self.body(), None
            command = check_wanted(body, room.core.folder.shown)
            room.demand_check(actor, command)
            await self.demand_storing()
            if command.at is not None and self.context.execution is not None:
                then = await self.texts_at(room, actor, command.at)
                if "file" not in body:
                    command = replace(command, file=then.shown)
            check = await check_here(self.context.execution, room, actor, command, then)
            self.answer(check, HTTPStatus.CREATED)
