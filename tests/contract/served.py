"""A server process for tests that are not asynchronous, and people of every role at a session."""

import contextlib
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from tests.faults.server import TOKEN
from tests.fork_server import start_module
from tests.ports import free_port
from tests.secrecy import SECRECY

OWNER = {"Authorization": f"token {TOKEN}"}
START_LIMIT_S = 60
PAUSE_S = 0.1
"""Between two looks for the server, which needs the processor to start."""


@dataclass
class Served:
    """The server at ``root``, and the session that is asked about, renewed when it is gone."""

    root: str
    log: Path
    session: str = ""
    secrets: dict[str, str] = field(default_factory=dict)

    @property
    def api(self) -> str:
        return self.root + "interview/api"

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        answer = requests.request(
            method, self.api + path, json=body, headers=headers or OWNER, timeout=30
        )
        SECRECY.heard(headers or OWNER, answer.content)
        assert answer.ok, answer.content
        return answer.json() if answer.content else None

    def credential(self, role: str) -> dict[str, str]:
        """The headers of somebody of this role at a live session."""
        self._renew()
        if role == "anonymous":
            return {}
        if role == "owner":
            return OWNER
        path, secret = f"/sessions/{self.session}", self.secrets.get(role, "")
        known = requests.get(self.api + path, headers={"X-Interview-Secret": secret}, timeout=30)
        if not known.ok:
            invite = self.ask("POST", path + "/invites", {"role": role})["secret"]
            body = {"userName": role, "invite": invite}
            self.secrets[role] = self.ask("POST", path + "/join", body)["secret"]
        return {"X-Interview-Secret": self.secrets[role]}

    def _renew(self) -> None:
        path = f"{self.api}/sessions/{self.session}"
        known = requests.get(path, headers=OWNER, timeout=30) if self.session else None
        if known is None or not known.ok:
            self.session = self.ask("POST", "/sessions", {"language": "python"})["id"]
            self.secrets.clear()
        elif known.json()["state"] != "live":
            self.ask("PATCH", f"/sessions/{self.session}", {"state": "live"})


@contextlib.contextmanager
def served(home: Path) -> Iterator[Served]:
    """A Jupyter server with the extension, whose limits on pace are out of the way."""
    port, log = free_port(), home / "server.log"
    limits = {name: 1_000_000 for name in ("runs_per_minute", "wrong_secrets_per_minute")}
    limits |= {name: 1_000_000 for name in ("joins_per_minute", "participants", "invites")}
    with log.open("wb") as stderr:
        process = start_module(
            "tests.faults.entry",
            "--",
            f"--ServerApp.port={port}",
            "--ServerApp.ip=127.0.0.1",
            "--ServerApp.port_retries=0",
            f"--ServerApp.root_dir={home}",
            f"--IdentityProvider.token={TOKEN}",
            f"--InterviewApp.db_path={home / 'kept' / 'interviews.db'}",
            f"--InterviewApp.limits={limits}",
            "--ServerApp.jpserver_extensions={'jupyter_interview': True}",
            "--allow-root",
            "--no-browser",
            stderr=stderr.fileno(),
        )
    try:
        deadline = time.monotonic() + START_LIMIT_S
        while not _listens(port):
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(PAUSE_S)
        yield Served(f"http://127.0.0.1:{port}/", log)
    finally:
        process.terminate()
        process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
