"""With jupyter-collaboration installed, which shares Yjs and the editors with us."""

from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.attachments.drive import notebook
from tests.ui.companions import companion
from tests.ui.conftest import NewBrowser
from tests.ui.server import LabServer, running_server
from tests.ui.stage import Stage, join, open_lab
from tests.ui.watch import NOTEBOOK_SAYS

CURSORS = "@jupyter/collaboration-extension:userEditorCursors"


@pytest.fixture(scope="module", params=["jupyterlab", "notebook"])
def app(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, app: str) -> Iterator[LabServer]:
    home = tmp_path_factory.mktemp("shared")
    environment = companion("jupyter-collaboration>=5,<6")
    with running_server(home, app=app, environment=environment) as server:
        yield server


async def test_beside_jupyter_collaboration(
    server: LabServer, app: str, another_browser: NewBrowser, stage: Stage
) -> None:
    """NB3: one Yjs, one caret a person, and undo of one's own, with a shared notebook in sight."""
    if app == "notebook":
        stage.watch.announce(NOTEBOOK_SAYS)
        stage.watch.announce(
            "statusBarTimeline' failed to activate"
        )  # its own, without a status bar
    session = server.new_session(language="python", code="a = 1\n")
    server.write_notebook("shared.ipynb", notebook(("one", "x = 0")))
    yjs_twice: list[str] = []
    context = await another_browser()
    context.on("console", lambda said: yjs_twice.append(said.text) if "Yjs" in said.text else None)
    shared = {"jupyterlab": "lab/tree/shared.ipynb", "notebook": "notebooks/shared.ipynb"}[app]
    owner = await open_lab(context, server, shared)
    await expect(owner.page.locator(".jp-Notebook")).to_be_visible()
    assert await owner.page.evaluate("id => window.jupyterapp.hasPlugin(id)", CURSORS)
    await owner.open(session["id"])
    guest = await join(await another_browser(), server.invite(session["id"])["url"], "Grace")
    await guest.caret_to("Control+End")
    await guest.type("b = 2\n")
    await owner.shows("a = 1\nb = 2\n")
    await owner.caret_to("Control+End")
    await owner.type("c = 3\n")
    await guest.shows("a = 1\nb = 2\nc = 3\n")
    for panel in (owner, guest):
        await expect(panel.page.locator(".jpi-RemoteCaret")).to_have_count(1)
        drawn = panel.page.locator(".jp-remote-cursor, .cm-ySelectionCaret")
        await expect(drawn).to_have_count(1)
    await owner.press("Control+Z")
    await guest.shows("a = 1\nb = 2\n")
    await owner.run_and_wait()
    assert yjs_twice == []
