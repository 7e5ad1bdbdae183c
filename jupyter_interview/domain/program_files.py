"""The files that a program can import and read, beside the one that is run.

Their names become paths in the sandbox's own file system, so they are checked: a path of plain
names, inside of one folder. The front end has the same rules
(labextension/src/runner/program-files.ts); tests/corpus/file-names.json checks both.
"""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from .errors import ErrorCode, InterviewError

MOST_FILES = 20
"""The most files of one program, with the one that is run."""

NAME_CHARACTERS = 100
"""The most characters of the name of a file or of a folder."""
_MOST_FOLDERS = 4
LONGEST_NAME = (_MOST_FOLDERS + 1) * (NAME_CHARACTERS + 1) - 1
"""The most characters of a name with its folders."""
NAMES_BYTES = 16 * 1024
"""The most bytes of all names of an interview's files: each change tells everybody all of them."""
_MEANINGFUL = frozenset('\\/:*?"<>|')
"""Characters to which some file system gives a meaning of its own."""
_UNPLAIN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file, by a name or a path of names."""

    name: str
    text: str


def check_files(name: str, code: str, files: Iterable[TextFile], most_bytes: int) -> None:
    """Refuse files that no program can be given: ``invalid_field`` or ``text_too_long``.

    ``name`` and ``code`` are of the file that is run; it may be among the others, too.
    """
    every = [TextFile(name, code), *(file for file in files if file.name != name)]
    if len(every) > MOST_FILES:
        raise _refused(f"A program may have at most {MOST_FILES} files.")
    names: set[str] = set()
    for file in every:
        if not is_file_name(file.name):
            shown = json.dumps(file.name[:NAME_CHARACTERS])
            raise _refused(f"{shown} cannot be the name of a file.")
        if file.name in names:
            raise _refused(f"There are two files with the name {file.name}.")
        names.add(file.name)
    for file in every:
        for folder in folders_of(file.name):
            if folder in names:
                raise _refused(f"{folder} cannot be both a file and the folder of {file.name}.")
    if sum(len(file.text.encode(errors="replace")) for file in every) > most_bytes:
        raise InterviewError(
            ErrorCode.TEXT_TOO_LONG,
            f"The files of a program may have at most {most_bytes:,} bytes of UTF-8 together.",
        )


def is_file_name(name: str) -> bool:
    """Whether it is a plain name, or names of folders and a name, with a ``/`` between them."""
    parts = name.split("/", _MOST_FOLDERS + 1)
    return len(parts) <= _MOST_FOLDERS + 1 and all(map(_is_plain, parts))


def _is_plain(part: str) -> bool:
    return (
        0 < len(part) <= NAME_CHARACTERS
        and part.strip() == part
        and not part.endswith(".")
        and not any(
            character in _MEANINGFUL or unicodedata.category(character) in _UNPLAIN
            for character in part
        )
    )


def folders_of(name: str) -> list[str]:
    """The folders in which a file of this name is, the outermost first."""
    parts = name.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def _refused(sentence: str) -> InterviewError:
    return InterviewError(ErrorCode.INVALID_FIELD, sentence)
