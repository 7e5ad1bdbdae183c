"""FL1, FL2, FL6 to FL8, FL19, FL20: what strangers make the server read, parse, count and hold."""

import asyncio
import socket as sockets
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus
from websockets.frames import Opcode

from jupyter_interview.transport.codec import Codec
from jupyter_interview.web.socket import Socket
from tests.clients import PATIENCE, Api, EventSocket, SyncSocket
from tests.transport.raw import Raw, message
from tests.web.test_bad_input import check_refusal, memory_peak

PONG = message(Opcode.PONG, b"")
MEGABYTE = PONG * (2**20 // len(PONG))


@pytest.fixture
def interview_config() -> dict[str, Any]:
    limits = {
        "stranger_bytes": 10_000,
        "stranger_body_bytes": 2000,
        "stranger_sockets_per_address": 3,
        "refused_sockets_per_minute": 12,
        "goodbyes_per_address": 5,
        "joins_per_minute": 3,
        "wrong_secrets_per_minute": 100,
        "body_seconds": 0.2,
    }
    return {"limits": limits}


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many frames each call of the parser gave, of all connections."""
    counts: list[int] = []
    real = Codec.take

    def take(self: Codec, data: bytes) -> Any:
        frames = real(self, data)
        counts.append(len(frames))
        return frames

    monkeypatch.setattr(Codec, "take", take)
    return counts


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch) -> Iterator[asyncio.Event]:
    """The check of credentials waits until this is set."""
    may, real = asyncio.Event(), Socket._credential

    async def credential(self: Socket) -> Any:
        await may.wait()
        return await real(self)

    monkeypatch.setattr(Socket, "_credential", credential)
    yield may
    may.set()


async def pour(raw: Raw, megabytes: int) -> int:
    """Send as long as it is taken; how many megabytes were."""
    for sent in range(megabytes):
        raw.writer.write(MEGABYTE)
        try:
            await asyncio.wait_for(raw.writer.drain(), 0.5)
        except (ConnectionError, TimeoutError):
            return sent
    return megabytes


async def test_FL1_nothing_of_a_stranger_is_parsed_and_little_is_read(
    api: Api, transport: str, parsed: list[int]
) -> None:
    """What is sent right behind the handshake, without a pause, by nobody we know."""
    before = memory_peak()
    for session in ("nosuchsession12", (await api.create())["id"]):
        raw = await Raw(api.anonymous(), session).open(early=PONG * 100)
        assert await pour(raw, 100) < 20
        await raw.close()
    assert memory_peak() - before < 20 * 1024
    assert parsed == []
    assert (await api("GET", "/health")).status == 200


async def test_FL1_nothing_is_read_while_a_credential_is_checked(
    api: Api, transport: str, parsed: list[int], check: asyncio.Event
) -> None:
    """Once it was found right, everything is heard."""
    session, before = (await api.create())["id"], memory_peak()
    word = b'{"type":"nonsense","payload":{}}'
    raw = await Raw(api, session).open(early=message(Opcode.TEXT, word))
    assert await pour(raw, 100) < 20
    assert parsed == [] and memory_peak() - before < 20 * 1024
    check.set()
    assert (await raw.event())["payload"]["code"] == "unknown_event"
    await raw.close()


async def test_FL1_more_with_the_handshake_than_a_stranger_may_send_is_refused(
    api: Api, parsed: list[int]
) -> None:
    """Where the stream stays with Tornado nothing of ours has it before it is asked for."""
    session = (await api.create())["id"]
    raw = await Raw(api, session).open(early=PONG * 2000)
    assert await raw.close_code() == 4413
    assert parsed == []
    await raw.close()


async def test_FL2_a_refused_socket_is_told_why_and_then_parsed_no_further(
    api: Api, transport: str, parsed: list[int]
) -> None:
    raw = await Raw(api.anonymous(), "nosuchsession12").open()
    assert await raw.close_code() == 4401
    await raw.hangs_up()
    with suppress(ConnectionError):
        for _ in range(20):
            await raw.send(Opcode.PING, b"still there?")
    await raw.close()
    assert parsed == []


async def test_FL2_a_socket_that_was_closed_is_parsed_no_further(
    api: Api, transport: str, parsed: list[int]
) -> None:
    """Of somebody who was let in, too: an ended interview closes with 4410."""
    session = (await api.create())["id"]
    guest, _ = await api.guest(session, "Bo")
    raw = await Raw(guest, session).open()
    await api.ok("PATCH", f"/sessions/{session}", {"state": "ended"})
    assert await raw.close_code() == 4410
    parsed.clear()
    assert await pour(raw, 100) < 20
    assert parsed == []
    await raw.close()


async def test_FL6_who_is_refused_often_is_told_so_before_the_handshake(
    api: Api, transport: str
) -> None:
    """FL6, FL19: a person with a credential passes; others behind the address do no harm."""
    session, stranger = (await api.create())["id"], api.anonymous()
    guest, _ = await api.guest(session, "Bo")
    for _ in range(12):
        async with EventSocket(stranger, session) as refused:
            assert await refused.expect_close() == 4401
    with pytest.raises(InvalidStatus) as refusal:
        await EventSocket(stranger, session).open()
    assert refusal.value.response.status_code == 429
    assert 1 <= int(refusal.value.response.headers["Retry-After"]) <= 60
    assert b'"rate_limited"' in (refusal.value.response.body or b"")
    async with SyncSocket(guest, session) as bo, SyncSocket(api, session) as ana:
        await bo.type("let in")
        await ana.expect_text(bo.text())
    async with EventSocket(api.with_secret("wrong"), session) as wrong:
        assert await wrong.expect_close() in (4401, 1006)


async def test_FL6_so_many_unknown_sockets_at_once_from_one_address(
    api: Api, transport: str, check: asyncio.Event
) -> None:
    session = (await api.create())["id"]
    crowd = [await Raw(api, session).open() for _ in range(3)]
    with pytest.raises(InvalidStatus) as refusal:
        await EventSocket(api, session).open()
    assert refusal.value.response.status_code == 429
    assert refusal.value.response.headers["Retry-After"] == "1"
    check.set()
    for raw in crowd:
        await raw.send(Opcode.TEXT, b'{"type":"nonsense","payload":{}}')
        assert (await raw.event())["type"] == "error"
        await raw.close()
    async with EventSocket(api, session) as welcome:
        assert welcome.closed is None


async def test_FL2_sockets_that_are_refused_and_do_not_go_are_few(api: Api, transport: str) -> None:
    """Those beyond ``goodbyes_per_address`` are hung up on without waiting for them."""
    crowd = [await Raw(api.anonymous(), "nosuchsession12").open() for _ in range(11)]
    for raw in crowd:
        with suppress(EOFError, ConnectionError):
            assert await raw.close_code() == 4401
    for raw in crowd[5:]:
        raw.writer.write(PONG)
        with suppress(ConnectionError):
            await raw.writer.drain()
        assert await asyncio.wait_for(raw.reader.read(), PATIENCE) == b""
    for raw in crowd:
        await raw.close()


async def test_FL7_a_stranger_is_counted_before_the_body_is_read(api: Api) -> None:
    """Nothing of a join is parsed that is one too many, nor of one that is too long."""
    session = (await api.create())["id"]
    path, stranger = f"/sessions/{session}/join", api.anonymous()
    answers = [await stranger("POST", path, raw=b"[" * size) for size in (10, 5000, 20)]
    assert [answer.code for answer in answers] == ["invalid_json", "body_too_large", "invalid_json"]
    for junk in ({}, {"X-Interview-Secret": "made up"}):
        answer = await stranger("POST", path, raw=b"{" * 20, headers=junk)
        check_refusal(answer, "rate_limited")
        assert 1 <= int(answer.headers["Retry-After"]) <= 60


async def test_FL7_a_body_of_a_stranger_is_small_on_every_route(api: Api) -> None:
    session = (await api.create())["id"]
    guest, bo = await api.guest(session, "Bo")
    big = b'{"code": "' + b"x" * 5000 + b'"}'
    routes = [
        ("PUT", f"/sessions/{session}/code"),
        ("POST", f"/sessions/{session}/execute"),
        ("POST", f"/sessions/{session}/invites"),
        ("PATCH", f"/sessions/{session}/users/{bo['id']}"),
        ("POST", "/sessions"),
        ("POST", "/classes"),
    ]
    for method, path in routes:
        check_refusal(await api.anonymous()(method, path, raw=big), "unauthenticated")
        wrong = await api.with_secret("wrong")(method, path, raw=big)
        check_refusal(wrong, "invalid_credential")
    assert (await guest("PUT", f"/sessions/{session}/code", raw=big)).status == 204
    assert (await api("PUT", f"/sessions/{session}/code", raw=big)).status == 204


async def spoken(api: Api, head: str, *pieces: bytes) -> bytes:
    """The whole answer to a request that is written by hand."""
    parts = urlsplit(api.root)
    own = sockets.create_connection((parts.hostname, parts.port))
    reader, writer = await asyncio.open_connection(sock=own)
    writer.write(f"{head.replace('/', parts.path, 1)}Host: {parts.netloc}\r\n\r\n".encode())
    answer = b""
    with suppress(ConnectionError):
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
        answer = await asyncio.wait_for(reader.read(), PATIENCE)
    writer.close()
    return answer


@pytest.mark.parametrize(
    "path",
    [
        "interview/",
        "interview/join/nosuchsession12",
        "interview/runner.html",
        "interview/wheels/index.json",
        "interview/static/runner/manifest.json",
        "interview/ws/nosuchsession12",
        "interview/api/sessions/nosuchsession12/join",
    ],
)
async def test_FL8_a_body_that_nobody_asked_for_is_not_kept(api: Api, path: str) -> None:
    """FL7: neither one that announces its length nor one that comes in chunks."""
    before, method = memory_peak(), "POST" if path.endswith("/join") else "GET"
    announced = f"{method} /{path} HTTP/1.1\r\nContent-Length: {100 * 2**20}\r\n"
    chunked = f"{method} /{path} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"
    for head, piece in (
        (announced, b" " * 2**20),
        (chunked, b"100000\r\n" + b" " * 2**20 + b"\r\n"),
    ):
        answer = await spoken(api, head, *[piece] * 100)
        assert not answer.startswith(b"HTTP/1.1 2")
    assert memory_peak() - before < 20 * 1024


async def test_FL20_a_body_that_does_not_come_is_not_waited_for(api: Api) -> None:
    session = (await api.create())["id"]
    for path in (f"interview/api/sessions/{session}/join", "interview/runner.html"):
        method = "POST" if path.endswith("/join") else "GET"
        head = f"{method} /{path} HTTP/1.1\r\nContent-Length: 100\r\n"
        assert await spoken(api, head, b"{") == b""
