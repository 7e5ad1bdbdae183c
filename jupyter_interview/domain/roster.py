"""Reads the names of a class from the CSV of a spreadsheet, and gives the table back with a link in
each row.

A table that is not understood is refused as a whole, with the number of the line.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .errors import ErrorCode, InterviewError
from .naming import clean_label, spelling
from .spreadsheet import DELIMITERS, harmless

_WHOLE = (
    "name",
    "names",
    "full name",
    "student",
    "students",
    "student name",
    "participant",
    "participants",
)
_FIRST = ("first name", "firstname", "given name", "vorname")
_LAST = ("last name", "lastname", "surname", "family name", "nachname")
_OURS = ("interview", "link")
_MOST_COLUMNS = 200
_UNREADABLE = "\ufffd"
"""What browsers make of letters that are not UTF-8, which some spreadsheets write."""
Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a class, and the table that they were read from."""

    names: tuple[str, ...]
    name_columns: tuple[str, ...]
    """The heads of the columns that have the names; a list without heads has none."""
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """As they were given, one for each name."""
    delimiter: str = ","


def read_roster(text: str, longest: int, most: int) -> Roster:
    """The names in their order; raises ``invalid_field``, which says the line.

    There is one name on each line, or a line of heads first. Then the names are in a column with a
    head such as ``name`` (in any case), or in two such as ``first name`` and ``last name``. Columns
    are separated by comma, semicolon or tab, as in the first line. Empty lines are skipped.
    """
    delimiter = _delimiter(text := text.removeprefix("\ufeff"))
    rows = list(_rows(text, delimiter))
    for line, row in rows:
        if len(row) > _MOST_COLUMNS:
            raise _wrong(line, f"has more than {_MOST_COLUMNS} columns.")
    columns = _name_columns(rows[0][1]) if rows else ()
    found: dict[str, tuple[str, int]] = {}
    for line, row in rows[1:] if columns else rows:
        if not columns and sum(bool(cell.strip()) for cell in row) > 1:
            raise _wrong(
                line,
                "has more than one column: put a name with a comma in quotes, or begin with a line"
                " of heads, one of them “name”.",
            )
        name = _name(line, row, columns or (0,), longest)
        spelled = spelling(name)
        if (before := found.get(spelled)) is not None:
            raise _wrong(line, f"has a name that stands on line {before[1]} already: {name}.")
        found[spelled] = name, line
        if len(found) > most:
            raise _wrong(line, f"is one too many: a class has at most {most} people.")
    if not found:
        raise InterviewError(ErrorCode.INVALID_FIELD, "There is no name in this list.")
    names = tuple(name for name, _ in found.values())
    if not columns:
        return Roster(names, (), ("name",), tuple((name,) for name in names), delimiter)
    [(_, heads), *others] = rows
    told = tuple(heads[column].strip() for column in columns)
    return Roster(names, told, tuple(heads), tuple(tuple(row) for _, row in others), delimiter)


def write_links(roster: Roster, links: Iterable[tuple[str, str]]) -> str:
    """The table with an interview and a link for each name, in which no spreadsheet sees formulas.

    The columns of the table stay, in their order. Columns that are called as ours hold ours, so
    that a table of old links becomes one of new links.
    """
    width = max(len(row) for row in (roster.heads, *roster.rows))
    heads = [*roster.heads, *[""] * (width - len(roster.heads))]
    spelled = [head.strip().casefold() for head in heads]
    missing = [ours for ours in _OURS if ours not in spelled]
    places = [[*spelled, *missing].index(ours) for ours in _OURS]
    heads += missing
    table = io.StringIO()
    writer = csv.writer(table, delimiter=roster.delimiter)
    writer.writerow(harmless(head, roster.delimiter) for head in heads)
    for row, ours in zip(roster.rows, links, strict=True):
        cells = [*row, *[""] * (len(heads) - len(row))]
        for place, cell in zip(places, ours, strict=True):
            cells[place] = cell
        writer.writerow(harmless(cell, roster.delimiter) for cell in cells)
    return table.getvalue()


def _delimiter(text: str) -> str:
    """What separates columns in the first line."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return next((sign for sign in DELIMITERS if sign in first), ",")


def _name_columns(heads: list[str]) -> tuple[int, ...]:
    """Where the names are, if this is a line of heads: one column, or two for first and last."""
    spelled = [head.strip().casefold() for head in heads]
    columns = [
        next((spelled.index(head) for head in known if head in spelled), None)
        for known in (_WHOLE, _FIRST, _LAST)
    ]
    whole, first, last = columns
    if whole is not None:
        return (whole,)
    return () if first is None or last is None else (first, last)


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    """The rows that are not empty, each with the number of its first line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as problem:
        raise _wrong(line, f"is no CSV ({problem}); is a quote not closed?") from None


def _name(line: int, row: list[str], columns: tuple[int, ...], longest: int) -> str:
    cells = [row[column].strip() for column in columns if column < len(row)]
    cell = " ".join(filter(None, cells))
    if _UNREADABLE in cell:
        raise _wrong(line, "has letters that cannot be read: save the list as “CSV UTF-8”.")
    try:
        return clean_label(cell, "the name", longest)
    except InterviewError as problem:
        raise _wrong(line, f"cannot be used: {problem}") from None


def _wrong(line: int, what: str) -> InterviewError:
    return InterviewError(ErrorCode.INVALID_FIELD, f"Line {line} {what}")
