"""What is measured of a server: each answers with the cells of a row."""

import argparse
import asyncio
import functools
import gc
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import psutil
from dialects import STEP1, UPDATE, Bare, Dialect, Interview, YWebsocket
from keystrokes import updates
from people import EMPTY, Person, Tally, leave, rooms_of
from processes import Server
from pycrdt import Doc
from wire import fetched, framed

PEOPLE = 3
TOGETHER = 20
"""Keystrokes in one update of the long document, as somebody sends who was offline for a while."""


def cpu(server: Server) -> float:
    times = psutil.Process(server.pid).cpu_times()
    return float(times.user + times.system)


class Latency(NamedTuple):
    """Milliseconds from sending a keystroke until another person has it, by percentile."""

    p50: float
    p95: float
    p99: float
    busy: float
    """Percent of a core that the server took."""
    missing: int
    """Keystrokes that never reached everybody."""


async def latency(dialect: Dialect, sessions: int, options: argparse.Namespace) -> Latency:
    with TemporaryDirectory() as folder, dialect.start(Path(folder)) as server:
        rooms = await rooms_of(dialect, server, sessions, PEOPLE)
        people = [person for room in rooms for person in room]
        for number, person in enumerate(people):
            person.prepare(updates(dialect.root, options.keystrokes, number))
        spare_the_collector()
        begun = cpu(server), time.perf_counter()
        pace = (
            person.type_at(options.rate, number / len(people))
            for number, person in enumerate(people)
        )
        await asyncio.gather(*pace)
        late = await finished(people)
        busy = (cpu(server) - begun[0]) / (time.perf_counter() - begun[1])
        delays = sorted(delay for room in rooms for delay in room[0].tally.delays)
        leave(rooms)
    cuts = statistics.quantiles(delays, n=100)
    p50, p95, p99 = (cuts[at - 1] * 1000 for at in (50, 95, 99))
    return Latency(p50, p95, p99, busy * 100, late)


def summary(rounds: list[Latency]) -> list[str]:
    """The medians, how far the rounds lie apart where it matters, and whether all arrived."""
    p50, p95, p99, busy, missing = zip(*rounds, strict=True)
    return [
        *(f"{statistics.median(values):.2f}" for values in (p50, p95, p99)),
        f"{min(p99):.2f} to {max(p99):.2f}",
        f"{statistics.median(busy):.0f} %",
        f"{sum(missing)} missing" if any(missing) else "all",
    ]


def spare_the_collector() -> None:
    """What the typing side has made so far is not looked through again while the clock runs."""
    gc.collect()
    gc.freeze()


async def finished(people: list[Person]) -> int:
    """Wait for what is under way; how many keystrokes never reached everybody."""
    await asyncio.wait([asyncio.ensure_future(p.done.wait()) for p in people], timeout=30)
    return sum(person.unarrived for person in people)


async def throughput(dialect: Dialect, options: argparse.Namespace) -> list[str]:
    """Keystrokes that reach others, for each second of the server's processor."""
    with TemporaryDirectory() as folder, dialect.start(Path(folder)) as server:
        rooms = await rooms_of(dialect, server, options.rooms, PEOPLE)
        people = [person for room in rooms for person in room]
        for number, person in enumerate(people):
            person.prepare(updates(dialect.root, options.warm + options.burst, number))
            person.end = options.warm
        await asyncio.gather(*(person.type_on(options.window) for person in people))
        for person in people:
            person.tally.delivered = 0
            person.may_send(options.burst)
        begun, clock = cpu(server), time.perf_counter()
        await asyncio.gather(*(person.type_on(options.window) for person in people))
        wall = time.perf_counter() - clock
        await stored(dialect, people, options.warm + options.burst)
        used = cpu(server) - begun
        delivered = sum(room[0].tally.delivered for room in rooms)
        leave(rooms)
    return [f"{delivered / used:,.0f}", f"{delivered / wall:,.0f}"]


async def stored(dialect: Dialect, people: list[Person], count: int) -> None:
    """Wait until the server says that everything is on disk, where a server says such things."""
    if isinstance(dialect, Interview):
        await asyncio.gather(*(person.has_stored(count) for person in people))


async def memory(dialect: Dialect, options: argparse.Namespace) -> list[str]:
    """KiB of a room with a page of text and two people who do nothing."""
    with TemporaryDirectory() as folder, dialect.start(Path(folder)) as server:
        leave(await rooms_of(dialect, server, 5, 2))
        process = psutil.Process(server.pid)
        before = process.memory_info().rss
        rooms = await rooms_of(dialect, server, options.idle, 2)
        text = next(updates(dialect.root, 1500, 1, 1500))
        for room in rooms:
            room[0].wire.send(framed(dialect.wrap(room[0].room, UPDATE, text)))
        await asyncio.sleep(2)
        used = process.memory_info().rss - before
        leave(rooms)
    return [f"{used / options.idle / 1024:,.0f}"]


async def join(dialect: Dialect, options: argparse.Namespace) -> list[str]:
    """Milliseconds until a connection is open, until a long document is there to the last byte, and
    the latter after a restart."""
    persistent = YWebsocket(persistent=True) if isinstance(dialect, YWebsocket) else dialect
    with TemporaryDirectory() as name:
        folder = Path(name)
        with persistent.start(folder) as server:
            room = persistent.new_room(server)
            resident = await fill(persistent, server, room, options.long)
            size = await size_of(persistent, server, room)
            ticket = persistent.ticket(server, room)
            warm = [
                await joined(persistent, server, room, ticket, size) for _ in range(options.joins)
            ]
            resident.wire.close()
            await asyncio.sleep(options.rest)
        with persistent.start(folder) as server:
            leave(await rooms_of(persistent, server, 1, 1))
            ticket = persistent.ticket_again(server, room, ticket)
            cold = await joined(persistent, server, room, ticket, size)
    return [*_medians(warm), f"{cold[1] * 1000:.1f}", f"{size / 1024:,.0f}"]


def _medians(joins: list[tuple[float, float]]) -> list[str]:
    return [f"{statistics.median(seconds) * 1000:.1f}" for seconds in zip(*joins, strict=True)]


async def join_bare(options: argparse.Namespace) -> list[str]:
    """The same without a server's work: what the client and the loopback take for themselves."""
    doc: Doc[Any] = Doc()
    for update in _long_document(Interview.root, options.long):
        doc.apply_update(update)
    document = doc.get_update()
    bare, size = Bare(document), len(document)
    with TemporaryDirectory() as folder, bare.start(Path(folder)) as server:
        took = [await joined(bare, server, "", "/", size) for _ in range(options.joins)]
    return [*_medians(took), "", f"{size / 1024:,.0f}"]


async def fill(dialect: Dialect, server: Server, room: str, keystrokes: int) -> Person:
    """Type a long document; somebody stays, so that nobody finds an empty room."""
    tally = Tally()
    author, reader = (Person(dialect, room, tally, others=1) for _ in range(2))
    author.prepare(_long_document(dialect.root, keystrokes))
    for person in (author, reader):
        await person.enter(server, dialect.ticket(server, room))
    await author.type_on(100)
    await stored(dialect, [author], len(author.frames))
    author.wire.close()
    return reader


@functools.lru_cache
def _long_document(root: str, keystrokes: int) -> list[bytes]:
    return list(updates(root, keystrokes, 7, TOGETHER))


async def size_of(dialect: Dialect, server: Server, room: str) -> int:
    """How many bytes somebody gets who joins."""
    person = Person(dialect, room, Tally())
    await person.enter(server, dialect.ticket(server, room))
    person.wire.close()
    return person.got


async def joined(
    dialect: Dialect, server: Server, room: str, ticket: str, size: int
) -> tuple[float, float]:
    """Nine tenths of the bytes will do: a server may write them more tightly after a restart."""
    ask = dialect.greeting(room) + framed(dialect.wrap(room, STEP1, EMPTY))
    return await asyncio.to_thread(fetched, dialect.where(server, ticket), ask, size * 9 // 10)
