"""Sockets go two ways to a room, and what a client sees must be the same."""

import pytest

from jupyter_interview.web import socket


@pytest.fixture(params=["raw", "tornado"])
def transport(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Which of them this test's server takes."""
    if request.param == "tornado":
        monkeypatch.setattr(socket, "can_take_over", lambda stream: False)
    return str(request.param)
