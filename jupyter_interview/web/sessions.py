"""REST: sessions, their text, language, people and runs."""

import asyncio
from dataclasses import replace
from http import HTTPStatus

from jupyter_server.auth.decorator import allow_unauthenticated

from ..contract import rest
from ..contract.queries import wanted_sessions
from ..contract.rest import NewSession
from ..contract.session import ChooseLanguage, RunEnded, RunHere, StopRun
from ..runs.execution import run_here
from .credentials import SECRET_HEADER, Identity, demand_creator, refused_secret
from .moments import LooksBack
from .rest_handler import RestHandler


class OfNobody(RestHandler):
    """A route about no particular session, for people who are logged in."""

    async def identity_alone(self) -> Identity:
        """Refuse a secret, which opens one session only, even if the request also has a login."""
        if SECRET_HEADER in self.request.headers:
            raise refused_secret(self)
        return await self.identity()


class Creator(OfNobody):
    """A route that creates a session."""

    async def with_questions(self, command: NewSession, owner: str) -> NewSession:
        """The same with the questions that were asked for, each as its bank has it now; raises
        ``not_found`` if one of them cannot be had."""
        banks = self.context.banks
        read = (banks.question(one.bank, one.name, owner) for one in command.questions)
        return replace(command, loaded=tuple(await asyncio.gather(*read)))

    async def create(self, command: NewSession, identity: Identity, copied: str = "") -> None:
        """Create it, once for each ``Idempotency-Key``, and answer with it. ``copied`` is the id of
        the session of which it is a copy."""
        await self.demand_storing()
        registry = await self.context.service.registry()
        if (key := self.request_key(identity.owner, copied)) is None:
            session = await registry.create(command, identity.owner)
        else:
            session, _ = await registry.creating.once(command, identity.owner, key)
        self.answer(session, HTTPStatus.CREATED)


class Sessions(Creator):
    @allow_unauthenticated
    async def get(self) -> None:
        identity = await self.identity_alone()
        query = {name: self.get_query_argument(name) for name in self.request.query_arguments}
        wanted = wanted_sessions(query, self.context.service.limits)
        registry = await self.context.service.registry()
        sessions, after = await registry.overview.sessions(identity.owner, wanted)
        if after is not None:
            # Relative to this address, so that it is right behind every proxy.
            self.set_header("Link", f'<sessions?{wanted.next(after)}>; rel="next"')
            self.set_header("Access-Control-Expose-Headers", "Link")
        self.answer(sessions)

    @allow_unauthenticated
    async def post(self) -> None:
        identity = await self.identity_alone()
        demand_creator(self)
        command = rest.new_session(self.body(), self.context.service.limits)
        await self.create(await self.with_questions(command, identity.owner), identity)


class Copies(Creator, LooksBack):
    @allow_unauthenticated
    async def post(self, session_id: str) -> None:
        identity = await self.identity_alone()
        demand_creator(self)
        wanted = rest.new_copy(self.body(), self.context.service.limits)
        async with self.entered(session_id) as (room, actor):
            if wanted.at is None:
                command = room.copy(actor, wanted)
            else:
                past, questions = await self.past_of(room, actor, wanted.at)
                command = room.copy_then(room.core.as_now(actor), wanted, past, questions)
        await self.create(command, identity, session_id)


class Session(RestHandler):
    @allow_unauthenticated
    async def get(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            self.answer(room.read(actor))

    @allow_unauthenticated
    async def patch(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            command = rest.session_change(self.body(), self.context.service.limits)
            await room.perform(actor, command).wait()
            self.answer(room.read(room.core.as_now(actor)))

    @allow_unauthenticated
    async def delete(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            registry = await self.context.service.registry()
            await registry.delete(room, actor)
        self.answer_nothing()


class Code(RestHandler):
    @allow_unauthenticated
    async def put(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            code = rest.code(self.body(), self.context.service.limits)
            await room.put_code(actor, code).wait()
        self.answer_nothing()


class Language(RestHandler):
    @allow_unauthenticated
    async def put(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            await room.perform(actor, ChooseLanguage(rest.language(self.body()))).wait()
        self.answer_nothing()


class Execute(RestHandler):
    undone = frozenset()

    @allow_unauthenticated
    async def post(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            command = rest.execute(self.body(), self.context.service.limits)
            room.demand_run(actor)
            await self.demand_storing()
            if isinstance(command, RunHere):
                run = await run_here(self.context.execution, room, actor, command)
            else:
                done = room.perform(actor, command)
                [ended] = (event for event in done.events if isinstance(event, RunEnded))
                run = room.core.runs[ended.run]
                await done.wait()
            self.answer(run.result())


class Stop(RestHandler):
    """The end of a run that goes on. It has ended for everybody before it is stored."""

    undone = frozenset()

    @allow_unauthenticated
    async def post(self, session_id: str, run_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            done = room.perform(actor, StopRun(run_id))
            run = room.core.runs[run_id]
            await done.wait()
            self.answer(run.result())
