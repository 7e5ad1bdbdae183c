"""What a hostile session costs the people of another one: the wait for an edit, alone and beside.

    python benchmarks/hostile.py

Two people type in one session of a real server. In turns they have it to themselves, and share it
with attackers in a session of their own, who send as fast as they are let: cursors in floods, the
biggest frames that are not cut off, and text that is as hard to place as the gate lets through.
The number to read is the ratio in the last line; both sides of it come from this one run.
"""

import argparse
import asyncio
import contextlib
import json
import multiprocessing
import statistics
import time
from collections.abc import Callable

from processes import Server, jupyter_server
from typists import Typist
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

ATTACKERS_OF_A_KIND = 2
PAUSE_S = 0.05


async def enter(server: Server, session: str, name: str) -> ClientConnection:
    user = server.rest("POST", f"sessions/{session}/join", {"userName": name})["user"]
    return await connect(
        f"ws://127.0.0.1:{server.port}/interview/ws/{session}?user={user['id']}",
        additional_headers={"Authorization": f"token {server.token}"},
        subprotocols=[Subprotocol("interview.v1")],
        compression=None,
        max_size=None,
    )


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def frame(update: bytes) -> bytes:
    return b"\x00\x02" + varint(len(update)) + update


def cursors(_: int) -> str:
    return json.dumps({"type": "cursor_change", "payload": {"language": "python", "cursor": None}})


def biggest(_: int) -> bytes:
    """A frame that says it is an update of very many structs, and is none."""
    return frame(b"\x01" + varint(80_000) + varint(5) + b"\x00" + b"\x84\x05\x00\x01x" * 52_000)


def hard(number: int) -> bytes:
    """Many clients' texts between the same two neighbours, which have to be ordered."""
    client = 1_000_000 - number % 900
    structs = b"".join(b"\x04\x01" + varint(11) + b"code:python" + b"\x01x" for _ in range(2000))
    return frame(b"\x01" + varint(2000) + varint(client) + b"\x00" + structs + b"\x00")


KINDS: dict[str, Callable[[int], str | bytes]] = {
    "cursors in floods": cursors,
    "biggest frames": biggest,
    "hard to place": hard,
}


async def attack(server: Server, session: str, kind: str, who: int) -> None:
    """Send as fast as the server reads, and come back whenever it hangs up."""
    number = who
    while True:
        with contextlib.suppress(ConnectionClosed, OSError, TimeoutError):
            socket = await enter(server, session, f"{kind} {who}")
            while True:
                await socket.send(KINDS[kind](number))
                number += ATTACKERS_OF_A_KIND
        await asyncio.sleep(PAUSE_S)


async def attack_all(server: Server, session: str) -> None:
    await asyncio.gather(
        *(attack(server, session, kind, n) for kind in KINDS for n in range(ATTACKERS_OF_A_KIND))
    )


def attackers(port: int, token: str, session: str) -> None:
    asyncio.run(attack_all(Server(0, port, token), session))


async def waits(writer: Typist, reader: Typist, keystrokes: int, every_s: float) -> list[float]:
    """Seconds from sending each keystroke until the other person has it."""
    found = []
    for keystroke in writer.prepare(keystrokes):
        seen = len(reader.received)
        begun = time.perf_counter()
        await writer.type([keystroke], 0)
        await reader.until(lambda seen=seen: len(reader.received) > seen)
        found.append(time.perf_counter() - begun)
        await asyncio.sleep(every_s)
    return found


async def measure(rounds: int, keystrokes: int) -> None:
    alone: list[float] = []
    beside: list[float] = []
    with jupyter_server() as server:
        language = {"language": "python"}
        quiet, hostile = (server.rest("POST", "sessions", language)["id"] for _ in range(2))
        people = [Typist(await enter(server, quiet, name)) for name in ("Ana", "Bo")]
        for person in people:
            await person.synced()
        for _ in range(rounds):
            alone += await waits(*people, keystrokes, 0.02)
            process = multiprocessing.get_context("spawn").Process(
                target=attackers, args=(server.port, server.token, hostile)
            )
            process.start()
            try:
                await asyncio.sleep(3)
                beside += await waits(*people, keystrokes, 0.02)
            finally:
                process.terminate()
                process.join()
        for person in people:
            await person.leave()
    print(f"{'milliseconds until the other has it':38}{'median':>9}{'p99':>9}")
    rows = {"alone": alone, "beside a hostile session": beside}
    figures = {}
    for title, found in rows.items():
        cuts = statistics.quantiles(found, n=100)
        figures[title] = (statistics.median(found), cuts[98])
        print(f"{title:38}{figures[title][0] * 1e3:9.2f}{figures[title][1] * 1e3:9.2f}")
    before, after = figures.values()
    print(f"{'ratio':38}{after[0] / before[0]:9.2f}{after[1] / before[1]:9.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description="What a hostile session costs another one.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keystrokes", type=int, default=200)
    given = parser.parse_args()
    asyncio.run(measure(given.rounds, given.keystrokes))


if __name__ == "__main__":
    main()
