"""Reads the names of a class from the CSV of a spreadsheet, and writes links as CSV for one.

A table that is not understood is refused as a whole, with the number of the line.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from .errors import ErrorCode, InterviewError
from .naming import clean_label, spelling

_HEADS = ("name", "names", "student", "students", "participant", "participants")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST_COLUMNS = 200
_UNREADABLE = "\ufffd"
"""What browsers make of letters that are not UTF-8, which some spreadsheets write."""
Row = tuple[int, list[str]]


def read_names(text: str, longest: int, most: int) -> tuple[str, ...]:
    """The names in their order; raises ``invalid_field``, which says the line.

    There is one name on each line, or a column with the head ``name`` (in any case). Columns are
    separated by comma, semicolon or tab, as in the first line. Empty lines are skipped.
    """
    rows = list(_rows(text.removeprefix("\ufeff")))
    heads = [cell.strip().casefold() for cell in rows[0][1]] if rows else []
    column = next((heads.index(head) for head in _HEADS if head in heads), None)
    found: dict[str, tuple[str, int]] = {}
    for line, row in rows if column is None else rows[1:]:
        if len(row) > _MOST_COLUMNS:
            raise _wrong(line, f"has more than {_MOST_COLUMNS} columns.")
        if column is None and sum(bool(cell.strip()) for cell in row) > 1:
            raise _wrong(
                line,
                "has more than one column: put a name with a comma in quotes, or begin with a line"
                " of heads, one of them “name”.",
            )
        name = _name(line, row, column or 0, longest)
        spelled = spelling(name)
        if (before := found.get(spelled)) is not None:
            raise _wrong(line, f"has a name that stands on line {before[1]} already: {name}.")
        found[spelled] = name, line
        if len(found) > most:
            raise _wrong(line, f"is one too many: a class has at most {most} people.")
    if not found:
        raise InterviewError(ErrorCode.INVALID_FIELD, "There is no name in this list.")
    return tuple(name for name, _ in found.values())


def write_links(rows: Iterable[tuple[str, str, str]]) -> str:
    """Names, interviews and links as CSV in which no spreadsheet sees formulas."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["name", "interview", "link"])
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return table.getvalue()


def _harmless(cell: str) -> str:
    """The text, after an apostrophe if a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _rows(text: str) -> Iterator[Row]:
    """The rows that are not empty, each with the number of its first line."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = next((sign for sign in (",", ";", "\t") if sign in first), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as problem:
        raise _wrong(line, f"is no CSV ({problem}); is a quote not closed?") from None


def _name(line: int, row: list[str], column: int, longest: int) -> str:
    cell = row[column] if column < len(row) else ""
    if _UNREADABLE in cell:
        raise _wrong(line, "has letters that cannot be read: save the list as “CSV UTF-8”.")
    try:
        return clean_label(cell, "the name", longest)
    except InterviewError as problem:
        raise _wrong(line, f"cannot be used: {problem}") from None


def _wrong(line: int, what: str) -> InterviewError:
    return InterviewError(ErrorCode.INVALID_FIELD, f"Line {line} {what}")
