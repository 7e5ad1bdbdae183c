"""Banks that people upload as zips, each kept for whoever uploaded it.

A zip may be made to do harm. What it unpacks to is counted while it is read, and nothing in it says
where on the disk anything goes. Each upload of a bank is in a folder of its own (``NAME.2``), and
the one with the greatest number counts.
"""

import re
import shutil
import zlib
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from stat import S_ISLNK
from tempfile import mkdtemp
from time import time
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ..domain.program_files import LONGEST_NAME, folders_of, is_file_name
from ..questions.reading import QUESTION, is_id

MOST_BANKS = 10
"""The most banks of one person."""
MOST_FILES = 5000
MOST_BYTES = 16 * 1024 * 1024
"""The most bytes of all files of one bank together."""
MOST_ZIP_BYTES = 24 * 1024 * 1024
"""The most bytes of a zip: of a bank that has as much as it may, packed without being made smaller,
with what a zip says of each of its files."""
ZIP_TOO_BIG = "The zip of a bank may have at most 24 MiB, and its files together at most 16 MiB."
"""Written out, because the panel knows the sentence to translate it."""
_LONGEST = 2 * LONGEST_NAME
"""The most characters of a name in a zip, with the folders around the bank."""
_MAKING = ".making-"
_LEFT_SECONDS = 3600.0
"""No server makes a bank for so long."""
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
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

    def banks_of(self, owner: str) -> dict[str, Path]:
        """The folders of somebody's banks, by the names of the banks."""
        return {name: kept[-1] for name, kept in self._kept(owner).items()}

    def put(self, owner: str, name: str, content: bytes) -> None:
        """Keep a bank, in the place of an earlier one of this name. Raises BadBank and OSError.

        The new one is there as a whole from one rename on, and the earlier one until then, whenever
        the server is ended.
        """
        files = unpacked(content)
        home = self._home(owner)
        kept = self._kept(owner)
        if len(kept.keys() - {name}) >= MOST_BANKS:
            raise BadBank(f"You may keep at most {MOST_BANKS} banks here; remove one first.")
        home.mkdir(parents=True, exist_ok=True)
        _remove_left_behind(home)
        making = Path(mkdtemp(prefix=_MAKING, dir=home))
        try:
            for file, text in files.items():
                path = making / "new" / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text)
            earlier = kept.get(name, [])
            number = 1 + max((_number(path) for path in earlier), default=0)
            (making / "new").rename(home / f"{name}.{number}")
            _remove(earlier, making)
        finally:
            shutil.rmtree(making, ignore_errors=True)

    def remove(self, owner: str, name: str) -> bool:
        """Remove a bank; answers whether there was one. Raises OSError."""
        kept = self._kept(owner).get(name, [])
        if kept:
            making = Path(mkdtemp(prefix=_MAKING, dir=self._home(owner)))
            try:
                _remove(kept, making)
            finally:
                shutil.rmtree(making, ignore_errors=True)
        return bool(kept)

    def _kept(self, owner: str) -> dict[str, list[Path]]:
        """The folders by the names of the banks. The last one of a bank is what it is now; others
        are there where the server ended before it removed them."""
        try:
            inside = [path for path in self._home(owner).iterdir() if path.is_dir()]
        except OSError:
            return {}
        kept: dict[str, list[Path]] = {}
        for path in sorted(inside, key=lambda path: (path.stem, _number(path))):
            if is_id(path.stem) and (_number(path) or not path.suffix):
                kept.setdefault(path.stem, []).append(path)
        return kept

    def _home(self, owner: str) -> Path:
        return self._folder / sha256(owner.encode()).hexdigest()


def _number(folder: Path) -> int:
    """Which upload of its bank a folder has, as its name ends; 0 if it ends in no number."""
    end = folder.suffix.removeprefix(".")
    return int(end) if _NUMBER.fullmatch(end) else 0


def _remove(folders: list[Path], aside: Path) -> None:
    """Remove folders, the oldest first. None is ever there with a part of its files."""
    for number, folder in enumerate(folders):
        folder.rename(aside / f"old-{number}")


def _remove_left_behind(home: Path) -> None:
    """Remove what was being made when a server ended."""
    for path in home.iterdir():
        if path.name.startswith(_MAKING) and path.stat().st_mtime < time() - _LEFT_SECONDS:
            shutil.rmtree(path, ignore_errors=True)


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
            raise _bad_name(name)
    return inside


def _files(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    left = MOST_BYTES
    infos = [info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info)]
    if len(infos) > MOST_FILES:
        raise BadBank(f"A bank may have at most {MOST_FILES:,} files.")
    for info in infos:
        if len(info.filename) > _LONGEST:
            raise _bad_name(info.filename)
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


def _bad_name(name: str) -> BadBank:
    return BadBank(f"{name[:100]!r} cannot be the name of a file.")


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
