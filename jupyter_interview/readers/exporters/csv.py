"""The runs as a table for spreadsheets, which take no cell of it for a formula."""

import csv
from io import StringIO

from ...domain.clock import iso
from ...domain.spreadsheet import harmless
from ...session.run_book import Run
from ..account import Account
from .taken import Taken, safe_name

_COLUMNS = ("startedAt", "who", "language", "state", "durationMs", "error", "output")
_CELL = 32_000
"""Spreadsheets take up to 32,767 characters in a cell."""


def export(account: Account) -> Taken:
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(_COLUMNS)
    rows.writerows([_cell(value) for value in _row(run)] for run in account.runs)
    content = text.getvalue().encode()
    return Taken(f"{safe_name(account.title)}-runs.csv", "text/csv; charset=utf-8", content)


def _row(run: Run) -> tuple[str, ...]:
    who = "" if run.author is None else run.author.name
    took = "" if run.duration_ms is None else str(run.duration_ms)
    error = run.error or ""
    return iso(run.started_us), who, run.language, run.state, took, error, run.output


def _cell(value: str) -> str:
    return harmless(value.replace("\0", "")[:_CELL])[:_CELL]
