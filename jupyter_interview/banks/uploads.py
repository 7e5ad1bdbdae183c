"""Banks that people upload as zips, each kept for whoever uploaded it.

A zip may be made to do harm. What it unpacks to is counted while it is read, and nothing in it says
where on the disk anything goes.
"""

import shutil
import zlib
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from stat import S_ISLNK
from tempfile import mkdtemp
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ..domain.program_files import folders_of, is_file_name
from ..questions.reading import QUESTION, is_id

MOST_BANKS = 10
"""The most banks of one person."""
MOST_FILES = 5000
MOST_BYTES = 16 * 1024 * 1024
"""The most bytes of all files of one bank together."""
_IGNORED = frozenset({"__MACOSX", "__pycache__", "node_modules"})
_ENCRYPTED = 1
_BROKEN = (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, zlib.error)
"""What Python's reader of zips raises for one that is damaged, or is none."""


class BadBank(Exception):
    """What was uploaded cannot be kept; the text says why."""


class Uploads:
    """The banks of all people, each person's in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()

    def banks_of(self, owner: str) -> list[Path]:
        """The folders of somebody's banks, which are called as the banks are."""
        try:
            inside = [*self._home(owner).iterdir()]
        except OSError:
            return []
        return sorted(path for path in inside if is_id(path.name) and path.is_dir())

    def put(self, owner: str, name: str, content: bytes) -> None:
        """Keep a bank, in the place of an earlier one of this name. Raises BadBank and OSError."""
        files = unpacked(content)
        home = self._home(owner)
        others = [path for path in self.banks_of(owner) if path.name != name]
        if len(others) >= MOST_BANKS:
            raise BadBank(f"You may keep at most {MOST_BANKS} banks here; remove one first.")
        home.mkdir(parents=True, exist_ok=True)
        making = Path(mkdtemp(prefix=".making-", dir=home))
        try:
            for file, text in files.items():
                path = making / "new" / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text)
            if (home / name).exists():
                (home / name).rename(making / "old")
            (making / "new").rename(home / name)
        finally:
            shutil.rmtree(making, ignore_errors=True)

    def remove(self, owner: str, name: str) -> bool:
        """Remove a bank; answers whether there was one. Raises OSError."""
        found = [path for path in self.banks_of(owner) if path.name == name]
        for path in found:
            shutil.rmtree(path)
        return bool(found)

    def _home(self, owner: str) -> Path:
        return self._folder / sha256(owner.encode()).hexdigest()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files in a zip by their names in the bank; raises BadBank.

    A folder around all of them, as in the zip of a repository, is no part of the names.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            files = dict(_files(archive))
    except _BROKEN:
        raise BadBank("This is not a zip, or it is damaged.") from None
    names = _without_outer_folder([*files])
    inside = dict(zip(names, files.values(), strict=True))
    if not any(_is_question(name) for name in names):
        raise BadBank(
            f"There is no question in it: a bank has folders with {QUESTION} in them, or has one "
            "folder around all of these."
        )
    for name in names:
        if not is_file_name(name) or any(folder in inside for folder in folders_of(name)):
            raise BadBank(f"{name[:100]!r} cannot be the name of a file.")
    return inside


def _files(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    left = MOST_BYTES
    infos = [info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info)]
    if len(infos) > MOST_FILES:
        raise BadBank(f"A bank may have at most {MOST_FILES:,} files.")
    for info in infos:
        if S_ISLNK(info.external_attr >> 16):
            raise BadBank("A bank cannot have links to other files.")
        if info.flag_bits & _ENCRYPTED or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise BadBank("Its files are encrypted, or packed in a way that is not known here.")
        with archive.open(info) as file:
            content = file.read(left + 1)
        left -= len(content)
        if left < 0:
            raise BadBank(f"A bank may have at most {MOST_BYTES:,} bytes.")
        yield info.filename, content


def _is_hidden(info: ZipInfo) -> bool:
    """Whether it is a file that no bank reads, such as those of git."""
    parts = PurePosixPath(info.filename).parts
    return any(part in _IGNORED or (part.startswith(".") and part != "..") for part in parts)


def _without_outer_folder(names: list[str]) -> list[str]:
    while names and not any(map(_is_question, names)):
        outer = {name.partition("/")[0] if "/" in name else "" for name in names}
        if len(outer) != 1 or "" in outer:
            break
        names = [name.partition("/")[2] for name in names]
    return names


def _is_question(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    return file == QUESTION and is_id(folder)
