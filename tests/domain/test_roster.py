"""CS2, CS3: names of a class from CSV, and links as CSV."""

import csv

import pytest

from jupyter_interview.domain.errors import InterviewError
from jupyter_interview.domain.roster import read_names, write_links


@pytest.mark.parametrize(
    "text, names",
    [
        ("Ada\nBo\n", ["Ada", "Bo"]),
        ("\ufeffAda\r\n\r\n  \r\nBo", ["Ada", "Bo"]),
        ("Name\nAda\nBo\n", ["Ada", "Bo"]),
        ('"Lovelace, Ada"\nBo 🐢\n', ["Lovelace, Ada", "Bo 🐢"]),
        ("group,name\n1,Ada\n2,Bo\n", ["Ada", "Bo"]),
        ("Nr;NAME;Mail\n1;Ada;a@b\n2;Bo;c@d\n", ["Ada", "Bo"]),
        ("id\tname\n1\tAda\n", ["Ada"]),
        ('name\n"Ada ""the first"""\n', ['Ada "the first"']),
        ("=1+1\n", ["=1+1"]),
    ],
)
def test_CS2_a_list_is_read_as_spreadsheets_write_it(text: str, names: list[str]) -> None:
    assert read_names(text, 64, 200) == tuple(names)


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("", "There is no name in this list."),
        ("name\n", "There is no name in this list."),
        ("Ada\n\nBo\nADA\n", "Line 4 has a name that stands on line 1 already: ADA."),
        ("Ada\nLovelace, Ada\n", "Line 2 "),
        ("Lovelace, Ada\n", "Line 1 has more than one column: put a name with a comma in quotes"),
        ("Ada\n" + "x" * 65, "Line 2 cannot be used: the name must have 1 to 64 characters."),
        ("Ada\nB\x00o\n", "Line 2 "),
        (b"Ada\nJos\xe9\n".decode(errors="replace"), "Line 2 has letters that cannot be read"),
        ("group,name\n1,Ada\n2\n", "Line 3 cannot be used"),
        ('Ada\n"Bo\nCy\n', "Line 2 is no CSV"),
        ("\n".join(f"p{n}" for n in range(4)), "Line 4 is one too many: a class has at most 3"),
    ],
)
def test_CS2_what_cannot_be_used_is_named_by_its_line(text: str, sentence: str) -> None:
    with pytest.raises(InterviewError) as refused:
        read_names(text, 64, 3)
    assert str(refused.value).startswith(sentence)


def test_CS3_no_cell_is_a_formula() -> None:
    names = ["=1+1", "+49", "-1", "@sum", "Lovelace, Ada", 'B"o']
    table = write_links((name, "id", "https://x/#s") for name in names)
    [head, *rows] = csv.reader(table.splitlines())
    assert head == ["name", "interview", "link"]
    assert [row[0] for row in rows] == ["'=1+1", "'+49", "'-1", "'@sum", "Lovelace, Ada", 'B"o']
