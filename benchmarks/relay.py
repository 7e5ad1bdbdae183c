"""CPU time of one keystroke in the server, beside a relay that does nothing but relay.

    python benchmarks/relay.py

Rooms of three people who all type go through both servers in turns. The real server checks each
keystroke's sender, passes it through the gate, applies it, relays it, writes it to disk and
acknowledges it; the bare one only relays. See README.md for how to read the table.
"""

import argparse
import asyncio
import statistics
from dataclasses import dataclass

import psutil
from processes import Server, bare_relay, jupyter_server
from typists import Typist
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol


@dataclass
class Load:
    rooms: int
    people: int
    keystrokes: int
    a_second: float

    @property
    def updates(self) -> int:
        return self.rooms * self.people * self.keystrokes


async def bare_rooms(server: Server, load: Load) -> list[list[Typist]]:
    async def enter(room: str) -> Typist:
        return Typist(await connect(f"ws://127.0.0.1:{server.port}/{room}", compression=None))

    return [
        [await enter(f"room{number}") for _ in range(load.people)] for number in range(load.rooms)
    ]


async def real_rooms(server: Server, load: Load) -> list[list[Typist]]:
    async def enter(session: str, name: str) -> Typist:
        user = server.rest("POST", f"sessions/{session}/join", {"userName": name})["user"]
        socket = await connect(
            f"ws://127.0.0.1:{server.port}/interview/ws/{session}?user={user['id']}",
            additional_headers={"Authorization": f"token {server.token}"},
            subprotocols=[Subprotocol("interview.v1")],
            compression=None,
        )
        typist = Typist(socket)
        await typist.synced()
        return typist

    rooms = []
    for _ in range(load.rooms):
        session = server.rest("POST", "sessions", {"language": "python"})["id"]
        rooms.append([await enter(session, f"Person {who}") for who in range(load.people)])
    return rooms


async def measure(server: Server, rooms: list[list[Typist]], load: Load, acks: bool) -> float:
    """Seconds of the server's CPU for one round, until everybody has everything."""
    typists = [typist for room in rooms for typist in room]
    before = [typist.catch_up() for typist in typists]
    acked = [typist.acked for typist in typists]
    frames = [typist.prepare(load.keystrokes) for typist in typists]
    start = _cpu(server)
    await asyncio.gather(
        *(typist.type(own, 1 / load.a_second) for typist, own in zip(typists, frames, strict=True))
    )
    expected = load.people * load.keystrokes
    for typist, length, so_far in zip(typists, before, acked, strict=True):
        await typist.has(length + expected, so_far + load.keystrokes if acks else 0)
    return _cpu(server) - start


async def idle(server: Server, seconds: float) -> float:
    start = _cpu(server)
    await asyncio.sleep(seconds)
    return (_cpu(server) - start) / seconds


def _cpu(server: Server) -> float:
    times = psutil.Process(server.pid).cpu_times()
    return float(times.user + times.system)


async def compare(load: Load, rounds: int) -> None:
    with bare_relay() as bare, jupyter_server() as real:
        bare_people = await bare_rooms(bare, load)
        real_people = await real_rooms(real, load)
        resting = await idle(real, 2)
        await measure(bare, bare_people, load, acks=False)
        await measure(real, real_people, load, acks=True)
        bare_s, real_s = [], []
        for number in range(rounds):
            print(f"round {number + 1} of {rounds} …", flush=True)
            bare_s.append(await measure(bare, bare_people, load, acks=False))
            real_s.append(await measure(real, real_people, load, acks=True))
        for typist in [person for room in bare_people + real_people for person in room]:
            await typist.leave()

    print(
        f"\n{load.rooms} rooms of {load.people}, {load.updates} keystrokes a round, "
        f"{load.a_second:g} a second and person, median of {rounds} rounds"
    )
    print(f"(the Jupyter server alone, at rest: {resting * 100:.1f} % of a core, not taken off)\n")
    print("| server | CPU time per keystroke | keystrokes a second and core |")
    print("|---|---:|---:|")
    medians = [statistics.median(times) / load.updates for times in (bare_s, real_s)]
    for name, seconds in zip(("bare Tornado relay", "jupyter_interview"), medians, strict=True):
        print(f"| {name} | {seconds * 1e6:.0f} µs | {1 / seconds:,.0f} |")
    print(f"\nratio {medians[1] / medians[0]:.2f} (aim: at most 2)")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rooms", type=int, default=10)
    parser.add_argument("--people", type=int, default=3)
    parser.add_argument("--keystrokes", type=int, default=150, help="of each person and round")
    parser.add_argument("--rate", type=float, default=30.0, help="keystrokes a second and person")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    load = Load(options.rooms, options.people, options.keystrokes, options.rate)
    asyncio.run(compare(load, options.rounds))


if __name__ == "__main__":
    main()
