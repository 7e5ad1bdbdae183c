"""REST: the recording of an interview, for hosts and as a copy, and its seal, for everybody."""

import asyncio
import gzip
from http import HTTPStatus

from jupyter_server.auth.decorator import allow_unauthenticated

from ..contract.queries import wanted_after
from ..domain.roles import Operation, Role, State
from .release import Taking
from .rest_handler import RestHandler

_FORM = "recording"


class Recording(Taking):
    @allow_unauthenticated
    async def get(self, session_id: str) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("Vary", "Accept-Encoding")
        async with self.entered(session_id) as (room, actor):
            audience = self.demand_taking(room, actor, _FORM)
            after = wanted_after(self.get_query_argument("after", ""))
            person = room.core.interview.counted_as(actor)
            # What comes of a live interview is read again and again.
            follows = after is not None and room.core.state is State.LIVE
            limit = self.context.looks_back if follows else self.context.exports
            limit.demand(f"{session_id} {person} {_FORM}")
            registry = await self.context.service.registry()
            # It tells how much has happened since the end. Candidates get the hash of their copy.
            has_tag = actor.role is not Role.CANDIDATE
            if has_tag and self._is_known(await registry.recording_tag(session_id, audience)):
                self.demand_still()
                self.demand_still_taking(room, actor, _FORM, audience)
                self.set_status(HTTPStatus.NOT_MODIFIED)
                self.finish()
                return
            if after is None:
                made = await registry.recording(session_id, audience)
            else:
                made = await registry.recording_since(session_id, audience, after)
            is_packed = "gzip" in self.request.headers.get("Accept-Encoding", "")
            content = made.content
            if not is_packed:
                content = await asyncio.to_thread(gzip.decompress, content)
            self.demand_still()
            self.demand_still_taking(room, actor, _FORM, audience)
        self.set_header("Content-Type", "application/json")
        self.set_header("X-Content-Type-Options", "nosniff")
        if has_tag:
            self.set_header("ETag", f'"{made.tag}"')
        if is_packed:
            self.set_header("Content-Encoding", "gzip")
        self.finish(content)

    def _is_known(self, tag: str) -> bool:
        """Whether the client says that it has this version."""
        self.set_header("ETag", f'"{tag}"')
        return self.check_etag_header()


class RecordedRun(Taking):
    @allow_unauthenticated
    async def get(self, session_id: str, run_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            audience = self.demand_taking(room, actor, _FORM)
            person = room.core.interview.counted_as(actor)
            self.context.exports.demand(f"{session_id} {person} run")
            registry = await self.context.service.registry()
            run = await registry.recorded_run(session_id, audience, run_id)
            self.demand_still()
            self.demand_still_taking(room, actor, _FORM, audience)
        self.answer(run)


class Seal(RestHandler):
    @allow_unauthenticated
    async def get(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            room.core.demand(actor.role, Operation.READ)
            person = room.core.interview.counted_as(actor)
            self.context.exports.demand(f"{session_id} {person} seal")
            registry = await self.context.service.registry()
            self.answer(await registry.seal(session_id))
