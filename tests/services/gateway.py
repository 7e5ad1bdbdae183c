"""Jupyter servers whose kernels run programs: a Kernel Gateway, or a plain Jupyter server."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from .processes import Service

TOKEN = "kernels-secret-4b1c9a7e"


class Gateway(Service):
    """On localhost, with ipykernel and bash_kernel. ``plain`` is a Jupyter server as people have
    it, with its interviews switched off."""

    def __init__(self, plain: bool = False, *flags: str) -> None:
        super().__init__()
        self._user = None
        self._plain = plain
        self._flags = flags
        spec = self.folder / "kernels" / "bash" / "kernel.json"
        spec.parent.mkdir(parents=True)
        argv = [sys.executable, "-m", "bash_kernel", "-f", "{connection_file}"]
        spec.write_text(json.dumps({"argv": argv, "display_name": "Bash", "language": "bash"}))
        (self.folder / "home").mkdir()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def command(self) -> Sequence[str | Path]:
        home = self.folder / "home"
        environment = (
            f"JUPYTER_PATH={self.folder}",
            f"JUPYTER_CONFIG_DIR={home}",
            f"JUPYTER_RUNTIME_DIR={home}",
            f"MPLCONFIGDIR={home}",
            f"IPYTHONDIR={home}",
            "PYTHONWARNINGS=ignore",
            "PYDEVD_DISABLE_FILE_VALIDATION=1",
        )
        return ("env", *environment, sys.executable, *self._server(), *self._flags)

    def _server(self) -> Sequence[str]:
        if self._plain:
            return (
                *("-m", "jupyter_server", f"--ServerApp.port={self.port}", "--allow-root"),
                *("--no-browser", f"--IdentityProvider.token={TOKEN}"),
                "--ServerApp.jpserver_extensions={'jupyter_interview': False}",
                "--ServerApp.port_retries=0",
            )
        return (
            *("-m", "kernel_gateway", f"--KernelGatewayApp.port={self.port}"),
            f"--KernelGatewayApp.auth_token={TOKEN}",
            "--JupyterWebsocketPersonality.list_kernels=True",
            "--KernelGatewayApp.port_retries=0",
        )

    def answers(self) -> bool:
        try:
            self.kernels()
        except OSError:
            return False
        return True

    def kernels(self) -> list[Any]:
        """The kernels that it has."""
        request = Request(f"{self.url}/api/kernels", headers={"Authorization": f"token {TOKEN}"})
        with urlopen(request, timeout=20) as answer:
            return list(json.load(answer))

    def start_kernel(self) -> None:
        """A kernel that nobody is connected to."""
        request = Request(
            f"{self.url}/api/kernels",
            headers={"Authorization": f"token {TOKEN}"},
            data=b'{"name": "python3"}',
        )
        with urlopen(request, timeout=20):
            pass

    def settings(self, **more: Any) -> dict[str, Any]:
        """An entry of ``c.InterviewApp.kernels``."""
        languages = {"python": {"kernel": "python3"}}
        return {"url": self.url, "token": TOKEN, "languages": languages, **more}


@contextmanager
def running(plain: bool = False) -> Iterator[Gateway]:
    """One that has started, and is removed at the end."""
    gateway = Gateway(plain=plain)
    try:
        yield gateway.start()
    finally:
        gateway.remove()
