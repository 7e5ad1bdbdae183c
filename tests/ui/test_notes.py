"""NS9, NS11 to NS13: notes and scores in browsers: a host in Lab, one by link, a candidate."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.ui.axe import problems
from tests.ui.conftest import NewBrowser
from tests.ui.geometry import HEIGHT, LOOKS, PICTURES, Look, is_within, nothing_scrolls_sideways
from tests.ui.interview import Interview, begin
from tests.ui.panel import Panel
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel, Stage, join, open_as_owner
from tests.ui.test_late_parts import fetched

CODE = "print(1)\n"
CANARY = "Xylophonspieler"
DRAWER = re.compile(r"/notes-drawer-\w+\.js")
PLACES = """async () => {
  // Carets are drawn in the frame after the one that has heard of them.
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
  return [...document.querySelectorAll('.jpi-InterviewPanel *')].map(node => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return [node.className, x, y, width, height].join(' ');
  });
}"""


@pytest.fixture(scope="module")
def interview(stage: Stage, server: LabServer, lab: LabPanel) -> Iterator[Interview]:
    with stage.visit(server) as visitor:
        interview = stage.run(begin(server, lab, visitor, title="Notes", language="python"))
        stage.run(interview.turn_to("python", CODE))
        yield interview
        stage.run(close(interview.owner))


async def close(panel: Panel) -> None:
    """Other tests have the same Lab: there it is closed again."""
    await panel.page.evaluate("localStorage.removeItem('jupyter-interview:notes')")


class Notes:
    """The drawer of one page."""

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self.page: Page = panel.page
        self.button = panel.page.get_by_role("button", name="Notes", exact=True)
        self.drawer = panel.page.get_by_role("region", name="Notes and scores")
        self.line = self.drawer.get_by_role("textbox", name="New note")
        self.list = self.drawer.get_by_role("list", name="Your notes")

    async def open(self) -> None:
        if await self.button.get_attribute("aria-expanded") == "false":
            await self.button.click()
        await expect(self.line).to_be_visible()

    async def look_at(self, part: str) -> None:
        await self.drawer.get_by_role("tab", name=part).click()

    def criterion(self, name: str) -> Locator:
        return self.drawer.get_by_role("group", name=name)

    async def rate_all(self) -> None:
        """Nothing of it was seen, but for the first."""
        await self.look_at("Scores")
        # A choice of moments is a group, too.
        criteria = self.drawer.locator(".jpi-RubricForm > fieldset")
        first = self.criterion("Understands the problem")
        await first.get_by_role("radio").nth(2).check()
        await expect(first).to_contain_text("a moment, or a sentence")
        await first.get_by_role("textbox").fill("asked before the first line")
        for number in range(1, await criteria.count()):
            await criteria.nth(number).get_by_role("radio", name="Not seen").check()
        await expect(self.drawer.get_by_text("Kept", exact=True)).to_have_count(5)

    async def submit(self, answer: str) -> None:
        overall = self.criterion("Overall")
        await overall.get_by_role("radio", name=answer, exact=True).check()
        await self.drawer.get_by_role("button", name="Submit").click()
        await expect(self.drawer).to_contain_text("You have submitted")


@pytest.fixture
def notes(interview: Interview) -> Notes:
    return Notes(interview.owner)


@asynccontextmanager
async def nothing_moves(page: Page) -> AsyncIterator[None]:
    before: list[Any] = await page.evaluate(PLACES)
    yield
    assert await page.evaluate(PLACES) == before


async def test_NS11_a_note_is_written_from_the_code_and_back(
    interview: Interview, notes: Notes
) -> None:
    """NS11, NS9: and nothing of it is in the code, nor on the candidate's page."""
    await interview.turn_to("python", CODE)
    # The guest's page says how far its interpreter is. Only a run shows that it is there.
    await interview.guest.run_and_wait("Finished")
    await expect(interview.guest.page.locator(".jpi-RunnerStatus")).to_have_count(0)
    await interview.owner.caret_to("Control+End")
    # The caret may have been there before, in another line.
    line = interview.guest.page.locator(".jpi-CaretInitial").locator("xpath=..")
    await expect(line).to_have_text("A2")
    async with nothing_moves(interview.guest.page):
        await interview.owner.press("Alt+n")
        await expect(notes.line).to_be_focused()
        await interview.owner.type(CANARY)
        await interview.owner.press("Alt+n")
        await interview.owner.press("Enter")
        await expect(notes.list.get_by_role("listitem")).to_have_text(re.compile(CANARY))
        await expect(notes.line).to_have_value("")
    await interview.owner.press("Escape")
    await expect(interview.owner.code).to_be_focused()
    await interview.owner.type("# back")
    await interview.agree_on(CODE + "# back")
    guest = interview.guest.page
    assert CANARY not in await guest.content()
    await expect(guest.get_by_role("button", name="Notes", exact=True)).to_have_count(0)
    await interview.guest.press("Alt+n")
    await expect(guest.get_by_role("region", name="Notes and scores")).to_have_count(0)
    assert not await fetched(guest, DRAWER), "who is no host has no use for it"


async def test_NS13_it_is_as_it_was_after_a_reload(
    server: LabServer, interview: Interview, another_browser: NewBrowser
) -> None:
    browser = await another_browser(new=True)
    link = server.invite(interview.id, "interviewer")["url"]
    ira = Notes(await join(browser, link, "Ira"))
    await expect(ira.button).to_have_attribute("aria-expanded", "false")
    await ira.button.click()
    await ira.line.fill("seen twice")
    await ira.line.press("Enter")
    await expect(ira.list).to_contain_text("seen twice")
    await ira.page.reload()
    await ira.panel.ready()
    await expect(ira.list).to_contain_text("seen twice")
    await ira.drawer.get_by_role("button", name="Close the notes").click()
    await expect(ira.drawer).to_be_hidden()
    await ira.page.reload()
    await ira.panel.ready()
    await expect(ira.button).to_have_attribute("aria-expanded", "false")


async def test_NS12_sheets_stand_side_by_side_once_both_have_submitted(
    server: LabServer, interview: Interview, notes: Notes, another_browser: NewBrowser
) -> None:
    """NS6, NS12: by keyboard alone for one of them; nothing of the other one before."""
    browser = await another_browser(new=True)
    link = server.invite(interview.id, "interviewer")["url"]
    jo = Notes(await join(browser, link, "Jo"))
    await jo.open()
    await jo.line.fill("explains well")
    await jo.line.press("Enter")
    await jo.rate_all()
    await jo.submit("Strong yes")
    await expect(jo.drawer).to_contain_text("Of the others there is nothing yet.")

    await notes.open()
    await notes.look_at("Scores")
    await expect(notes.drawer).not_to_contain_text("Jo")
    await notes.rate_all()
    overall = notes.criterion("Overall")
    await overall.get_by_role("radio", name="Strong no").focus()
    await interview.owner.press("ArrowDown", "Tab", "Tab", "Enter")
    await expect(notes.drawer).to_contain_text("You have submitted")
    await expect(notes.drawer.get_by_role("region", name="Overall")).to_contain_text(
        re.compile("You.*No.*Jo.*Strong yes", re.DOTALL)
    )
    await expect(notes.drawer.get_by_role("region", name="Notes", exact=True)).to_contain_text(
        "explains well"
    )
    await jo.drawer.get_by_role("button", name="Look again").click()
    await expect(jo.drawer.get_by_role("region", name="Overall")).to_contain_text("No")
    row = jo.drawer.get_by_role("region", name="Understands the problem")
    await row.get_by_role("button", name="Correct: Understands the problem").click()
    await row.get_by_role("combobox").select_option("4")
    await row.get_by_role("textbox").fill("slept over it")
    await row.get_by_role("button", name="Add the correction").click()
    await expect(row).to_contain_text("Later: 4")
    await expect(row).to_contain_text("3 ·")


@pytest.mark.parametrize(("width", "theme"), LOOKS, ids=[f"{w}-{t}" for w, t in LOOKS])
async def test_NS12_it_has_its_place_in_every_look(
    server: LabServer, interview: Interview, another_browser: NewBrowser, width: int, theme: str
) -> None:
    """PA4: wide and narrow, light and dark; a picture of it is kept, and axe finds nothing."""
    look: Look = (width, "dark" if theme == "dark" else "light")
    browser = await another_browser(
        viewport={"width": look[0], "height": HEIGHT}, color_scheme=look[1]
    )
    link = server.invite(interview.id, "interviewer")["url"]
    kim = Notes(await join(browser, link, "Kim"))
    await kim.open()
    PICTURES.mkdir(parents=True, exist_ok=True)
    await kim.line.fill("asks what happens with **empty** input, before the first line of code")
    await kim.line.press("Enter")
    await expect(kim.list).to_contain_text("empty")
    await kim.line.press("Enter")
    await expect(kim.list.get_by_role("listitem")).to_have_count(2)
    await kim.page.screenshot(path=PICTURES / f"notes-{width}-{theme}.png")
    await nothing_scrolls_sideways(kim.page)
    for control in (kim.line, kim.button, kim.panel.run, kim.panel.output, kim.panel.share):
        if await control.count():
            await is_within(control, width)
    assert await problems(kim.page, ".jpi-Notes") == []
    await kim.rate_all()
    await kim.page.screenshot(path=PICTURES / f"scores-{width}-{theme}.png")
    await nothing_scrolls_sideways(kim.page)
    assert await problems(kim.page, ".jpi-Notes") == []
    await kim.submit("Yes")
    await kim.page.screenshot(path=PICTURES / f"debrief-{width}-{theme}.png")
    await nothing_scrolls_sideways(kim.page)
    assert await problems(kim.page, ".jpi-Notes") == []


async def test_LB26_a_note_leads_to_its_moment(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """LB23 too: it is on the timeline of the player, which goes on beside the notes."""
    session = server.new_session(title="Moments", language="python", code="first = 1\n")
    owner = await open_as_owner(await another_browser(), server, session["id"])
    notes = Notes(owner)
    await owner.caret_to("Control+End")
    await owner.press("Alt+n")
    await owner.type("Begins with a name")
    await owner.press("Enter")
    await expect(notes.list.get_by_role("listitem")).to_have_count(1)
    await owner.press("Escape")
    await owner.caret_to("Control+End")
    await owner.type("second = 2\n")
    player = owner.page.get_by_role("region", name="Look back")
    await notes.list.get_by_role("button", name=re.compile("^Look back at")).click()
    await expect(player.locator(".cm-content")).to_have_text("first = 1")
    await player.get_by_role("tab", name="What happened").click()
    await expect(player).to_contain_text("Begins with a name")
    for width, scheme in LOOKS:
        await owner.page.set_viewport_size({"width": width, "height": HEIGHT})
        await owner.page.emulate_media(color_scheme=scheme)
        assert await problems(owner.page, "html") == []
        await owner.page.screenshot(path=PICTURES / f"notes-player-{width}-{scheme}.png")
    await player.get_by_role("button", name="Back to live").click()
    await owner.shows("first = 1\nsecond = 2\n")
