"""CS2, CS3, CS14, CS15: names of a class from CSV, and links as CSV."""

import csv
import io

import pytest

from jupyter_interview.domain.errors import InterviewError
from jupyter_interview.domain.roster import read_roster, write_links


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
    assert read_roster(text, 64, 200).names == tuple(names)


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
        ("name" + "," * 200 + "\nAda\n", "Line 1 has more than 200 columns."),
        ("name\nAda" + "," * 200, "Line 2 has more than 200 columns."),
        ("\n".join(f"p{n}" for n in range(4)), "Line 4 is one too many: a class has at most 3"),
    ],
)
def test_CS2_what_cannot_be_used_is_named_by_its_line(text: str, sentence: str) -> None:
    with pytest.raises(InterviewError) as refused:
        read_roster(text, 64, 3)
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(
    "text, columns, names",
    [
        ("Ada\nBo\n", (), ("Ada", "Bo")),
        ("id,Student Name\n1,Ada\n", ("Student Name",), ("Ada",)),
        ("Full name,Name\nAda L,Ada\n", ("Name",), ("Ada",)),
        (
            "First name,Surname,Email address\nAda,Lovelace,a@b\nBo,,b@c\n",
            ("First name", "Surname"),
            ("Ada Lovelace", "Bo"),
        ),
        ("Nachname;Vorname\nLovelace;Ada\n", ("Vorname", "Nachname"), ("Ada Lovelace",)),
    ],
)
def test_CS15_the_columns_of_the_names_are_found_and_told(
    text: str, columns: tuple[str, ...], names: tuple[str, ...]
) -> None:
    roster = read_roster(text, 64, 200)
    assert (roster.name_columns, roster.names) == (columns, names)


def linked(text: str) -> str:
    roster = read_roster(text, 64, 200)
    return write_links(roster, ((f"id{n}", f"https://x/#{n}") for n, _ in enumerate(roster.names)))


def test_CS14_the_table_comes_back_with_the_links() -> None:
    table = linked('Group;Name;E-Mail\r\n"A;1"; Ada ;ada@x\r\n\r\nB;Bo\r\n')
    assert table.splitlines() == [
        "Group;Name;E-Mail;interview;link",
        '"A;1"; Ada ;ada@x;id0;https://x/#0',
        "B;Bo;;id1;https://x/#1",
    ]
    assert linked("Ada\nBo").splitlines()[:2] == ["name,interview,link", "Ada,id0,https://x/#0"]


def test_CS14_a_table_of_old_links_becomes_one_of_new_links() -> None:
    old = "name,Link,mail,interview\nAda,https://old/,a@b,old\n"
    assert linked(old).splitlines()[1] == "Ada,https://x/#0,a@b,id0"
    assert linked(linked(old)) == linked(old)
    longer = "name\nAda,1,2\n"
    assert linked(longer).splitlines() == ["name,,,interview,link", "Ada,1,2,id0,https://x/#0"]


@pytest.mark.parametrize(
    "cell, written",
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-1", "'-1"),
        ("@sum", "'@sum"),
        ("\t=1", "'\t'=1"),
        ("  =1", "'  =1"),
        ("\uff1d1", "'\uff1d1"),
        ("a;=1", "a;'=1"),
        ("a\t @b", "a\t' @b"),
        ("'=1", "'=1"),
        ("a=1", "a=1"),
        ("a\n =1\n\nb", "a\n' =1\n\nb"),
        ("Lovelace, -Ada", "Lovelace, -Ada"),
        ('B"o', 'B"o'),
    ],
)
def test_CS3_no_cell_is_a_formula(cell: str, written: str) -> None:
    """Neither a name nor what stands beside it, nor a head."""
    quoted = '"' + cell.replace('"', '""') + '"'
    [head, row] = csv.reader(io.StringIO(linked(f"name,{quoted}\nBo,{quoted}\n"), newline=""))
    assert (head[1], row[1]) == (written, written)
