"""Sends people to the server that has their interviews, when it is another one."""

from jupyter_server.auth.decorator import allow_unauthenticated

from .pages import Page


class Elsewhere(Page):
    """Redirects to ``interview/`` of another server, which has its own login."""

    def initialize(self, server_url: str) -> None:
        self._server_url = server_url

    @allow_unauthenticated
    def get(self) -> None:
        self.redirect(f"{self._server_url.rstrip('/')}/interview/")

    head = get
