"""YD10: an interview attached to files of a JupyterLab with jupyter-collaboration."""

from collections.abc import Iterator
from functools import partial

import pytest
from playwright.async_api import Locator, expect

from tests.attachments.drive import notebook
from tests.ui.companions import companion
from tests.ui.conftest import NewBrowser
from tests.ui.geometry import PICTURES
from tests.ui.panel import eventually
from tests.ui.server import LabServer, running_server
from tests.ui.stage import WINDOW, LabPanel, Stage, join
from tests.ui.watch import CONNECTION_LOST


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    home = tmp_path_factory.mktemp("drive")
    environment = companion("jupyter-collaboration>=5,<6")
    (home / "data").mkdir()
    flags = (
        f"--SQLiteYStore.db_path={home / 'ystore.db'}",
        "--YDocExtension.file_poll_interval=0.2",
        "--YDocExtension.document_save_delay=0.2",
    )
    with running_server(home, environment=environment, flags=flags) as server:
        yield server


@pytest.fixture(scope="module")
def owner(stage: Stage, server: LabServer) -> Iterator[LabPanel]:
    with stage.lab(server) as lab:
        yield lab


@pytest.fixture(autouse=True)
def tidy(stage: Stage, owner: LabPanel) -> None:
    stage.run(owner.tidy())


def chip(owner: LabPanel) -> Locator:
    return owner.page.get_by_role("button", name="Attached to")


async def text_in(editor: Locator) -> str:
    lines: list[str] = await editor.locator(".cm-line").evaluate_all(
        "lines => lines.map(line => line.textContent)"
    )
    return "\n".join(lines)


async def begin_of(what: Locator) -> float:
    return float(await what.evaluate("node => node.getBoundingClientRect().left"))


async def apart(owner: LabPanel) -> float:
    """How far the chip and the status begin from each other."""
    return await begin_of(owner.page.locator(".jpi-Status")) - await begin_of(chip(owner))


async def close_saved(owner: LabPanel) -> None:
    """Close the document in front once the browser, too, knows that it is saved.

    The server saves, the browser hears of it a moment later, and JupyterLab asks what to do about
    a document until then.
    """
    await owner.page.wait_for_function("!window.jupyterapp.shell.currentWidget.context.model.dirty")
    await owner.command("application:close")


async def on_disk(server: LabServer, name: str, text: str) -> None:
    async def read() -> str:
        return server.read_notebook(name)

    await eventually(read, lambda found: found == text)


async def test_YD10_a_file_in_the_editor_beside_the_panel(
    stage: Stage, server: LabServer, owner: LabPanel, another_browser: NewBrowser
) -> None:
    """YD10, YD4: the owner types in the file and the guest in the interview, who sees no path."""
    page = owner.page
    server.write_notebook("kept.js", "")
    server.write_notebook("kept.txt", "")
    server.make_folder("weeks")
    session = server.new_session(language="javascript", code="a = 1\n", title="Round 2: Primes")
    guest = await join(await another_browser(), server.invite(session["id"])["url"], "Grace")
    await owner.open(session["id"])
    await owner.do("Attach to a file…")
    path = owner.dialog.get_by_role("combobox", name="Path in your files")
    await expect(path).to_have_value("round-2-primes.js")
    proposals = owner.dialog.locator("datalist option")
    await expect(proposals).to_have_count(2)
    offered = await proposals.evaluate_all("options => options.map(option => option.value)")
    assert sorted(offered) == ["kept.js", "weeks/"]
    for theme in ("Light", "Dark"):
        await owner.theme(f"JupyterLab {theme}")
        await page.screenshot(path=PICTURES / f"attach-{theme.lower()}.png")
    await path.fill("notes.txt")
    stage.watch.announce("400")
    await owner.dialog.get_by_role("button", name="Attach", exact=True).click()
    await expect(owner.dialog.get_by_role("alert")).to_contain_text("ending in .py")
    await path.fill("round-2-primes.js")
    await path.press("Enter")
    await expect(owner.dialog).to_have_count(0)
    await expect(chip(owner)).to_have_text("round-2-primes.js")
    await chip(owner).click()
    await page.get_by_role("menuitem", name="Open the file").click()
    editor = page.locator(".jp-FileEditor .cm-content")
    await eventually(lambda: text_in(editor), lambda text: text == "a = 1\n")

    await guest.caret_to("Control+End")
    await guest.type("b = '🐢'\n")
    await eventually(lambda: text_in(editor), lambda text: text == "a = 1\nb = '🐢'\n")
    await on_disk(server, "round-2-primes.js", "a = 1\nb = '🐢'\n")
    await editor.click()
    await page.keyboard.press("Control+Home")
    await page.keyboard.type("// mine\n")
    await guest.shows("// mine\na = 1\nb = '🐢'\n")
    await on_disk(server, "round-2-primes.js", "// mine\na = 1\nb = '🐢'\n")
    assert "round-2-primes" not in await guest.page.content()
    await guest.page.get_by_role("button", name="More actions").click()
    await expect(guest.page.get_by_role("menuitem").filter(has_text="ttach")).to_have_count(0)
    await guest.press("Escape")
    await guest.caret_to("Control+End")

    await close_saved(owner)
    await expect(editor).to_have_count(0)
    await owner.open(session["id"])
    for theme in ("Dark", "Light"):
        await owner.theme(f"JupyterLab {theme}")
        for width in (1280, 400):
            await owner.side_bar(width > 400)
            await page.set_viewport_size({"width": width, "height": 800})
            await expect(chip(owner)).to_be_in_viewport(ratio=1)
            if width == 400:
                # In lines of their own, one below the other.
                await eventually(partial(apart, owner), lambda distance: distance == 0)
            await page.screenshot(path=PICTURES / f"attached-{width}-{theme.lower()}.png")
    await page.set_viewport_size(WINDOW)
    await owner.side_bar(True)
    await chip(owner).click()
    await page.get_by_role("menuitem", name="Detach").click()
    await expect(chip(owner)).to_have_count(0)
    await guest.type("c = 3\n")
    await owner.shows("// mine\na = 1\nb = '🐢'\nc = 3\n")
    await on_disk(server, "round-2-primes.js", "// mine\na = 1\nb = '🐢'\n")

    stage.watch.announce("409")
    await owner.do("Attach to a file…")
    await path.press("Enter")
    await expect(owner.dialog).to_contain_text("different texts")
    for theme in ("Light", "Dark"):
        await owner.theme(f"JupyterLab {theme}")
        await page.screenshot(path=PICTURES / f"texts-differ-{theme.lower()}.png")
    await owner.dialog.get_by_role("button", name="Cancel").click()
    await on_disk(server, "round-2-primes.js", "// mine\na = 1\nb = '🐢'\n")
    await owner.do("Attach to a file…")
    await path.press("Enter")
    await owner.dialog.get_by_role("button", name="Keep the file’s text").click()
    await guest.shows("// mine\na = 1\nb = '🐢'\n")

    server.remove_notebook("round-2-primes.js")
    await expect(page.get_by_text("“round-2-primes.js” was deleted")).to_be_visible()
    await expect(chip(owner)).to_have_count(0)


async def test_YD10_a_cell_by_its_context_menu_and_a_server_that_is_started_anew(
    stage: Stage, server: LabServer, owner: LabPanel, another_browser: NewBrowser
) -> None:
    """YD10, YD8: the panel says that it is attached no more, and attaches again."""
    page = owner.page
    server.write_notebook("lesson.ipynb", notebook(("one", "1"), ("two", "")))
    session = server.new_session(language="python", code="x = 5\n", title="Cells")
    guest = await join(await another_browser(), server.invite(session["id"])["url"], "Grace")
    await owner.open(session["id"])
    await owner.command("docmanager:open", path="lesson.ipynb")
    cell = page.locator(".jp-Notebook .jp-CodeCell").nth(1)
    await cell.locator(".cm-content").click()
    await cell.locator(".cm-content").click(button="right")
    await page.get_by_role("menuitem", name="Attach to Interview “Cells”…").click()
    await page.screenshot(path=PICTURES / "attach-cell.png")
    await owner.dialog.get_by_role("button", name="Attach", exact=True).click()
    await expect(owner.dialog).to_have_count(0)
    await eventually(lambda: text_in(cell.locator(".cm-content")), lambda text: text == "x = 5\n")
    await guest.caret_to("Control+End")
    await guest.type("y = 6\n")
    await eventually(
        lambda: text_in(cell.locator(".cm-content")), lambda text: text == "x = 5\ny = 6\n"
    )

    async def saved() -> str:
        return server.read_notebook("lesson.ipynb")

    await eventually(saved, lambda text: "y = 6" in text)
    # It would ask what to do about a kernel and a document that are gone.
    stage.watch.announce("Could not restore the debugger state: Canceled future")
    await close_saved(owner)
    await expect(page.locator(".jp-Notebook")).to_have_count(0)
    await owner.open(session["id"])
    await expect(chip(owner)).to_have_text("lesson.ipynb")
    stage.watch.announce(CONNECTION_LOST)
    stage.watch.announce("404")
    server.kill9()
    server.start()
    again = page.get_by_role("button", name="Attach again")
    await expect(again).to_be_visible()
    await page.screenshot(path=PICTURES / "attached-no-more.png")
    await again.click()
    await owner.dialog.get_by_role("button", name="Attach", exact=True).click()
    await expect(chip(owner)).to_have_text("lesson.ipynb")
    await expect(again).to_have_count(0)
