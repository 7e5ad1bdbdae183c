"""FL13: no request, however it is made, is a 500 or a traceback. The seeds are fixed."""

import asyncio
import random
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.clients import PATIENCE, Api
from tests.fuzz.trouble import no_trouble

ODD_PARTS = [
    "%00",
    "a%00b",
    "%2f",
    "%2F..%2F..%2Fetc%2Fpasswd",
    "..",
    ".",
    "%2e%2e",
    "%ff",
    "%c0%af",
    "%ed%a0%80",
    "%F0%9F%90%A2",
    "%e2%80%ae",
    "%0d%0aX-Evil:%201",
    "%",
    "%zz",
    "%25",
    "a" * 300,
    "a" * 5000,
    "%61" * 400,
    ";x=1",
    "{session}",
    "nosuchsession12",
    "-",
    "*",
    "a|b",
    "~",
]
ROUTES = [
    "interview",
    "interview/",
    "interview/{odd}",
    "interview/api",
    "interview/api/{odd}",
    "interview/api/health",
    "interview/api/sessions",
    "interview/api/classes",
    "interview/api/activity",
    "interview/api/questions",
    "interview/api/questions/{odd}",
    "interview/api/questions/{odd}/{odd}",
    "interview/api/questions/starter/{odd}",
    "interview/api/sessions/{odd}",
    "interview/api/sessions/{session}",
    *(
        f"interview/api/sessions/{{{who}}}/{route}"
        for who in ("odd", "session")
        for route in (
            "join",
            "invitation",
            "recording",
            "files",
            "files/{odd}",
            "files/code:python",
            "users",
            "users/{odd}",
            "users/{odd}/export",
            "leave",
            "code",
            "language",
            "execute",
            "questions",
            "questions/{odd}",
            "questions/{odd}/files",
            "checks",
            "moments",
            "texts",
            "attachment",
            "invites",
            "invites/{odd}",
        )
    ),
    "interview/join/{odd}",
    "interview/runner.html",
    "interview/wheels/{odd}",
    "interview/wheels/index.json",
    "interview/static/{odd}",
    "interview/static/guest/{odd}",
    "interview/static/{odd}/{odd}",
    "interview/static/guest/manifest.json",
    "interview/ws/{odd}",
    "interview/ws/{session}",
]
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW", "get", "CONNECT"]
QUERIES = [
    "",
    "?",
    "?&&&===",
    "?class=%00&id=%ff",
    "?id=" + "a" * 5000,
    "?" + "id=x&" * 900,
    "?known=1.2.3&user=%00",
    "?known=" + "9" * 400,
    "?known=-1.-1&user=" + "a" * 300,
    "?token=%00",
    "?at=%00",
    "?at=%ed%a0%80",
    "?at=1:1&at=2:2",
    "?at=" + "9" * 15 + ":" + "9" * 16,
    "?at=" + "9" * 5000 + ":1",
    "?v=1",
    "?%zz=%zz",
    "?class=%ed%a0%80",
]
HEADERS = [
    "",
    "X-Interview-Secret: \r\n",
    "X-Interview-Secret: \xff\xfe\r\n",
    "X-Interview-Secret: " + "s" * 50_000 + "\r\n",
    "X-Interview-Secret: a\r\nX-Interview-Secret: b\r\n",
    "Authorization: token \xff\r\n",
    "Authorization: Basic !!!!\r\n",
    "Authorization: \r\n",
    "Cookie: a=\x7f; =; username-=; _xsrf=2|zz|zz|1\r\n",
    "Cookie: _xsrf=\xff\r\nX-XSRFToken: \xfe\r\n",
    "Range: bytes=5-1\r\n",
    "Range: bytes=99999999999999999999999-\r\n",
    "Range: bytes=-99999999999999999999999\r\n",
    "Range: frogs\r\n",
    "If-None-Match: \xff, W/\r\n",
    "If-Modified-Since: Mon, 99 Foo 99999 99:99:99 GMT\r\n",
    "If-Modified-Since: Mon, 01 Jan 0001 00:00:00 -9999\r\n",
    "Accept-Encoding: identity;q=\xff\r\n",
    "Content-Type: \xff; charset=nonsense\r\n",
    "Content-Type: multipart/form-data\r\n",
    "Content-Type: application/x-www-form-urlencoded\r\n",
    "Origin: null\r\n",
    "Origin: http://[::1\r\n",
    "Origin: http://\xff\r\n",
    "Origin: http://evil.example\r\nAccess-Control-Request-Headers: authorization\r\n",
    "Referer: http://[\r\n",
    "Sec-Fetch-Site: \xff\r\n",
    "Host: [\r\n",
    "Host: \xff\r\n",
    "Expect: 100-continue\r\n",
    "X-Forwarded-For: \xff, [\r\n",
]
SOCKET = (
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: {version}\r\n"
    "Sec-WebSocket-Key: {key}\r\n{more}"
)
SOCKET_EXTRAS = [
    "",
    "Sec-WebSocket-Protocol: \r\n",
    "Sec-WebSocket-Protocol: interview.v1, interview.secret.\xff\r\n",
    "Sec-WebSocket-Protocol: interview.v2, ,, interview.secret.\r\n",
    "Sec-WebSocket-Protocol: interview.token.\r\n",
    "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=99\r\n",
    "Sec-WebSocket-Extensions: ;;;=\xff\r\n",
]
BODIES: list[bytes] = [
    b"",
    b"{",
    b"null",
    b"[]",
    b'"x"',
    b"\xff\xfe",
    b"\xef\xbb\xbf{}",
    b'{"code":"\\ud800"}',
    b'{"userName":"\\ud83d","invite":"\\udfff"}',
    b'{"userName":"a","userName":"b","invite":"c","invite":"d"}',
    b'{"userName":{},"invite":[]}',
    b'{"userName":"x","invite":"' + b"9" * 9000 + b'"}',
    b'{"title":' + b"9" * 5000 + b"}",
    b'{"durationMs":1e999,"output":""}',
    b'{"maxUses":' + b"1" * 400 + b',"role":"candidate"}',
    b'{"expiresIn":-1e308,"role":"candidate"}',
    b'{"role":"candidate","expiresIn":NaN}',
    b"[" * 9000,
    b'{"a":' * 2000 + b"1" + b"}" * 2000,
    b'{"language":"python","code":"\\u0000\\u2028"}',
    b'{"code":null,"language":true}',
    b'{"userId":"\\u0000"}',
    b'{"path":"\\u0000","cellId":1}',
    b'{"path":"' + b"a" * 900 + b'.py"}',
    b'{"path":"' + b"../" * 90 + b'a.py"}',
    b'{"path":"a/\\ud800.py","keep":"file"}',
    b'{"name":"C","csv":"\\u0000,\\r\\r\\n,\\"","language":"python"}',
    b'{"name":"C","csv":"' + b'\\"' * 4000 + b'"}',
    b'{"name":"' + b"\\u0301" * 500 + b'","csv":"A"}',
    b'{"state":"ended","state":"draft","lobby":1}',
    b'{"output":"x","error":{"a":[]},"durationMs":"1"}',
    b'{"code":"1","language":"python","tests":[{"name":1,"call":null}]}',
    b'{"code":"1","language":"python","stdin":["x"]}',
    b'{"bank":"starter","name":"\\u0000","into":"new","language":"python"}',
    b'{"bank":"starter","name":"coupons","into":"new"}',
    b'{"written":{"title":"x","statement":"x","language":"python","starter":"","cases":[{}]}}',
    b'{"written":{"title":"\\u202e","statement":"\\u0000","language":"python","starter":"",'
    b'"cases":[{"name":"a","call":"f","args":[' + b"[" * 40 + b"1e999" + b"]" * 40 + b"],"
    b'"returns":{"$set":[{"$map":[[1]]}]},"hidden":true}]}}',
    b'{"question":"q-0000000000000000","hidden":true,"cases":[-1,1e3,' + b"9" * 400 + b"]}",
]


@dataclass(frozen=True)
class Request:
    """One of them, as it goes over the wire."""

    head: str
    body: bytes

    def to_bytes(self) -> bytes:
        return self.head.encode("latin-1") + self.body


class Maker:
    """Makes requests by chance, of a seed, against one server."""

    def __init__(self, seed: int, api: Api, session: str, secret: str) -> None:
        self._chance = random.Random(seed)
        self._base = urlsplit(api.root).path
        self._host = urlsplit(api.root).netloc
        self._session = session
        credentials = [f"{name}: {value}\r\n" for name, value in api.headers.items()]
        self._credentials = ["", f"X-Interview-Secret: {secret}\r\n", *credentials]

    def path(self) -> str:
        route = self._chance.choice(ROUTES)
        while "{odd}" in route:
            route = route.replace("{odd}", self._chance.choice(ODD_PARTS), 1)
        return self._base + route.replace("{session}", self._session)

    def request(self) -> Request:
        choose = self._chance.choice
        path, odd = self.path(), choose(HEADERS) if self._chance.random() < 0.5 else ""
        method = choose(METHODS if self._chance.random() < 0.3 else ["GET", "POST", "PUT", "PATCH"])
        head = f"{method} {path}{choose(QUERIES)} HTTP/1.1\r\n"
        if "/ws/" in path and self._chance.random() < 0.7:
            version, key = choose(["13", "8", "\xff", ""]), choose(["a" * 24, "", "\xff"])
            odd += SOCKET.format(version=version, key=key, more=choose(SOCKET_EXTRAS))
        if "Host:" not in odd:
            head += f"Host: {self._host}\r\n"
        head += odd + choose(self._credentials)
        body = choose(BODIES)
        length = choose([f"Content-Length: {len(body)}\r\n"] * 12 + ODD_LENGTHS)
        if "Upgrade" in odd:
            body, length = b"", ""
        return Request(f"{head}{length}Connection: close\r\n\r\n", body)


ODD_LENGTHS = [
    "Content-Length: -1\r\n",
    "Content-Length: 1, 2\r\n",
    "Content-Length: \xb2\r\n",
    "Content-Length: " + "9" * 400 + "\r\n",
    "Transfer-Encoding: gzip\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
]


async def status_of(api: Api, request: Request) -> int:
    """The status of the answer; 0 where the server hung up without one."""
    parts = urlsplit(api.root)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    line = b""
    with suppress(ConnectionError):
        writer.write(request.to_bytes())
        writer.write_eof()
        line = await asyncio.wait_for(reader.readline(), PATIENCE)
        while b" 100 " in line or not line.startswith(b"HTTP/"):
            line = await asyncio.wait_for(reader.readline(), PATIENCE)
            if not line:
                break
    writer.close()
    return int(line.split()[1]) if line else 0


ALLOWED = {0, 101, 200, 201, 204, 206, 302, 304, *range(400, 500), 501}
"""501 is what a server says that neither runs programs nor has files to attach."""


@pytest.fixture
def interview_config() -> dict[str, Any]:
    return {"limits": {"joins_per_minute": 40, "refused_sockets_per_minute": 1000}}


@pytest.mark.parametrize("seed", range(6))
async def test_FL13_no_request_is_a_500_or_a_traceback(api: Api, seed: int) -> None:
    """FL15: among them paths that no file system takes."""
    session = (await api.create("python", code="x = 1"))["id"]
    guest, _ = await api.guest(session, "Bo")
    maker = Maker(seed, api, session, guest.headers["X-Interview-Secret"])
    with no_trouble() as troubles:
        for number in range(250):
            request = maker.request()
            status = await status_of(api, request)
            told = f"seed {seed}, request {number}: {status} for {request.to_bytes()[:600]!r}"
            assert status in ALLOWED, (told, troubles.found)
            assert troubles.found == [], told
    assert (await api("GET", "/health")).status == 200


WRITES = [
    ("POST", "/sessions"),
    ("POST", "/classes"),
    ("POST", "/questions"),
    ("PATCH", "/sessions/{session}"),
    *(
        ("POST", f"/sessions/{{session}}/{route}")
        for route in ("join", "leave", "execute", "invites", "questions", "checks")
    ),
    *(("PUT", f"/sessions/{{session}}/{route}") for route in ("code", "language", "attachment")),
    ("PUT", "/questions/mine"),
    ("DELETE", "/questions/mine"),
    ("PATCH", "/sessions/{session}/users/{user}"),
    ("DELETE", "/sessions/{session}/users/%00"),
    ("DELETE", "/sessions/{session}/invites/%ff"),
]


@pytest.mark.parametrize(("method", "path"), WRITES)
async def test_FL13_no_body_is_a_500_or_a_traceback(api: Api, method: str, path: str) -> None:
    """From the owner, who gets further than others, and from a guest."""
    session = (await api.create("python", code="x = 1"))["id"]
    guest, bo = await api.guest(session, "Bo")
    where = path.replace("{session}", session).replace("{user}", bo["id"])
    with no_trouble() as troubles:
        for who in (api, guest):
            for body in BODIES:
                answer = await who(method, where, raw=body)
                assert answer.status in ALLOWED, (body[:100], answer.content)
                assert troubles.found == [], body[:100]
                if answer.status == 429:
                    assert int(answer.headers["Retry-After"]) >= 1


async def test_FL15_a_path_that_no_file_system_takes_is_no_file(api: Api) -> None:
    for odd in ("%00", "a%00b", "a" * 300, "a" * 5000, "%ed%a0%80"):
        for folder in ("static/guest/", "static/", "wheels/"):
            answer = await api("GET", f"//interview/{folder}{odd}")
            assert answer.status in (400, 404), (folder, odd)
            assert answer.status == 404 or odd == "%ed%a0%80"
    session = (await api.create())["id"]
    for path in ("a" * 900 + ".py", "é" * 128 + "/a.py", "a/" * 600 + "a.py", "\x00.py"):
        answer = await api("PUT", f"/sessions/{session}/attachment", {"path": path})
        assert (answer.status, answer.code) == (400, "invalid_field"), path
