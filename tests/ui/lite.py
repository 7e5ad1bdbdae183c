"""A JupyterLite site as a static host has it, below a path, on a port that can be closed."""

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, expect

from tests.ui.local import LocalPanel
from tests.ui.stage import LabPanel

ROOT = Path(__file__).parents[2]
SITE = ROOT / ".cache" / "lite" / "site"
BELOW = "/teams/hiring/"


def build_site() -> Path:
    """What `npm run demo:lite` builds, from the tree as it is built now."""
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

    def translate_path(self, path: str) -> str:
        inside = path.startswith(BELOW)
        return super().translate_path(path.removeprefix(BELOW.rstrip("/")) if inside else "/no")

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
            return
        super().do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Host:
    """Serves the site until it is stopped, and again when it is started, at the same address."""

    token = ""

    def __init__(self, site: Path) -> None:
        self._handler = partial(Quiet, directory=str(site))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        self.url = self.origin + BELOW
        self._serve()

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
    """JupyterLite's Lab: the application is found by its shell, for it exposes none."""

    async def restored(self) -> None:
        await expect(self.page.locator("#jupyterlab-splash")).to_have_count(0)
        await expect(self.page.locator("#jp-main-dock-panel")).to_be_visible()

    async def card(self, label: str) -> None:
        """A card of the launcher."""
        card = self.page.locator(".jp-LauncherCard").filter(has_text=label)
        await card.first.click()

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
