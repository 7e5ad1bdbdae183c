"""What a server's past costs: the same questions with few, many and very many interviews stored.

    .venv/bin/python benchmarks/growth.py

Rows are written straight into a database of the present schema: real updates of one document, its
snapshot and its text beside it, as a server leaves them. Files are made anew for each size, and
read by a server that has just started.
"""

import argparse
import asyncio
import secrets
import sqlite3
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from processes import Server, jupyter_in
from pycrdt import Doc, Text

from jupyter_interview.contract.session import SessionCreated
from jupyter_interview.domain.ordering import title_key
from jupyter_interview.domain.records import LogKind
from jupyter_interview.domain.roles import State
from jupyter_interview.domain.searching import folded
from jupyter_interview.session.log import encode_event
from jupyter_interview.store.sqlite import SqliteStore

BEGAN_US = 1_790_000_000_000_000
IDLE_S = 10.0
MOST_WINDOWS, AT_REST = 6, 5.0
TIMES = 15
FEW = 8
"""Interviews that are opened, each for the first time, and deleted."""
NAMES = ("Ana Țepeș", "Zoë Ångström", "Bo", "Кирилл", "Émile Zola")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sessions", type=int, nargs="+", default=[10, 1000, 10_000])
    parser.add_argument("--entries", type=int, default=2000)
    asked = parser.parse_args()
    rows = {count: measure(count, asked.entries) for count in asked.sessions}
    names = list(next(iter(rows.values())))
    print(
        f"\n{asked.entries} entries each; milliseconds, the best of {TIMES} where it is repeated\n"
    )
    print("| | " + " | ".join(f"{count:,} interviews" for count in rows) + " | grows by |")
    print("|---|" + "---:|" * (len(rows) + 1))
    for name in names:
        figures = [row[name] for row in rows.values()]
        growth = figures[-1] / figures[0] if figures[0] else float("nan")
        print(f"| {name} | " + " | ".join(f"{f:,.1f}" for f in figures) + f" | {growth:.2f} |")


def measure(count: int, entries: int) -> dict[str, float]:
    with TemporaryDirectory(prefix="interview-growth-") as folder:
        home = Path(folder)
        database = home / "interviews.db"
        ids = make(database, count, entries)
        size = database.stat().st_size / 2**20
        print(f"{count:,} interviews: {size:,.0f} MiB", flush=True)
        begun = time.perf_counter()
        with jupyter_in(home, options=[f"--InterviewApp.db_path={database}"]) as server:
            wait_until_healthy(server)
            figures = {
                "start, CPU until health says ok": ms(cpu(server)),
                "start, by the clock": ms(time.perf_counter() - begun),
            }
            figures["first list of 50"] = timed(lambda: server.rest("GET", "sessions?limit=50"))
            figures["list of 50"] = best(lambda n: server.rest("GET", "sessions?limit=50"))
            figures["list of 50, with texts"] = best(lambda n: server.rest("GET", "sessions"))
            cursor = next_of(server, "sessions?limit=50") if count > 100 else "?limit=50"
            figures["second page of 50"] = best(lambda n: server.rest("GET", f"sessions{cursor}"))
            figures["list of 50 that ended"] = best(
                lambda n: server.rest("GET", "sessions?limit=50&state=ended")
            )
            figures["search that finds 50"] = best(
                lambda n: server.rest("GET", "sessions?limit=50&q=runde")
            )
            figures["search that finds none"] = best(
                lambda n: server.rest("GET", "sessions?limit=50&q=nowhere")
            )
            few = [ids[n * len(ids) // FEW] for n in range(FEW)]
            figures["open one"] = best(lambda n: server.rest("GET", f"sessions/{few[n]}"), FEW)
            figures["delete one"] = best(lambda n: delete(server, few[n]), FEW)
            figures["CPU at rest, ms a second"] = idle(server)
            figures["resident MiB"] = psutil.Process(server.pid).memory_info().rss / 2**20
        return figures


def make(path: Path, count: int, entries: int) -> list[str]:
    """A database with so many past interviews; their ids."""

    async def tables() -> None:
        store = SqliteStore(path)
        await store.open()
        await store.close()

    asyncio.run(tables())
    updates, state, code = document(entries)
    digest = sha256(state).digest()
    ids = sorted(secrets.token_urlsafe(12) for _ in range(count))
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous = OFF")
        database.execute("CREATE TEMP TABLE entry (seq, at_us, kind, payload)")
        kind, begin, _ = encode_event(SessionCreated("Backend", "python", State.LIVE, "server"))
        rows = [(1, BEGAN_US, kind, begin)]
        rows += [
            (seq, BEGAN_US + seq, LogKind.UPDATE, update) for seq, update in enumerate(updates, 2)
        ]
        database.executemany("INSERT INTO entry VALUES (?, ?, ?, ?)", rows)
        for first in range(0, count, 100):
            database.execute("BEGIN")
            for number, session_id in enumerate(ids[first : first + 100], first):
                made_us = BEGAN_US + number * 3_600_000_000
                title, name = f"Backend, Runde {number}", NAMES[number % len(NAMES)]
                key = title_key(title).encode()
                database.execute(
                    "INSERT INTO session (id, title, language, state, created_us, created_by,"
                    " ended_us, epoch, title_folded, title_key, active_us)"
                    " VALUES (?, ?, 'python', 'ended', ?, 'server', ?, 1, ?, ?, ?)",
                    (session_id, title, made_us, made_us + 1, folded(title), key, made_us),
                )
                database.executemany(
                    "INSERT INTO participant (session_id, id, kind, identity, name, role, color,"
                    " joined_us, name_folded) VALUES (?, ?, ?, ?, ?, ?, '#123456', ?, ?)",
                    [
                        (session_id, "p-1", "user", "server", "Ana", "owner", made_us, "ana"),
                        (
                            session_id,
                            "p-2",
                            "guest",
                            None,
                            name,
                            "candidate",
                            made_us,
                            folded(name),
                        ),
                    ],
                )
                database.execute(
                    "INSERT INTO log (session_id, seq, at_us, participant_id, kind, payload)"
                    " SELECT ?, seq, at_us, 'p-2', kind, payload FROM entry",
                    (session_id,),
                )
                seq = len(updates) + 1
                database.execute(
                    "INSERT INTO snapshot VALUES (?, ?, ?, ?)", (session_id, seq, state, digest)
                )
                database.execute("INSERT INTO shown VALUES (?, ?, 0, ?)", (session_id, seq, code))
            database.execute("COMMIT")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return ids


def document(entries: int) -> tuple[list[bytes], bytes, str]:
    doc: Doc[Text] = Doc(client_id=4711)
    text = doc.get("code:python", type=Text)
    updates: list[bytes] = []
    subscription = doc.observe(lambda event: updates.append(event.update))
    for number in range(entries - 1):
        text.insert(number, "\n" if number % 40 == 39 else "x")
    doc.unobserve(subscription)
    return updates, doc.get_update(), str(text)


def wait_until_healthy(server: Server) -> None:
    while True:
        try:
            server.rest("GET", "health")
            return
        except OSError:
            time.sleep(0.02)


def next_of(server: Server, path: str) -> str:
    """The query of the page behind this one."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}/interview/api/{path}",
        headers={"Authorization": f"token {server.token}"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        link = str(answer.headers["Link"])
    return link[link.index("?") : link.index(">")]


def delete(server: Server, session_id: str) -> None:
    server.rest("DELETE", f"sessions/{session_id}")


def cpu(server: Server) -> float:
    """Seconds of the server's process, all threads."""
    return sum(psutil.Process(server.pid).cpu_times()[:2])


def idle(server: Server) -> float:
    """Milliseconds of a core in a second in which nobody does anything.

    That is once the file has been read in the background.
    """
    spent = float("inf")
    for _ in range(MOST_WINDOWS):
        before = cpu(server)
        time.sleep(IDLE_S)
        spent = ms(cpu(server) - before) / IDLE_S
        if spent < AT_REST:
            break
    return spent


def best(ask: Callable[[int], object], times: int = TIMES) -> float:
    """What else the machine does makes some slower, and none quicker."""
    return min(timed(lambda n=n: ask(n)) for n in range(times))


def timed(ask: Callable[[], object]) -> float:
    begun = time.perf_counter()
    ask()
    return ms(time.perf_counter() - begun)


def ms(seconds: float) -> float:
    return seconds * 1000


if __name__ == "__main__":
    main()
