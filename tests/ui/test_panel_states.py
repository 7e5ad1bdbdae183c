"""How the states of an interview look and sound: wide and narrow, light and dark."""

from collections.abc import Iterator

import pytest
from playwright.async_api import Locator, Page, expect

from tests.ui.axe import problems
from tests.ui.conftest import NewBrowser
from tests.ui.geometry import HEIGHT, LOOKS, PICTURES, is_within, nothing_scrolls_sideways
from tests.ui.line import Line, line_to
from tests.ui.panel import Panel
from tests.ui.server import LabServer
from tests.ui.stage import Stage, join
from tests.ui.test_life_cycle import knock, waiting_room
from tests.ui.visitors import blank_page
from tests.ui.watch import CONNECTION_LOST


async def look_at(page: Page, state: str, *controls: Locator) -> None:
    """Everything in its place, nothing serious for axe; pictures are kept.

    The page is narrow afterwards, so that what follows is done in a narrow one.
    """
    PICTURES.mkdir(parents=True, exist_ok=True)
    for width, scheme in sorted(LOOKS, reverse=True):
        await page.set_viewport_size({"width": width, "height": HEIGHT})
        await page.emulate_media(color_scheme=scheme)
        await nothing_scrolls_sideways(page)
        for control in controls:
            await is_within(control, width)
        await page.screenshot(path=PICTURES / f"{state}-{width}-{scheme}.png")
        assert await problems(page, "html") == []


@pytest.fixture
def owner(server: LabServer, stage: Stage) -> Iterator[Panel]:
    """The list of interviews without JupyterLab, with one draft in it."""
    with stage.visit(server) as visitor:
        page = stage.run(blank_page(visitor))
        stage.run(page.goto(f"{server.url}interview/?token={server.token}"))
        yield Panel(page)


@pytest.fixture
def line(server: LabServer, stage: Stage) -> Iterator[Line]:
    stage.watch.announce(CONNECTION_LOST)
    with line_to(server) as line:
        yield line


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


async def open_session(owner: Panel, server: LabServer, session_id: str) -> None:
    await owner.page.goto(f"{server.url}interview/#{session_id}")
    await owner.ready()


async def test_draft_lobby_and_waiting_room(
    server: LabServer, owner: Panel, another_browser: NewBrowser
) -> None:
    """PA4, LC8, LC3: the banner, the waiting room, the people who wait and their buttons."""
    title = "Not begun yet"
    session_id = server.new_session(title=title, state="draft", code="x = 1\n" * 3)["id"]
    await open_session(owner, server, session_id)
    link = server.invite(session_id)["url"]
    grace = await knock(await another_browser(), link, "Grace Brewster Murray Hopper")
    await expect(owner.people).to_contain_text("Grace")
    await look_at(owner.page, "draft", button(owner.page, "Start interview"))
    await look_at(grace.page, "waiting", waiting_room(grace.page))
    await owner.do("Lobby: newcomers wait")
    await button(owner.page, "Start interview").click()
    await expect(owner.says("Draft: nobody")).to_have_count(0)
    await knock(await another_browser(), link, "Alan")
    admit = button(owner.page, "Let Alan in")
    await look_at(owner.page, "lobby", admit, button(owner.page, "Let all in"))
    await owner.people.get_by_role("button", name="Actions for Alan").click()
    menu = owner.page.get_by_role("menu", name="Actions for Alan")
    await look_at(owner.page, "person-menu", menu)
    await owner.press("Escape")
    await button(owner.page, "All interviews").click()
    row = owner.page.get_by_role("button", name=title).first
    await look_at(owner.page, "list", row, button(owner.page, "New interview…"))


async def test_locks_and_removal(
    server: LabServer, owner: Panel, another_browser: NewBrowser
) -> None:
    """PA4, LC4, LC13: the reason on both sides, the menu, and who was removed."""
    session_id = server.new_session(title="Locked", code="x = 1\n")["id"]
    await open_session(owner, server, session_id)
    guest = await join(await another_browser(), server.invite(session_id)["url"], "Grace")
    await owner.do("Lock editing")
    await owner.do("Lock runs")
    reason = guest.says("Editing and runs are locked by the interviewer.")
    await look_at(guest.page, "locked-guest", reason, guest.people, guest.run)
    await look_at(owner.page, "locked-owner", button(owner.page, "Unlock"))
    await button(owner.page, "More actions").click()
    await look_at(owner.page, "menu", owner.page.get_by_role("menu"))
    await owner.press("Escape")
    await owner.do_to("Grace", "Remove…")
    await look_at(owner.page, "remove", owner.dialog)
    await owner.dialog.get_by_role("button", name="Remove", exact=True).click()
    alert = guest.page.get_by_role("alert").filter(has_text="You were removed")
    await look_at(guest.page, "removed", alert)


async def test_text_that_could_not_be_merged(
    server: LabServer, owner: Panel, line: Line, stage: Stage
) -> None:
    """PA4, OF10: both versions, the buttons, the question, and what the words about saving mean."""
    session_id = server.new_session(title="Copies", code="def solve():\n    return 1\n")["id"]
    await open_session(owner, server, session_id)
    browser = await stage.context(line)
    guest = await join(browser, line.through(server.invite(session_id)["url"]), "Grace")
    explain = button(guest.page, "What this means")
    await explain.click()
    words = guest.says("Everything you typed is on the server’s disk.")
    await look_at(guest.page, "explanation", words)
    await explain.click()
    line.cut()
    await expect(guest.says("Offline · saved here")).to_be_visible()
    await look_at(guest.page, "offline", guest.says("Offline · saved here"))
    await guest.caret_to("Control+End")
    await guest.type("# typed offline")
    await owner.do("Lock editing")
    line.mend()
    await guest.ready()
    await expect(guest.says("What you typed offline was not taken")).to_be_visible()
    buttons = [button(guest.page, name) for name in ("Restore my text", "Copy", "Discard…")]
    sides = [
        guest.page.get_by_role("textbox", name=name)
        for name in ("The interview’s text", "Your copy")
    ]
    await look_at(guest.page, "copies", *buttons, *sides)
    await button(guest.page, "Discard…").click()
    await look_at(guest.page, "discard", guest.dialog)
    await guest.dialog.get_by_role("button", name="Cancel").click()
    await owner.do("Lock editing")
    await button(guest.page, "Restore my text").click()
    await owner.shows("def solve():\n    return 1\n# typed offline")
    await browser.close()
