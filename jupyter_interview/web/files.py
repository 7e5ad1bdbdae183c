"""Sends files to anybody: in pieces, as fast as they are read, a limited number at a time."""

import asyncio
import zlib
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

from tornado import iostream, web

from .bounds import BoundedBody, WatchedReader
from .downloads import Downloads, TooManyDownloads
from .refusals import RETRY_SECONDS

PIECE = 64 * 1024
_GZIP = 16 + zlib.MAX_WBITS


class SentFile(BoundedBody, WatchedReader, web.StaticFileHandler):
    """Sends a file as Tornado does, but holds only the piece that is being sent."""

    async def get_bounded(self, path: str, size: int, include_body: bool) -> None:
        """Send the file. If it is big, and so its reader may be slow, wait for a turn first."""
        if not include_body or size <= PIECE:
            await web.StaticFileHandler.get(self, path, include_body)
            return
        async with self._place():
            await web.StaticFileHandler.get(self, path, include_body)

    async def send_inflated(self, packed: Path) -> None:
        """Send the content of a gzip file to a client that does not accept gzip."""
        async with self._place():
            try:
                for piece in inflated(packed):
                    self.write(piece)
                    await self.flush()
                    await asyncio.sleep(0)
            except iostream.StreamClosedError:
                return

    def _place(self) -> Any:
        downloads: Downloads = self.settings["jupyter_interview_downloads"]
        return downloads.place(str(self.request.remote_ip))

    @classmethod
    def validated_file(cls, path: Path) -> int | None:
        """The size of a file; None if there is none, whatever the path looks like."""
        try:
            return path.stat().st_size if path.is_file() else None
        except (OSError, ValueError):
            return None

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        if not isinstance(value, TooManyDownloads):
            super().log_exception(typ, value, tb)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        problem = (kwargs.get("exc_info") or (None, None, None))[1]
        sentence = "This did not work."
        if isinstance(problem, TooManyDownloads):
            self.set_status(HTTPStatus.TOO_MANY_REQUESTS)
            self.set_header("Retry-After", str(RETRY_SECONDS))
            sentence = "Too many files are on their way to this address; try again in a while."
        elif status_code == HTTPStatus.NOT_FOUND:
            sentence = "There is no such file."
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.clear_header("Content-Encoding")
        self.finish(sentence)


def inflated_size(packed: Path) -> int:
    """The unpacked size of a gzip file with one member, from its last four bytes."""
    with packed.open("rb") as file:
        file.seek(-4, 2)
        return int.from_bytes(file.read(4), "little")


def inflated(packed: Path) -> Iterator[bytes]:
    """The content of a gzip file in pieces, and never more than the size it claims."""
    left = inflated_size(packed)
    inflate = zlib.decompressobj(_GZIP)
    with packed.open("rb") as file:
        while left > 0 and not inflate.eof:
            data = inflate.unconsumed_tail or file.read(PIECE)
            piece = inflate.decompress(data, min(PIECE, left))
            if not data and not piece:
                return
            left -= len(piece)
            if piece:
                yield piece
