"""Reads a program that this server shall run, with the same fields in REST and socket, and what a
browser says it runs."""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from hashlib import sha256

from msgspec.structs import replace

from ..domain.languages import check_language, main_name
from ..domain.limits import Limits
from ..domain.naming import clean_code
from ..domain.program_files import (
    MOST_FILES,
    TextFile,
    check_files,
    is_file_name,
)
from ..gate.sync import SyncError, decode_state_vector
from .exercise import test_cases
from .fields import Fields
from .file_fields import file_name, text_file
from .session import RunHere
from .values import HashedFile, Program

NAMES = ("code", "language", "stdin", "tests")
_LONGEST_VECTOR = 16 * 1024
"""Characters. A vector of a thousand people has fewer."""


def run_here(fields: Fields, limits: Limits, run_id: str | None = None) -> RunHere:
    """Read a program; raises a refusal."""
    return RunHere(
        clean_code(fields.text("code"), limits.text_bytes),
        check_language(fields.text("language")),
        clean_code(fields.text("stdin", ""), limits.text_bytes),
        test_cases(fields),
        run_id,
    )


def with_files(command: RunHere, fields: Fields, limits: Limits) -> RunHere:
    """The program with the files of the optional field ``files``; raises a refusal."""
    name = fields.text_or_none("name")
    vector = _state_vector(fields)
    if name is None and "files" not in fields:
        return replace(command, state_vector=vector)
    given = fields.raw("files") if "files" in fields else []
    if not isinstance(given, list) or len(given) > MOST_FILES:
        fields.refuse("files", f"a list of at most {MOST_FILES} files")
    files = tuple(map(text_file, given))
    check_files(
        main_name(command.language) if name is None else name,
        command.code,
        [TextFile(file.name, file.text) for file in files],
        int(limits.text_bytes),
    )
    return replace(command, name=name, files=files, state_vector=vector)


def of_command(command: RunHere) -> Program:
    """What a program that this server runs is made of."""
    name = main_name(command.language) if command.name is None else command.name
    others = [file for file in command.files or () if file.name != name]
    files = [(name, command.code), *((file.name, file.text) for file in others)]
    return Program(name, _hashes(files), command.state_vector)


def of_texts(main: TextFile, others: Iterable[TextFile], state_vector: bytes) -> Program:
    """What a program is made of whose texts were read from a document in this state."""
    files = [(file.name, file.text) for file in (main, *others)]
    vector = b64encode(state_vector).decode()
    return Program(main.name, _hashes(files), vector if len(vector) <= _LONGEST_VECTOR else None)


def _hashes(files: Iterable[tuple[str, str]]) -> tuple[HashedFile, ...]:
    return tuple(HashedFile(name, sha256(text.encode()).hexdigest()) for name, text in files)


def claimed(fields: Fields) -> Program | None:
    """What a run in a browser is said to run, in the optional field ``program``."""
    if "program" not in fields or fields.is_null("program"):
        return None
    told = Fields(fields.raw("program"), "program", ("name", "files", "stateVector"))
    given = told.raw("files")
    if not isinstance(given, list) or not 1 <= len(given) <= MOST_FILES:
        told.refuse("files", f"a list of 1 to {MOST_FILES} files")
    name, files = _name(told), tuple(map(_hashed, given))
    names = {file.name for file in files}
    if len(names) < len(files) or name not in names:
        told.refuse("files", "files of different names, with the one that is run")
    return Program(name, files, _state_vector(told))


def _hashed(value: object) -> HashedFile:
    fields = Fields(value, "A file", ("name", "sha256"))
    wanted = "a SHA-256, as 64 hexadecimal digits"
    return HashedFile(_name(fields), fields.matching("sha256", "[0-9a-f]{64}", wanted))


def _name(fields: Fields) -> str:
    name = file_name(fields)
    if not is_file_name(name):
        fields.refuse("name", "the name of a file")
    return name


def _state_vector(fields: Fields) -> str | None:
    """A Yjs state vector in base64. One that is very long is not kept."""
    told = fields.text_or_none("stateVector")
    if told is None or len(told) > _LONGEST_VECTOR:
        return None
    try:
        decode_state_vector(b64decode(told, validate=True))
    except (ValueError, SyncError):
        fields.refuse("stateVector", "a Yjs state vector in base64")
    return told
