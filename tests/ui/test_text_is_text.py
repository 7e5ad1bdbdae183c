"""Names, titles, code, output and errors that try to be markup."""

from playwright.async_api import expect

from tests.ui.conftest import NewBrowser
from tests.ui.interview import Interview
from tests.ui.panel import Panel
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel, join

BITE = "<img src=x onerror=\"document.title='bitten'\">"


async def test_markup_is_drawn_as_text(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """PA3: in a title, a name, the code, the output and an error, in Lab and as a guest."""
    code = f"console.log(`{BITE}`); throw new Error(`{BITE}`)"
    session_id = server.new_session(title=f"Title {BITE}", code=code)["id"]
    await lab.open(session_id)
    guest = await join(await another_browser(), server.invite(session_id)["url"], f"Eve {BITE}")
    interview = Interview(session_id, server, lab, guest)
    await interview.guest.caret_to("Control+End")
    await guest.run_and_wait("Error")
    for panel in interview.both:
        await panel.shows(code)
        await expect(panel.people).to_contain_text(f"Eve {BITE}")
        entry = panel.runs.first
        await expect(entry.get_by_text(BITE, exact=True)).to_be_visible()
        await expect(entry).to_contain_text(f"Error: {BITE}")
        await unharmed(panel)
    await expect(lab.title).to_have_value(f"Title {BITE}")
    await expect(guest.page.get_by_role("heading", name=f"Title {BITE}")).to_be_visible()
    await expect(lab.caret_of(f"Eve {BITE}")).to_be_visible()
    await lab.show_list()
    await expect(lab.page.get_by_role("region", name="Live")).to_contain_text(f"Title {BITE}")
    await unharmed(lab)


async def unharmed(panel: Panel) -> None:
    assert await panel.page.locator("img[src=x]").count() == 0
    assert "bitten" != await panel.page.title()
