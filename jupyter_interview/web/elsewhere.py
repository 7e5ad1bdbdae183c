"""On a server whose people have their interviews elsewhere: the way there."""

from jupyter_server.auth.decorator import allow_unauthenticated

from .pages import Page


class Elsewhere(Page):
    """``interview/`` of another server, which asks who it is by itself."""

    def initialize(self, server_url: str) -> None:
        self._server_url = server_url

    @allow_unauthenticated
    def get(self) -> None:
        self.redirect(f"{self._server_url.rstrip('/')}/interview/")

    head = get
