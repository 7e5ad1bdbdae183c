"""What people have typed, as cells of CSV in which no spreadsheet sees a formula."""

import re

DELIMITERS = (",", ";", "\t")
"""What spreadsheets separate columns by."""
_FORMULA = "=+@\uff1d\uff0b\uff0d\uff20-"
"""With the wide forms of the signs, which some spreadsheets take for the same."""


def harmless(cell: str, delimiter: str = ",") -> str:
    """The text, with an apostrophe before whatever a spreadsheet would take for a formula.

    Spreadsheets overlook spaces at the beginning. One that separates columns by another sign than
    this table does begins a cell behind each of these, and a row behind each end of a line.
    """
    others = "".join(sign for sign in DELIMITERS if sign != delimiter)
    formula = f"(?= *[{_FORMULA}])"
    return re.sub(f"(^|[{others}])({formula}|(?=[\t\r\n]))|([\r\n]){formula}", r"\1\3'", cell)
