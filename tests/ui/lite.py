"""A JupyterLite site as a static host has it, below a path, on a port that can be closed."""

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, Locator

from tests.ui.alone import alone
from tests.ui.local import LocalPanel
from tests.ui.stage import LabPanel

ROOT = Path(__file__).parents[2]
SITE = ROOT / ".cache" / "lite" / "site"
BELOW = "/teams/hiring/"


def build_site() -> Path:
    """What `npm run demo:lite` builds, from the tree as it is built now."""
    with alone("lite"):
        done = subprocess.run(
            ["node", str(ROOT / "scripts" / "lite.mjs"), "--prepared"],
            env=os.environ | {"CI": "1"},
            text=True,
            capture_output=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    return SITE


class Quiet(SimpleHTTPRequestHandler):
    """Below `BELOW` only, as on a host that others have pages on too."""

    def __init__(self, *args: Any, config: dict[str, Any], **options: Any) -> None:
        self.config = config
        super().__init__(*args, **options)

    def translate_path(self, path: str) -> str:
        inside = path.startswith(BELOW)
        return super().translate_path(path.removeprefix(BELOW.rstrip("/")) if inside else "/no")

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
            return
        if self.path == f"{BELOW}jupyter-lite.json":
            self._send_config()
            return
        super().do_GET()

    def _send_config(self) -> None:
        content = json.loads(Path(self.directory, "jupyter-lite.json").read_text())
        content["jupyter-config-data"].update(self.config)
        data = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Host:
    """Serves the site until it is stopped, and again when it is started, at the same address.

    `config` is what else stands in the site's configuration.
    """

    token = ""

    def __init__(self, site: Path) -> None:
        self.config: dict[str, Any] = {"exposeAppInBrowser": True}
        self._handler = partial(Quiet, directory=str(site), config=self.config)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        self.url = self.origin + BELOW
        self._serve()

    def named(self, name: str) -> "Host":
        """The same host as browsers see it that call it otherwise: another origin."""
        other = copy(self)
        other.origin = self.origin.replace("127.0.0.1", name)
        other.url = other.origin + BELOW
        return other

    def start(self) -> None:
        address = ("127.0.0.1", self._server.server_port)
        self._server = ThreadingHTTPServer(address, self._handler)
        self._serve()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _serve(self) -> None:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()


@contextmanager
def hosted(site: Path) -> Iterator[Host]:
    host = Host(site)
    yield host
    host.stop()


class LiteLab(LabPanel, LocalPanel):
    """JupyterLite's Lab."""

    def launched(self, label: str) -> Locator:
        """A card of the launcher."""
        return self.page.locator(".jp-LauncherCard").filter(has_text=label).first

    async def card(self, label: str) -> None:
        await self.launched(label).click()

    async def begin(self) -> None:
        """A new interview, as people begin one."""
        await self.card("Interview")
        await self.ready()


async def open_lite(context: BrowserContext, host: Host, query: str = "") -> LiteLab:
    page = await context.new_page()
    await page.goto(f"{host.url}lab/index.html{query}")
    lab = LiteLab(page)
    await lab.restored()
    return lab
