"""The public files of the pages. Browsers keep those with a hash in their name for a year.

The build writes ``x.gz`` beside ``x``, or instead of it, where that is worth it. A client that
accepts gzip gets those bytes as they are. For other clients they are unpacked if there is no ``x``.
"""

import re
from http import HTTPStatus
from pathlib import Path

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web

from .files import SentFile, inflated_size

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
_LOADER = re.compile(r"runner/loader\.[0-9a-f]{16}\.js")
"""The only script that is loaded as a worker, whose policy comes with its own answer."""


class StaticFiles(SentFile):
    """Files below one folder, none of them secret."""

    absolute_path: str | None = None

    @allow_unauthenticated
    async def get(self, path: str, include_body: bool = True) -> None:
        self._requested = path
        variant = self._variant(path)
        if variant == path and (only := self._packed_only(path)) is not None:
            await self._unpack(only, include_body)
            return
        size = self.validated_file(Path(self.root, variant.lstrip("/")))
        if size is None or ".." in path:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        await self.get_bounded(variant, size, include_body)

    @allow_unauthenticated
    async def head(self, path: str) -> None:
        await self.get(path, include_body=False)

    def _variant(self, path: str) -> str:
        """The gzipped file, for clients that accept it."""
        if self._packed(path) is None:
            return path
        self.set_header("Vary", "Accept-Encoding")
        accepted = self.request.headers.get("Accept-Encoding", "")
        if "gzip" not in accepted.lower() or "Range" in self.request.headers:
            return path
        self.set_header("Content-Encoding", "gzip")
        return path + ".gz"

    def _packed(self, path: str) -> Path | None:
        if path.endswith(".gz") or ".." in path:
            return None
        packed = Path(self.root, path.lstrip("/") + ".gz")
        return None if self.validated_file(packed) is None else packed

    def _packed_only(self, path: str) -> Path | None:
        packed = self._packed(path)
        return None if packed is None or packed.with_suffix("").exists() else packed

    def compute_etag(self) -> str | None:
        # What was unpacked has no file to take a name from.
        return super().compute_etag() if self.absolute_path else None

    async def _unpack(self, packed: Path, include_body: bool) -> None:
        self.set_header("Content-Type", self.get_content_type())
        self.set_header("Content-Length", str(inflated_size(packed)))
        self.set_extra_headers(self._requested)
        if include_body:
            await self.send_inflated(packed)

    def get_content_type(self) -> str:
        kind = _TYPES.get(Path(self._requested).suffix, "application/octet-stream")
        return kind + "; charset=utf-8" if kind.startswith("text/") else kind

    def set_default_headers(self) -> None:
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Content-Security-Policy", "default-src 'none'; sandbox")

    def set_extra_headers(self, path: str) -> None:
        if _LOADER.fullmatch(self._requested):
            self.set_header("Content-Security-Policy", "default-src 'none'; connect-src 'self'")
        if _HASHED.search(Path(self._requested).name):
            self.set_header("Cache-Control", f"public, max-age={_YEAR}, immutable")
        else:
            self.set_header("Cache-Control", "no-cache")
