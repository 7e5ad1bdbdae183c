"""REST: classes, which are many interviews that are created and watched together."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlencode

import msgspec
from jupyter_server.auth.decorator import allow_unauthenticated

from ..cluster.forward import ask_other_servers
from ..contract import rest
from ..contract.values import Activity, ActivityList, ClassLinks, ClassLinksLinks
from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.roles import Role
from ..domain.roster import write_links
from ..sessions.activity import Wanted
from ..sessions.creating import RequestKey
from ..sessions.registry import Registry
from ..store.base import StoreError
from .credentials import demand_creator
from .invites import InviteLinks
from .rest_handler import SECRET_KEY_CHARACTERS
from .sessions import Creator, OfNobody


class Classes(Creator, InviteLinks):
    """Lists the classes of the person who asks, and creates one."""

    @allow_unauthenticated
    async def get(self) -> None:
        identity = await self.identity_alone()
        registry = await self.context.service.registry()
        self.answer(await registry.overview.classes(identity.owner))

    @allow_unauthenticated
    async def post(self) -> None:
        identity = await self.identity_alone()
        demand_creator(self)
        command = rest.new_class(self.body(), self.context.service.limits)
        # Read once, so that everybody has the same questions.
        session = await self.with_questions(command.session, identity.owner)
        command = replace(command, session=session)
        await self.demand_storing()
        registry = await self.context.service.registry()
        key = self.key_sent(SECRET_KEY_CHARACTERS)
        links = await self._make(registry, command, identity.owner, key)
        roster = command.roster
        table = write_links(roster, ((one.session_id, one.url) for one in links))
        told = ClassLinks(command.name, tuple(links), table, roster.name_columns)
        self.answer(told, HTTPStatus.CREATED)

    async def _make(
        self, registry: Registry, command: rest.NewClass, owner: str, key: str | None
    ) -> list[ClassLinksLinks]:
        """Create all of it or nothing: after a failure, what was created is deleted again. What
        this request has created when it came with this key before is not created again, and not
        deleted either, since people may be in it."""
        made = await asyncio.gather(
            *(
                self._make_one(registry, command, name, owner, key and f"{key} {number}")
                for number, name in enumerate(command.roster.names)
            ),
            return_exceptions=True,
        )
        links = [one for one in made if not isinstance(one, BaseException)]
        wrong = [one for one in made if isinstance(one, BaseException)]
        if not wrong:
            return [link for link, _ in links]
        for session_id in (link.session_id for link, is_new in links if is_new):
            with suppress(InterviewError, StoreError):
                async with registry.room(session_id) as room:
                    await registry.delete(room, Actor(Role.OWNER, identity=owner))
        raise wrong[0]

    async def _make_one(
        self, registry: Registry, command: rest.NewClass, name: str, owner: str, key: str | None
    ) -> tuple[ClassLinksLinks, bool]:
        """The link of one person, and whether their interview is new."""
        wanted, is_new = command.session_for(name), True
        if key is None:
            session = await registry.create(wanted, owner)
        else:
            request = RequestKey.of(owner, key, bytes(self._body))
            session, is_new = await registry.creating.once(wanted, owner, request)
        session_id = session.id
        actor = Actor(Role.OWNER, identity=owner)
        async with registry.room(session_id) as room:
            try:
                record, secret = await self.make_link(room, actor, command.invite_for(name), key)
            except StoreError:
                if is_new:
                    with suppress(StoreError):
                        await registry.delete(room, actor)
                raise
        url = self.link_to(session_id, secret)
        return ClassLinksLinks(name, session_id, record.id, url), is_new


class ActivityOfMany(OfNobody):
    """What goes on in the interviews of a class, or in those whose ids are given."""

    @allow_unauthenticated
    async def get(self) -> None:
        identity = await self.identity_alone()
        group = self.get_query_argument("class", None)
        ids = frozenset(self.get_query_arguments("id"))
        most = self.context.service.limits.class_sessions
        if not (ids or group) or len(ids) > most:
            sentence = f"Name a class (?class=…), or up to {most} interviews (?id=…&id=…)."
            raise InterviewError(ErrorCode.INVALID_FIELD, sentence)
        registry = await self.context.service.registry()
        told = await registry.overview.activity(identity.owner, Wanted(group, ids))
        self.answer(ActivityList(told.at, await self._as_hosts_know(told.sessions)))

    async def _as_hosts_know(self, sessions: Sequence[Activity]) -> tuple[Activity, ...]:
        """Ask the servers that hold sessions who is connected and what runs, which nobody
        stores."""
        better = await ask_other_servers(
            self,
            [session.id for session in sessions],
            lambda ids: f"{self.request.path}?{urlencode([('id', one) for one in ids])}",
        )
        answers = [msgspec.convert(answer, ActivityList) for answer in better]
        known = {session.id: session for answer in answers for session in answer.sessions}
        return tuple(known.get(session.id, session) for session in sessions)
