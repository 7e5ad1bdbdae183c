"""Whether a server that runs for long stays as it is: people come to interviews and go, thousands
of times, and its memory is looked at.

    .venv/bin/python benchmarks/soak.py

An hour of rooms coming and going, compressed: a room is let go as soon as nobody is in it. Each
visit opens an interview over a socket and over REST, types, and leaves; some are made and deleted.
"""

import argparse
import asyncio
import itertools
import json
import random
import statistics
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from processes import Server, jupyter_in
from typists import Typist
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

CHARACTERS = 200_000
OPTIONS = [
    '--InterviewApp.limits={"idle_room_seconds": 0.05}',
    "--InterviewApp.presence_grace=0.05",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--visits", type=int, default=3000)
    parser.add_argument("--sessions", type=int, default=30)
    parser.add_argument("--people", type=int, default=4, help="who come at the same time")
    parser.add_argument("--looks", type=int, default=10)
    asked = parser.parse_args()
    with (
        TemporaryDirectory(prefix="interview-soak-") as home,
        jupyter_in(Path(home), options=OPTIONS) as server,
    ):
        asyncio.run(soak(server, asked))


async def soak(server: Server, asked: argparse.Namespace) -> None:
    code = "".join(random.choices("abcdefgh \n", k=CHARACTERS))
    body = {"language": "python", "code": code}
    ids = [server.rest("POST", "sessions", body)["id"] for _ in range(asked.sessions)]
    each = asked.visits // asked.looks
    print("| visits | resident MiB | rooms in memory |\n|---:|---:|---:|")
    figures = []
    for look in range(asked.looks + 1):
        if look:
            turns = itertools.cycle(ids)
            for _ in range(each // asked.people):
                await asyncio.gather(*(visit(server, next(turns)) for _ in range(asked.people)))
            await asyncio.to_thread(come_and_go, server, body)
        await asyncio.sleep(1.0)
        resident = psutil.Process(server.pid).memory_info().rss / 2**20
        figures.append(resident)
        print(f"| {look * each:,} | {resident:.1f} | {await asyncio.to_thread(rooms, server)} |")
    # The first part is for what a process takes once.
    later = figures[len(figures) // 3 :]
    slope = statistics.linear_regression(range(len(later)), later).slope
    print(f"\n{slope / each * 1024:.1f} KiB a visit in the last two thirds")


async def visit(server: Server, session_id: str) -> None:
    uri = f"ws://127.0.0.1:{server.port}/interview/ws/{session_id}"
    headers = {"Authorization": f"token {server.token}"}
    async with connect(
        uri,
        additional_headers=headers,
        subprotocols=[Subprotocol("interview.v1")],
        max_size=None,
    ) as socket:
        typist = Typist(socket)
        await typist.synced()
        await typist.type(typist.prepare(3), 0.0)
        await typist.until(lambda: typist.acked >= 3)
    await asyncio.to_thread(server.rest, "GET", f"sessions/{session_id}")


def come_and_go(server: Server, body: object) -> None:
    for _ in range(5):
        made = server.rest("POST", "sessions", body)["id"]
        server.rest("DELETE", f"sessions/{made}")


def rooms(server: Server) -> int:
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}/metrics",
        headers={"Authorization": f"token {server.token}"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        lines = answer.read().decode().splitlines()
    [line] = [one for one in lines if one.startswith("jupyter_interview_rooms ")]
    return int(float(json.loads(line.split()[1])))


if __name__ == "__main__":
    main()
