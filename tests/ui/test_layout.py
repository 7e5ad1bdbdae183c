"""What the pages look like, wide and narrow, light and dark: pictures, what must be in them, what
axe-core finds, and what it cannot find: names, and the keyboard."""

import re
from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.ui.axe import problems
from tests.ui.conftest import NewBrowser
from tests.ui.geometry import (
    HEIGHT,
    LOOKS,
    PICTURES,
    Look,
    Scheme,
    is_within,
    nothing_scrolls_sideways,
)
from tests.ui.interview import Interview, begin
from tests.ui.panel import Panel, eventually
from tests.ui.server import LabServer
from tests.ui.stage import WINDOW, LabPanel, Stage, join
from tests.ui.visitors import blank_page

WORDS_BEGIN = """items => items.map(item => {
    const range = document.createRange();
    range.selectNodeContents(item.lastChild);
    return Math.round(range.getBoundingClientRect().left);
})"""
LEFT_BELOW = "node => node.scrollHeight - node.scrollTop - node.clientHeight"
CODE = """function longest(words) {
  // A line that is so long that it cannot be shown whole on a narrow screen, whatever you do there.
  return words.reduce((found, word) => (word.length > found.length ? word : found));
}
console.log(longest(['one', 'three', 'fifteen']));
console.log('a rather long line of output, '.repeat(6));
"""


@pytest.fixture(scope="module")
def interview(stage: Stage, server: LabServer, lab: LabPanel) -> Iterator[Interview]:
    """With some text, a run that worked and one that did not, and a caret of each."""
    with stage.visit(server) as visitor:
        interview = stage.run(begin(server, lab, visitor, title="Longest word"))
        stage.run(furnish(interview))
        yield interview


async def furnish(interview: Interview) -> None:
    await interview.turn_to("javascript", CODE + "missing()")
    await interview.guest.run_and_wait("Error")
    await interview.turn_to("javascript", CODE)
    await interview.owner.run_and_wait("Finished")
    await interview.guest.caret_to("Control+Home")
    await interview.owner.caret_to("Control+End")


@pytest.fixture(scope="module", params=LOOKS, ids=[f"{width}-{theme}" for width, theme in LOOKS])
def look(request: pytest.FixtureRequest) -> Look:
    """All that is tried in one look is tried at a stretch: a theme of Lab's takes long to come."""
    width, theme = request.param
    return width, theme


@pytest.mark.parametrize("who", ["owner", "guest"])
async def test_everything_has_its_place(interview: Interview, who: str, look: Look) -> None:
    """PA4: no sideways scrolling, every control in the window; a picture of it is kept."""
    width, theme = look
    panel: Panel = getattr(interview, who)
    await show(panel, width, theme)
    PICTURES.mkdir(parents=True, exist_ok=True)
    await panel.page.screenshot(path=PICTURES / f"{who}-{width}-{theme}.png")
    await nothing_scrolls_sideways(panel.page)
    # The text scrolls in its own frame, which is what must fit.
    editor = panel.code.locator("xpath=..")
    controls = [panel.run, panel.stop, panel.language, panel.output, panel.people, editor]
    if who == "owner":
        controls += [panel.share, panel.title]
    for control in controls:
        await is_within(control, width)


async def test_the_share_dialog_has_its_place(interview: Interview, look: Look) -> None:
    """PA4: the dialog and its buttons fit."""
    width, theme = look
    owner = interview.owner
    await show(owner, width, theme)
    await owner.share.click()
    await owner.dialog.get_by_role("button", name="Create link").click()
    await expect(owner.dialog.get_by_role("textbox", name="Invite link")).to_be_visible()
    await owner.page.screenshot(path=PICTURES / f"share-{width}-{theme}.png")
    for name in ("Create link", "Copy", "Close"):
        await is_within(owner.dialog.get_by_role("button", name=name), width)
    await owner.dialog.get_by_role("button", name="Close").click()


async def test_the_menu_has_its_place(interview: Interview, look: Look) -> None:
    """PA4: it fits, and what is on or off stands in one line with the rest."""
    width, theme = look
    owner = interview.owner
    await show(owner, width, theme)
    await owner.page.get_by_role("button", name="More actions", exact=True).click()
    menu = owner.page.get_by_role("menu", name="More actions")
    await owner.page.screenshot(path=PICTURES / f"menu-{width}-{theme}.png")
    await is_within(menu, width)
    begin_at = await menu.locator("[role^=menuitem]").evaluate_all(WORDS_BEGIN)
    assert len(begin_at) > 3 and len(set(begin_at)) == 1
    await owner.page.keyboard.press("Escape")


async def test_axe_finds_nothing_serious_in_lab(interview: Interview, look: Look) -> None:
    """PA4: the panel, its Share dialog and the side bar's list."""
    _, theme = look
    owner = interview.owner
    await show(owner, 1280, theme)
    assert await problems(owner.page, ".jpi-InterviewPanel") == []
    await owner.share.click()
    await owner.dialog.get_by_role("button", name="Create link").click()
    await expect(owner.dialog.get_by_role("textbox", name="Invite link")).to_be_visible()
    assert await problems(owner.page, "dialog") == []
    await owner.dialog.get_by_role("button", name="Close").click()
    await owner.show_list()
    await expect(owner.page.get_by_role("region", name="Live")).to_be_visible()
    assert await problems(owner.page, "#jpi-session-list") == []


async def test_axe_finds_nothing_serious_on_the_guest_page(
    interview: Interview, another_browser: NewBrowser, look: Look
) -> None:
    """PA4: the door, and the panel behind it."""
    _, scheme = look
    page = await blank_page(await another_browser())
    await page.emulate_media(color_scheme=scheme)
    await page.goto(interview.server.invite(interview.id)["url"])
    await expect(page.get_by_role("button", name="Join")).to_be_visible()
    assert await problems(page, "html") == []
    await page.get_by_role("textbox", name="Your name").fill("Ada")
    await page.get_by_role("button", name="Join").click()
    guest = Panel(page)
    await guest.ready()
    await expect(guest.runs).to_have_count(2)
    assert await problems(page, "html") == []


async def test_names_are_the_same_in_lab_and_as_a_guest(interview: Interview) -> None:
    """PA4: the same roles with the same names, each exactly once."""
    for panel in interview.both:
        await panel.page.set_viewport_size(WINDOW)
        for control in (panel.run, panel.stop, panel.language, panel.code):
            await expect(control).to_have_count(1)
        await expect(panel.output).to_have_count(1)
        await expect(panel.people).to_have_count(1)
        await expect(panel.people.get_by_role("listitem")).not_to_have_count(0)
    await expect(interview.owner.share).to_have_count(1)
    await expect(interview.guest.share).to_have_count(0)


async def test_the_keyboard_gets_everywhere(interview: Interview) -> None:
    """PA4, PA21: Run and Stop can be reached by Tab, which is the editor's until Escape."""
    guest = interview.guest
    await guest.page.set_viewport_size(WINDOW)
    await guest.caret_to("Control+End")
    await guest.press("Enter", "Tab", "x")
    await expect(guest.code.locator(".cm-line").last).to_have_text(re.compile(r"^\s+x$"))
    await guest.press("Shift+Tab")
    await expect(guest.code.locator(".cm-line").last).to_have_text("x")
    await guest.press("Escape", "Tab")
    await expect(guest.code).not_to_be_focused()
    await guest.page.get_by_role("button", name="theme").focus()
    reached = set()
    for _ in range(16):
        await guest.press("Tab")
        reached.add(
            await guest.page.evaluate(
                "document.activeElement.getAttribute('aria-label')"
                " ?? document.activeElement.textContent"
            )
        )
    assert {"Language", "Run", "Code"} <= reached


async def test_whoever_comes_late_sees_the_newest_run(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """RU1: the list of runs opens at its end, however long it is."""
    session_id = server.new_session()["id"]
    for number in range(4):
        output = f"run {number}\n" + "a line\n" * 20
        server.rest.post(f"sessions/{session_id}/execute", json={"output": output})
    late = await join(await another_browser(), server.invite(session_id)["url"], "Late")
    await expect(late.runs.last.get_by_text("a line").last).to_be_in_viewport()
    end = late.output.get_by_role("group", name="Runs")
    await eventually(lambda: end.evaluate(LEFT_BELOW), lambda pixels: pixels < 2)
    await expect(late.output.get_by_role("button", name="Newest")).to_have_count(0)


async def show(panel: Panel, width: int, theme: Scheme) -> None:
    await panel.page.set_viewport_size({"width": width, "height": HEIGHT})
    if isinstance(panel, LabPanel):
        await panel.side_bar(width > 1000)
        await panel.theme(f"JupyterLab {theme.title()}")
    else:
        await panel.page.emulate_media(color_scheme=theme)
    await expect(panel.runs).to_have_count(2)
