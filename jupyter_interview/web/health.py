"""REST: whether this server can serve interviews, for programs that restart servers or route to
them."""

from jupyter_server.auth.decorator import allow_unauthenticated

from .credentials import may_create
from .rest_handler import RestHandler


class Health(RestHandler):
    """The answer is public, so it contains no number, no version and no path.

    A disk that is full for the moment is ``degraded`` and not an error: people go on reading and
    typing, and a restart would lose what waits to be stored. People who are logged in are also told
    the reason, because it is their interviews that are missing, and whether they may create some.
    """

    @allow_unauthenticated
    async def get(self) -> None:
        registry = await self.context.service.registry()
        reasons = sorted(trouble.value for trouble in self.context.service.troubles())
        if registry.recorder.failing:
            reasons.append("not_stored")
        status = "degraded" if reasons else "ok"
        told: dict[str, object] = {"status": status}
        if self.current_user is not None:
            told |= {"reasons": reasons, "mayCreate": may_create(self)}
        self.answer(told)

    head = get
