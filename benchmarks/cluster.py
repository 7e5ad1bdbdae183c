"""One and two servers on one PostgreSQL: what passing a connection on costs, and a killed server.

    python benchmarks/cluster.py

Both servers, the database and the people who type run on this machine. See README.md for how to
read the tables.
"""

import argparse
import asyncio
import os
import secrets
import signal
import statistics
import sys
import time
import urllib.error
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from processes import Server, jupyter_in
from typists import Typist
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.services.postgres import Postgres

RATE = 30.0
BACK_WITHIN_S = 60
_GONE = (OSError, WebSocketException, TimeoutError, ConnectionError)


class Clocked(Typist):
    """A typist who notes when the text had how many characters. A frame may bring several."""

    def __init__(self, socket: ClientConnection) -> None:
        self._times: list[float] = []
        self.grew: list[tuple[int, float]] = []
        super().__init__(socket)

    def _take(self, frame: str | bytes) -> None:
        super()._take(frame)
        if isinstance(frame, bytes):
            self._times.append(time.perf_counter())

    def catch_up(self) -> int:
        frames, times = list(self.received), list(self._times)
        self._times.clear()
        length = 0
        for frame, came in zip(frames, times, strict=True):
            self.received[:] = [frame]
            length = super().catch_up()
            self.grew.append((length, came))
        self.received.clear()
        return length or super().catch_up()

    async def leave(self) -> None:
        self._listening.cancel()
        await asyncio.gather(self._listening, return_exceptions=True)
        await super().leave()

    def had(self, length: int) -> float:
        """When the text had so many characters."""
        return next(came for found, came in self.grew if found >= length)


@dataclass
class Room:
    session: str
    holder: Server


@contextmanager
def servers(number: int) -> Iterator[list[Server]]:
    """So many servers on a new database."""
    cluster = Postgres()
    os.environ["JUPYTER_INTERVIEW_CLUSTER_SECRET"] = secrets.token_hex(32)
    try:
        cluster.start()
        url = cluster.database()
        with TemporaryDirectory(prefix="interview-benchmark-") as home, ExitStack() as stack:
            made = []
            for name in range(number):
                folder = Path(home) / f"server{name}"
                folder.mkdir()
                options = [f"--InterviewApp.db_url={url}", "--ServerApp.cookie_secret=benchmark"]
                made.append(stack.enter_context(jupyter_in(folder, options=options)))
            yield made
    finally:
        cluster.remove()


def room(holder: Server) -> Room:
    return Room(str(holder.rest("POST", "sessions", {"language": "python"})["id"]), holder)


async def enter(where: Room, at: Server, name: str, token: str = "") -> Clocked:
    """Somebody connected at this server, which passes them on if it does not hold the session."""
    token = token or where.holder.token
    there = Server(at.pid, at.port, token)
    joined = await asyncio.to_thread(
        there.rest, "POST", f"sessions/{where.session}/join", {"userName": name}
    )
    socket = await connect(
        f"ws://127.0.0.1:{at.port}/interview/ws/{where.session}?user={joined['user']['id']}",
        additional_headers={"Authorization": f"token {token}"},
        subprotocols=[Subprotocol("interview.v1")],
        compression=None,
    )
    person = Clocked(socket)
    await person.synced()
    return person


async def deliveries(made: Sequence[Server], rooms: int, keystrokes: int, spread: bool) -> float:
    """Deliveries for each second of the processor time of all these servers, in rooms of three.

    With ``spread`` people come to servers in turns, whichever holds their session.
    """
    seats: list[list[Clocked]] = []
    for number in range(rooms):
        where = room(made[number % len(made)])
        places = [
            made[(number + seat) % len(made)] if spread else where.holder for seat in range(3)
        ]
        seats.append([await enter(where, at, f"P{seat}") for seat, at in enumerate(places)])
    people = [person for table in seats for person in table]
    for person in people:
        person.catch_up()
    frames = [person.prepare(keystrokes) for person in people]
    before = sum(map(_cpu, made))
    await asyncio.gather(
        *(person.type(own, 1 / RATE) for person, own in zip(people, frames, strict=True))
    )
    for person in people:
        await person.has(3 * keystrokes, keystrokes)
    spent = sum(map(_cpu, made)) - before
    for person in people:
        await person.leave()
    return rooms * 3 * keystrokes * 2 / spent


async def delays(where: Room, writer_at: Server, reader_at: Server, number: int) -> list[float]:
    """Milliseconds from sending a keystroke until another person's socket has it."""
    writer = await enter(where, writer_at, "Writer")
    reader = await enter(where, reader_at, "Reader")
    before = reader.catch_up()
    writer.catch_up()
    sent = []
    for frame in writer.prepare(number):
        sent.append(time.perf_counter())
        await writer.type([frame], 1 / RATE)
    await reader.until(lambda: reader.catch_up() >= before + number)
    for person in (writer, reader):
        await person.leave()
    return [(reader.had(before + n) - went) * 1000 for n, went in enumerate(sent, 1)]


async def until_back(made: Sequence[Server], sessions: int, end: signal.Signals) -> list[float]:
    """Seconds from the end of the first server until somebody at the second one has typed in each
    of its sessions and that was stored."""
    killed, other = made
    rooms = [room(killed) for _ in range(sessions)]
    people = [await enter(where, other, "Before") for where in rooms]
    os.kill(killed.pid, end)
    begun = time.perf_counter()

    async def back(where: Room) -> float:
        async with asyncio.timeout(BACK_WITHIN_S):
            while True:
                try:
                    person = await enter(where, other, "After", other.token)
                    await person.type(person.prepare(1), 0)
                    await person.has(0, 1)
                except (*_GONE, urllib.error.URLError):
                    await asyncio.sleep(0.1)
                else:
                    taken = time.perf_counter() - begun
                    await person.leave()
                    return taken

    times = await asyncio.gather(*(back(where) for where in rooms))
    for person in people:
        await person.leave()
    if end == signal.SIGSTOP:
        os.kill(killed.pid, signal.SIGKILL)
    return times


def _cpu(server: Server) -> float:
    times = psutil.Process(server.pid).cpu_times()
    return float(times.user + times.system)


async def keystrokes(options: argparse.Namespace) -> None:
    """The first two tables: both servers are there all the time, and cases take turns."""
    with servers(2) as made:
        one, two = made
        cases: dict[str, Callable[[], tuple[Server, Server]]] = {
            "both at the holder": lambda: (one, one),
            "reader at the other server": lambda: (one, two),
            "both at the other server": lambda: (two, two),
        }
        where = room(one)
        times: dict[str, list[float]] = {name: [] for name in cases}
        for _ in range(options.rounds):
            for name, at in cases.items():
                times[name] += await delays(where, *at(), options.keystrokes)
        print("| a keystroke's delay | p50 | p99 | beside direct (p50) |")
        print("|---|---:|---:|---:|")
        direct = statistics.median(times["both at the holder"])
        for name, found in times.items():
            middle, slow = statistics.median(found), statistics.quantiles(found, n=100)[98]
            print(f"| {name} | {middle:.2f} ms | {slow:.2f} ms | {middle / direct:.2f} |")

        loads: dict[str, Callable[[], tuple[list[Server], bool]]] = {
            "one server": lambda: ([one], False),
            "two, everybody at their session's holder": lambda: (made, False),
            "two, people anywhere": lambda: (made, True),
        }
        got: dict[str, list[float]] = {name: [] for name in loads}
        for _ in range(options.rounds):
            for name, load in loads.items():
                those, spread = load()
                got[name].append(await deliveries(those, options.rooms, 60, spread))
        alone = statistics.median(got["one server"])
        print("\n| deliveries | a second of processor time | beside one server |")
        print("|---|---:|---:|")
        for name, each in got.items():
            middle = statistics.median(each)
            print(f"| {name} | {middle:,.0f} | {middle / alone:.2f} |")


async def ends(options: argparse.Namespace) -> None:
    """The last table: the first of two servers is killed, or freezes."""
    print("\n| the server that held them | sessions | go on after, median | last |")
    print("|---|---:|---:|---:|")
    for name, end in (("killed", signal.SIGKILL), ("frozen", signal.SIGSTOP)):
        with servers(2) as made:
            await asyncio.sleep(6)
            times = await until_back(made, options.sessions, end)
            middle = statistics.median(times)
            print(f"| {name} | {len(times)} | {middle:.1f} s | {max(times):.1f} s |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rooms", type=int, default=10)
    parser.add_argument("--keystrokes", type=int, default=200, help="of each delay and round")
    parser.add_argument("--sessions", type=int, default=20, help="of a server that is killed")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    asyncio.run(keystrokes(options))
    asyncio.run(ends(options))


if __name__ == "__main__":
    main()
