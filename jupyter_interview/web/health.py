"""REST: whether this server can serve interviews, for whoever restarts or routes by the answer."""

from jupyter_server.auth.decorator import allow_unauthenticated

from .rest_handler import RestHandler


class Health(RestHandler):
    """Public, so it says nothing but that: no number, no version, no path.

    A disk that is full for the moment is ``degraded`` and not an error: people go on reading and
    typing, and a restart would take from them what waits to be stored. Who is logged in is told why
    as well, for it is their interviews that are missing.
    """

    @allow_unauthenticated
    async def get(self) -> None:
        registry = await self.context.service.registry()
        reasons = sorted(trouble.value for trouble in self.context.service.troubles())
        if registry.recorder.failing:
            reasons.append("not_stored")
        status = "degraded" if reasons else "ok"
        known = self.current_user is not None
        self.answer({"status": status, **({"reasons": reasons} if known else {})})

    head = get
