"""REST: what hosts take away of an interview, and candidates as their copy, as files."""

from urllib.parse import quote

from jupyter_server.auth.decorator import allow_unauthenticated
from msgspec import to_builtins

from ..contract.queries import wants_remarks
from ..domain.errors import ErrorCode, InterviewError
from ..domain.roles import Role
from ..readers.exporters import EXPORTERS
from ..readers.exporters.recorded import RECORDED, WITH_REMARKS
from ..readers.exporters.taken import Taken
from .release import Taking
from .rest_handler import RestHandler


class FileAnswer(RestHandler):
    """A route whose answer is a file."""

    def answer_taken(self, taken: Taken) -> None:
        """Answer with a file, which no browser opens in place of its page."""
        self.demand_still()
        self.set_header("Content-Type", taken.kind)
        self.set_header("Content-Disposition", disposition(taken.name))
        self.set_header("Access-Control-Expose-Headers", "Content-Disposition")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "no-store")
        self.finish(taken.content)


class InterviewExport(Taking, FileAnswer):
    @allow_unauthenticated
    async def get(self, session_id: str, form: str) -> None:
        async with self.entered(session_id) as (room, actor):
            if form not in EXPORTERS and form not in RECORDED:
                forms = ", ".join((*EXPORTERS, *RECORDED))
                raise InterviewError(ErrorCode.NOT_FOUND, f"There is no such form, but: {forms}.")
            audience = self.demand_taking(room, actor, form)
            include = self.get_query_argument("include", "")
            with_remarks = wants_remarks(include, audience, form in WITH_REMARKS)
            person = room.core.interview.counted_as(actor)
            self.context.exports.demand(f"{session_id} {person} {form}")
            registry = await self.context.service.registry()
            remarks = await registry.remarks.read(room, actor) if with_remarks else None
            taken = await registry.take_away(
                session_id,
                form,
                # The player to which links lead is for those who hold the interview.
                url=None if actor.role is Role.CANDIDATE else self.guest_url(),
                audience=audience,
                remarks=None if remarks is None else to_builtins(remarks),
            )
            self.demand_still_taking(room, actor, form, audience)
            self.answer_taken(taken)


def disposition(name: str) -> str:
    """The header that names a file, in the way of RFC 6266: plainly for old clients, and whole."""
    plain = name.encode("ascii", "replace").decode()
    for mark in '"%;\\?':
        plain = plain.replace(mark, "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
