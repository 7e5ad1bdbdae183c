"""Reads what both REST and socket say of files: their names and ids, and texts with names."""

from ..domain.ids import ID_PATTERN
from ..domain.naming import with_line_feeds
from ..domain.program_files import LONGEST_NAME
from .fields import Fields
from .values import ProgramFile

_ID = f"{ID_PATTERN}|code:[a-z]{{1,20}}"


def file_id(fields: Fields) -> str:
    """The id of a file, in the field ``file``."""
    return fields.matching("file", _ID, "the id of a file")


def file_name(fields: Fields) -> str:
    """What may be the name of a file; the interview looks closer."""
    name: str = fields.text("name")
    if len(name) > LONGEST_NAME:
        fields.refuse("name", f"at most {LONGEST_NAME} characters long")
    return name


def text_file(value: object) -> ProgramFile:
    """A name and a text."""
    fields = Fields(value, "A file", ("name", "text"))
    return ProgramFile(file_name(fields), with_line_feeds(fields.text("text")))
