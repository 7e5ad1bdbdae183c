"""Serves the packages of this server to the pages: a list, and the wheels in it.

They are public like the other files of the sandbox, because guests have no Jupyter identity.
"""

import asyncio
from http import HTTPStatus
from pathlib import Path

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web

from ..packages.catalogue import Catalogue
from .files import SentFile

INDEX = "index.json"


class Wheels(SentFile):
    """``index.json`` and the files of packages; ``settings`` hold the catalogue."""

    _file: Path | None = None
    absolute_path: str | None = None

    def initialize(self) -> None:  # type: ignore[override]
        """The catalogue decides where a file is, so there is no folder to set."""
        super().initialize(path="")

    @allow_unauthenticated
    async def get(self, name: str, include_body: bool = True) -> None:
        catalogue: Catalogue = self.settings["jupyter_interview_catalogue"]
        if name == INDEX:
            self.finish(await asyncio.to_thread(catalogue.index))
            return
        self._file = await asyncio.to_thread(catalogue.file, name)
        size = None if self._file is None else self.validated_file(self._file)
        if size is None:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        await self.get_bounded(name, size, include_body)

    @allow_unauthenticated
    async def head(self, name: str) -> None:
        await self.get(name, include_body=False)

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-cache")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Content-Security-Policy", "default-src 'none'; sandbox")

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """The file that the catalogue has named, wherever it is."""
        return str(self._file)

    def compute_etag(self) -> str | None:
        """Size and time tell two wheels apart, without reading up to 60 MB."""
        if self.absolute_path is None:
            return web.RequestHandler.compute_etag(self)
        about = Path(self.absolute_path).stat()
        return f'"{about.st_size:x}-{about.st_mtime_ns:x}"'

    def get_cache_time(self, path: str, modified: object, mime_type: str) -> int:
        """Let browsers ask each time, so that a replaced wheel is used immediately."""
        return 0

    def get_content_type(self) -> str:
        return "application/zip"
