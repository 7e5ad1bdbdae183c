"""QU50: parts of the guest page that are fetched when they are wanted."""

import re
from functools import partial

from playwright.async_api import Page, Route, expect

from tests.ui.conftest import NewBrowser
from tests.ui.local import LocalPanel
from tests.ui.panel import eventually
from tests.ui.server import LabServer
from tests.ui.stage import Stage, join
from tests.ui.test_questions import TITLE, question

PANEL = re.compile(r"/question-panel-\w+\.js")
DIALOG = re.compile(r"/questions-dialog-\w+\.js")
MARKDOWN = re.compile(r"/markdown-text-\w+\.js")
FORMULAS = re.compile(r"/draw-formula-\w+\.js")
WORKSHOP = {"bank": "starter", "name": "alone-in-the-workshop"}


async def fetched(page: Page, script: re.Pattern[str]) -> bool:
    names = await page.evaluate("performance.getEntriesByType('resource').map(({name}) => name)")
    return any(script.search(name) for name in names)


async def test_QU50_the_panel_comes_with_the_first_question(
    stage: Stage, server: LabServer, another_browser: NewBrowser
) -> None:
    """Not before. What could not be fetched is told, and fetched by a button."""
    session = server.new_session(language="javascript")
    browser = await another_browser(new=True)
    guest = await join(browser, server.invite(session["id"])["url"], "Grace")
    assert not await fetched(guest.page, PANEL)

    async def lose(route: Route) -> None:
        await route.abort()

    stage.watch.announce("ERR_FAILED")
    await guest.page.route(PANEL, lose)
    path = f"sessions/{session['id']}/questions"
    assert server.rest.post(path, json={**WORKSHOP, "into": "new"}).status_code == 201
    part = question(guest)
    await expect(part.get_by_role("heading", name=TITLE)).to_be_visible()
    await expect(part.get_by_role("alert")).to_contain_text("could not be fetched")
    await guest.page.unroute(PANEL, lose)
    await part.get_by_role("button", name="Try again").click()
    await expect(part.get_by_role("table")).to_contain_text("aloneMinutes")
    assert not await fetched(guest.page, DIALOG), "who is no host has no use for it"
    assert not await fetched(guest.page, FORMULAS), "the task has none"


async def test_QU50_a_browser_s_own_interview_needs_nothing_later(
    stage: Stage, server: LabServer, another_browser: NewBrowser
) -> None:
    """A question is written when the server has gone."""
    context = await another_browser(new=True)
    await context.request.get(f"{server.url}interview/?token={server.token}", max_redirects=0)
    page = await context.new_page()
    await page.goto(f"{server.url}interview/?backend=local")
    await page.get_by_role("button", name="Quick interview").click()
    panel = LocalPanel(page)
    await panel.ready()
    for script in PANEL, DIALOG, MARKDOWN, FORMULAS:
        await eventually(partial(fetched, page, script), bool)
    stage.watch.announce("ERR_FAILED|Failed to fetch")
    await page.route("**/*", lambda route: route.abort())
    await page.get_by_role("button", name="Questions", exact=True).click()
    await page.get_by_role("tab", name="Write one").click()
    await page.get_by_role("textbox", name="Title", exact=True).last.fill("Add up")
    await page.get_by_role("textbox", name="Task, in Markdown").fill("Add **two** of $x$.")
    await page.get_by_role("button", name="Load into this interview").click()
    await expect(question(panel).get_by_role("heading", name="Add up")).to_be_visible()
    await expect(question(panel).locator("strong")).to_have_text("two")
    await expect(question(panel).locator("math")).to_have_text("x")
