"""What an interviewer notices of people who come, wherever they are looking just then."""

from playwright.async_api import Page, expect

from tests.ui.conftest import NewBrowser
from tests.ui.interview import begin
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel, join
from tests.ui.test_life_cycle import knock

COUNT_TONES = """() => {
    window.tones = 0;
    const Tone = window.OscillatorNode;
    window.OscillatorNode = class extends Tone {
        start(when) { window.tones++; super.start(when); }
    };
}"""


async def look_away(page: Page, hidden: bool) -> None:
    """A headless browser hides no page by itself."""
    await page.evaluate(
        """hidden => {
            Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
            document.dispatchEvent(new Event('visibilitychange'));
        }""",
        hidden,
    )


async def test_an_interviewer_notices_who_comes(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """AR1, AR5, AR6, AR7, AR8, AR10: in the panel, in another tab of JupyterLab, and with the page
    out of sight; the candidate is told of nobody but the people who hold the interview (AR2)."""
    session = server.new_session(title="Round two", code="")
    link = server.invite(session["id"])["url"]
    await lab.open(session["id"])
    await lab.show_list()
    page = lab.page
    note = page.locator(".jpi-Arrivals")
    notification = page.get_by_role("alert").filter(has_text="Round two:")
    mark = (
        page.locator(".jpi-SessionRow").filter(has_text="Round two").locator(".jpi-SessionRow-mark")
    )
    await page.evaluate(COUNT_TONES)

    grace = await join(await another_browser(), link, "Grace")
    await expect(note).to_have_text("Grace has come")
    await page.wait_for_function("window.tones === 2")
    await note.get_by_role("button", name="Grace has come").click()
    there = lab.people.get_by_role("listitem").filter(has_text="Grace")
    await expect(there).to_be_focused()
    await note.get_by_role("button", name="Dismiss this note").click()
    await expect(note).to_have_text("")

    await lab.do("Sound when somebody comes")
    await lab.do("Lobby: newcomers wait")
    await expect(page.get_by_text("Lobby open", exact=True)).to_be_visible()
    await lab.command("launcher:create")
    await expect(lab.code).to_be_hidden()
    ada = await knock(await another_browser(), link, "Ada")
    await expect(page.get_by_role("tab", name="(1) Round two")).to_be_visible()
    await expect(mark).to_have_text("1 waits")
    assert not (await page.title()).startswith("(")
    await look_away(page, True)
    await page.wait_for_function("document.title.startsWith('(1) ')")
    await expect(notification).to_contain_text("Ada waits to be let in")
    await notification.get_by_role("button", name="Open the interview").click()
    await look_away(page, False)
    await expect(note).to_contain_text("Ada waits to be let in")
    await expect(notification).to_have_count(0)
    await page.wait_for_function("document.title.startsWith('(1) ')")
    await note.get_by_role("button", name="Let in", exact=True).click()
    await ada.ready()
    await expect(note).to_have_text("")
    await expect(page.get_by_role("tab", name="Round two", exact=True)).to_be_visible()
    await expect(mark).to_have_count(0)
    assert not (await page.title()).startswith("(")
    assert await page.evaluate("window.tones") == 2
    await expect(grace.page.locator(".jpi-Arrivals")).to_have_text("")
    await lab.do("Sound when somebody comes")


async def test_a_candidate_is_told_that_the_interviewer_has_come(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """AR2, AR5: in the note, and in the title of a page that is out of sight."""
    interview = await begin(server, lab, await another_browser(), title="First", code="")
    guest = interview.guest
    link = server.invite(interview.id, role="interviewer")["url"]
    await look_away(guest.page, True)
    await join(await another_browser(), link, "Priya")
    await expect(guest.page).to_have_title("(1) First - Interview")
    await look_away(guest.page, False)
    await expect(guest.page).to_have_title("First - Interview")
    await expect(guest.page.locator(".jpi-Arrivals")).to_have_text("Priya has come")


async def test_the_side_bar_tells_who_comes_into_an_interview_that_is_not_open(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """AR14: as it is after its link was copied from the list; who waits is told, too."""
    session = server.new_session(title="Unopened", code="")
    link = server.invite(session["id"])["url"]
    await lab.show_list()
    row = lab.page.locator(".jpi-SessionRow").filter(has_text="Unopened")
    mark = row.locator(".jpi-SessionRow-mark")
    await expect(row).to_be_visible()
    await expect(mark).to_have_count(0)
    await join(await another_browser(), link, "Grace")
    await expect(mark).to_have_text("1 has come")
    server.rest.patch(f"sessions/{session['id']}", json={"lobby": True}).raise_for_status()
    await knock(await another_browser(), link, "Ada")
    await expect(mark).to_have_text("1 waits")
