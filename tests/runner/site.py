"""A tiny web site for the runner: the sandbox page with its real policy, its files, and a log.

The log is what the isolation tests read, so it is written where a request arrives, before anything
is decided about it, and it holds every request, upgrades and unknown methods included.
"""

import json
import logging
import re
import secrets
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

from jupyter_interview.packages.catalogue import Catalogue
from jupyter_interview.packages.shelf import Shelf
from jupyter_interview.web.pages import RUNNER_POLICY

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "jupyter_interview" / "static" / "runner"

PAGE = """<!doctype html><title>runner</title><link rel="icon" href="data:,">
<script src="/page.js"></script>"""

NESTED = """<!doctype html><title>around</title><link rel="icon" href="data:,">
<iframe src="/"></iframe>"""

TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".wasm": "application/wasm",
}


class Site:
    """A server on a free port and the list of what it was asked. ``page_js`` drives the runner."""

    def __init__(self, page_js: bytes = b"") -> None:
        self.requests: list[str] = []
        members = {"requests": self.requests, "page_js": page_js}
        self._handler: Any = type("Handler", (_Handler,), members)
        self._server = _Server(("127.0.0.1", 0), self._handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.port: int = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"

    def shelve(self, folder: Path | None) -> None:
        """Have the packages of this folder, or none again."""
        log = logging.getLogger("site")
        self._handler.catalogue = folder and Catalogue(Shelf(folder), None, log)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that was closed hung up on what it had asked for; anything else is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    requests: ClassVar[list[str]]
    page_js: ClassVar[bytes]
    catalogue: ClassVar[Catalogue | None] = None

    def parse_request(self) -> bool:
        self.requests.append(self.raw_requestline.decode("latin-1").strip())
        return super().parse_request()

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/nested":
            self._send(NESTED.encode(), {"Content-Type": "text/html"})
        elif path == "/":
            self._send(PAGE.encode(), {"Content-Type": "text/html", "Set-Cookie": "login=yes"})
        elif path == "/requests":
            asked = [line for line in self.requests if "/requests" not in line]
            self._send("\n".join(asked).encode(), {"Content-Type": "text/plain"})
        elif path == "/page.js":
            self._send(self.page_js, {"Content-Type": "text/javascript"})
        elif path == "/interview/runner.html":
            nonce = secrets.token_urlsafe(16)
            page = (STATIC / "runner.html").read_text().replace("{{nonce}}", nonce)
            headers = {"Content-Type": "text/html", "Cache-Control": "no-store"}
            headers["Content-Security-Policy"] = RUNNER_POLICY.format(nonce=nonce)
            self._send(page.encode(), headers)
        elif match := re.fullmatch(r"/assets/([\w.-]+)", path):
            self._send_asset(match[1])
        elif match := re.fullmatch(r"/wheels/([\w.-]+)", path):
            self._send_wheel(match[1])
        else:
            self.send_error(404)

    def _send_asset(self, name: str) -> None:
        headers = {"Content-Type": TYPES.get(Path(name).suffix, "application/octet-stream")}
        if name != "manifest.json":
            headers["Cache-Control"] = "public, max-age=31536000, immutable"
        packed = STATIC / f"{name}.gz"
        if packed.is_file():
            self._send(packed.read_bytes(), {**headers, "Content-Encoding": "gzip"})
        elif (STATIC / name).is_file():
            self._send((STATIC / name).read_bytes(), headers)
        else:
            self.send_error(404)

    def _send_wheel(self, name: str) -> None:
        catalogue = self.catalogue
        if name == "index.json":
            index = {"packages": []} if catalogue is None else catalogue.index()
            self._send(json.dumps(index).encode(), {"Content-Type": "application/json"})
        elif catalogue is not None and (file := catalogue.file(name)):
            self._send(file.read_bytes(), {"Content-Type": "application/zip"})
        else:
            self.send_error(404)

    def _send(self, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(200)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass
