"""The packages of this server for the pages: a list, and the wheels that it names.

Public like the rest of what the sandbox is made of: guests have no Jupyter identity.
"""

import asyncio
from http import HTTPStatus

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web

from ..packages.catalogue import Catalogue

INDEX = "index.json"


class Wheels(web.RequestHandler):
    """``index.json`` and the files of packages; ``settings`` hold the catalogue."""

    @allow_unauthenticated
    async def get(self, name: str) -> None:
        catalogue: Catalogue = self.settings["jupyter_interview_catalogue"]
        self.set_header("Cache-Control", "no-cache")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Content-Security-Policy", "default-src 'none'; sandbox")
        if name == INDEX:
            self.finish(await asyncio.to_thread(catalogue.index))
            return
        path = await asyncio.to_thread(catalogue.file, name)
        if path is None:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", "application/zip")
        self.finish(await asyncio.to_thread(path.read_bytes))

    head = get
