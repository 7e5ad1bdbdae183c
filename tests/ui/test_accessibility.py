"""What axe-core finds, and what it cannot find: names, and the keyboard."""

from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.ui.axe import problems
from tests.ui.conftest import NewBrowser
from tests.ui.geometry import Scheme
from tests.ui.interview import Interview, begin
from tests.ui.panel import Panel
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel, Stage
from tests.ui.visitors import blank_page


@pytest.fixture(scope="module")
def interview(stage: Stage, server: LabServer, lab: LabPanel) -> Iterator[Interview]:
    context = stage.run(stage.context(server))
    interview = stage.run(begin(server, lab, context, title="For everybody", code="oops("))
    stage.run(interview.guest.run_and_wait("Error"))
    yield interview
    stage.run(context.close())


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
async def test_axe_finds_nothing_serious_in_lab(interview: Interview, theme: str) -> None:
    """PA4: the panel, its Share dialog and the side bar's list."""
    owner = interview.owner
    await owner.theme(theme)
    assert await problems(owner.page, ".jpi-InterviewPanel") == []
    await owner.share.click()
    await owner.dialog.get_by_role("button", name="Create link").click()
    await expect(owner.dialog.get_by_role("textbox", name="Invite link")).to_be_visible()
    assert await problems(owner.page, "dialog") == []
    await owner.dialog.get_by_role("button", name="Close").click()
    await owner.show_list()
    await expect(owner.page.get_by_role("region", name="Live")).to_be_visible()
    assert await problems(owner.page, "#jpi-session-list") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_serious_on_the_guest_page(
    interview: Interview, another_browser: NewBrowser, scheme: Scheme
) -> None:
    """PA4: the door, and the panel behind it."""
    page = await blank_page(await another_browser())
    await page.emulate_media(color_scheme=scheme)
    await page.goto(interview.server.invite(interview.id)["url"])
    await expect(page.get_by_role("button", name="Join")).to_be_visible()
    assert await problems(page, "html") == []
    await page.get_by_role("textbox", name="Your name").fill("Ada")
    await page.get_by_role("button", name="Join").click()
    guest = Panel(page)
    await guest.ready()
    await expect(guest.runs).to_have_count(1)
    assert await problems(page, "html") == []


async def test_names_are_the_same_in_lab_and_as_a_guest(interview: Interview) -> None:
    """PA4: the same roles with the same names, each exactly once."""
    for panel in interview.both:
        for control in (panel.run, panel.stop, panel.language, panel.code):
            await expect(control).to_have_count(1)
        await expect(panel.output).to_have_count(1)
        await expect(panel.people).to_have_count(1)
        await expect(panel.people.get_by_role("listitem")).not_to_have_count(0)
    await expect(interview.owner.share).to_have_count(1)
    await expect(interview.guest.share).to_have_count(0)


async def test_the_keyboard_gets_everywhere(interview: Interview) -> None:
    """PA4: Tab stays in the editor until Escape is pressed; Run and Stop can be reached by Tab."""
    guest = interview.guest
    await guest.caret_to("Control+End")
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
