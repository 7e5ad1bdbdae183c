"""Takes what can still be read out of a damaged SQLite file.

Rows are read from the pages themselves (:mod:`.pages`), since SQLite refuses everything that is
behind a damaged page. What is derived (snapshots, shown texts) is not taken, as it is made again,
but it says how long a log was. In place of a missing entry of the log stands one that cannot be
read, so that the owner is told of the gap.
"""

import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..domain.ids import is_id
from ..domain.ordering import title_key
from ..domain.records import LogKind
from .base import DONE
from .listing import GONE
from .migrate import gathered
from .namesakes import Noted, give_way
from .pages import Value, stored_rows
from .quarantine import BESIDE
from .shapes import shapes_of
from .tables import InJson

Row = dict[str, Any]

_LOGS = ("log", "log_tail")
_BESIDE_THE_LOG = ("participant", "invite", "client", "creation", "remark")
_DERIVED = "snapshot"
"""Stands for shown texts as well, which have the same shape."""
_ACCOUNTS = "account"
_TABLES = ("session", _ACCOUNTS, *_BESIDE_THE_LOG, *_LOGS, _DERIVED)
_LONGEST_LOG = 10_000_000
_PLACES_OF_MEMBERS = """
    UPDATE participant SET (member_active_us, member_title_key) =
        (SELECT active_us, title_key FROM session WHERE session.id = participant.session_id)
    WHERE session_id = ? AND member_us IS NOT NULL
"""
_MISSING = b""
"""The payload of an entry that is missing. No entry has it."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What became of one damaged file: ids of interviews, whole, with gaps, and lost."""

    whole: tuple[str, ...]
    with_gaps: tuple[str, ...]
    lost: tuple[str, ...]


def recover(damaged: Path, connection: sqlite3.Connection) -> Recovered:
    """Add the interviews of a damaged file to a sound database, in the caller's transaction.

    Interviews that the database has already are left as they are.
    """
    tables = _tables(damaged, connection)
    here = {id for (id,) in connection.execute("SELECT id FROM session")}
    sessions = {row["id"]: row for row in tables["session"] if row["state"] != GONE}
    records = {table: _by_session(tables[table]) for table in _BESIDE_THE_LOG}
    logs = _by_session([*tables["log"], *tables["log_tail"]])
    known = {*sessions, *logs, *(id for rows in records.values() for id in rows)}
    heads: defaultdict[str, int] = defaultdict(lambda: 1)
    for row in tables[_DERIVED]:
        heads[row["session_id"]] = max(heads[row["session_id"]], row["seq"])
    deleted = {row["id"] for row in tables["session"] if row["state"] == GONE}
    identities = {row["created_by"] for row in sessions.values()}
    identities |= {row["identity"] for row in tables["participant"]} - {None}
    give_way(connection, [_noted(row) for row in tables[_ACCOUNTS]], identities)
    whole: list[str] = []
    with_gaps: list[str] = []
    for session_id in sorted(sessions.keys() - here):
        entries = {entry["seq"]: entry for entry in logs[session_id]}
        row = _as_now(sessions[session_id], entries.values())
        gaps = _fill_gaps(session_id, entries, heads[session_id])
        _add(connection, "session", [row])
        for table in _BESIDE_THE_LOG:
            _add(connection, table, records[table][session_id])
        connection.execute(_PLACES_OF_MEMBERS, (session_id,))
        _add(connection, "log", [entries[seq] for seq in sorted(entries)])
        (with_gaps if gaps else whole).append(session_id)
    lost = known - sessions.keys() - here - deleted
    return Recovered(tuple(whole), tuple(with_gaps), tuple(sorted(lost)))


def _noted(row: Row) -> Noted:
    return Noted(row["identity"], row["name"], row["made_us"])


def _tables(damaged: Path, connection: sqlite3.Connection) -> dict[str, list[Row]]:
    """The rows of a file by the tables that they are of."""
    rows = list(stored_rows(_whole(damaged)))
    shapes = shapes_of(_TABLES, rows, connection)
    found: dict[str, list[Row]] = {table: [] for table in _TABLES}
    for stored in rows:
        for shape in shapes:
            row = shape.row(stored)
            if row is not None and _fits(shape.table, row):
                found[shape.table].append(row)
                break
    return found


def _fits(table: str, row: Row) -> bool:
    """Whether a row is one of the table, and not of an index of the same shape."""
    if table == _ACCOUNTS:
        identity, name = str(row["identity"]), str(row["name"])
        return identity == name or identity.startswith(f"{name}/")
    if not is_id(row["id"] if table == "session" else row["session_id"]):
        return False
    return _is_seq(row["seq"]) if table in (*_LOGS, _DERIVED) else True


def _is_seq(value: Value) -> bool:
    return isinstance(value, int) and 0 < value <= _LONGEST_LOG


def _whole(damaged: Path) -> bytes:
    """The file with what SQLite has in its write-ahead log. The files themselves stay as they
    are."""
    with TemporaryDirectory(dir=damaged.parent, prefix="recovering-") as folder:
        copy = Path(folder, "damaged.db")
        for end in BESIDE:
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{damaged}{end}", f"{copy}{end}")
        with suppress(sqlite3.Error), closing(sqlite3.connect(copy)) as source:
            source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return copy.read_bytes()


def _as_now(row: Row, entries: Iterable[Row]) -> Row:
    """A session with its settings, and its places in the orders, where this version has them.

    When it was active last is known from the entries of its log, as for an older database that is
    brought up to date.
    """
    done = (entry for entry in entries if entry["kind"] in DONE)
    newest = max(done, key=lambda entry: entry["seq"], default=None)
    active_us = row["created_us"] if newest is None else newest["at_us"]
    places = {"title_key": title_key(row["title"]).encode(), "active_us": active_us}
    if "settings" in row:
        return {**places, **row}
    return {**places, **row, "settings": InJson().process_bind_param(gathered(row), None)}


def _by_session(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["session_id"]].append(row)
    return found


def _fill_gaps(session_id: str, entries: dict[int, Row], head: int) -> bool:
    """Put an entry that cannot be read in the place of each that is missing; answers whether one
    is."""
    missing = set(range(1, max(head, *entries, 1) + 1)) - entries.keys()
    at_us = min((entry["at_us"] for entry in entries.values()), default=0)
    for seq in sorted(missing):
        at_us = entries[seq - 1]["at_us"] if seq - 1 in entries else at_us
        entries[seq] = {
            "session_id": session_id,
            "seq": seq,
            "at_us": at_us,
            "kind": LogKind.UPDATE,
            "payload": _MISSING,
        }
    return bool(missing)


def _add(target: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    names = [row[1] for row in target.execute(f'PRAGMA table_info("{table}")')]
    for row in rows:
        given = [name for name in names if name in row and name != "nr"]
        columns = ", ".join(f'"{name}"' for name in given)
        values = ", ".join("?" for _ in given)
        target.execute(
            f'INSERT OR IGNORE INTO "{table}" ({columns}) VALUES ({values})',
            [row[name] for name in given],
        )
