"""Looking back: in JupyterLab while it is live, on the page of a player, and in a browser's own
interviews."""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from tests.ui.axe import problems
from tests.ui.conftest import NewBrowser
from tests.ui.geometry import nothing_scrolls_sideways
from tests.ui.interview import begin
from tests.ui.local import LocalPanel
from tests.ui.panel import Panel
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel, Stage, join
from tests.ui.visitors import blank_page

FAILS = "throw new Error('not yet');\n"
WORKS = "console.log('it works');\n"
BEGIN = "New interview from this moment"


class Player:
    """The player as a person finds it, by roles and names."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.whole = page.get_by_role("region", name="Look back", exact=True)
        self.time = self.whole.get_by_role("slider", name="Time")
        self.back = self.whole.get_by_role("button", name="Back to live")
        self.entries = self.whole.get_by_role("list", name="What happened").get_by_role("listitem")
        self.lines = self.whole.locator(".cm-content").first.locator(".cm-line")

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)

    async def shows(self, text: str) -> None:
        await expect(self.lines).to_have_text(text.split("\n"))

    async def at(self) -> str:
        return await self.whole.locator("time").first.inner_text()

    def says(self, words: str) -> Locator:
        return self.whole.get_by_text(words)

    async def to_first_failure(self) -> None:
        """By keys, which find a run once what happened is there."""
        await self.whole.get_by_role("tab", name="What happened").click()
        await expect(self.entries.last).to_be_visible()
        await self.time.focus()
        await self.press("Home", "e")


async def two_runs(server: LabServer, lab: LabPanel, another_browser: NewBrowser) -> str:
    """An interview in which a program failed, was made better, and ran."""
    interview = await begin(server, lab, await another_browser(), language="javascript")
    await interview.turn_to("javascript", FAILS)
    await interview.guest.run_and_wait("Error")
    await interview.turn_to("javascript", WORKS)
    await interview.guest.run_and_wait("Finished")
    await expect(lab.runs).to_have_count(2)
    return interview.id


async def test_LB19_a_host_looks_back_while_it_goes_on(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    interview = await begin(server, lab, await another_browser(), language="javascript")
    await interview.turn_to("javascript", "const first = 1;")
    await lab.page.keyboard.press("F8")
    player = Player(lab.page)
    await player.shows("const first = 1;")
    await expect(player.says("a few seconds behind")).to_be_visible()
    await expect(lab.run).to_have_count(0)
    # LB36: at the end it goes on with what comes, and nowhere else.
    await interview.guest.caret_to("Control+End")
    await interview.guest.type("\nlet second;")
    await player.shows("const first = 1;\nlet second;")
    await player.time.focus()
    await player.press("Home")
    await expect(player.says("not live")).to_be_visible()
    await interview.guest.type("\nlet third;")
    await interview.guest.ready()
    await player.whole.get_by_role("button", name="Live", exact=True).click()
    await player.shows("const first = 1;\nlet second;\nlet third;")
    await expect(player.says("a few seconds behind")).to_be_visible()
    await player.press("Home")
    await expect(player.says("No seal has been made of this text yet.")).to_be_visible()
    await player.back.click()
    await lab.shows("const first = 1;\nlet second;\nlet third;")
    await expect(interview.guest.page.get_by_role("button", name="Look back")).to_have_count(0)
    await interview.guest.press("F8")
    await expect(Player(interview.guest.page).whole).to_have_count(0)


async def test_LB25_a_review_by_keys_alone(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """From the failing run to what was changed after it, and a link to the moment."""
    session_id = await two_runs(server, lab, another_browser)
    await lab.page.keyboard.press("F8")
    player = Player(lab.page)
    await expect(player.time).to_be_focused()
    await player.press("Home", "e")
    await player.shows(FAILS)
    await expect(player.says("This is the text that was live")).to_be_visible()
    await expect(player.time).to_have_attribute(
        "aria-valuetext", re.compile(r"Grace ran solution\.js: Error · Error: not yet")
    )
    await player.press("m", "r", "d")
    await expect(player.whole.locator(".cm-deletedChunk")).to_contain_text("not yet")
    await expect(player.whole.locator(".cm-changedLine").first).to_contain_text("it works")
    await player.press("b")
    legend = player.whole.get_by_role("list", name="Authors")
    await expect(legend).to_be_visible()
    await player.press("c")
    await expect(player.says("The link to this moment is copied.")).to_be_visible()
    link = await lab.page.evaluate("navigator.clipboard.readText()")
    page = f"{server.url}interview/replay/{session_id}#"
    assert link.startswith(page)
    assert re.fullmatch(r"t=\d\d:\d\d&at=\d+:\d+", link.removeprefix(page))
    await player.press("d", "?")
    await expect(lab.dialog).to_contain_text("Keys of the player")
    await player.press("Escape", "Escape")
    await expect(player.whole).to_have_count(0)
    await expect(lab.code).to_be_focused()


async def test_LB20_a_link_to_a_moment_asks_for_rights_of_one_s_own(
    stage: Stage, server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    session_id = await two_runs(server, lab, another_browser)
    address = f"{server.url}interview/replay/{session_id}"
    browser = await another_browser(new=True)
    page = await browser.new_page()
    # Nobody is logged in yet.
    stage.watch.announce("status of 401")
    await page.goto(f"{address}#t=00:00")
    await expect(page.get_by_role("button", name="Log in")).to_be_visible()
    await browser.request.get(f"{server.url}interview/?token={server.token}", max_redirects=0)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.reload()
    player = Player(page)
    await expect(player.time).to_be_visible()
    assert await player.at() == "00:00"
    assert not [url for url in asked if "t=00" in url], "the fragment reaches no server"
    # Who takes part and does not hold it sees nothing of it.
    candidate = await another_browser(new=True)
    await join(candidate, server.invite(session_id)["url"], "Grace")
    stage.watch.announce("status of 40[13]")
    other = await candidate.new_page()
    await other.goto(address)
    await expect(other.get_by_role("alert")).to_be_visible()
    await expect(Player(other).time).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
async def test_LB25_it_is_used_whole_in_every_width(
    server: LabServer,
    lab: LabPanel,
    another_browser: NewBrowser,
    width: int,
    scheme: str,
) -> None:
    session_id = await two_runs(server, lab, another_browser)
    size = {"width": width, "height": 740}
    browser = await another_browser(viewport=size, color_scheme=scheme)
    await browser.request.get(f"{server.url}interview/?token={server.token}", max_redirects=0)
    page = await browser.new_page()
    await page.goto(f"{server.url}interview/replay/{session_id}")
    player = Player(page)
    await player.shows(WORKS)
    await nothing_scrolls_sideways(page)
    assert await problems(page, ".jpi-LookBack") == []
    await player.whole.get_by_role("tab", name="What happened").click()
    await expect(player.entries.last).to_contain_text("Grace ran solution.js: Finished")
    await player.whole.get_by_role("button", name="Colors of the authors").click()
    await player.whole.get_by_role("button", name="Difference").click()
    await nothing_scrolls_sideways(page)
    assert await problems(page, ".jpi-LookBack") == []
    # The pointer goes where it points, and the newest place wins.
    box = await player.time.bounding_box()
    assert box is not None
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    await page.mouse.move(box["x"] + box["width"] - 2, box["y"] + 10)
    await page.mouse.down()
    await page.mouse.move(box["x"] + 1, box["y"] + 10, steps=30)
    await page.mouse.up()
    await expect(player.time).to_have_attribute("aria-valuenow", "0")


async def test_LB18_a_moment_is_run_again_in_one_s_own_sandbox(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    session_id = await two_runs(server, lab, another_browser)
    runs = len(await lab.runs.all())
    await lab.page.keyboard.press("F8")
    player = Player(lab.page)
    await expect(player.time).to_be_focused()
    await player.press("End")
    await player.whole.get_by_role("button", name="Run this moment").click()
    own = player.whole.get_by_role("region", name="Your own run")
    await expect(own).to_contain_text("it works")
    await player.back.click()
    await expect(lab.runs).to_have_count(runs)
    recording = server.rest.get(f"sessions/{session_id}/recording").json()
    assert len(recording["runs"]) == runs, "it is recorded nowhere"


async def test_FK6_another_interview_begins_at_a_moment(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """In JupyterLab, where it opens as a draft that leads back to the moment."""
    session_id = await two_runs(server, lab, another_browser)
    await lab.page.keyboard.press("F8")
    player = Player(lab.page)
    await player.to_first_failure()
    await player.shows(FAILS)
    clock = await player.at()
    await player.whole.get_by_role("button", name=BEGIN).click()
    await expect(player.whole).not_to_be_visible()
    await expect(lab.says("Draft").first).to_be_visible()
    await lab.shows(FAILS)
    copies = [one for one in server.rest.get("sessions").json() if one["copiedFrom"]]
    [made] = [one for one in copies if one["copiedFrom"]["session"] == session_id]
    assert made["state"] == "draft"
    assert made["title"].endswith(f" ({clock})")
    back = lab.page.get_by_role("link", name="From another interview")
    async with lab.page.context.expect_page() as opened:
        await back.click()
    page = await opened.value
    before = Player(page)
    await before.shows(FAILS)
    assert await before.at() == clock
    await page.close()


async def test_FK6_on_pages_and_for_whom(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """A host who is logged in begins one from the page of a player; a host by link cannot."""
    session_id = await two_runs(server, lab, another_browser)
    browser = await another_browser()
    invite = server.invite(session_id, "interviewer")
    guest = await join(browser, invite["url"], "Ira")
    await guest.page.keyboard.press("F8")
    player = Player(guest.page)
    await player.shows(WORKS)
    await expect(player.whole.get_by_role("button", name="Run this moment")).to_be_visible()
    await expect(player.whole.get_by_role("button", name=BEGIN)).to_have_count(0)

    owner = await another_browser(new=True)
    await owner.request.get(f"{server.url}interview/?token={server.token}", max_redirects=0)
    page = await owner.new_page()
    await page.goto(f"{server.url}interview/replay/{session_id}")
    player = Player(page)
    await player.to_first_failure()
    await player.shows(FAILS)
    await player.whole.get_by_role("button", name=BEGIN).click()
    panel = Panel(page)
    await panel.ready()
    await panel.shows(FAILS)
    await expect(page).to_have_url(
        re.compile(f"^{re.escape(server.url)}interview/#(?!{session_id})")
    )


async def test_LB21_an_interview_of_this_browser(
    server: LabServer, another_browser: NewBrowser
) -> None:
    context = await another_browser()
    await context.request.get(f"{server.url}interview/?token={server.token}", max_redirects=0)
    page = await blank_page(context)
    await page.goto(f"{server.url}interview/?backend=local")
    await page.get_by_role("button", name="Quick interview").click()
    panel = LocalPanel(page)
    await panel.ready()
    await panel.empty()
    await panel.type("x = 1")
    await panel.ready()
    await page.keyboard.press("F8")
    player = Player(page)
    await player.shows("x = 1")
    await expect(player.whole.get_by_role("button", name="Copy the link")).to_have_count(0)
    await player.press(",")
    await player.shows("x = ")
    await player.press("Escape")
    await panel.shows("x = 1")
