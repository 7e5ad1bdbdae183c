"""Interviews that live in the browser: tabs of one browser, no server but for the page itself."""

import asyncio
import csv
import io
import json
import zipfile
from collections.abc import Iterator

import pytest
from playwright.async_api import BrowserContext, expect

from tests.contract.documents import answer_problems
from tests.ui import files
from tests.ui.axe import problems
from tests.ui.local import LocalPanel
from tests.ui.panel import eventually
from tests.ui.server import LabServer
from tests.ui.stage import Stage
from tests.ui.visitors import blank_page

EXPORTS = "/sessions/{sessionId}/exports/{form}"


@pytest.fixture
def browser(stage: Stage, server: LabServer) -> Iterator[BrowserContext]:
    """The browser of somebody who is logged in, with nothing kept in it."""
    with stage.visit(server) as visitor:
        # The cookie that comes with the answer is the browser's from then on. Playwright does not
        # follow it elsewhere: it would ask by a connection that it is about to close.
        address = f"{server.url}interview/?token={server.token}"
        stage.run(visitor.request.get(address, max_redirects=0))
        yield visitor


async def begin(context: BrowserContext, server: LabServer) -> LocalPanel:
    page = await blank_page(context)
    await page.goto(f"{server.url}interview/?backend=local")
    await page.get_by_role("button", name="Quick interview").click()
    panel = LocalPanel(page)
    await panel.ready()
    return panel


async def follow(context: BrowserContext, panel: LocalPanel) -> LocalPanel:
    """The same interview in another tab, by the link that Share gives."""
    page = await context.new_page()
    await page.goto(await panel.link())
    other = LocalPanel(page)
    await other.ready()
    return other


async def test_two_tabs_type_run_and_see_each_other(
    browser: BrowserContext, server: LabServer
) -> None:
    """LT1, LT2: the same panel, live between tabs."""
    one = await begin(browser, server)
    two = await follow(browser, one)
    assert await one.my_name() == "Interviewer" and await two.my_name() == "Interviewer (2)"
    await expect(one.language).to_have_value("python")
    await files.choose_language(one, "javascript")
    await one.empty()
    await one.type("console.log('tab one');\n")
    await two.shows("console.log('tab one');\n")
    await two.caret_to("Control+End")
    await expect(one.caret_of("Interviewer (2)")).to_be_visible()
    await asyncio.gather(one.type("// a\n", 30), two.type("// b\n", 30))
    for panel in (one, two):
        await panel.ready()
    # Either has saved its own letters; what the other typed last may still be on its way.
    all_letters = sorted("console.log('tab one');\n// a\n// b\n")
    text = await eventually(one.text, lambda shown: sorted(shown) == all_letters)
    await two.shows(text)

    await two.run_and_wait()
    await expect(one.runs.first).to_contain_text("tab one")
    await expect(one.runs.first).to_contain_text("Interviewer (2)")
    await expect(one.people.get_by_role("listitem")).to_have_count(2)
    await two.page.close()
    left = one.people.get_by_role("listitem").filter(has_text="Interviewer (2)")
    await expect(left).to_contain_text("away")
    assert await no_session_of(one, server)


async def no_session_of(panel: LocalPanel, server: LabServer) -> bool:
    """The server has not heard of the interview."""
    session_id = await panel.page.locator("[data-session]").get_attribute("data-session")
    return server.rest.get(f"sessions/{session_id}").status_code == 404


async def test_a_reload_keeps_text_runs_and_person(
    browser: BrowserContext, server: LabServer
) -> None:
    """LT1, LT2"""
    panel = await begin(browser, server)
    await files.choose_language(panel, "python")
    await panel.empty()
    await panel.write("print(6 * 7)\n")
    await panel.run_and_wait()
    await panel.ready()
    await panel.page.reload()
    await panel.ready()
    await panel.shows("print(6 * 7)\n")
    await expect(panel.runs.first).to_contain_text("42")
    assert await panel.my_name() == "Interviewer"
    assert await no_session_of(panel, server)


async def test_it_is_taken_away_without_a_server(
    browser: BrowserContext, server: LabServer
) -> None:
    """TA10: the zip opens elsewhere, and runs are there as they were, a formula as text."""
    panel = await begin(browser, server)
    await files.choose_language(panel, "python")
    await files.replace(panel, "solution.py", "print('=1+1', 'é')\n")
    await files.add(panel, "util.py", "END = 'end'\n")
    await files.look_at(panel, "solution.py")
    await panel.run_and_wait()
    await panel.do("Take away…")
    offered = panel.dialog.get_by_role("button").filter(has_text="Download")
    assert await offered.count() == 4  # EX14: nothing that a server makes
    with zipfile.ZipFile(io.BytesIO(await taken(panel, "Download the code"))) as archive:
        held = {name: archive.read(name).decode() for name in archive.namelist()}
        assert archive.testzip() is None
    assert held["solution.py"] == "print('=1+1', 'é')\n" and held["util.py"] == "END = 'end'\n"
    transcript = (await taken(panel, "Download a transcript")).decode()
    assert "\n```text\n=1+1 é\n```\n" in transcript
    table = (await taken(panel, "Download the runs as CSV")).decode()
    [_, row] = csv.reader(io.StringIO(table, newline=""))
    assert row[1:4] == ["Interviewer", "python", "ok"] and row[-1] == "'=1+1 é\n"
    [run] = json.loads(await taken(panel, "Download the runs as JSON"))
    assert answer_problems("GET", EXPORTS, 200, json.dumps([run]).encode()) == []
    assert await no_session_of(panel, server)


async def taken(panel: LocalPanel, button: str) -> bytes:
    async with panel.page.expect_download() as downloading:
        await panel.dialog.get_by_role("button", name=button).click()
    return (await (await downloading.value).path()).read_bytes()


async def test_nothing_is_offered_that_needs_others(
    browser: BrowserContext, server: LabServer
) -> None:
    """LT14, LT15: what is not possible here is not drawn, and Share says how far it reaches."""
    panel = await begin(browser, server)
    await panel.share.click()
    await expect(panel.dialog).to_contain_text("for nobody else")
    await expect(panel.dialog.get_by_role("button", name="Create link")).to_have_count(0)
    await panel.press("Escape")
    await panel.page.get_by_role("button", name="More actions", exact=True).click()
    items = panel.page.get_by_role("menu").locator("[role^=menuitem]")
    assert await items.all_text_contents() == [
        "Show the last value (Python)",
        "What is noted…",
        "Take away…",
        "Editor settings…",
        "Keyboard shortcuts (F1)",
        "End interview…",
        "Delete interview…",
    ]
    await panel.press("Escape")
    assert await problems(panel.page, ".jpi-Page") == []

    await panel.do("Delete interview…")
    await panel.dialog.get_by_role("button", name="Delete for good").click()
    await expect(panel.says("This interview was deleted.")).to_be_visible()
