"""The servers that are measured: real processes with their own folders, on free ports."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

START_LIMIT_S = 60
STOP_LIMIT_S = 15
"""A server that has not ended by then is killed; some never do when they had many connections."""
HERE = Path(__file__).parent
LAB = ["--no-browser", "--LabApp.expose_app_in_browser=True"]


@dataclass
class Server:
    pid: int
    port: int
    token: str = ""

    def rest(self, method: str, path: str, body: object = None) -> Any:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/interview/api/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"token {self.token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or b"null")


@contextmanager
def bare_relay() -> Iterator[Server]:
    port = free_port()
    with process([sys.executable, str(HERE / "bare_relay.py"), str(port)], port) as pid:
        yield Server(pid, port)


@contextmanager
def jupyter_server(lab: bool = False) -> Iterator[Server]:
    """A Jupyter server with this extension and no other, or with JupyterLab; it has nothing yet."""
    with (
        TemporaryDirectory(prefix="interview-benchmark-") as home,
        jupyter_in(Path(home), lab=lab) as server,
    ):
        yield server


@contextmanager
def jupyter_in(
    home: Path,
    extensions: Sequence[str] = ("jupyter_interview",),
    options: Sequence[str] = (),
    python: str = sys.executable,
    lab: bool = False,
) -> Iterator[Server]:
    """A Jupyter server with these extensions, which keep what they keep in this folder."""
    port, token = free_port(), secrets.token_hex(16)
    command = [
        python,
        "-m",
        "jupyterlab" if lab else "jupyter_server",
        "--allow-root",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={home}",
        *(LAB if lab else [f"--ServerApp.jpserver_extensions={dict.fromkeys(extensions, True)}"]),
        *options,
    ]
    folders = {name: home / name.lower() for name in ("CONFIG", "DATA", "RUNTIME")}
    for folder in folders.values():
        folder.mkdir(exist_ok=True)
    env = {f"JUPYTER_{name}_DIR": str(folder) for name, folder in folders.items()}
    with process(command, port, {**env, "JUPYTER_TOKEN": token}) as pid:
        yield Server(pid, port, token)


@contextmanager
def process(command: list[str], port: int, env: dict[str, str] | None = None) -> Iterator[int]:
    process = subprocess.Popen(
        command,
        env={**os.environ, **(env or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + START_LIMIT_S
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command[1:3]} did not start")
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
