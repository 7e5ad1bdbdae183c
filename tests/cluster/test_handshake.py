"""RE15–RE17, RE20–RE22, RE27, RE28: connections between servers, and strangers who get none."""

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from tornado.iostream import IOStream, StreamClosedError

from jupyter_interview.cluster.addresses import host_and_port, host_towards, written
from jupyter_interview.cluster.call import Line, Unreachable, call
from jupyter_interview.cluster.door import STRANGERS, Door
from jupyter_interview.cluster.handshake import (
    ANSWER,
    GREETING,
    HEAD,
    MOST_ABOUT,
    PROOF,
    introduction,
)
from jupyter_interview.cluster.membership import Membership, MembershipError, membership
from jupyter_interview.cluster.network import Network, Place
from tests.chance import seed_for
from tests.clients import PATIENCE
from tests.cluster.wires import Tap, certificate
from tests.ports import free_port
from tests.services.between import closed

LOG = logging.getLogger(__name__)
ME, ANOTHER = "1" * 32, "2" * 32
SECRET = "a secret that all servers know, and nobody else"
ABOUT = json.dumps(["192.0.2.7", 4711, "http"]).encode()


class House:
    """A door, and those it let in."""

    def __init__(self, members: Membership) -> None:
        self.members = members
        self.admitted: asyncio.Queue[tuple[IOStream, bytes]] = asyncio.Queue()
        self.door = Door(members, ME, self._admit, LOG)
        self.port = self.door.open("127.0.0.1", 0)

    def _admit(self, stream: IOStream, about: bytes) -> None:
        self.admitted.put_nowait((stream, about))

    def address(self, port: int | None = None) -> str:
        return written(self.members.scheme, "127.0.0.1", port or self.port)

    async def lets_in(self, members: Membership, port: int | None = None) -> tuple[Line, IOStream]:
        """Call here, and have both ends of the connection."""
        line = await call(members, (ME, self.address(port)), ABOUT)
        stream, about = await self.admitted.get()
        assert about == ABOUT
        return line, stream

    async def refuses(self, members: Membership, why: str, to: str = ME) -> None:
        with pytest.raises(Unreachable, match=why):
            await call(members, (to, self.address()), ABOUT)
        assert self.admitted.empty()


@asynccontextmanager
async def house(members: Membership) -> AsyncIterator[House]:
    made = House(members)
    try:
        yield made
    finally:
        made.door.stop()


def members(secret: str = SECRET, *files: str) -> Membership:
    made = membership(secret, *files)
    assert made is not None
    return made


@pytest.fixture(params=["plain", "encrypted"])
def ours(request: pytest.FixtureRequest, tmp_path: Path) -> Membership:
    return members(SECRET, *(certificate(tmp_path) if request.param == "encrypted" else ()))


async def read_all(stream: IOStream, size: int) -> bytes:
    return await stream.read_bytes(size)


async def test_RE15_bytes_arrive_whole_and_in_order_both_ways(ours: Membership) -> None:
    rng = Random(seed_for("both ways"))
    there, back = rng.randbytes(3_000_000), rng.randbytes(2_000_000)
    async with house(ours) as called:
        line, stream = await called.lets_in(ours)
        answered = bytearray()

        async def listen() -> None:
            while data := await line.read():
                answered.extend(data)

        listening = asyncio.create_task(listen())
        saying = asyncio.create_task(line.write(there))
        telling = asyncio.ensure_future(stream.write(back))
        heard = await read_all(stream, len(there))
        await asyncio.gather(saying, telling)
        stream.close()
        await listening
        line.close()
    assert sha256(heard).digest() == sha256(there).digest()
    assert sha256(answered).digest() == sha256(back).digest()


async def test_RE17_a_reader_who_takes_nothing_holds_up_its_writer(ours: Membership) -> None:
    async with house(ours) as called:
        line, stream = await called.lets_in(ours)
        for writer in (line.write, stream.write):
            sent = 0
            with pytest.raises(TimeoutError):
                while sent < 50_000_000:
                    await asyncio.wait_for(writer(bytes(50_000)), 1.0)
                    sent += 50_000
            assert sent < 2_000_000
        stream.close()
        line.abort()


async def test_RE20_a_server_with_another_secret_gets_no_connection(ours: Membership) -> None:
    other = Membership(b"z" * 40, ours.certificate, ours.answering, ours.calling)
    async with house(ours) as called:
        await called.refuses(other, "its cluster_secret or cluster_cafile is another one")


async def test_RE20_who_is_called_proves_itself_before_it_hears_anything() -> None:
    """An impostor at the address of a server, who says what a server says first."""
    heard: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    async def impostor(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"interview-peer/1" + bytes(32))
        await reader.readexactly(HEAD + len(ABOUT) + PROOF)
        writer.write(bytes(ANSWER))
        rest = await reader.read()
        await closed(writer)
        heard.set_result(rest)

    server = await asyncio.start_server(impostor, "127.0.0.1", 0)
    address = f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    with pytest.raises(Unreachable, match="it has another secret"):
        await call(members(), (ME, address), ABOUT)
    assert await heard == b""
    server.close()


async def test_RE20_the_secret_is_not_sent() -> None:
    async with house(members()) as called, Tap(called.port) as tap:
        line, stream = await called.lets_in(members(), tap.port)
        await line.write(b"hello")
        assert await read_all(stream, 5) == b"hello"
        said = bytes(tap.asked[0] + tap.answered[0])
        assert b"hello" in said and ABOUT in said
        assert SECRET.encode() not in said
        line.close()
        stream.close()


async def test_RE16_a_recorded_handshake_opens_nothing() -> None:
    async with house(members()) as called, Tap(called.port) as tap:
        line, stream = await called.lets_in(members(), tap.port)
        await line.write(b"POST")
        assert await read_all(stream, 4) == b"POST"
        reader, writer = await asyncio.open_connection("127.0.0.1", called.port)
        writer.write(tap.asked[0])
        rest = await reader.read()
        assert len(rest) == GREETING and rest != bytes(tap.answered[0][:GREETING])
        assert called.admitted.empty()
        line.close()
        stream.close()
        await closed(writer)


async def test_RE29_a_proof_for_one_server_is_none_for_another(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A member that was called relays the other's greeting, to be taken for its caller there."""
    async with house(members()) as called:
        reader, writer = await asyncio.open_connection("127.0.0.1", called.port)
        greeted = await reader.readexactly(GREETING)
        said, _ = introduction(members().secret, greeted, ANOTHER, ABOUT, bytes(32))
        writer.write(said)
        answer = await reader.read()
        assert len(answer) == ANSWER and answer[0] == 1
        assert called.admitted.empty()
        await closed(writer)
        await called.refuses(members(), "another server is at this address by now", ANOTHER)


async def test_RE21_strangers_get_little_time_and_room_and_do_not_keep_servers_out() -> None:
    async with house(members()) as called:
        strangers = [
            await asyncio.open_connection("127.0.0.1", called.port) for _ in range(STRANGERS + 20)
        ]
        async with asyncio.timeout(PATIENCE):
            for reader, _ in strangers:
                await reader.readexactly(GREETING)
        assert called.door.strangers == STRANGERS
        line, stream = await called.lets_in(members())
        line.close()
        stream.close()
        async with asyncio.timeout(PATIENCE):
            # Those who came first had to go for others, and the rest is not waited for long.
            for reader, _ in strangers:
                assert await reader.read() == b""
        assert called.door.strangers == 0
        for _, writer in strangers:
            await closed(writer)


async def test_RE21_many_who_come_at_once_are_not_taken_for_strangers() -> None:
    async with house(members()) as called:
        network = Network(ANOTHER, members(), Place("", "", (None, 5432)), LOG)
        peer = (ME, called.address())
        lines = await asyncio.gather(*(network.call(peer, ABOUT) for _ in range(4 * STRANGERS)))
        assert called.admitted.qsize() == len(lines)
        for line in lines:
            line.close()
        while not called.admitted.empty():
            called.admitted.get_nowait()[0].close()


@pytest.mark.parametrize("size", [1, 100, HEAD + PROOF, 5_000_000])
async def test_RE21_noise_of_a_stranger_is_refused(size: int) -> None:
    rng = Random(seed_for(f"noise of {size}"))
    async with house(members()) as called:
        reader, writer = await asyncio.open_connection("127.0.0.1", called.port)
        try:
            writer.write(rng.randbytes(size))
            await asyncio.wait_for(writer.drain(), PATIENCE)
            heard = await asyncio.wait_for(reader.read(), PATIENCE)
            assert len(heard) <= GREETING
        except OSError:
            pass
        assert called.admitted.empty()
        await closed(writer)
        line, stream = await called.lets_in(members())
        line.close()
        stream.close()


async def test_RE21_a_caller_who_says_too_much_is_refused() -> None:
    async with house(members()) as called:
        reader, writer = await asyncio.open_connection("127.0.0.1", called.port)
        greeted = await reader.readexactly(GREETING)
        about = b"x" * (MOST_ABOUT + 1)
        said, _ = introduction(members().secret, greeted, ME, about, bytes(32))
        writer.write(said[:HEAD])
        assert await asyncio.wait_for(reader.read(), PATIENCE) == b""
        assert called.admitted.empty()
        await closed(writer)


async def test_RE21_a_log_is_not_filled_by_strangers(caplog: pytest.LogCaptureFixture) -> None:
    async with house(members()) as called:
        for _ in range(20):
            reader, writer = await asyncio.open_connection("127.0.0.1", called.port)
            writer.write(bytes(HEAD + PROOF))
            assert len(await reader.read()) == GREETING
            await closed(writer)
    told = [record for record in caplog.records if "refused a connection" in record.message]
    assert len(told) == 1 and "cluster_secret" in told[0].message


async def test_RE22_what_servers_say_is_encrypted_with_a_certificate(tmp_path: Path) -> None:
    ours = members(SECRET, *certificate(tmp_path))
    async with house(ours) as called, Tap(called.port) as tap:
        line, stream = await called.lets_in(ours, tap.port)
        await line.write(b"a word of the interview")
        assert await read_all(stream, 23) == b"a word of the interview"
        said = bytes(tap.asked[0] + tap.answered[0])
        assert len(said) > 500 and b"interview" not in said.replace(b"jupyter-interview", b"")
        line.close()
        stream.close()


@pytest.mark.parametrize("whose", ["of another authority", "for another name"])
async def test_RE27_a_certificate_that_does_not_fit_is_refused(tmp_path: Path, whose: str) -> None:
    """The secret is right at both."""
    ours = members(SECRET, *certificate(tmp_path / "ours"))
    if whose == "for another name":
        cert, key = certificate(tmp_path / "other", "www.example.org")
        called_as = members(SECRET, cert, key)
        caller = members(SECRET, cert, key)
        async with house(called_as) as called:
            await called.refuses(caller, "certificate does not fit.*mismatch")
        return
    theirs = members(SECRET, *certificate(tmp_path / "theirs"))
    async with house(theirs) as called:
        await called.refuses(ours, "certificate does not fit.*self-signed")
    # A peer that trusts the server, but is not trusted by it.
    trusting = members(SECRET, *certificate(tmp_path / "more"), str(tmp_path / "ours/servers.pem"))
    async with house(ours) as called:
        await called.refuses(trusting, "hung up|alert|reset|closed")


async def test_RE27_one_between_two_servers_with_a_trusted_certificate_is_found_out(
    tmp_path: Path,
) -> None:
    """Its certificate has the right name and authority; it passes on what both say."""
    ours = members(SECRET, *certificate(tmp_path / "ours"))
    cert, key = certificate(tmp_path / "middle")
    both = tmp_path / "both.pem"
    one, other = tmp_path / "ours/servers.pem", tmp_path / "middle/servers.pem"
    both.write_text(one.read_text() + other.read_text())
    trusting = members(
        SECRET, str(tmp_path / "ours/servers.pem"), str(tmp_path / "ours/servers.key"), str(both)
    )
    middle = members(SECRET, cert, key, str(both))
    relayed = asyncio.Event()
    async with house(trusting) as called:

        async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            there, back = await asyncio.open_connection(
                "127.0.0.1",
                called.port,
                ssl=middle.calling,
                server_hostname="servers.jupyter-interview",
            )
            writer.write(await there.readexactly(GREETING))
            back.write(await reader.readexactly(HEAD + len(ABOUT) + PROOF))
            assert await there.read() == b""
            await closed(writer)
            await closed(back)
            relayed.set()

        server = await asyncio.start_server(relay, "127.0.0.1", 0, ssl=middle.answering)
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(Unreachable, match="hung up"):
            await call(trusting, (ME, f"tls://127.0.0.1:{port}"), ABOUT)
        await asyncio.wait_for(relayed.wait(), PATIENCE)
        assert called.admitted.empty()
        server.close()
    assert ours.certificate == trusting.certificate != middle.certificate


async def test_RE28_an_address_that_cannot_be_used_is_named_with_the_setting() -> None:
    nobody, silent = free_port(), socket.socket()
    silent.bind(("127.0.0.1", 0))
    silent.listen()
    port = silent.getsockname()[1]
    for address, words in (
        ("", "does not listen .*JUPYTER_INTERVIEW_CLUSTER_SECRET"),
        (f"tcp://127.0.0.1:{nobody}", f"Connect call failed.*{nobody}.*cluster_address"),
        (f"tcp://127.0.0.1:{port}", "nothing answers there.*cluster_address"),
        (f"tls://127.0.0.1:{nobody}", "speaks tls and this server tcp: .*cluster_certfile"),
    ):
        with pytest.raises(Unreachable, match=words):
            await call(members(), (ME, address), ABOUT)
    with pytest.raises(Unreachable, match="has no cluster_secret"):
        await call(None, (ME, f"tcp://127.0.0.1:{nobody}"), ABOUT)
    accepted, _ = silent.accept()
    accepted.close()
    silent.close()


async def test_RE28_a_port_that_is_taken_is_named(caplog: pytest.LogCaptureFixture) -> None:
    async with house(members()) as called:
        place = Place(f"127.0.0.1:{called.port}", "", (None, 5432))
        network = Network(ANOTHER, members(), place, LOG)
        assert await network.open(lambda stream, about: None) == ""
    assert "cannot listen" in caplog.text and "c.InterviewApp.cluster_address" in caplog.text


async def test_RE28_by_default_others_come_the_way_to_the_database() -> None:
    assert host_towards("127.0.0.1", 5432) == "127.0.0.1"
    assert host_towards(None, 5432) == "127.0.0.1"
    network = Network(ME, members(), Place("", "", ("127.0.0.1", 5432)), LOG)
    address = await network.open(lambda stream, about: stream.close())
    other = Network(ANOTHER, members(), Place("", "", (None, 5432)), LOG)
    line = await other.call((ME, address), ABOUT)
    line.close()
    await network.close()


def test_RE28_settings_that_mean_nothing_are_refused(tmp_path: Path) -> None:
    assert membership("") is None
    cert, key = certificate(tmp_path)
    for settings, words in (
        (("short",), "cluster_secret is too short"),
        (("", cert, key), "needs a cluster_secret"),
        ((SECRET, "", key), "need a cluster_certfile"),
        ((SECRET, str(tmp_path / "nowhere.pem")), "cannot be used"),
        ((SECRET, key), "cannot be used"),
    ):
        with pytest.raises(MembershipError, match=words):
            membership(*settings)
    for text in ("host", "host:", ":99999", "me@host:1", "host:1/path"):
        with pytest.raises(ValueError):
            host_and_port(text)
    assert host_and_port("[::1]:8889") == ("::1", 8889)
    assert host_and_port(written("tcp", "::1", 8889)) == ("::1", 8889)


async def test_RE15_a_connection_that_breaks_is_not_made_again(ours: Membership) -> None:
    async with house(ours) as called:
        line, stream = await called.lets_in(ours)
        await line.write(b"POST")
        assert await read_all(stream, 4) == b"POST"
        line.abort()
        with pytest.raises(StreamClosedError):
            await read_all(stream, 1)
        assert called.admitted.empty()
