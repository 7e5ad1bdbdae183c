"""A real JupyterLab server in a process of its own, which a test can kill and start again.

Its folders, port and token stay the same over a restart, as they do for somebody whose machine
crashed. Nothing of the user's own Jupyter is read or written.
"""

import json
import os
import secrets
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx

from tests.fork_server import Program, start_module
from tests.ports import free_port
from tests.quick import quick_start
from tests.secrecy import SECRECY

START_LIMIT_S = 60
STOP_LIMIT_S = 30
OURS_ENDED = "extension app 'jupyter_interview' stopped"
NEWS = "@jupyterlab/apputils-extension:announcements"
EXPOSED = (
    "--LabApp.expose_app_in_browser=True",
    "--JupyterNotebookApp.expose_app_in_browser=True",
)
"""What lets a test reach an app's own object in its page."""


class LabServer:
    """`settings` are the user's settings of plugins, by plugin id; the extensions `without` are
    disabled; `app` is the module started, `flags` are more of its own, and `environment` is what
    else it finds in its environment. One that is not `forked` is started in the ordinary way."""

    def __init__(
        self,
        home: Path,
        settings: dict[str, dict[str, Any]] | None = None,
        *,
        without: Sequence[str] = (),
        app: str = "jupyterlab",
        flags: Sequence[str] = (),
        environment: dict[str, str] | None = None,
        forked: bool = True,
    ) -> None:
        self._home = home
        self._forked = forked
        self._app = app
        self._flags = flags
        self._more = environment or {}
        self._process: Program | None = None
        self._log_path = home / "server.log"
        self.token = secrets.token_hex(16)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.rest = httpx.Client(
            base_url=f"{self.url}interview/api/",
            headers={"Authorization": f"token {self.token}"},
            timeout=30,
        )
        _write_json(
            home / "config" / "labconfig" / "page_config.json",
            {"disabledExtensions": dict.fromkeys([NEWS, *without], True)},
        )
        for plugin, values in (settings or {}).items():
            package, name = plugin.split(":")
            file = home / "settings" / package / f"{name}.jupyterlab-settings"
            _write_json(file, values)

    def start(self) -> None:
        assert self._process is None
        for folder in ("notebooks", "user"):
            (self._home / folder).mkdir(exist_ok=True)
        with self._log_path.open("ab") as log:
            self._process = start_module(
                self._app,
                "--no-browser",
                "--allow-root",
                # Every request stands in the log, also those that are answered with 200.
                "--log-level=DEBUG",
                "--ServerApp.ip=127.0.0.1",
                f"--ServerApp.port={self.port}",
                "--ServerApp.port_retries=0",
                f"--ServerApp.root_dir={self._home / 'notebooks'}",
                *EXPOSED,
                *self._flags,
                environment=self._environment(),
                stdout=log.fileno(),
                stderr=log.fileno(),
                forked=self._forked,
            )
        deadline = time.monotonic() + START_LIMIT_S
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"JupyterLab did not start:\n{self.log()[-4000:]}")
            time.sleep(0.1)

    def kill9(self) -> None:
        """As the power failing: no handler of the server runs."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        if self._process is not None:
            self._end(signal.SIGTERM)
        self.rest.close()

    def log(self) -> str:
        return self._log_path.read_text(errors="replace")

    @property
    def database(self) -> Path:
        """The folder of the interviews' database. Copy or change it while the server is down."""
        return self._home / "data" / "jupyter_interview"

    def write_notebook(self, name: str, text: str) -> None:
        """A file as Jupyter's file browser shows it."""
        (self._home / "notebooks" / name).write_text(text)

    def make_folder(self, name: str) -> None:
        (self._home / "notebooks" / name).mkdir()

    def read_notebook(self, name: str) -> str:
        return (self._home / "notebooks" / name).read_text()

    def remove_notebook(self, name: str) -> None:
        (self._home / "notebooks" / name).unlink()

    def stop_kernels(self) -> None:
        for session in self.rest.get(f"{self.url}api/sessions").json():
            self.rest.delete(f"{self.url}api/sessions/{session['id']}").raise_for_status()

    def new_session(self, **fields: Any) -> dict[str, Any]:
        session: dict[str, Any] = _json(self.rest.post("sessions", json=fields))
        return session

    def session(self, session_id: str) -> dict[str, Any]:
        session: dict[str, Any] = _json(self.rest.get(f"sessions/{session_id}"))
        return session

    def users(self, session_id: str) -> list[dict[str, Any]]:
        users: list[dict[str, Any]] = _json(self.rest.get(f"sessions/{session_id}/users"))
        return users

    def export(self, session_id: str, user_id: str) -> dict[str, Any]:
        """All that the server has of one person."""
        address = f"sessions/{session_id}/users/{user_id}/export"
        export: dict[str, Any] = _json(self.rest.get(address))
        return export

    def invite(self, session_id: str, role: str = "candidate", **options: Any) -> dict[str, Any]:
        """The invite with its `url` and `secret`."""
        body = {"role": role, **options}
        invite: dict[str, Any] = _json(self.rest.post(f"sessions/{session_id}/invites", json=body))
        return invite

    def put_code(self, session_id: str, code: str) -> None:
        self.rest.put(f"sessions/{session_id}/code", json={"code": code}).raise_for_status()

    def put_language(self, session_id: str, language: str) -> None:
        answer = self.rest.put(f"sessions/{session_id}/language", json={"language": language})
        answer.raise_for_status()

    def _answers(self) -> bool:
        try:
            return self.rest.get(f"{self.url}api/status").status_code == 200
        except httpx.TransportError:
            return False

    def _end(self, number: signal.Signals) -> None:
        assert self._process is not None
        process, self._process = self._process, None
        with suppress(ProcessLookupError):  # It has ended by itself, and its log says why.
            os.killpg(process.pid, number)
        try:
            process.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            # jupyter-collaboration that is told to stop while it saves a document leaves a thread
            # behind that waits for good. We have to have ended even then, and alone all has.
            if not self._more or OURS_ENDED not in self.log().rpartition("received signal")[2]:
                raise

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if "JUPYTER" not in name}
        return {
            **kept,
            "HOME": str(self._home / "user"),
            "JUPYTER_TOKEN": self.token,
            "JUPYTER_CONFIG_DIR": str(self._home / "config"),
            "JUPYTER_DATA_DIR": str(self._home / "data"),
            "JUPYTER_RUNTIME_DIR": str(self._home / "runtime"),
            "JUPYTERLAB_SETTINGS_DIR": str(self._home / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(self._home / "workspaces"),
            "IPYTHONDIR": str(self._home / "ipython"),
            **self._more,
            "PYTHONPATH": quick_start(self._more.get("PYTHONPATH")),
        }


@contextmanager
def running_server(
    home: Path,
    settings: dict[str, dict[str, Any]] | None = None,
    **options: Any,
) -> Iterator[LabServer]:
    """`options` are those of `LabServer`."""
    server = LabServer(home, settings, **options)
    server.start()
    yield server
    server.stop()


def _json(answer: httpx.Response) -> Any:
    SECRECY.heard(dict(answer.request.headers), answer.content)
    assert answer.is_success, f"{answer.request.url}: {answer.status_code} {answer.text}"
    return answer.json()


def _write_json(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value))
