"""REST: the files of a session."""

from contextlib import suppress
from http import HTTPStatus

from jupyter_server.auth.decorator import allow_unauthenticated

from ..contract import rest
from ..contract.session import RemoveFile
from ..domain.errors import InterviewError
from ..store.base import StoreError
from .rest_handler import RestHandler


class SessionFiles(RestHandler):
    @allow_unauthenticated
    async def get(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            self.answer(room.files.every(actor))

    @allow_unauthenticated
    async def post(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            wanted = rest.new_file(self.body(), self.context.service.limits)
            await self.demand_storing()
            file_id, ticket = room.files.add(actor, wanted)
            try:
                await ticket.wait()
            except StoreError:
                # It was not done, and whoever asks again may give it the same name.
                with suppress(InterviewError):
                    room.perform(actor, RemoveFile(file_id))
                raise
            self.answer(room.files.one(file_id), HTTPStatus.CREATED)


class SessionFile(RestHandler):
    @allow_unauthenticated
    async def patch(self, session_id: str, file_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            change = rest.file_change(self.body(), self.context.service.limits)
            await room.files.change(actor, file_id, change).wait()
            self.answer(room.files.one(file_id))

    @allow_unauthenticated
    async def delete(self, session_id: str, file_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            await room.perform(actor, RemoveFile(file_id)).wait()
        self.answer_nothing()
