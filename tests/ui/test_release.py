"""The copy of a candidate: released in JupyterLab, fetched on the page that the end has closed."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.async_api import Locator, expect

from jupyter_interview.playback.recording import Recording
from tests.ui.axe import problems
from tests.ui.conftest import NewBrowser
from tests.ui.geometry import PICTURES, nothing_scrolls_sideways
from tests.ui.interview import begin
from tests.ui.panel import Panel
from tests.ui.server import LabServer
from tests.ui.stage import WINDOW, LabPanel, Stage, join

REFUSED = r"status of 4(01|03|10)"
FORMS = {
    "Download a player": "-player.html",
    "Download a report": "-report.html",
    "Download a notebook": ".ipynb",
    "Download the recording": "-recording.json",
}


def copy_of(guest: Panel) -> Locator:
    """What the page of a candidate offers."""
    return guest.page.get_by_role("region", name="Your copy")


async def fetched(guest: Panel, label: str) -> Path:
    async with guest.page.expect_download() as download:
        await copy_of(guest).get_by_role("button", name=label).click()
    file = await download.value
    assert file.suggested_filename.endswith(FORMS[label])
    return Path(await file.path())


async def test_RL7_the_page_after_the_end_has_the_copy_as_long_as_it_is_released(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser, stage: Stage
) -> None:
    """RL7, RL8: the host chooses a date and takes it back; a page that is open hears of it."""
    stage.watch.announce(REFUSED)
    browser = await another_browser(new=True)
    interview = await begin(server, lab, browser, title="Round 1", code="console.log('by Grace')\n")
    guest, path = interview.guest, f"sessions/{interview.id}"
    await guest.run.click()
    await expect(guest.runs).to_contain_text("by Grace")
    await lab.ready()
    server.rest.patch(path, json={"state": "ended"}).raise_for_status()
    await expect(guest.says("This interview has ended").first).to_be_visible()
    await expect(copy_of(guest)).to_have_count(0)

    await lab.page.get_by_role("button", name="Copy for candidates…").click()
    await expect(lab.dialog).to_contain_text("Who may have one: Grace.")
    await expect(lab.dialog).to_contain_text("Not released.")
    day = (datetime.now(UTC) + timedelta(days=10)).date()
    await lab.dialog.get_by_label("Until the end of").fill(day.isoformat())
    await lab.dialog.get_by_role("button", name="Release", exact=True).click()
    said = re.compile(rf"Released until {day.day} .*{day.year}")
    await expect(lab.dialog.get_by_text(said)).to_be_visible()
    for theme in ("Dark", "Light"):
        await lab.theme(f"JupyterLab {theme}")
        assert await problems(lab.page, "dialog") == []
        for width in (400, 1280):
            await lab.page.set_viewport_size({"width": width, "height": 800})
            await lab.page.screenshot(path=PICTURES / f"release-{width}-{theme.lower()}.png")
    await lab.page.set_viewport_size(WINDOW)
    await lab.press("Escape")

    # The page that the end has closed asks by itself, a few seconds later.
    await expect(copy_of(guest)).to_contain_text(re.compile(rf"until {day.day} .*{day.year}"))
    for scheme in ("dark", "light"):
        await guest.page.emulate_media(color_scheme=scheme)
        assert await problems(guest.page, ".jpi-Notices") == []
        for width in (400, 1280):
            await guest.page.set_viewport_size({"width": width, "height": 800})
            await nothing_scrolls_sideways(guest.page)
            await guest.page.screenshot(path=PICTURES / f"own-copy-{width}-{scheme}.png")

    files = {label: await fetched(guest, label) for label in FORMS}
    recording = Recording(json.loads(files["Download the recording"].read_text()))
    assert recording.at().text == "console.log('by Grace')\n" and len(recording.runs) == 1
    assert recording.seal == server.rest.get(f"{path}/seal").json()["sha256"]
    assert "by Grace" in files["Download a player"].read_text()

    await guest.page.reload()
    await expect(copy_of(guest)).to_be_visible()
    await lab.page.get_by_role("button", name="Copy for candidates…").click()
    await lab.dialog.get_by_role("button", name="Take back").click()
    await expect(lab.dialog).to_contain_text("Not released.")
    await lab.press("Escape")
    await copy_of(guest).get_by_role("button", name="Download a report").click()
    await expect(copy_of(guest)).to_contain_text("No copy of this interview is released")
    await guest.page.reload()
    await expect(guest.says("This interview has ended").first).to_be_visible()
    await expect(copy_of(guest)).to_have_count(0)


async def test_RL8_what_is_taken_away_and_a_release_are_in_one_place(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """RL8, RL5: beside the forms for hosts, and for the owner alone."""
    session_id = server.new_session(code="x = 1\n")["id"]
    await lab.open(session_id)
    helping = await join(
        await another_browser(), server.invite(session_id, "interviewer")["url"], "Ira"
    )
    await lab.do("Take away…")
    await expect(lab.dialog.get_by_role("heading", name="Copy for candidates")).to_have_count(0)
    await lab.press("Escape")
    server.rest.patch(f"sessions/{session_id}", json={"state": "ended"}).raise_for_status()
    await expect(lab.page.get_by_role("button", name="Copy for candidates…")).to_be_visible()
    await lab.do("Take away…")
    part = lab.dialog.get_by_role("region", name="Copy for candidates")
    await expect(part).to_contain_text("No candidate is in this interview")
    await part.get_by_role("button", name="Release", exact=True).click()
    await expect(part).to_contain_text("Released until")
    await part.scroll_into_view_if_needed()
    await lab.page.screenshot(path=PICTURES / "release-in-take-away.png")
    await lab.press("Escape")
    await expect(helping.says("This interview has ended").first).to_be_visible()
    await expect(helping.page.get_by_role("button", name="Copy for candidates…")).to_have_count(0)
