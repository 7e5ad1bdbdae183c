"""REST: joining and leaving, and what hosts do with the other people of an interview."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus

from jupyter_server.auth.decorator import allow_unauthenticated
from msgspec.structs import replace

from ..contract import rest
from ..contract.queries import wants_remarks_on_person
from ..contract.session import Join as JoinCommand
from ..contract.session import Kick, RenamePerson
from ..contract.values import Joined
from ..contract.values import User as UserValue
from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.roles import Operation, Role
from ..domain.secrets import secret_of_key
from ..remarks.handing_over import handed_over
from ..rooms.performing import Done
from ..rooms.room import Room
from ..session.people import wrong_credential
from ..store.base import StoreError
from .credentials import invited, is_known, refused_secret
from .rest_handler import SECRET_KEY_CHARACTERS, RestHandler
from .throttle import Throttle


class OfStrangers(RestHandler, ABC):
    """A route that strangers may write to; their requests are counted by address.

    A right link opens however many others the address has tried: people behind one address must
    not shut each other out. So too many requests are refused when their link was looked at, and
    nothing else of what they sent.
    """

    _is_counted = False
    _too_many: InterviewError | None = None

    @property
    @abstractmethod
    def throttle(self) -> Throttle:
        """What counts the requests of this route."""

    async def prepare(self) -> None:  # type: ignore[override]
        """Count the request of a stranger before anything of its body is read."""
        await super().prepare()
        if self.request.method == "POST" and not self._finished and not await is_known(self):
            self.count()

    async def refusal_of_stranger(self) -> InterviewError:
        self.count()
        return self._too_many or self.too_big()

    def count(self) -> None:
        """Count this request, once. Whether there were too many is for :meth:`demand_turn`."""
        if not self._is_counted:
            self._is_counted = True
            try:
                self.throttle.demand(str(self.request.remote_ip))
            except InterviewError as refusal:
                self._too_many = refusal

    async def demand_turn(self, session_id: str) -> None:
        """Refuse one request too many of an address, unless it shows a right link.

        A session that does not exist is refused like a wrong link.
        """
        if self._too_many is None:
            return
        secret = self._link_shown()
        if secret is not None:
            registry = await self.context.service.registry()
            identity, _ = await self.person_logged_in()
            with suppress(InterviewError):
                async with registry.room(session_id) as room:
                    if room.opens(secret, identity):
                        return
        raise self._too_many

    def _link_shown(self) -> str | None:
        """The secret of the link in the body, of which nothing else is looked at."""
        with suppress(InterviewError):
            shown = self.body().get("invite")
            return shown if isinstance(shown, str) else None
        return None

    def count_for_link(self, newcomer: Actor) -> None:
        """Count somebody with a right link for this link and their address, and no more for the
        address alone.

        A class comes from one address, each with a link of their own. Nobody who has a link can use
        up what another link has, nor what the same link has at another address.
        """
        address = str(self.request.remote_ip)
        if self._too_many is None:
            self.throttle.take_back(address)
        self.throttle.demand(f"{newcomer.invite_id} {address}")

    async def person_logged_in(self) -> tuple[str | None, Role | None]:
        """The person who is logged in, and the role that their login gives them, if Jupyter tells
        people apart and the request is surely theirs."""
        if self.context.many and self.current_user is not None:
            with suppress(InterviewError):
                identity = await self.identity()
                return identity.owner, identity.role
        return None, None

    @asynccontextmanager
    async def room_of_link(self, session_id: str) -> AsyncIterator[Room]:
        """The room that an invite is for. Whatever is wrong with the invite, the answer is one."""
        async with invited(self, session_id) as room:
            try:
                yield room
            except InterviewError as refusal:
                if refusal.code is ErrorCode.INVALID_CREDENTIAL:
                    raise refused_secret(self) from None
                raise


class Invitation(OfStrangers):
    """What a link leads to. Looking changes nothing, so whoever previews links does no harm."""

    @property
    def throttle(self) -> Throttle:
        return self.context.invitations

    @allow_unauthenticated
    async def post(self, session_id: str) -> None:
        await self.demand_turn(session_id)
        secret = rest.invitation(self.body())
        self.count()
        await self.demand_turn(session_id)
        if secret is None:
            raise self.unknown()
        async with self.room_of_link(session_id) as room:
            newcomer = room.newcomer(secret, *await self.person_logged_in())
            told = room.invitation(newcomer, self.context.service.kept_days)
            self.count_for_link(newcomer)
            self.answer(told)


class Join(OfStrangers):
    @property
    def throttle(self) -> Throttle:
        return self.context.joins

    @allow_unauthenticated
    async def post(self, session_id: str) -> None:
        await self.demand_turn(session_id)
        command = rest.join(self.body(), self.context.service.limits)
        if command.invite is not None:
            await self._by_invite(session_id, command, command.invite)
            return
        async with self.entered(session_id) as (room, actor):
            _, user = await self._join(room, actor, command)
            self.answer(Joined(room.glance(actor), user))

    async def _by_invite(self, session_id: str, command: JoinCommand, invite: str) -> None:
        """Join by an invite, which counts more than any other credential."""
        self.count()
        await self.demand_turn(session_id)
        key = self.key_sent(SECRET_KEY_CHARACTERS)
        secret = None if key is None else secret_of_key(key, session_id, "join", invite)
        async with self.room_of_link(session_id) as room, room.joining(secret):
            if secret is not None and (again := room.guest(secret)) is not None:
                # The answer to the first of these requests was lost.
                record = room.core.people.of_id(again.participant_id)
                self.answer(Joined(room.glance(again), room.core.user(record), secret))
                return
            newcomer = room.newcomer(invite, *await self.person_logged_in())
            self.count_for_link(newcomer)
            done, user = await self._join(room, newcomer, command, secret)
            actor = room.guest(done.secret or "")
            if actor is None:
                # They were removed while they were being stored.
                raise wrong_credential()
            self.answer(Joined(room.glance(actor), user, done.secret))

    async def _join(
        self, room: Room, actor: Actor, command: JoinCommand, secret: str | None = None
    ) -> tuple[Done, UserValue]:
        """Wait until it is stored. If that fails, undo it, so that the person may try again.

        One login comes once at a time: whoever comes meanwhile would be known by a coming that may
        yet be undone.
        """
        async with room.joining(actor.identity):
            await self.demand_storing()
            before = room.core.people
            done = room.perform_with(secret, actor, command)
            record = room.who_joined(actor, command, done)
            try:
                await done.wait()
            except StoreError:
                room.undo_join(before, done)
                raise
        return done, room.core.user(record)


class Users(RestHandler):
    @allow_unauthenticated
    async def get(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            self.answer(room.users(actor))


class Export(RestHandler):
    @allow_unauthenticated
    async def get(self, session_id: str, user_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            include = self.get_query_argument("include", "")
            self._demand(room, actor, user_id, include)
            with_remarks = wants_remarks_on_person(include, _is_candidate(room, user_id))
            person = room.core.interview.counted_as(actor)
            self.context.exports.demand(f"{session_id} {person} {user_id}")
            registry = await self.context.service.registry()
            told = await registry.export(session_id, user_id)
            if with_remarks:
                remarks = await registry.remarks.read(room, actor)
                told = replace(told, remarks=handed_over(remarks))
            self._demand(room, room.core.as_now(actor), user_id, include)
            self.answer_file(told, "participant.json")

    def _demand(self, room: Room, actor: Actor, user_id: str, include: str) -> None:
        """Refuse whoever may not have it; what hosts have written the owner alone asks for."""
        room.demand_export(actor, user_id)
        if include:
            room.core.demand(actor.role, Operation.EXPORT)


def _is_candidate(room: Room, user_id: str) -> bool:
    record = room.core.people.get(user_id)
    return record is not None and Role(record.role) is Role.CANDIDATE


class Announcements(RestHandler):
    @allow_unauthenticated
    async def post(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            command = rest.announce(self.body(), self.context.service.limits)
            room.core.demand(actor.role, Operation.ANNOUNCE)
            person = room.core.interview.counted_as(actor)
            self.context.announcements.demand(f"{session_id} {person}")
            done = room.perform(actor, command)
            told = room.core.interview.announcement
            await done.wait()
            self.answer(told, HTTPStatus.CREATED)


class Signals(RestHandler):
    @allow_unauthenticated
    async def get(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            self.answer(room.signals(actor))


class SignalAnswer(RestHandler):
    @allow_unauthenticated
    async def put(self, session_id: str, signal_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            command = rest.answer_signal(self.body(), signal_id, self.context.service.limits)
            room.core.demand(actor.role, Operation.READ)
            person = room.core.interview.counted_as(actor)
            self.context.answers.demand(f"{session_id} {person}")
            done = room.perform(actor, command)
            told = room.core.interview.signals.get(signal_id)
            await done.wait()
            self.answer(told)


class Leave(RestHandler):
    undone = frozenset()

    @allow_unauthenticated
    async def post(self, session_id: str) -> None:
        async with self.entered(session_id, waiting=True) as (room, actor):
            await room.perform(actor, rest.leave(self.body())).wait()
        self.answer_nothing()


class User(RestHandler):
    @allow_unauthenticated
    async def patch(self, session_id: str, user_id: str) -> None:
        async with self.entered(session_id, waiting=True) as (room, actor):
            limits = self.context.service.limits
            command = rest.person_change(self.body(), user_id, limits)
            if isinstance(command, RenamePerson):
                person = room.core.interview.counted_as(actor)
                self.context.renames.demand(f"{session_id} {person}")
            else:
                room.demand_inside(actor)
            await room.perform(actor, command).wait()
            self.answer(room.core.user(room.core.people.of_id(user_id)))

    @allow_unauthenticated
    async def delete(self, session_id: str, user_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            await room.perform(actor, Kick(user_id)).wait()
        self.answer_nothing()
