"""The parts of JupyterLab around the panel: tabs, side bar, palette, keys, settings, theme."""

from collections.abc import Iterator

import pytest
from playwright.async_api import Locator, expect

from tests.ui.panel import eventually
from tests.ui.server import LabServer, running_server
from tests.ui.stage import LabPanel, Stage

NAME = "Olga the Owner"
COLOR = "#2266aa"


SETTINGS = {
    "jupyter-interview:plugin": {
        "defaultLanguage": "typescript",
        "name": NAME,
        "color": COLOR,
        "runTimeLimit": 1,
    }
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    """Started as people start one; a fork server has the others of these tests."""
    home = tmp_path_factory.mktemp("with-settings")
    with running_server(home, SETTINGS, forked=False) as server:
        yield server


@pytest.fixture(scope="module")
def lab(stage: Stage, server: LabServer) -> Iterator[LabPanel]:
    with stage.lab(server) as lab:
        yield lab


async def test_an_open_interview_survives_a_reload_and_the_address_can_name_another(
    server: LabServer, lab: LabPanel
) -> None:
    """PA5: `?interview=<id>` opens one, and leaves the address. The tab of the other comes back
    with its text, and with the place it had."""
    session_id = server.new_session(title="Comes back", code="still here")["id"]
    named = server.new_session(title="By address", code="by address")["id"]
    await lab.open(session_id)
    await lab.shows("still here")
    await eventually(lambda: saved_layout(server), lambda saved: session_id in saved)
    await lab.page.goto(f"{server.url}lab?interview={named}")
    await lab.restored()
    await lab.ready()
    await lab.shows("by address")
    assert "interview=" not in lab.page.url
    await lab.page.get_by_role("tab", name="Comes back").click()
    await lab.ready()
    await lab.shows("still here")


async def saved_layout(server: LabServer) -> str:
    """The workspace, which Lab saves a moment after the tab was opened."""
    return str(server.rest.get(f"{server.url}lab/api/workspaces/default").text)


async def test_settings_are_obeyed(server: LabServer, lab: LabPanel) -> None:
    """RU1, SB2, SL1: language of a new interview, own name and colour, the time limit of a run."""
    await lab.palette("New Interview")
    await expect(lab.language).to_have_value("typescript")
    await lab.ready()
    assert await lab.my_name() == NAME
    newest = server.rest.get("sessions").json()[0]
    assert newest["language"] == "typescript"
    users = server.rest.get(f"sessions/{newest['id']}/users").json()
    assert [user["color"] for user in users] == [COLOR]
    server.put_code(newest["id"], "while (true);")
    await lab.shows("while (true);")
    await lab.run_and_wait("Time limit")


DRAWN = "signs => signs.map(sign => [sign.dataset.icon, sign.innerHTML])"


async def test_SL3_the_launcher_has_a_section_of_interviews(
    server: LabServer, lab: LabPanel
) -> None:
    """SL2, SL3: its cards in their order, each with a sign that is drawn and that no other card
    has, and the form behind one of them."""
    await lab.command("launcher:create")
    section = lab.page.locator(".jp-Launcher:visible .jp-Launcher-section")
    section = section.filter(has=lab.page.get_by_role("heading", name="Interviews"))
    cards = section.locator(".jp-LauncherCard")
    names = ["Interview", "New interview…", "Interview class", "Join an interview"]
    await expect(cards).to_have_text(names)
    signs = cards.locator("svg[data-icon^='jupyter-interview:']")
    drawn = await signs.evaluate_all(DRAWN)
    assert [name for name, _ in drawn] == [
        f"jupyter-interview:{sign}" for sign in ("start", "set-up", "class", "join")
    ]
    assert len({picture for _, picture in drawn}) == len(names)
    for sign in await signs.all():
        box = await sign.bounding_box()
        assert box and min(box["width"], box["height"]) >= 24
    await cards.nth(1).click()
    await expect(lab.dialog).to_contain_text("the candidate too")
    await expect(lab.dialog.get_by_role("combobox", name="Language")).to_have_value("typescript")
    await lab.type("From the form")
    await lab.dialog.get_by_role("combobox", name="Begins with").select_option("empty")
    await lab.dialog.get_by_role("textbox", name="Title").press("Enter")
    await expect(lab.dialog).to_have_count(0)
    await lab.ready()
    await expect(lab.title).to_have_value("From the form")
    await lab.shows("")


async def test_run_and_stop_by_keys_and_palette(server: LabServer, lab: LabPanel) -> None:
    """PA4, SB2: Accel Enter and Accel . in the editor, and the commands in the palette."""
    session_id = server.new_session(language="javascript", code="console.log('once')")["id"]
    await lab.open(session_id)
    await lab.code.click()
    await lab.press("Control+Enter")
    await expect(lab.runs.nth(0)).to_contain_text("once")
    await lab.shows("console.log('once')")

    server.put_code(session_id, "for(;;){}")
    await lab.shows("for(;;){}")
    await lab.code.click()
    await lab.press("Control+Enter")
    await expect(lab.stop).to_be_enabled()
    await lab.press("Control+.")
    await expect(lab.runs.nth(1)).to_contain_text("Stopped")

    server.put_code(session_id, "console.log('by palette')")
    await lab.shows("console.log('by palette')")
    await lab.palette("Run Code")
    await expect(lab.runs.nth(2)).to_contain_text("by palette")


PROGRAMS = {
    "javascript": "const one = 'two'; // three",
    "typescript": "const one: string = 'two'; // three",
    "python": "def one(): return 'two'  # three",
}


@pytest.mark.parametrize("language", PROGRAMS)
async def test_every_language_has_its_colours(
    server: LabServer, lab: LabPanel, language: str
) -> None:
    """TX10: a keyword, a text and a comment are each a part of their line."""
    session_id = server.new_session(language=language, code=PROGRAMS[language])["id"]
    await lab.open(session_id)
    await lab.shows(PROGRAMS[language])
    parts = lab.code.locator(".cm-line span[class]")
    for part in (PROGRAMS[language].split()[0], "'two'"):
        await expect(parts.filter(has_text=part)).to_have_count(1)
    await expect(parts.filter(has_text="three")).to_have_count(1)


async def test_the_title_is_renamed_in_place(server: LabServer, lab: LabPanel) -> None:
    """SE3: on the tab and on the server."""
    session_id = server.new_session(title="Old title")["id"]
    await lab.open(session_id)
    await lab.title.fill("New title")
    await lab.title.press("Enter")
    await expect(lab.page.get_by_role("tab", name="New title")).to_be_visible()
    assert server.session(session_id)["title"] == "New title"


async def test_the_side_bar_lists_own_interviews(server: LabServer, lab: LabPanel) -> None:
    """PA5, SE2: newest first; a click opens one, and a link to another is copied. SL12: the one in
    front is marked."""
    server.new_session(title="First of two", code="first")
    second = server.new_session(title="Second of two", code="second")["id"]
    await lab.show_list()
    live = lab.page.get_by_role("region", name="Live")
    await expect(live.get_by_role("listitem").nth(0)).to_contain_text("Second of two")
    await expect(live.get_by_role("listitem").nth(1)).to_contain_text("First of two")
    await row(live, "First of two").get_by_role("button").first.click()
    await lab.shows("first")
    marked = lab.page.locator(".jpi-SessionRow-open[aria-current=true]")
    await expect(marked).to_have_count(1)
    await expect(marked).to_contain_text("First of two")
    await row(live, "Second of two").get_by_role("button").first.click()
    await expect(marked).to_contain_text("Second of two")
    await lab.page.get_by_role("tab", name="First of two").click()
    await expect(marked).to_contain_text("First of two")
    await expect(marked).to_have_count(1)

    await lab.page.get_by_role("button", name="Copy link to “Second of two”").click()
    await expect(lab.page.get_by_text("Copied a new candidate link")).to_be_visible()
    link = await lab.page.evaluate("navigator.clipboard.readText()")
    assert f"/interview/join/{second}#" in link
    assert len(server.rest.get(f"sessions/{second}/invites").json()) == 1


async def test_the_side_bar_ends_and_deletes(server: LabServer, lab: LabPanel) -> None:
    """PA5, SE3, SE5: both ask first, and say what they will do."""
    session_id = server.new_session(title="Short lived")["id"]
    await lab.show_list()
    live, ended = (lab.page.get_by_role("region", name=name) for name in ("Live", "Ended"))
    await expect(row(live, "Short lived")).to_be_visible()

    await choose(lab, "Short lived", "End…")
    await lab.dialog.get_by_role("button", name="Cancel").click()
    assert server.session(session_id)["state"] == "live"
    await choose(lab, "Short lived", "End…")
    await lab.dialog.get_by_role("button", name="End interview").click()
    await expect(row(ended, "Short lived")).to_be_visible()
    assert server.session(session_id)["state"] == "ended"

    await choose(lab, "Short lived", "Delete…")
    await expect(lab.dialog).to_contain_text("This cannot be undone.")
    await lab.dialog.get_by_role("button", name="Delete for good").click()
    await expect(row(ended, "Short lived")).to_have_count(0)
    assert server.rest.get(f"sessions/{session_id}").status_code == 404


def row(region: Locator, title: str) -> Locator:
    return region.get_by_role("listitem").filter(has_text=title)


async def choose(lab: LabPanel, title: str, item: str) -> None:
    await lab.page.get_by_role("button", name=f"More actions for “{title}”").click()
    await lab.page.get_by_role("menuitem", name=item).click()


async def test_the_panel_follows_labs_theme(server: LabServer, lab: LabPanel) -> None:
    """PA4: dark when Lab is dark, and light again."""
    await lab.open(server.new_session()["id"])
    light = await background(lab.output)
    await lab.theme("JupyterLab Dark")
    dark = await eventually(lambda: background(lab.output), lambda color: color != light)
    assert sum(light) > 3 * 200 and sum(dark) < 3 * 80
    await lab.theme("JupyterLab Light")
    await eventually(lambda: background(lab.output), lambda color: color == light)


async def background(place: Locator) -> list[int]:
    """Red, green and blue of what is behind this element."""
    color: str = await place.evaluate(
        """node => {
            for (let at = node; at; at = at.parentElement) {
                const color = getComputedStyle(at).backgroundColor;
                if (!color.endsWith(', 0)')) { return color; }
            }
            return 'rgb(255, 255, 255)';
        }"""
    )
    return [int(part) for part in color.strip("rgba()").split(",")[:3]]
