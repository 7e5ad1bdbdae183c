"""HB16: what a hub says of an account, where the hub is a small server that says what is wanted.

A real hub is in tests/hub. This one also refuses, breaks and goes away.
"""

import logging
from types import SimpleNamespace
from typing import Any

import pytest
from jupyter_server.auth.identity import IdentityProvider, User
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application, RequestHandler
from traitlets.config import Config

from tests.clients import Api


class HubUser(User):
    hub_user: dict[str, Any]


class HubIdentity(IdentityProvider):
    """Knows people by a header, and has what a hub's own provider has."""

    hub_auth = SimpleNamespace(
        api_url="",
        api_token="the-service",
        keyfile="",
        certfile="",
        client_ca="",
        get_token=lambda handler: handler.request.headers["X-Person"],
    )

    def get_user(self, handler: Any) -> User | None:
        token = handler.request.headers.get("X-Person")
        if not token:
            return None
        user = HubUser(token.partition(" ")[0])
        user.hub_user = {"kind": "user", "name": user.username}
        return user

    def is_token_authenticated(self, handler: Any) -> bool:
        """As with a token, writes need no XSRF header."""
        return True


class Users(RequestHandler):
    """The hub's route; ``said`` is the status and the account's date."""

    said: tuple[int, str | None] = (200, None)

    def get(self, name: str) -> None:
        assert self.request.headers["Authorization"] == "token the-service"
        status, created = self.said
        self.set_status(status)
        self.write({"name": name} | ({"created": created} if created else {}))


@pytest.fixture
def jp_server_config(jp_server_config: Config, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.setenv("JUPYTERHUB_SERVICE_NAME", "interview")
    jp_server_config["ServerApp"]["identity_provider_class"] = HubIdentity
    return jp_server_config


def of(api: Api, token: str) -> Api:
    return Api(api.root, {**api.headers, "X-Person": token})


async def test_HB16_a_hub_that_does_not_tell(
    api: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    socket, port = bind_unused_port()
    server = HTTPServer(Application([("/hub/api/users/(.*)", Users)]))
    server.add_socket(socket)
    monkeypatch.setattr(HubIdentity.hub_auth, "api_url", f"http://127.0.0.1:{port}/hub/api")

    def says(status: int, created: str | None = None) -> None:
        monkeypatch.setattr(Users, "said", (status, created))

    says(200, "2026-01-02T03:04:05.678900Z")
    session = (await of(api, "ed old").create())["id"]
    assert [one["id"] for one in await of(api, "ed old").ok("GET", "/sessions")] == [session]

    # Another account, and its token, which is asked about once.
    says(200, "2026-01-03T03:04:05.678900Z")
    assert await of(api, "ed new").ok("GET", "/sessions") == []
    assert [one["id"] for one in await of(api, "ed old").ok("GET", "/sessions")] == [session]
    says(404)
    assert await of(api, "ed new").ok("GET", "/sessions") == []

    # The account is gone, the hub is broken or away: nobody is let in by the name.
    assert (await of(api, "ed 1")("GET", "/sessions")).status == 401
    says(502)
    assert (await of(api, "ed 1")("GET", "/sessions")).status == 503
    with caplog.at_level(logging.WARNING):
        for status, created in ((403, None), (200, None)):
            says(status, created)
            told = await of(api, "ed 1").ok("GET", "/sessions")
            assert [one["id"] for one in told] == [session]
    assert sum("may not read the hub's users" in line for line in caplog.messages) == 1
    server.stop()
    assert (await of(api, "ed 1")("GET", "/sessions")).status == 503
