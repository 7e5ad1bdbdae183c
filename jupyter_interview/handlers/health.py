"""REST: whether this server can serve interviews, for whoever restarts or routes by the answer."""

from jupyter_server.auth.decorator import allow_unauthenticated

from .base import RestHandler


class Health(RestHandler):
    """Public, so it says nothing but that: no number, no version, no path.

    A disk that is full for the moment is ``degraded`` and not an error: people go on reading and
    typing, and a restart would take from them what waits to be stored.
    """

    @allow_unauthenticated
    async def get(self) -> None:
        registry = await self.desk.service.registry()
        self.answer({"status": "degraded" if registry.recorder.failing else "ok"})

    head = get
