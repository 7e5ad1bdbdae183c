"""REST: the recording of an interview, for hosts."""

import gzip

from jupyter_server.auth.decorator import allow_unauthenticated

from ..domain.roles import Operation
from .rest_handler import RestHandler


class Recording(RestHandler):
    @allow_unauthenticated
    async def get(self, session_id: str) -> None:
        async with self.entered(session_id) as (room, actor):
            room.core.demand(actor.role, Operation.TAKE)
            person = room.core.interview.counted_as(actor)
            self.context.exports.demand(f"{session_id} {person} recording")
            registry = await self.context.service.registry()
            made = await registry.recording(session_id)
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("ETag", f'"{made.tag}"')
        self.set_header("Vary", "Accept-Encoding")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(made.content)
        else:
            self.finish(gzip.decompress(made.content))
