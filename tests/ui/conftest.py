"""A server and a logged-in JupyterLab for each module, fresh browsers for each test's guests."""

import inspect
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest
from playwright.async_api import BrowserContext

from tests.ui.server import LabServer
from tests.ui.stage import LabPanel, Stage, open_lab

NewBrowser = Callable[..., Coroutine[Any, Any, BrowserContext]]


@pytest.fixture
def jp_asyncio_loop() -> None:
    """Not pytest-jupyter's loop: these tests run on the stage's."""


@pytest.fixture
def jp_server_cleanup() -> None:
    """No server of pytest-jupyter's is made here."""


@pytest.fixture(scope="package", autouse=True)
def stage() -> Iterator[Stage]:
    stage = Stage()
    yield stage
    stage.close()


@pytest.fixture(scope="module")
def settings() -> dict[str, dict[str, Any]]:
    """The user's settings of plugins, by plugin id; a module may have others."""
    return {}


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, settings: dict[str, dict[str, Any]]
) -> Iterator[LabServer]:
    server = LabServer(tmp_path_factory.mktemp("lab"), settings)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def lab(stage: Stage, server: LabServer) -> Iterator[LabPanel]:
    """The interviewer's JupyterLab. It stays open for all tests of the module."""
    context = stage.run(stage.context(server))
    stage.run(context.grant_permissions(["clipboard-read", "clipboard-write"]))
    yield stage.run(open_lab(context, server))
    stage.run(context.close())


@pytest.fixture
def another_browser(stage: Stage, server: LabServer) -> Iterator[NewBrowser]:
    """Makes browsers of people who were never here, and closes them after the test."""
    made: list[BrowserContext] = []

    async def another_browser(**options: Any) -> BrowserContext:
        made.append(await stage.context(server, **options))
        return made[-1]

    async def close() -> None:
        for context in made:
            await context.close()

    yield another_browser
    stage.run(close())


@pytest.fixture(autouse=True)
def nothing_went_wrong(stage: Stage) -> Iterator[None]:
    """No unannounced error in any console, no request to another origin."""
    stage.watch.take()
    yield
    assert stage.watch.take() == []


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    stage: Stage = pyfuncitem.funcargs["stage"]
    wanted = inspect.signature(pyfuncitem.obj).parameters
    stage.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in wanted}))
    return True
