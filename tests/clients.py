"""Clients for tests: plain HTTP, a plain event socket, and a sync client with a document.

They speak to a real server over real sockets and know nothing of its insides. ``expect`` waits for
the next frame that fits, so no test has to sleep.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlencode

from pycrdt import Doc, Text, TransactionEvent
from tornado.httpclient import AsyncHTTPClient, HTTPResponse
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from tests.secrecy import SECRECY

PATIENCE = 20.0
"""Seconds until a test gives up on something that should have happened."""

LANGUAGES = ("javascript", "typescript", "python")


@dataclass(frozen=True)
class Answer:
    """What a request was answered with."""

    status: int
    headers: Any
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    @property
    def code(self) -> str:
        """The code of an error body."""
        return str(self.json["code"])


@dataclass
class Api:
    """The REST interface at ``root`` (``http://host:port/base/``) with one credential."""

    root: str
    headers: dict[str, str] = field(default_factory=dict)

    async def __call__(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        raw: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """A request to ``interview/api`` + path, or to any path that starts with two slashes."""
        data = raw if raw is not None else None if body is None else json.dumps(body).encode()
        if data is None and method in ("POST", "PUT", "PATCH"):
            data = b""
        url = path[2:] if path.startswith("//") else "interview/api" + path
        response: HTTPResponse = await AsyncHTTPClient().fetch(
            self.root + url,
            method=method,
            headers={**self.headers, **(headers or {})},
            body=data,
            raise_error=False,
            follow_redirects=False,
            allow_nonstandard_methods=True,
            decompress_response="Accept-Encoding" not in (headers or {}),
            request_timeout=PATIENCE,
        )
        SECRECY.heard(self.headers, response.body or b"")
        return Answer(response.code, response.headers, response.body or b"")

    async def ok(self, method: str, path: str, body: object = None) -> Any:
        """The JSON of a request that must succeed; None for 204."""
        answer = await self(method, path, body)
        assert answer.status in (200, 201, 204), (answer.status, answer.content)
        return answer.json if answer.content else None

    def with_secret(self, secret: str) -> "Api":
        """The same server for a guest, who has nothing else."""
        return Api(self.root, {"X-Interview-Secret": secret})

    def anonymous(self) -> "Api":
        return Api(self.root)

    @property
    def socket_root(self) -> str:
        return self.root.replace("http", "ws", 1) + "interview/ws/"

    async def create(self, language: str = "python", **fields: Any) -> Any:
        return await self.ok("POST", "/sessions", {"language": language, **fields})

    async def join(self, session_id: str, name: str) -> Any:
        return await self.ok("POST", f"/sessions/{session_id}/join", {"userName": name})

    async def invite(self, session_id: str, role: str = "candidate", **fields: Any) -> Any:
        return await self.ok("POST", f"/sessions/{session_id}/invites", {"role": role, **fields})

    async def guest(
        self, session_id: str, name: str, role: str = "candidate"
    ) -> tuple["Api", dict[str, Any]]:
        """A guest who came by a fresh link: their API and their user."""
        invite = await self.invite(session_id, role)
        body = {"userName": name, "invite": invite["secret"]}
        joined = await self.anonymous().ok("POST", f"/sessions/{session_id}/join", body)
        return self.with_secret(joined["secret"]), joined["user"]


class EventSocket:
    """A socket in contract mode: text frames in, text frames out."""

    subprotocols: tuple[str, ...] = ()

    def __init__(self, api: Api, session_id: str, user: str | None = None) -> None:
        self._api = api
        self._url = api.socket_root + session_id + (f"?user={user}" if user else "")
        self._news = asyncio.Condition()
        self._reader: asyncio.Task[None] | None = None
        self.connection: ClientConnection | None = None
        self.frames: list[Any] = []
        self.closed: tuple[int, str] | None = None

    def ask(self, **query: str) -> None:
        """Connect with these in the address."""
        self._url += ("&" if "?" in self._url else "?") + urlencode(query)

    async def open(self, origin: str | None = None) -> Self:
        """Connect; the frames of an earlier connection are forgotten."""
        self.frames, self.closed = [], None
        self.connection = await connect(
            self._url,
            subprotocols=[Subprotocol(name) for name in self.subprotocols] or None,
            additional_headers=self._api.headers,
            origin=Origin(origin) if origin else None,
            compression=None,
            max_size=None,
            user_agent_header=None,
        )
        self._reader = asyncio.create_task(self._read(self.connection))
        return self

    async def __aenter__(self) -> Self:
        return await self.open()

    async def __aexit__(self, *problem: object) -> None:
        await self.close()

    async def close(self) -> None:
        if self.connection is not None and self._reader is not None:
            await self.connection.close()
            await self._reader

    async def drop(self) -> None:
        """Go without a word, like a browser whose network is gone."""
        assert self.connection is not None and self._reader is not None
        self.connection.transport.abort()
        await self._reader

    async def _read(self, connection: ClientConnection) -> None:
        try:
            async for message in connection:
                await self._tell(lambda m=message: self.received(m))
        except ConnectionClosed:
            pass
        await connection.wait_closed()
        code = connection.close_code if connection.close_code is not None else 1006
        await self._tell(lambda: setattr(self, "closed", (code, connection.close_reason or "")))

    async def _tell(self, change: Callable[[], None]) -> None:
        async with self._news:
            change()
            self._news.notify_all()

    def received(self, message: str | bytes) -> None:
        assert isinstance(message, str), "contract mode is text only"
        self.frames.append(json.loads(message))

    async def send(self, kind: str, **payload: Any) -> None:
        await self.send_raw(json.dumps({"type": kind, "payload": payload}))

    async def send_raw(self, message: str | bytes, text: bool | None = None) -> None:
        assert self.connection is not None
        await self.connection.send(message, text=text)

    async def until(self, condition: Callable[[], Any]) -> Any:
        """Wait until the condition is true of what was received, and answer with its value."""
        async with self._news:
            waiting = self._news.wait_for(lambda: condition() or self.closed is not None)
            await asyncio.wait_for(waiting, PATIENCE)
        value = condition()
        assert value, f"closed with {self.closed} before it happened; got {self.frames}"
        return value

    async def expect(self, kind: str, **wanted: Any) -> Any:
        """The payload of the first frame of this type (and with these values); it is taken out."""

        def find() -> Any:
            for frame in self.frames:
                payload = frame["payload"]
                if frame["type"] == kind and all(payload.get(k) == v for k, v in wanted.items()):
                    return frame
            return None

        frame = await self.until(find)
        self.frames.remove(frame)
        return frame["payload"]

    async def expect_close(self) -> int:
        """The code the server closes with."""
        async with self._news:
            await asyncio.wait_for(self._news.wait_for(lambda: self.closed), PATIENCE)
        assert self.closed is not None
        return self.closed[0]

    def types(self) -> list[str]:
        """What was received and not taken out yet."""
        return [frame["type"] for frame in self.frames]


class SyncSocket(EventSocket):
    """A socket in sync mode, with a document of its own and an outbox like the panel's."""

    subprotocols = ("interview.v1",)

    def __init__(self, api: Api, session_id: str, user: str | None = None) -> None:
        super().__init__(api, session_id, user)
        self.doc: Doc[Any] = Doc()
        self.texts = {name: self.doc.get(f"code:{name}", type=Text) for name in LANGUAGES}
        self.asked = 0
        self.answered = 0
        self.sent = 0
        self.acked = 0
        self.payload = b""
        """The update that came last."""
        self._hearing = self._waits = False
        self._outgoing: list[bytes] = []
        self.doc.observe(self._changed)

    def _changed(self, event: TransactionEvent) -> None:
        if not self._hearing:
            self._outgoing.append(event.update)

    @classmethod
    def waiting(cls, api: Api, session_id: str) -> Self:
        """Of somebody who has to wait before there is anything to be in step with."""
        socket = cls(api, session_id)
        socket._waits = True
        return socket

    async def open(self, origin: str | None = None) -> Self:
        """Connect, take the welcome, and have both documents in step."""
        self.asked = self.answered = self.sent = self.acked = 0
        await super().open(origin)
        return self if self._waits else await self.enter()

    async def enter(self) -> Self:
        """Take the welcome, and have both documents in step."""
        await self.until(lambda: self.asked and self.frames)
        self._outgoing.clear()
        await self.send_sync(1, self.doc.get_update(self.server_state))
        await self.send_sync(0, self.doc.get_state())
        await self.until(lambda: self.answered)
        return self

    def received(self, message: str | bytes) -> None:
        if isinstance(message, str):
            frame = json.loads(message)
            if frame["type"] == "ack":
                self.acked = frame["payload"]["updates"]
            self.frames.append(frame)
            return
        assert message[0] == 0
        size, start = varint(message, 2)
        payload = message[start:]
        assert len(payload) == size
        if message[1] == 0:
            self.asked += 1
            self.server_state = payload
        else:
            self.answered += message[1] == 1
            self.payload = payload
            self._hearing = True
            self.doc.apply_update(payload)
            self._hearing = False

    async def send_sync(self, kind: int, payload: bytes) -> None:
        """A binary frame: 0 step 1, 1 step 2, 2 update."""
        self.sent += kind != 0
        await self.send_raw(bytes((0, kind)) + written(len(payload)) + payload)

    async def flush(self) -> None:
        """Send the edits made since the last flush."""
        while self._outgoing:
            await self.send_sync(2, self._outgoing.pop(0))

    def declare(self, file: str) -> None:
        """From now on there is the text of this file, too, under its id."""
        self.texts[file] = self.doc.get(f"file:{file}", type=Text)

    def write(self, text: str, at: int | None = None, language: str = "python") -> None:
        """Insert at a byte offset (pycrdt's), at the end by default."""
        target = self.texts[language]
        target.insert(len(target) if at is None else at, text)

    async def type(self, text: str, at: int | None = None, language: str = "python") -> None:
        """The same, and send it."""
        self.write(text, at, language)
        await self.flush()

    async def saved(self) -> None:
        """Wait until everything sent is on the server's disk."""
        await self.until(lambda: self.acked >= self.sent)

    def text(self, language: str = "python") -> str:
        return str(self.texts[language])

    async def expect_text(self, text: str, language: str = "python") -> None:
        await self.until(lambda: self.text(language) == text)


def varint(data: bytes, start: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        value |= (data[start] & 0x7F) << shift
        shift += 7
        start += 1
        if data[start - 1] < 0x80:
            return value, start


def written(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
