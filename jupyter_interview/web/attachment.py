"""REST: the file of an owner's drive to which an interview is attached."""

from jupyter_server.auth.decorator import allow_unauthenticated

from ..contract import rest
from ..contract.values import AttachmentState
from .credentials import demand_contents
from .rest_handler import RestHandler


class Attachment(RestHandler):
    @allow_unauthenticated
    async def get(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            room.attaching.demand_owner(actor)
            attachment = room.attaching.attachment
            possible = self.context.attachments.drive.possible()
            self.answer(AttachmentState(attachment, possible))

    @allow_unauthenticated
    async def put(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            command = rest.attach(self.body())
            room.attaching.demand(actor)
            self.context.attachments.drive.demand()
            await demand_contents(self)
        registry = await self.context.service.registry()
        attachment = await self.context.attachments.attach(registry, session_id, command)
        self.answer(attachment)

    @allow_unauthenticated
    async def delete(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            room.attaching.demand_owner(actor)
            await self.context.attachments.detach(session_id)
        self.answer_nothing()
