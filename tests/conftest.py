"""Every test may have a real Jupyter server with the extension, in this process.

``api`` is its REST interface; where the sockets are it knows too. See pytest-jupyter for the rest.
"""

from pathlib import Path
from typing import Any

import pytest
from jupyter_server.serverapp import ServerApp
from traitlets.config import Config

from tests.clients import Api

pytest_plugins = ["pytest_jupyter.jupyter_server"]


@pytest.fixture
def interview_config() -> dict[str, Any]:
    """Traits of InterviewApp; a module may have others."""
    return {}


@pytest.fixture
def terminals() -> bool:
    """Whether the server has terminals, whose own routes are not all decorated."""
    return False


@pytest.fixture
def jp_server_config(tmp_path: Path, interview_config: dict[str, Any], terminals: bool) -> Config:
    return Config(
        {
            "ServerApp": {
                "jpserver_extensions": {
                    "jupyter_interview": True,
                    "jupyter_server_terminals": terminals,
                },
                "allow_unauthenticated_access": False,
            },
            "InterviewApp": {
                "db_path": str(tmp_path / "kept" / "interviews.db"),
                **interview_config,
            },
        }
    )


@pytest.fixture
def root(jp_serverapp: ServerApp, jp_http_port: int, jp_base_url: str) -> str:
    """Where the server is, with a slash at its end."""
    return f"http://127.0.0.1:{jp_http_port}{jp_base_url}"


@pytest.fixture
def api(root: str, jp_auth_header: dict[str, str], http_server: Any) -> Api:
    """The REST interface for whoever is logged in."""
    return Api(root, dict(jp_auth_header))
