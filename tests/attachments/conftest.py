"""A test that asks for ``server`` has one with files for as long as it runs."""

from collections.abc import Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

from tests.attachments.drive import DriveServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[DriveServer]:
    server = DriveServer(tmp_path)
    yield server
    server.abandon()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> None:
    """It starts and stops in the test's own event loop."""
    server, test = pyfuncitem.funcargs.get("server"), pyfuncitem.obj
    if isinstance(server, DriveServer):

        @wraps(test)
        async def with_server(**arguments: Any) -> None:
            async with server:
                await test(**arguments)

        pyfuncitem.obj = with_server
