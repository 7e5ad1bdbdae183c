"""Sets a damaged database aside as it is, so that Jupyter can go on with an empty one.

Its content may be recoverable (with ``.recover`` of SQLite's shell). So its files are never
overwritten, and keep their bytes, their permissions and the names that SQLite expects.
"""

from datetime import UTC, datetime
from glob import escape
from pathlib import Path

BESIDE = ("", "-wal", "-shm")
"""What SQLite appends to the path of a database for the files beside it."""


def set_aside_before(path: Path) -> list[Path]:
    """The databases that were set aside beside this one, oldest first."""
    found = path.parent.glob(f"{escape(path.name)}.damaged-*")
    return sorted(one for one in found if not one.name.endswith(BESIDE[1:]))


def put_away(aside: Path) -> Path:
    """Rename a database that was set aside once somebody has seen to it; answers with the new
    path."""
    away = aside.with_name(aside.name.replace(".damaged-", ".recovered-", 1))
    for end in BESIDE:
        if Path(f"{aside}{end}").exists():
            Path(f"{aside}{end}").rename(f"{away}{end}")
    return away


def set_aside(path: Path, now: datetime | None = None) -> Path:
    """Rename a database that is not open; answers with its new path. Raises OSError."""
    date = (now or datetime.now(UTC)).strftime("%Y-%m-%dT%H%M%SZ")
    aside, number = path.with_name(f"{path.name}.damaged-{date}"), 1
    while any(Path(f"{aside}{end}").exists() for end in BESIDE):
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{date}-{number}")
    for end in BESIDE:
        if Path(f"{path}{end}").exists():
            Path(f"{path}{end}").rename(f"{aside}{end}")
    return aside
