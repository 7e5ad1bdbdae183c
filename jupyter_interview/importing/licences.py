"""The text of a licence that asks to be kept with what it is given for, as that of MIT does."""

import os
import zipfile
from pathlib import Path

from .draft import LeftOut, text_in

_NAMES = ("LICENSE", "LICENSE.txt", "LICENSE.md")
_MOST_BYTES = 64 * 1024


def keep_licence(format_: str, source: Path, bank: Path) -> Path | None:
    """Put the licence of a source beside the questions that were made of it.

    Answers with the file, or with None where the source has no licence in it.
    """
    kept = bank / f"LICENSE-{format_}"
    if os.path.lexists(kept):
        return kept
    text = _unzipped(source) if zipfile.is_zipfile(source) else _beside(source)
    if text is None:
        return None
    kept.write_text(text, "utf-8")
    return kept


def _beside(source: Path) -> str | None:
    for name in _NAMES if source.is_dir() else ():
        if (source / name).is_file():
            try:
                return text_in(source, source / name)
            except LeftOut:
                return None
    return None


def _unzipped(source: Path) -> str | None:
    with zipfile.ZipFile(source) as archive:
        for name in archive.namelist():
            if name.rpartition("/")[2] in _NAMES:
                with archive.open(name) as file:
                    return file.read(_MOST_BYTES).decode("utf-8", "replace")
    return None
