"""A server that a test may stop, freeze, kill and start again; it goes with its folder."""

import os
import shutil
import signal
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Self

from tests.ports import free_port

NOBODY = "nobody"


def folder_of(package: str) -> Path:
    """Where a wheel is installed; its Python code is not run."""
    spec = find_spec(package)
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent


def is_public(path: Path) -> bool:
    """Whether a user without rights gets there."""
    return all(place.stat().st_mode & 0o005 == 0o005 for place in (path, *path.parents))


class Service(ABC):
    """A process with a folder and a port on localhost; a user without rights runs it."""

    def __init__(self) -> None:
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="interview-service-"))
        self._user = NOBODY if os.geteuid() == 0 else None
        if self._user is not None:
            shutil.chown(self.folder, self._user)
        self._process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def command(self) -> Sequence[str | Path]:
        """What starts it."""

    @abstractmethod
    def answers(self) -> bool:
        """Whether it can be used already."""

    def programs(self, installed: Path) -> Path:
        """A wheel's folder, or its copy where the service's user cannot get to it.

        The libraries that came with the wheel are beside it, and go along.
        """
        if self._user is None or is_public(installed):
            return installed
        libraries = installed.with_name(f"{installed.name}.libs")
        for folder in filter(Path.is_dir, (installed, libraries)):
            shutil.copytree(folder, self.folder / folder.name, symlinks=True)
        return self.folder / installed.name

    def run(self, *command: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
        """A program of the service's own, as its user; raises when it fails."""
        return subprocess.run(
            command,
            user=self._user,
            cwd=self.folder,
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, **settings},
        )

    def start(self) -> Self:
        """Start, and wait until it answers."""
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                list(self.command()),
                user=self._user,
                cwd=self.folder,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        while not self.answers():
            assert self._process.poll() is None, (self.folder / "log").read_text()
        return self

    def stop(self) -> None:
        """At once, losing nothing that was promised."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """As a power cut would."""
        self._end(signal.SIGKILL)

    def freeze(self) -> None:
        """It accepts connections and answers nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def remove(self) -> None:
        if self._process is not None:
            self.thaw()
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _signal(self, number: signal.Signals) -> None:
        """To all its processes: the first one is the leader of their group."""
        assert self._process is not None
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)
        for child in self._children():
            with suppress(ProcessLookupError):
                os.kill(child, number)

    def _children(self) -> list[int]:
        """Those of its processes that made themselves a group of their own."""
        return []

    def _end(self, number: signal.Signals) -> None:
        assert self._process is not None
        children = self._children() if number == signal.SIGKILL else []
        with suppress(ProcessLookupError):
            os.kill(self._process.pid, number)
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, number)
        self._process.wait(20)
        self._process = None
