"""RE15–RE17: streams over buses that lose, repeat, delay and bring back what is long over."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from hashlib import sha256

import pytest

from jupyter_interview.cluster.bus.base import LARGEST, Hear
from jupyter_interview.cluster.bus.streams import WINDOW, Stream, StreamBroken, Streams
from tests.chance import seed_for
from tests.clients import PATIENCE
from tests.cluster.local_bus import LocalBus

ONE, TWO = "1" * 32, "2" * 32


class Pair:
    """Two replicas on one network; ``called`` are the streams that ``one`` opened to ``two``."""

    def __init__(self) -> None:
        self.network: dict[str, Hear] = {}
        self.buses = [LocalBus(self.network), LocalBus(self.network)]
        self.one, self.two = (Streams(bus) for bus in self.buses)
        self.called: asyncio.Queue[tuple[Stream, bytes]] = asyncio.Queue()
        self.two.incoming = lambda stream, about: self.called.put_nowait((stream, about))
        self.said: list[tuple[str, bytes]] = []

    async def over(self) -> None:
        """Wait until no stream is left at either."""
        async with asyncio.timeout(PATIENCE):
            await self.one.over()
            await self.two.over()

    def disturb(self, change: Callable[[str, bytes], list[bytes]]) -> None:
        """What arrives of each message, by whom it is for."""
        for name, hear in list(self.network.items()):

            def disturbed(message: bytes, name: str = name, hear: Hear = hear) -> None:
                self.said.append((name, message))
                for copy in change(name, message):
                    hear(copy)

            self.network[name] = disturbed


@asynccontextmanager
async def pair() -> AsyncIterator[Pair]:
    made = Pair()
    await made.one.open(ONE)
    await made.two.open(TWO)
    try:
        yield made
    finally:
        await made.one.close()
        await made.two.close()


async def read_all(stream: Stream) -> bytes:
    parts = bytearray()
    while part := await stream.read():
        parts += part
    return bytes(parts)


async def write_all(stream: Stream, data: bytes) -> None:
    await stream.write(data)
    await stream.end()


async def exchange(pair: Pair, there: bytes, back: bytes) -> None:
    """Send one, answer with the other, and find both as they were."""
    stream = pair.one.connect(TWO, b"about")
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(write_all(stream, there))
        answer = tasks.create_task(read_all(stream))
        called, about = await pair.called.get()
        tasks.create_task(write_all(called, back))
        question = tasks.create_task(read_all(called))
    assert about == b"about"
    assert sha256(question.result()).digest() == sha256(there).digest()
    assert sha256(answer.result()).digest() == sha256(back).digest()


async def test_RE15_bytes_arrive_whole_and_in_order_both_ways() -> None:
    async with pair() as replicas:
        replicas.disturb(lambda name, message: [message])
        await exchange(replicas, b"", b"")
        await exchange(replicas, random.randbytes(1_000_000), random.randbytes(700_000))
        assert max(len(message) for _, message in replicas.said) <= LARGEST
        await replicas.over()


async def test_RE15_whatever_is_lost_or_repeated_on_the_way() -> None:
    rng = random.Random(seed_for("lost or repeated"))
    kept: list[bytes] = []

    def change(name: str, message: bytes) -> list[bytes]:
        kept.append(message) if name == ONE and rng.random() < 0.1 else None
        chance = rng.random()
        late = [kept.pop()] if kept and name == ONE and rng.random() < 0.2 else []
        return late + ([] if chance < 0.15 else [message] * (2 if chance > 0.9 else 1))

    async with pair() as replicas:
        replicas.disturb(change)
        for _ in range(3):
            await exchange(replicas, rng.randbytes(60_000), rng.randbytes(100_000))


async def test_RE16_an_old_stream_played_again_begins_nothing() -> None:
    """A frozen bus that thaws delivers what was sent before; a request must not be made twice."""
    async with pair() as replicas:
        replicas.disturb(lambda name, message: [message])
        await exchange(replicas, b"POST", b"200")
        old = [message for name, message in replicas.said if name == TWO]
        for message in old:
            replicas.network[TWO](message)
        await exchange(replicas, b"GET", b"204")
        assert replicas.called.empty()
        await replicas.over()


async def test_RE16_noise_on_the_bus_is_nothing() -> None:
    async with pair() as replicas:
        for size in (0, 1, 41, 42, 43, 58, 400):
            for _ in range(200):
                replicas.network[TWO](random.randbytes(size))
        for kind in range(7):
            replicas.network[TWO](bytes([kind, 1]) + random.randbytes(16 + 16 + 8))
        await exchange(replicas, b"hello", b"world")
        assert replicas.called.empty()


async def test_RE17_a_reader_who_takes_nothing_holds_up_its_writer() -> None:
    async with pair() as replicas:
        replicas.disturb(lambda name, message: [message])
        stream = replicas.one.connect(TWO, b"")
        writing = asyncio.create_task(write_all(stream, bytes(4 * WINDOW)))
        called, _ = await replicas.called.get()
        sent = -1
        while sent != (sent := sum(len(m) for name, m in replicas.said if name == TWO)):
            for _ in range(50):
                await asyncio.sleep(0)
        assert not writing.done()
        assert sent < 1.2 * WINDOW
        assert len(await read_all(called)) == 4 * WINDOW
        await writing
        await called.end()


@pytest.mark.parametrize("who", ["one", "two"])
async def test_RE17_who_aborts_ends_both(who: str) -> None:
    async with pair() as replicas:
        stream = replicas.one.connect(TWO, b"")
        await stream.write(b"x")
        called, _ = await replicas.called.get()
        ends = [stream, called] if who == "one" else [called, stream]
        ends[0].abort()
        with pytest.raises(StreamBroken):
            await read_all(ends[1])
        with pytest.raises(StreamBroken):
            await ends[1].write(b"y")
        assert len(replicas.one) == len(replicas.two) == 0


async def test_RE17_a_stream_to_a_replica_that_is_not_there_ends() -> None:
    async with pair() as replicas:
        stream = replicas.one.connect(TWO, b"")
        await stream.write(b"x")
        await replicas.called.get()
        stream.born -= 60
        replicas.one.keep(frozenset({ONE, TWO}))
        assert len(replicas.one) == 1
        replicas.one.keep(frozenset({ONE}))
        with pytest.raises(StreamBroken):
            await stream.read()
