"""Notebook 7: the same extension, in an application that shows one thing a page."""

from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.secrecy import SECRECY
from tests.ui.conftest import NewBrowser
from tests.ui.server import LabServer, running_server
from tests.ui.stage import LabPanel, Stage, join, open_lab
from tests.ui.watch import NOTEBOOK_SAYS

NOTEBOOK = {
    "cells": [],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    home = tmp_path_factory.mktemp("notebook")
    with running_server(home, app="notebook") as server:
        yield server


@pytest.fixture(autouse=True)
def its_own_trouble(stage: Stage, nothing_went_wrong: None) -> None:
    stage.watch.announce(NOTEBOOK_SAYS)


@pytest.fixture(scope="module")
def tree(stage: Stage, server: LabServer) -> Iterator[LabPanel]:
    """The page with the files."""
    context = stage.run(stage.context(server))
    yield stage.run(open_lab(context, server, "tree"))
    stage.run(context.close())


async def test_an_interview_beside_the_files(
    server: LabServer, tree: LabPanel, another_browser: NewBrowser
) -> None:
    """NB1: opened by the menu, typed in with a guest, run by its key."""
    owner = tree
    await owner.page.get_by_role("menuitem", name="File").click()
    menu = owner.page.locator(".lm-Menu")
    await menu.get_by_text("New", exact=True).hover()
    await menu.get_by_text("Interview", exact=True).click()
    await owner.ready()
    session_id = await owner.page.locator("[data-session]").get_attribute("data-session")
    assert session_id is not None
    guest = await join(await another_browser(), server.invite(session_id)["url"], "Grace")
    server.put_code(session_id, "")
    await owner.shows("")
    await guest.code.click()
    await guest.type("print(6 * 7)\n")
    await owner.shows("print(6 * 7)\n")
    await owner.caret_to("Control+End")
    await expect(guest.page.locator(".jpi-RemoteCaret")).to_be_visible()
    await owner.press("Control+Enter")
    for panel in (owner, guest):
        await expect(panel.runs.last).to_contain_text("42")
        await expect(panel.runs.last).to_contain_text("Finished")
    tab = owner.page.get_by_role("tab", name="Untitled interview")
    await expect(tab).to_have_attribute("aria-selected", "true")


async def test_a_class_beside_the_files(server: LabServer, tree: LabPanel) -> None:
    """NB1: found in the palette; a click in it opens an interview in another tab."""
    made = server.rest.post("classes", json={"name": "In Notebook 7", "csv": "Bo\nCy"})
    for link in made.json()["links"]:
        SECRECY.told(link["url"].partition("#")[2])
    owner = tree
    await owner.palette("Open Interview Class")
    table = owner.page.get_by_role("table", name="Interviews of the class")
    await expect(table.locator("tbody tr")).to_have_count(2)
    await table.get_by_role("button", name="Cy").click()
    await owner.ready()
    await expect(owner.title).to_have_value("Cy")
    await owner.page.get_by_role("tab", name="Interview class").click()
    await expect(table).to_be_visible()


async def test_an_interview_beside_a_notebook(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """NB2: at the right of it, with its own editor and runs."""
    answer = server.rest.put(
        f"{server.url}api/contents/work.ipynb", json={"type": "notebook", "content": NOTEBOOK}
    )
    answer.raise_for_status()
    session = server.new_session(language="javascript", code="console.log('beside')\n")
    path = f"notebooks/work.ipynb?interview={session['id']}"
    owner = await open_lab(await another_browser(new=True), server, path)
    await owner.ready()
    await expect(owner.page.locator(".jp-Notebook")).to_be_visible()
    await owner.run_and_wait()
    await expect(owner.runs.last).to_contain_text("beside")
    guest = await join(await another_browser(), server.invite(session["id"])["url"], "Grace")
    await guest.caret_to("Control+End")
    await guest.type("// hello\n")
    await owner.shows("console.log('beside')\n// hello\n")
