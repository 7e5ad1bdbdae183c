"""The interviewer stops what a candidate's browser runs, whatever it does just then."""

import re
from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.ui.interview import Interview, begin
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel, Stage

ENDLESS = {
    "python": "while True: pass",
    "typescript": "const on: boolean = true; while (on) {}",
    "javascript": "prompt('Name?'); console.log('never')",
}
WELL = {
    "python": "print('well')",
    "typescript": "console.log('well' as string)",
    "javascript": "console.log('well')",
}


@pytest.fixture(scope="module")
def interview(stage: Stage, server: LabServer, lab: LabPanel) -> Iterator[Interview]:
    with stage.visit(server) as visitor:
        yield stage.run(begin(server, lab, visitor))


@pytest.mark.parametrize("language", ENDLESS)
async def test_a_run_of_a_candidate_is_stopped_by_the_interviewer(
    interview: Interview, language: str
) -> None:
    """RN1, RN2, RN3: an endless loop and a question; both see by whom, and the next run works."""
    code = ENDLESS[language]
    await interview.turn_to(language, code)
    lab, guest = interview.both
    earlier = await guest.runs.count()
    await guest.run.click()
    await expect(guest.stop).to_be_enabled()
    if "prompt" in code:
        await expect(guest.page.get_by_role("textbox", name="Name?")).to_be_visible()
    button = re.compile("^Stop the run of Grace at ")
    await lab.output.get_by_role("button", name=button).click()
    by = f"Stopped by {await lab.my_name()}"
    for panel in interview.both:
        await expect(panel.runs.nth(earlier)).to_contain_text(by)
        await expect(panel.output.get_by_role("button", name=button)).to_have_count(0)
    await expect(guest.page.get_by_role("textbox", name="Name?")).to_have_count(0)
    await interview.turn_to(language, WELL[language])
    await guest.run_and_wait()
    await expect(lab.runs.nth(earlier + 1)).to_contain_text("well")
