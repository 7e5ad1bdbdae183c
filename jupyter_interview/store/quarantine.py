"""A damaged database is set aside, whole and never overwritten, so that Jupyter can go on.

What is in it may be recoverable (``.recover`` of SQLite's shell), so its files keep their bytes,
their permissions and, beside each other, the names SQLite looks for.
"""

from datetime import UTC, datetime
from glob import escape
from pathlib import Path

BESIDE = ("", "-wal", "-shm")
"""What SQLite calls the files of one database, after its path."""


def set_aside_before(path: Path) -> list[Path]:
    """The databases that stand set aside beside this one, oldest first."""
    found = path.parent.glob(f"{escape(path.name)}.damaged-*")
    return sorted(one for one in found if not one.name.endswith(BESIDE[1:]))


def set_aside(path: Path, now: datetime | None = None) -> Path:
    """Rename a database that nobody has open; answers with its new path. Raises OSError."""
    date = (now or datetime.now(UTC)).strftime("%Y-%m-%dT%H%M%SZ")
    aside, number = path.with_name(f"{path.name}.damaged-{date}"), 1
    while any(Path(f"{aside}{end}").exists() for end in BESIDE):
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{date}-{number}")
    for end in BESIDE:
        if Path(f"{path}{end}").exists():
            Path(f"{path}{end}").rename(f"{aside}{end}")
    return aside
