"""What people have typed, as cells of CSV in which no spreadsheet sees a formula."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

DELIMITERS = (",", ";", "\t")
"""What spreadsheets separate columns by."""
_FORMULA = "=+@\uff1d\uff0b\uff0d\uff20-"
"""With the wide forms of the signs, which some spreadsheets take for the same."""
_CELL = 32_000
"""Spreadsheets take up to 32,767 characters in a cell."""


def table(columns: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """A table separated by commas, in which no cell is a formula or longer than spreadsheets
    take."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def harmless(cell: str, delimiter: str = ",") -> str:
    """The text, with an apostrophe before whatever a spreadsheet would take for a formula.

    Spreadsheets overlook spaces at the beginning. One that separates columns by another sign than
    this table does begins a cell behind each of these, and a row behind each end of a line.
    """
    others = "".join(sign for sign in DELIMITERS if sign != delimiter)
    formula = f"(?= *[{_FORMULA}])"
    return re.sub(f"(^|[{others}])({formula}|(?=[\t\r\n]))|([\r\n]){formula}", r"\1\3'", cell)


def _cell(text: str) -> str:
    return harmless(text.replace("\0", "")[:_CELL])[:_CELL]
