"""The runs as a table for spreadsheets, which take no cell of it for a formula."""

from ...domain.clock import iso
from ...domain.spreadsheet import table
from ...session.run_book import Run
from ..account import Account
from .taken import Taken, safe_name

_COLUMNS = ("startedAt", "who", "language", "state", "durationMs", "error", "output")


def export(account: Account) -> Taken:
    content = table(_COLUMNS, map(_row, account.runs)).encode()
    return Taken(f"{safe_name(account.title)}-runs.csv", "text/csv; charset=utf-8", content)


def _row(run: Run) -> tuple[str, ...]:
    who = "" if run.author is None else run.author.name
    took = "" if run.duration_ms is None else str(run.duration_ms)
    error = run.error or ""
    return iso(run.started_us), who, run.language, run.state, took, error, run.output
