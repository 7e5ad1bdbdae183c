"""REST: links that let people in."""

from hashlib import sha256
from http import HTTPStatus

from jupyter_server.auth.decorator import allow_unauthenticated
from msgspec.structs import asdict

from ..contract import rest
from ..contract.session import InviteMade, NewInvite, RevokeInvite, WithdrawInvite
from ..contract.values import MintedInvite
from ..domain.actor import SERVER_ITSELF, Actor
from ..domain.records import InviteRecord
from ..domain.roles import Operation
from ..domain.secrets import secret_of_key
from ..rooms.room import Room
from ..session import view
from ..store.base import StoreError
from .rest_handler import SECRET_KEY_CHARACTERS, RestHandler


class InviteLinks(RestHandler):
    """A route that creates links."""

    def link_to(self, session_id: str, secret: str) -> str:
        """The link to a session. The secret is in the fragment, which browsers send to no
        server."""
        return f"{self.guest_url()}interview/join/{session_id}#{secret}"

    async def make_link(
        self, room: Room, actor: Actor, command: NewInvite, key: str | None
    ) -> tuple[InviteRecord, str]:
        """A link and its secret, once it is stored. If that fails, nobody can come by it.

        It is new unless this request came with this key before.
        """
        about = (room.core.session.id, "invite", sha256(self._body).hexdigest())
        secret = None if key is None else secret_of_key(key, *about)
        async with room.joining(secret):
            if secret is not None and (known := room.core.people.invite_of(secret)) is not None:
                # It was made already, and may be seen as long as the interview is there.
                room.core.demand(actor.role, Operation.REVOKE)
                return known, secret
            done = room.perform_with(secret, actor, command)
            [made] = (event for event in done.events if isinstance(event, InviteMade))
            record = room.core.people.invite(made.invite)
            assert record is not None and done.secret is not None
            try:
                await done.wait()
            except StoreError:
                room.perform(SERVER_ITSELF, WithdrawInvite(record.id))
                raise
            return record, done.secret


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
            key = self.key_sent(SECRET_KEY_CHARACTERS)
            record, secret = await self.make_link(room, actor, command, key)
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
