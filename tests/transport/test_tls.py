"""SO7: where Jupyter itself ends TLS, sockets stay with Tornado's stream and do what others do."""

import asyncio
import ssl
from collections.abc import Iterator
from typing import Any

import pytest
from certipy import Certipy
from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer

from jupyter_interview.web import socket
from tests.clients import Api, EventSocket, SyncSocket

HOST = "127.0.0.1"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Certipy:
    """Signs the certificate of this module's servers."""
    certipy = Certipy(store_dir=str(tmp_path_factory.mktemp("certificates")))
    certipy.create_ca("authority")
    certipy.create_signed_pair("server", "authority", alt_names=[f"IP:{HOST}"])
    return certipy


@pytest.fixture
def http_server(
    jp_asyncio_loop: asyncio.AbstractEventLoop,
    http_server_port: tuple[Any, int],
    jp_web_app: Any,
    authority: Certipy,
) -> Iterator[HTTPServer]:
    """Jupyter's application behind TLS, as `ServerApp.certfile` has it."""
    files = authority.store.get_record("server")["files"]
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(files["cert"], files["key"])

    async def start() -> HTTPServer:
        server = HTTPServer(jp_web_app, ssl_options=context)
        server.add_socket(http_server_port[0])
        return server

    server = jp_asyncio_loop.run_until_complete(start())
    yield server
    server.stop()
    jp_asyncio_loop.run_until_complete(server.close_all_connections())
    http_server_port[0].close()


@pytest.fixture
def trusted(authority: Certipy, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """HTTP and WebSocket clients trust the authority and nobody else."""
    bundle = authority.store.get_record("authority")["files"]["cert"]
    monkeypatch.setenv("SSL_CERT_FILE", bundle)
    AsyncHTTPClient.configure(None, defaults={"ca_certs": bundle})
    yield
    AsyncHTTPClient.configure(None)


@pytest.fixture
def api(http_server: HTTPServer, root: str, jp_auth_header: dict[str, str], trusted: None) -> Api:
    return Api(root.replace("http:", "https:", 1), dict(jp_auth_header))


async def test_SO7_two_people_type_over_tls(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[bool] = []
    asked = socket.can_take_over

    def can_take_over(stream: object) -> bool:
        taken.append(asked(stream))
        return taken[-1]

    monkeypatch.setattr(socket, "can_take_over", can_take_over)
    text = "x = 1  # é🐢\n" * 15_000
    session = (await api.create(code=text))["id"]
    async with SyncSocket(api, session) as ana, SyncSocket(api, session) as bo:
        await ana.expect_text(text)
        for number in range(200):
            await ana.type(f"a{number}\n", 0)
            await bo.type(f"b{number}\n", len(bo.text()))
        await ana.saved()
        await bo.saved()
        await ana.expect_text(bo.text())
        await bo.expect_text(ana.text())
        assert ana.text().count("a199\n") == ana.text().count("b199\n") == 1
        assert len(ana.text()) == len(text) + 2 * sum(len(f"a{n}\n") for n in range(200))
        assert (await api.ok("GET", f"/sessions/{session}"))["code"] == ana.text()
    assert taken == [False, False]


async def test_SO7_events_refusals_and_the_end_come_over_tls(api: Api) -> None:
    session = (await api.create())["id"]
    guest, user = await api.guest(session, "Bo")
    async with EventSocket(api, session) as ana, SyncSocket(guest, session) as bo:
        await bo.send("language_change", language="javascript")
        await ana.expect("language_change", language="javascript")
        await bo.send("language_change", language="cobol")
        assert (await bo.expect("error"))["code"] == "unknown_language"
        await api.ok("DELETE", f"/sessions/{session}/users/{user['id']}")
        assert await bo.expect_close() == 4401


async def test_SO7_nobody_without_a_credential_is_heard_over_tls(api: Api) -> None:
    session = (await api.create())["id"]
    async with EventSocket(api.anonymous(), session) as nobody:
        assert await nobody.expect_close() == 4401
