"""The code: the one file as it is, or all files in a zip."""

from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ...domain.clock import iso
from ..account import Account
from .taken import Taken, safe_name

_READABLE = 0o644 << 16


def export(account: Account) -> Taken:
    """The file of this name if it is the only one, or else a zip of all of them."""
    if len(account.files) == 1:
        [file] = account.files
        name = safe_name(([""] + _parts(file.name))[-1], "code.txt")
        return Taken(name, "text/plain; charset=utf-8", file.text.encode())
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        taken: set[str] = set()
        for file in account.files:
            info = ZipInfo(_free(_path(file.name), taken), _date(account))
            info.external_attr, info.compress_type = _READABLE, ZIP_DEFLATED
            archive.writestr(info, file.text.encode())
    return Taken(f"{safe_name(account.title)}.zip", "application/zip", buffer.getvalue())


def _path(name: str) -> str:
    """The path of a file in the zip, which leads nowhere outside of it."""
    return "/".join(safe_name(part, "_") for part in _parts(name)) or "_"


def _parts(name: str) -> list[str]:
    """The folders of a name and the file in them."""
    return [part for part in name.split("/") if part not in ("", ".")]


def _free(path: str, taken: set[str]) -> str:
    """The path, with a number if another file has it where big and small letters are one."""
    whole, number = PurePosixPath(path), 1
    while path.casefold() in taken:
        number += 1
        path = str(whole.with_name(f"{whole.stem}-{number}{whole.suffix}"))
    taken.add(path.casefold())
    return path


def _date(account: Account) -> tuple[int, int, int, int, int, int]:
    """When the interview began. What a zip says of times has no zone; this is UTC."""
    day, clock = iso(account.created_us)[:19].split("T")
    (year, month, date), (hour, minute, second) = (
        map(int, day.split("-")),
        map(int, clock.split(":")),
    )
    return max(year, 1980), month, date, hour, minute, second
