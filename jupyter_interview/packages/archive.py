"""Reads a wheel without trusting it, and not more of it than is allowed.

A wheel is a zip archive that somebody else has made. A few kilobytes of it can claim to contain
millions of files, or can become gigabytes when they are unpacked. So no claim is believed, reading
is bounded, and only the one file that describes the package is unpacked here.
"""

import io
import re
import zipfile
from pathlib import Path, PurePosixPath
from typing import BinaryIO

FILE_BYTES = 256 * 1024 * 1024
"""The most bytes of a wheel, and of all its unpacked content."""
READ_BYTES = 4 * 1024 * 1024
"""The most bytes of the archive's directory and of the description, as they are in the file."""
METADATA_BYTES = 1024 * 1024
_NAME_CHARACTERS = 512
_METADATA = re.compile(r"[^/]+\.dist-info/METADATA")
_WAYS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""The allowed compressions. Others cannot be unpacked in bounded pieces; wheels use none of
them."""
_ENCRYPTED = 0x1


class Unreadable(ValueError):
    """An archive that must not be used. The message says why, after the name of the file."""


def read_archive(path: Path) -> tuple[list[str], str]:
    """The names of all files in a wheel, and its ``METADATA``; raises Unreadable."""
    try:
        if path.stat().st_size > FILE_BYTES:
            raise Unreadable("is too big.")
        with path.open("rb") as file, zipfile.ZipFile(_Bounded(file)) as archive:
            members = archive.infolist()
            names = _checked(members)
            return names, _description(archive, members)
    except Unreadable:
        raise
    except Exception:
        # zipfile, zlib and codecs raise many errors for a bad archive, not all of them documented.
        raise Unreadable("cannot be read as a wheel.") from None


def _checked(members: list[zipfile.ZipInfo]) -> list[str]:
    names = [member.filename for member in members]
    if len(set(names)) != len(names):
        raise Unreadable("holds two files of one name.")
    for member in members:
        if len(member.filename) > _NAME_CHARACTERS or not _stays_inside(member.filename):
            raise Unreadable("holds a file with a name that leads elsewhere, or is too long.")
        if member.flag_bits & _ENCRYPTED or member.compress_type not in _WAYS:
            raise Unreadable("is encrypted, or packed in a way that wheels are not.")
    if sum(member.file_size for member in members) > FILE_BYTES:
        raise Unreadable("is too big when it is unpacked.")
    return names


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name[:2])


def _description(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> str:
    found = [member for member in members if _METADATA.fullmatch(member.filename)]
    if len(found) != 1:
        raise Unreadable("cannot be read as a wheel: it has no METADATA, or more than one.")
    if found[0].file_size > METADATA_BYTES:
        raise Unreadable("describes itself at too great a length.")
    with archive.open(found[0]) as file:
        return file.read(METADATA_BYTES).decode()


class _Bounded(io.RawIOBase):
    """A file of which a bounded part is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._left = READ_BYTES

    def read(self, size: int | None = -1) -> bytes:
        wanted = self._left + 1 if size is None or size < 0 else size
        if wanted > self._left + 1:
            raise Unreadable("has too many files, or too long a description.")
        data = self._file.read(wanted)
        self._left -= len(data)
        if self._left < 0:
            raise Unreadable("has too many files, or too long a description.")
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True
