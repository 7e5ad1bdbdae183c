"""How each server is started and spoken to: all relay Yjs updates, each in its own envelope."""

import json
import secrets
import subprocess
import sys
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from processes import Server, free_port, jupyter_in, process
from wire import Hear, Where, Wire, connect, framed

HERE = Path(__file__).parent
CACHE = HERE.parents[1] / ".cache" / "sync-benchmark"
STEP1, STEP2, UPDATE = 0, 1, 2
_SYNC = b"\x00"
_TEXT = 1


def sized(data: bytes) -> bytes:
    """With its length before it, as a variable length number."""
    size, head = len(data), bytearray()
    while size > 0x7F:
        head.append(size & 0x7F | 0x80)
        size >>= 7
    return bytes([*head, size]) + data


def unsized(data: memoryview) -> memoryview:
    start = 0
    while data[start] & 0x80:
        start += 1
    return data[start + 1 :]


class Dialect(ABC):
    """One kind of server. `root` is the text that is typed into."""

    name: str
    root = "code:python"
    subprotocol: str | None = None

    @abstractmethod
    def start(self, folder: Path) -> Any:
        """A block with the server, which keeps what it keeps in the folder."""

    def new_room(self, server: Server) -> str:
        return f"room-{secrets.token_hex(8)}"

    def ticket(self, server: Server, room: str) -> str:
        """What somebody fetches before connecting: the path to connect to."""
        return f"/{room}"

    def ticket_again(self, server: Server, room: str, ticket: str) -> str:
        """What somebody connects to who has a ticket from before the server restarted."""
        return ticket

    async def enter(self, server: Server, room: str, ticket: str, hear: Hear) -> Wire:
        """A connection of somebody, who may ask for the document."""
        wire = await connect(self.where(server, ticket), hear)
        if greeting := self.greeting(room):
            wire.send(greeting)
        return wire

    def where(self, server: Server, ticket: str) -> Where:
        headers = {"Authorization": f"token {server.token}"} if server.token else {}
        return Where(server.port, ticket, headers, self.subprotocol)

    def greeting(self, room: str) -> bytes:
        """Frames that somebody sends first."""
        return b""

    def wrap(self, room: str, kind: int, payload: bytes) -> bytes:
        """The message of the y-protocols that carries this."""
        return _SYNC + bytes((kind,)) + sized(payload)

    def unwrap(self, room: str, message: memoryview) -> tuple[int, memoryview] | None:
        """What is in a binary message, if it is one of those."""
        return (message[1], unsized(message[2:])) if message[:1] == _SYNC else None

    def stored(self, opcode: int, message: bytes) -> int | None:
        """How many of the receiver's updates are on disk, if this message says that."""
        return None


class Interview(Dialect):
    """This project: roles, gate, log on disk and acknowledgements, as always."""

    name = "jupyter_interview"
    subprotocol = "interview.v1"

    @contextmanager
    def start(self, folder: Path) -> Iterator[Server]:
        much = 10**9
        limits = dict.fromkeys(
            (
                "messages_per_second",
                "message_burst",
                "bytes_per_second",
                "byte_burst",
                "joins_per_minute",
                "sockets_per_process",
            ),
            much,
        )
        with jupyter_in(folder, options=[f"--InterviewApp.limits={limits}"]) as server:
            yield server

    def new_room(self, server: Server) -> str:
        body = {"language": "python", "code": ""}
        return str(server.rest("POST", "sessions", body)["id"])

    def ticket(self, server: Server, room: str) -> str:
        body = {"userName": secrets.token_hex(4)}
        user = server.rest("POST", f"sessions/{room}/join", body)["user"]["id"]
        return f"/interview/ws/{room}?user={user}"

    def stored(self, opcode: int, message: bytes) -> int | None:
        if opcode == _TEXT and message.startswith(b'{"type":"ack"'):
            return int(json.loads(message)["payload"]["updates"])
        return None


class Bare(Interview):
    """No server at all: a loop that sends a document as ours would."""

    name = "a bare loop with the same bytes"

    def __init__(self, document: bytes) -> None:
        self._document = document

    @contextmanager
    def start(self, folder: Path) -> Iterator[Server]:
        port, file = free_port(), folder / "answer"
        file.write_bytes(self.wrap("", STEP2, self._document))
        with process([sys.executable, str(HERE / "bare.py"), str(port), str(file)], port) as pid:
            yield Server(pid, port)


class YWebsocket(Dialect):
    """@y/websocket-server; its own store, LevelDB, only where a restart is measured."""

    name = "@y/websocket-server"

    def __init__(self, persistent: bool = False) -> None:
        self._persistent = persistent

    @contextmanager
    def start(self, folder: Path) -> Iterator[Server]:
        port = free_port()
        env = {"HOST": "127.0.0.1", "PORT": str(port)}
        if self._persistent:
            env["YPERSISTENCE"] = str(folder)
        script = CACHE / "node_modules" / "@y" / "websocket-server" / "src" / "server.js"
        with process(["node", str(script)], port, env) as pid:
            yield Server(pid, port)


class Hocuspocus(Dialect):
    """@hocuspocus/server; every message names its document, and the first one is a token."""

    name = "@hocuspocus/server"

    @contextmanager
    def start(self, folder: Path) -> Iterator[Server]:
        port = free_port()
        command = ["node", str(CACHE / "hocuspocus.mjs"), str(port), str(folder)]
        with process(command, port) as pid:
            yield Server(pid, port)

    def where(self, server: Server, ticket: str) -> Where:
        return super().where(server, "/")

    def greeting(self, room: str) -> bytes:
        return framed(sized(room.encode()) + b"\x02\x00" + sized(b"any"))

    def wrap(self, room: str, kind: int, payload: bytes) -> bytes:
        return sized(room.encode()) + super().wrap(room, kind, payload)

    def unwrap(self, room: str, message: memoryview) -> tuple[int, memoryview] | None:
        return super().unwrap(room, message[1 + len(room) :])


class JupyterServerYdoc(Dialect):
    """jupyter-server-ydoc, what jupyter-collaboration runs: a room is a file."""

    name = "jupyter-server-ydoc"
    root = "source"

    @contextmanager
    def start(self, folder: Path) -> Iterator[Server]:
        python = str(CACHE / "venv" / "bin" / "python")
        extensions = ("jupyter_server_ydoc", "jupyter_server_fileid")
        with jupyter_in(folder, extensions, python=python) as server:
            yield server

    def new_room(self, server: Server) -> str:
        name = f"{super().new_room(server)}.py"
        _jupyter(
            server, "PUT", f"contents/{name}", {"type": "file", "format": "text", "content": ""}
        )
        return name

    def ticket(self, server: Server, room: str) -> str:
        body = {"format": "text", "type": "file"}
        told = _jupyter(server, "PUT", f"collaboration/session/{room}", body)
        return f"/api/collaboration/room/text:file:{told['fileId']}?sessionId={told['sessionId']}"

    def ticket_again(self, server: Server, room: str, ticket: str) -> str:
        """Its tickets are those of one life of the server; fetching one opens no document."""
        return self.ticket(server, room)


def _jupyter(server: Server, method: str, path: str, body: object) -> Any:
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}/api/{path}",
        method=method,
        data=json.dumps(body).encode(),
        headers={"Authorization": f"token {server.token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read() or b"null")


def install() -> None:
    """Fetch the other projects' servers from the registries, once."""
    CACHE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "hocuspocus.mjs"):
        (CACHE / name).write_bytes((HERE / name).read_bytes())
    if not (CACHE / "node_modules" / "@y").exists():
        print("Installing the Node servers …", flush=True)
        _run("npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(CACHE))
    python = CACHE / "venv" / "bin" / "python"
    if not (CACHE / "venv" / "ready").exists():
        print("Installing jupyter-server-ydoc …", flush=True)
        _run(sys.executable, "-m", "venv", str(CACHE / "venv"))
        requirements = str(HERE / "requirements.txt")
        _run(str(python), "-m", "pip", "install", "--quiet", "-r", requirements)
        (CACHE / "venv" / "ready").touch()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, cwd=CACHE)
