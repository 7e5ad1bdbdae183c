"""A real JupyterHub with its proxy, in processes of their own, and browsers without a screen."""

import asyncio
import fcntl
import json
import os
import re
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any, Self

import httpx

from tests.clients import PATIENCE, Api
from tests.ports import free_port
from tests.quick import quick_start

CONFIG = Path(__file__).with_name("jupyterhub_config.py")
SERVICE = "services/interview/"
PAUSE_S = 0.1
ONE_HUB = Path(tempfile.gettempdir(), "jupyter_interview-tests-hub.lock")
"""The port of the documented service is one, so one hub at a time is started on this machine."""


class Hub:
    """Started by docs/deploy/jupyterhub_config.py; ``home`` holds all it keeps."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.log = ""
        self.ports = [free_port() for _ in range(3)]
        self.root = f"http://127.0.0.1:{self.ports[0]}/"
        self._process: asyncio.subprocess.Process | None = None
        self._browsers: list[Browser] = []

    async def start(self) -> Self:
        self._lock = os.open(ONE_HUB, os.O_WRONLY | os.O_CREAT)
        await asyncio.to_thread(fcntl.flock, self._lock, fcntl.LOCK_EX)
        for folder in ("users", "config"):
            (self.home / folder).mkdir()
        page = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
        (self.home / "config" / "labconfig").mkdir()
        (self.home / "config" / "labconfig" / "page_config.json").write_text(json.dumps(page))
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        environment = os.environ | {
            "PATH": path,
            "TEST_HUB_HOME": str(self.home),
            "TEST_HUB_PORTS": " ".join(map(str, self.ports)),
            "JUPYTER_CONFIG_DIR": str(self.home / "config"),
            "NO_PROXY": "*",
            "PYTHONPATH": quick_start(),
        }
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "jupyterhub",
            "--config",
            str(CONFIG),
            cwd=self.home,
            env=environment,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        ready = asyncio.Event()
        self._reader = asyncio.create_task(self._read(ready))
        await asyncio.wait_for(ready.wait(), 6 * PATIENCE)
        assert self._process.returncode is None, self.log
        return self

    async def _read(self, ready: asyncio.Event) -> None:
        assert self._process is not None and self._process.stderr is not None
        while line := await self._process.stderr.readline():
            self.log += line.decode()
            if b"JupyterHub is now running" in line:
                ready.set()
        ready.set()

    async def stop(self) -> None:
        """The hub takes its proxy, its service and its users' servers with it."""
        for browser in self._browsers:
            await browser.http.aclose()
        if self._process is not None:
            if self._process.returncode is None:
                os.kill(self._process.pid, signal.SIGTERM)
            await asyncio.wait_for(self._process.wait(), 3 * PATIENCE)
            await self._reader
        os.close(self._lock)

    def guest(self) -> Api:
        """Somebody without an account, at the service."""
        return Api(self.root + SERVICE)

    async def log_in(self, name: str) -> "Browser":
        browser = Browser(self.root)
        self._browsers.append(browser)
        await browser.log_in(name)
        return browser


class Browser:
    """Keeps cookies and follows redirects, as a browser does."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.http = httpx.AsyncClient(
            base_url=root, follow_redirects=True, timeout=6 * PATIENCE, trust_env=False
        )

    async def log_in(self, name: str) -> None:
        """By the hub's form, then through its OAuth to the service."""
        form = await self.http.get("hub/login")
        [xsrf] = re.findall(r'name="_xsrf"\s+value="([^"]*)"', form.text)
        data = {"username": name, "password": "toy", "_xsrf": xsrf}
        answer = await self.http.post("hub/login?next=%2Fhub%2Fhome", data=data)
        assert answer.url.path == "/hub/home", (answer.status_code, answer.text)

    def cookie(self, name: str, path: str) -> str:
        found = [c.value for c in self.http.cookies.jar if c.name == name and c.path == path]
        assert len(found) == 1 and found[0] is not None, (name, path, self.http.cookies.jar)
        return found[0]

    async def at_service(self) -> Api:
        """The interface for a person at the service's own page: cookies and XSRF header."""
        page = await self.http.get(SERVICE + "interview/")
        assert page.status_code == 200 and page.url.path == f"/{SERVICE}interview/", page.text
        request = self.http.build_request("GET", SERVICE + "interview/")
        headers = {
            "Cookie": request.headers["Cookie"],
            "X-XSRFToken": self.cookie("_xsrf", f"/{SERVICE}"),
        }
        return Api(self.root + SERVICE, headers)

    async def lab(self, name: str) -> dict[str, Any]:
        """Start the own server and open JupyterLab: what its page is told."""
        await self.http.get(f"hub/spawn/{name}")
        async with asyncio.timeout(6 * PATIENCE):
            while True:
                page = await self.http.get(f"user/{name}/lab")
                found = re.search(
                    r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', page.text, re.DOTALL
                )
                if found:
                    break
                # The server needs the processor to start; the hub would draw pages with it.
                await asyncio.sleep(PAUSE_S)
        config: dict[str, Any] = httpx.Response(200, text=found[1]).json()
        return config
