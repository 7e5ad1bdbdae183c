"""REST: links that let people in."""

from http import HTTPStatus

from jupyter_server.auth.decorator import allow_unauthenticated

from ..contract import rest
from ..rooms.people import invite_json
from ..store.base import StoreError
from .rest_handler import RestHandler


class InviteLinks(RestHandler):
    """A route that creates links."""

    def link_to(self, session_id: str, secret: str) -> str:
        """The link to a session. The secret is in the fragment, which browsers send to no
        server."""
        return f"{self.guest_url()}interview/join/{session_id}#{secret}"

    def guest_url(self) -> str:
        """The address at which guests reach this server, with a slash at its end."""
        if self.context.public_url:
            return self.context.public_url.rstrip("/") + "/"
        return f"{self.request.protocol}://{self.request.host}{self.base_url}"


class Invites(InviteLinks):
    @allow_unauthenticated
    async def get(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            self.answer([invite_json(record) for record in room.invites(actor)])

    @allow_unauthenticated
    async def post(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            command = rest.new_invite(self.body())
            await self.demand_storing()
            record, secret, ticket = room.invite(actor, command)
            try:
                await ticket.wait()
            except StoreError:
                room.withdraw(record)
                raise
        url = self.link_to(session_id, secret)
        minted = {**invite_json(record), "secret": secret, "url": url}
        self.answer(minted, HTTPStatus.CREATED)


class Invite(RestHandler):
    @allow_unauthenticated
    async def delete(self, session_id: str, invite_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            await room.revoke(actor, invite_id).wait()
        self.answer_nothing()
