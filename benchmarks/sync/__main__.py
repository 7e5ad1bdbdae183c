"""This server beside other Yjs servers, on one machine in one run.

    python benchmarks/sync

What each server does for it differs: see README.md, which also says how to read the tables.
"""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from dialects import (
    Bare,
    Dialect,
    Hocuspocus,
    Interview,
    JupyterServerYdoc,
    YWebsocket,
    install,
)
from measures import PEOPLE, Latency, join, join_bare, latency, memory, summary, throughput

DIALECTS = (Interview, YWebsocket, Hocuspocus, JupyterServerYdoc)
LONG = 259_778
"""Keystrokes of the long document: as many as in the editing trace of the Automerge paper."""


async def measure(options: argparse.Namespace) -> None:
    dialects = [dialect() for dialect in DIALECTS if options.only in dialect.name]
    for sessions in options.sessions:
        await latencies(dialects, sessions, options)
    await table(
        f"{options.rooms} sessions of {PEOPLE}, everybody types as fast as the others get it",
        ["deliveries a second of CPU", "a second of wall clock"],
        dialects,
        lambda dialect: throughput(dialect, options),
        options.patience,
    )
    await table(
        f"{options.idle} sessions of 2 who do nothing",
        ["KiB a session"],
        dialects,
        lambda dialect: memory(dialect, options),
        options.patience,
    )
    await table(
        f"Joining a document of {options.long:,} keystrokes",
        ["ms to connect", "to the last byte", "first after a restart", "KiB"],
        dialects,
        lambda dialect: join(dialect, options),
        options.patience,
    )
    show(Bare.name, await join_bare(options))


async def latencies(dialects: list[Dialect], sessions: int, options: argparse.Namespace) -> None:
    """Round by round, so that a machine that is busy for a while is so for every server."""
    rounds: dict[str, list[Latency]] = {dialect.name: [] for dialect in dialects}

    async def another(dialect: Dialect) -> list[str]:
        rounds[dialect.name].append(await latency(dialect, sessions, options))
        return summary(rounds[dialect.name])

    begin(
        f"{sessions} sessions of {PEOPLE}, {options.rate:g} keystrokes a second and person,"
        f" medians of {options.rounds} rounds",
        columns := ["p50 ms", "p95 ms", "p99 ms", "p99 of the rounds", "a core's share", "arrived"],
    )
    rows: dict[str, list[str]] = {}
    for _ in range(options.rounds):
        for dialect in dialects:
            rows[dialect.name] = await cells(another(dialect), len(columns), options.patience)
    for name, row in rows.items():
        show(name, row)


async def table(
    title: str,
    columns: list[str],
    dialects: list[Dialect],
    row: Callable[[Dialect], Awaitable[list[str]]],
    patience: float,
) -> None:
    begin(title, columns)
    for dialect in dialects:
        show(dialect.name, await cells(row(dialect), len(columns), patience))


async def cells(row: Awaitable[list[str]], columns: int, patience: float) -> list[str]:
    try:
        return await asyncio.wait_for(row, patience)
    except TimeoutError:
        return ["did not come to an end", *[""] * (columns - 1)]
    except OSError as problem:
        return [f"gave up: {problem}", *[""] * (columns - 1)]


def begin(title: str, columns: list[str]) -> None:
    print(f"\n{title}\n")
    show("server", columns)
    print(f"|---|{'---:|' * len(columns)}", flush=True)


def show(name: str, row: list[str]) -> None:
    print(f"| {name} | {' | '.join(row)} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", default="", help="part of a server's name")
    parser.add_argument("--sessions", type=int, nargs="*", default=[50, 100])
    parser.add_argument("--rate", type=float, default=5.0, help="keystrokes a second and person")
    parser.add_argument("--keystrokes", type=int, default=50, help="of each person, for latency")
    parser.add_argument("--rounds", type=int, default=3, help="of the latencies, in turns")
    parser.add_argument("--rooms", type=int, default=10, help="for throughput")
    parser.add_argument("--warm", type=int, default=50, help="keystrokes before the clock starts")
    parser.add_argument("--burst", type=int, default=500, help="keystrokes under the clock")
    parser.add_argument("--window", type=int, default=10, help="keystrokes of a person under way")
    parser.add_argument("--idle", type=int, default=200, help="sessions, for memory")
    parser.add_argument("--long", type=int, default=LONG, help="keystrokes of the long document")
    parser.add_argument("--joins", type=int, default=15)
    parser.add_argument("--patience", type=float, default=300.0, help="seconds for one row")
    parser.add_argument("--rest", type=float, default=5.0, help="seconds before a restart")
    options = parser.parse_args()
    install()
    asyncio.run(measure(options))


if __name__ == "__main__":
    main()
