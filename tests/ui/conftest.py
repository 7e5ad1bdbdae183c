"""A server with a logged-in JupyterLab for all modules, fresh browsers for each test's guests."""

import inspect
import re
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest
from playwright.async_api import BrowserContext

from tests.ui.lite import Host, build_site, hosted
from tests.ui.notebook import Notebook, SharedNotebook, open_notebook, stop_kernel
from tests.ui.server import LabServer, running_server
from tests.ui.stage import LabPanel, Stage
from tests.ui.watch import NOTEBOOKS_SAY

NewBrowser = Callable[..., Coroutine[Any, Any, BrowserContext]]
OpenNotebook = Callable[..., Coroutine[Any, Any, Notebook]]


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


@pytest.fixture(scope="package")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    with running_server(tmp_path_factory.mktemp("lab")) as server:
        yield server


@pytest.fixture(scope="package")
def shared_lab(stage: Stage, shared_server: LabServer) -> Iterator[LabPanel]:
    with stage.lab(shared_server) as lab:
        yield lab


@pytest.fixture(scope="module")
def server(shared_server: LabServer) -> LabServer:
    """A module that kills its server, or has settings, makes one of its own."""
    return shared_server


@pytest.fixture(scope="module")
def lab(stage: Stage, shared_lab: LabPanel) -> LabPanel:
    """The interviewer's JupyterLab, tidied up; loading it takes longer than most tests."""
    stage.run(shared_lab.tidy())
    return shared_lab


@pytest.fixture
def another_browser(stage: Stage, server: LabServer) -> Iterator[NewBrowser]:
    """Gives browsers of people who were never here, and takes them back after the test.

    A new one is made where it has options, or where `new` asks for one: to listen to it, to change
    it, or because it is a first visit that the test is about."""
    made: list[BrowserContext] = []
    lent: list[BrowserContext] = []

    async def another_browser(new: bool = False, **options: Any) -> BrowserContext:
        if new or options:
            made.append(await stage.context(server, **options))
            return made[-1]
        lent.append(await stage.visitor(server))
        return lent[-1]

    async def close() -> None:
        for context in made:
            await context.close()
        for context in lent:
            await stage.leave(context, server)

    yield another_browser
    stage.run(close())


@pytest.fixture(scope="module")
def shared_notebook(stage: Stage, server: LabServer, lab: LabPanel) -> Iterator[SharedNotebook]:
    """In the interviewer's JupyterLab; its kernel takes longer to start than most tests."""
    notebook = SharedNotebook(lab, server)
    yield notebook
    stage.run(notebook.close())


@pytest.fixture
def open_in(
    request: pytest.FixtureRequest,
    stage: Stage,
    server: LabServer,
    shared_notebook: SharedNotebook,
    another_browser: NewBrowser,
) -> Iterator[OpenNotebook]:
    """Opens a notebook with nothing in it: in the interviewer's JupyterLab, or a new one in a
    browser of its own, where it is to be Notebook 7."""
    stage.watch.announce(NOTEBOOKS_SAY)
    name = re.sub(r"\W+", "-", request.node.name) + ".ipynb"

    async def open_in(where: str) -> Notebook:
        if where == "lab/tree":
            return await shared_notebook.emptied()
        return await open_notebook(await another_browser(new=True), server, name, where)

    yield open_in
    stop_kernel(server, name)


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
    stage = pyfuncitem.funcargs["stage"]
    assert isinstance(stage, Stage)
    wanted = inspect.signature(pyfuncitem.obj).parameters
    stage.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in wanted}))
    return True


@pytest.fixture(scope="package")
def host() -> Iterator[Host]:
    """A JupyterLite site as a static host has it. Who changes its `config` puts it back."""
    with hosted(build_site()) as host:
        yield host


@pytest.fixture
def site_browser(stage: Stage, host: Host) -> Iterator[BrowserContext]:
    context = stage.run(stage.context(host))
    yield context
    stage.run(context.close())
