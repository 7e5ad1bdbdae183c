"""FL9 to FL11, FL21: files go out in pieces, to readers that read, and so many at a time."""

import asyncio
import gzip
import random
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from jupyter_server.serverapp import ServerApp

from jupyter_interview.domain.errors import ErrorCode, InterviewError
from jupyter_interview.domain.limits import Limits
from jupyter_interview.web.bounds import WatchedReader
from jupyter_interview.web.downloads import Downloads, TooManyDownloads
from jupyter_interview.web.files import inflated
from jupyter_interview.web.static import StaticFiles
from jupyter_interview.web.strangers import Strangers
from tests.clients import PATIENCE, Api
from tests.rooms.stage import HandClock
from tests.web.test_bad_input import memory_peak
from tests.wheels import make_wheel

BIG = 30 * 2**20
FILES = ("packed.bin", "plain.bin")


@pytest.fixture
def interview_config(tmp_path: Path) -> dict[str, Any]:
    return {"wheels_dir": str(tmp_path / "wheels")}


@pytest.fixture
def served(tmp_path: Path, api: Api, jp_serverapp: ServerApp, jp_base_url: str) -> Path:
    """A folder whose files are had at ``interview/files/``: one packed, one as it is.

    Its route comes before the product's, of which the last answers everything below ``interview/``.
    """
    folder = tmp_path / "served"
    folder.mkdir()
    content = bytes(BIG)
    (folder / "packed.bin.gz").write_bytes(gzip.compress(content))
    (folder / "plain.bin").write_bytes(content)
    route = (jp_base_url + r"interview/files/(.*)", StaticFiles, {"path": str(folder)})
    jp_serverapp.web_app.add_handlers(".*$", [route])
    rules = jp_serverapp.web_app.default_router.rules
    rules.insert(0, rules.pop(-2))
    return folder


class Reader:
    """A request whose answer is read when the test says so, and not before."""

    async def open(self, api: Api, path: str) -> "Reader":
        """As far as the first bytes of the answer."""
        parts = urlsplit(api.root)
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2**16)
        self.socket.connect((parts.hostname, parts.port))
        self.socket.setblocking(False)
        head = f"GET {parts.path}{path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n"
        await asyncio.get_running_loop().sock_sendall(self.socket, head.encode())
        self.head = await self.some(12)
        return self

    async def some(self, size: int) -> bytes:
        """So many bytes of what comes next, or fewer; none at the end."""
        receiving = asyncio.get_running_loop().sock_recv(self.socket, size)
        with suppress(ConnectionError):
            return await asyncio.wait_for(receiving, PATIENCE)
        return b""

    async def rest(self) -> int:
        """Read to the end of the answer; how many bytes there were."""
        size = 0
        while size < BIG and (piece := await self.some(2**16)):
            size += len(piece)
        return size

    def close(self) -> None:
        self.socket.close()


async def test_FL9_readers_that_do_not_read_take_no_memory(
    api: Api, served: Path, tmp_path: Path
) -> None:
    """Of a packed file, a plain one and a wheel; the others of a machine are answered meanwhile."""
    text = random.Random(11).randbytes(10 * 2**20).hex()
    wheel = make_wheel(tmp_path / "wheels", "large", {"large.py": f"X = '{text}'"})
    before = memory_peak()
    paths = [f"interview/files/{name}" for name in FILES] + [f"interview/wheels/{wheel.name}"]
    idle = [await Reader().open(api, path) for path in paths for _ in range(20)]
    assert all(reader.head == b"HTTP/1.1 200" for reader in idle)
    assert (await api("GET", "/health")).status == 200
    assert memory_peak() - before < 30 * 1024
    for reader in idle:
        reader.close()


@pytest.mark.parametrize("name", FILES)
async def test_FL9_what_is_read_is_whole_and_its_head_is_right(
    api: Api, served: Path, name: str
) -> None:
    path = f"//interview/files/{name}"
    got = await api("GET", path, headers={"Accept-Encoding": "identity"})
    assert got.status == 200 and got.content == bytes(BIG)
    head = await api("HEAD", path, headers={"Accept-Encoding": "identity"})
    assert (head.status, head.content) == (200, b"")
    assert int(head.headers["Content-Length"]) == int(got.headers["Content-Length"]) == BIG
    if name == "packed.bin":
        packed = await api("GET", path, headers={"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert packed.content == (served / "packed.bin.gz").read_bytes()
        return
    tag = {"If-None-Match": got.headers["Etag"]}
    assert (await api("GET", path, headers=tag)).status == 304
    part = await api("GET", path, headers={"Range": "bytes=10-19"})
    assert (part.status, part.content) == (206, bytes(10))


async def test_FL9_a_wheel_is_named_by_what_it_is_now(api: Api, tmp_path: Path) -> None:
    """A browser that has it asks whether it is still the same, and parts can be had."""
    wheel = make_wheel(tmp_path / "wheels", "leaf", {"leaf.py": "VALUE = 1"})
    path = f"//interview/wheels/{wheel.name}"
    tag = {"If-None-Match": (await api("GET", path)).headers["Etag"]}
    assert (await api("GET", path, headers=tag)).status == 304
    part = await api("GET", path, headers={"Range": "bytes=0-1"})
    assert (part.status, part.content) == (206, b"PK")
    make_wheel(tmp_path / "wheels", "leaf", {"leaf.py": "VALUE = 22"})
    again = await api("GET", path, headers=tag)
    assert (again.status, again.content) == (200, wheel.read_bytes())
    assert again.headers["Cache-Control"] == "no-cache"


def test_FL9_no_more_is_unpacked_than_a_file_says_is_in_it(tmp_path: Path) -> None:
    packed = tmp_path / "lies.gz"
    honest = gzip.compress(bytes(2**22))
    packed.write_bytes(honest[:-4] + (1000).to_bytes(4, "little"))
    assert sum(map(len, inflated(packed))) == 1000
    packed.write_bytes(honest)
    pieces = [len(piece) for piece in inflated(packed)]
    assert sum(pieces) == 2**22 and max(pieces) <= 2**16


class TestStall:
    @pytest.fixture
    def interview_config(self) -> dict[str, Any]:
        return {"limits": {"stall_seconds": 0.3, "slowest_reader_bytes_per_second": 50_000}}

    @pytest.mark.parametrize("name", FILES)
    async def test_FL10_who_takes_nothing_is_hung_up_on(
        self, api: Api, served: Path, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gone, look = asyncio.Event(), WatchedReader._look

        def looking(handler: WatchedReader) -> None:
            look(handler)
            if handler._watch is None:
                gone.set()

        monkeypatch.setattr(WatchedReader, "_look", looking)
        reader = await Reader().open(api, f"interview/files/{name}")
        await asyncio.wait_for(gone.wait(), PATIENCE)
        assert await reader.rest() < BIG
        reader.close()

    @pytest.mark.parametrize("name", FILES)
    async def test_FL21_who_takes_something_each_time_gets_all(
        self, api: Api, served: Path, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Between two looks this one reads some, for as long as five looks take."""
        looked, look_again = asyncio.Semaphore(0), WatchedReader._look_again

        def looking(handler: WatchedReader) -> None:
            look_again(handler)
            looked.release()

        monkeypatch.setattr(WatchedReader, "_look_again", looking)
        reader = await Reader().open(api, f"interview/files/{name}")
        size = 0
        for _ in range(5):
            await asyncio.wait_for(looked.acquire(), PATIENCE)
            for _ in range(10):
                size += len(await reader.some(2**16))
        assert 5 * 2**16 < size < BIG
        while piece := await reader.some(2**16):
            size += len(piece)
            if size >= BIG:
                break
        assert size >= BIG
        reader.close()


class TestPlaces:
    @pytest.fixture
    def interview_config(self) -> dict[str, Any]:
        return {"limits": {"downloads_per_address": 2, "downloads_waiting": 1}}

    async def test_FL11_big_files_wait_for_a_place_and_small_ones_do_not(
        self, api: Api, served: Path
    ) -> None:
        """FL12: one that cannot even wait is told when to come again."""
        (served / "small.txt").write_text("small")
        idle = [await Reader().open(api, f"interview/files/{name}") for name in FILES]
        waiting = asyncio.create_task(Reader().open(api, "interview/files/packed.bin"))
        while True:
            refused = await api(
                "GET", "//interview/files/plain.bin", headers={"Range": "bytes=0-9"}
            )
            if refused.status == 429:
                break
        assert int(refused.headers["Retry-After"]) >= 1
        assert not waiting.done()
        assert (await api("GET", "//interview/files/small.txt")).content == b"small"
        idle[0].close()
        last = await waiting
        assert await last.rest() >= BIG
        last.close()
        idle[1].close()
        again = await api("GET", "//interview/files/plain.bin", headers={"Range": "bytes=0-9"})
        assert again.content == bytes(10)


async def test_FL11_places_are_counted_by_address_and_together_and_given_in_order() -> None:
    limits = Limits(downloads=3, downloads_per_address=2, downloads_waiting=3, stall_seconds=0.01)
    downloads, order = Downloads(limits), []

    async def wait(address: str, name: str) -> None:
        async with downloads.place(address):
            order.append(name)

    async with downloads.place("a"):
        async with downloads.place("a"):
            with pytest.raises(TooManyDownloads):
                await wait("a", "too long a wait")
            async with downloads.place("b"):
                with pytest.raises(TooManyDownloads):
                    await wait("c", "too long a wait, too")
            await wait("c", "another address")
            tasks = [asyncio.create_task(wait("a", f"a{number}")) for number in range(3)]
            await asyncio.sleep(0)
            with pytest.raises(TooManyDownloads):
                await wait("a", "one too many to wait")
            tasks[1].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert order == ["another address", "a0", "a2"]


def test_FL6_strangers_are_counted_by_address_and_together() -> None:
    limits = Limits(stranger_sockets=3, stranger_sockets_per_address=2, goodbyes=1)
    strangers = Strangers(HandClock(), limits)
    for address in ("a", "a", "b"):
        strangers.demand(address, has_credential=True)
        strangers.begin(address)
    for address in ("a", "b", "c"):
        with pytest.raises(InterviewError) as refusal:
            strangers.demand(address, has_credential=True)
        assert refusal.value.code is ErrorCode.RATE_LIMITED
    strangers.end("a")
    strangers.demand("b", has_credential=False)
