"""Files of the pages: public, hashed names kept by browsers for a year, gzip where it was made.

The build puts ``x.gz`` beside ``x`` where that pays; who accepts gzip gets those bytes as they are.
"""

import re
from pathlib import Path
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web

_TYPES = {
    ".mjs": "text/javascript",
    ".js": "text/javascript",
    ".wasm": "application/wasm",
    ".css": "text/css",
    ".json": "application/json",
    ".html": "text/plain",
    ".txt": "text/plain",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".zip": "application/zip",
    ".map": "application/json",
}
_HASHED = re.compile(r"[-.][0-9A-Za-z]{8,}\.")
_YEAR = 31_536_000


class StaticFiles(web.StaticFileHandler):
    """Files below one folder, none of them secret."""

    @allow_unauthenticated
    async def get(self, path: str, include_body: bool = True) -> None:
        self._requested = path
        await super().get(self._variant(path), include_body)

    @allow_unauthenticated
    async def head(self, path: str) -> None:
        await self.get(path, include_body=False)

    def _variant(self, path: str) -> str:
        """The gzipped sibling, for those who take it."""
        packed = Path(self.root, path.lstrip("/") + ".gz")
        if path.endswith(".gz") or ".." in path or not packed.is_file():
            return path
        self.set_header("Vary", "Accept-Encoding")
        accepted = self.request.headers.get("Accept-Encoding", "")
        if "gzip" not in accepted.lower() or "Range" in self.request.headers:
            return path
        self.set_header("Content-Encoding", "gzip")
        return path + ".gz"

    def get_content_type(self) -> str:
        kind = _TYPES.get(Path(self._requested).suffix, "application/octet-stream")
        return kind + "; charset=utf-8" if kind.startswith("text/") else kind

    def set_extra_headers(self, path: str) -> None:
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Content-Security-Policy", "default-src 'none'; sandbox")
        if _HASHED.search(Path(self._requested).name):
            self.set_header("Cache-Control", f"public, max-age={_YEAR}, immutable")
        else:
            self.set_header("Cache-Control", "no-cache")

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "no-store")
        self.clear_header("Content-Encoding")
        self.finish("There is no such file." if status_code == 404 else "This did not work.")
