"""REST: links that let people in."""

from http import HTTPStatus

from jupyter_server.auth.decorator import allow_unauthenticated
from msgspec.structs import asdict

from ..contract import rest
from ..contract.session import InviteMade, NewInvite, RevokeInvite, WithdrawInvite
from ..contract.values import MintedInvite
from ..domain.actor import SERVER_ITSELF, Actor
from ..domain.records import InviteRecord
from ..domain.roles import Operation
from ..rooms.room import Room
from ..session import view
from ..store.base import StoreError
from .rest_handler import RestHandler


class InviteLinks(RestHandler):
    """A route that creates links."""

    def link_to(self, session_id: str, secret: str) -> str:
        """The link to a session. The secret is in the fragment, which browsers send to no
        server."""
        return f"{self.guest_url()}interview/join/{session_id}#{secret}"

    async def make_link(
        self, room: Room, actor: Actor, command: NewInvite
    ) -> tuple[InviteRecord, str]:
        """A new link and its secret, once it is stored. If that fails, nobody can come by it."""
        done = room.perform(actor, command)
        [made] = (event for event in done.events if isinstance(event, InviteMade))
        record = room.core.people.invite(made.invite)
        assert record is not None and done.secret is not None
        try:
            await done.wait()
        except StoreError:
            room.perform(SERVER_ITSELF, WithdrawInvite(record.id))
            raise
        return record, done.secret

    def guest_url(self) -> str:
        """The address at which guests reach this server, with a slash at its end."""
        if self.context.public_url:
            return self.context.public_url.rstrip("/") + "/"
        return f"{self.request.protocol}://{self.request.host}{self.base_url}"


class Invites(InviteLinks):
    @allow_unauthenticated
    async def get(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            records = room.invites(actor)
            self.answer([view.listed_invite(room.core.interview, one) for one in records])

    @allow_unauthenticated
    async def post(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            command = rest.new_invite(self.body(), self.context.service.limits)
            await self.demand_storing()
            record, secret = await self.make_link(room, actor, command)
            room.core.demand(room.core.as_now(actor).role, Operation.REVOKE)
            url = self.link_to(session_id, secret)
            minted = MintedInvite(**asdict(view.invite(record)), secret=secret, url=url)
            self.answer(minted, HTTPStatus.CREATED)


class Invite(RestHandler):
    @allow_unauthenticated
    async def delete(self, session_id: str, invite_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            await room.perform(actor, RevokeInvite(invite_id)).wait()
        self.answer_nothing()
