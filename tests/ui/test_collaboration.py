"""With jupyter-collaboration installed, which shares Yjs and the editors with us."""

from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.attachments.drive import notebook
from tests.ui.companions import companion
from tests.ui.conftest import NewBrowser
from tests.ui.panel import eventually
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
    """NB3: one Yjs, one caret a person, and undo of one's own; its documents go on, too."""
    if app == "notebook":
        stage.watch.announce(NOTEBOOK_SAYS)
        # Its own part of the status bar, which Notebook 7 does not have.
        stage.watch.announce("statusBarTimeline' failed to activate")
    session = server.new_session(language="javascript", code="a = 1\n")
    server.write_notebook("shared.ipynb", notebook(("one", "x = 0")))

    async def written() -> str:
        return server.read_notebook("shared.ipynb")

    yjs_twice: list[str] = []
    context = await another_browser(new=True)
    context.on("console", lambda said: yjs_twice.append(said.text) if "Yjs" in said.text else None)
    shared = {"jupyterlab": "lab/tree/shared.ipynb", "notebook": "notebooks/shared.ipynb"}[app]
    owner = await open_lab(context, server, shared)
    # Its document comes over a socket of its own. When that takes long, it asks whether to wait.
    slow = owner.page.get_by_role("dialog", name="Loading")
    await owner.page.add_locator_handler(
        slow, lambda: slow.get_by_role("button", name="Continue waiting").click()
    )
    await expect(owner.page.locator(".jp-Notebook .cm-content").first).to_have_text("x = 0")
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

    if app == "jupyterlab":
        await owner.command("docmanager:open", path="shared.ipynb")
    cell = owner.page.locator(".jp-Notebook .cm-content").first
    await cell.click()
    await owner.page.keyboard.press("Control+End")
    await owner.page.keyboard.type("\ny = 1")
    # Nobody saves it but jupyter-collaboration, whose document it is.
    await eventually(written, lambda text: "y = 1" in text)
    if app == "jupyterlab":
        await owner.command("docmanager:new-untitled", path="", type="file", ext="txt")
    assert yjs_twice == []
