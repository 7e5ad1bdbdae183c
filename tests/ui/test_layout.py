"""What the pages look like, wide and narrow, light and dark: pictures, and what must be in them."""

from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.ui.conftest import NewBrowser
from tests.ui.geometry import HEIGHT, LOOKS, PICTURES, Scheme, is_within, nothing_scrolls_sideways
from tests.ui.interview import Interview, begin
from tests.ui.panel import Panel, eventually
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel, Stage, join

WORDS_BEGIN = """items => items.map(item => {
    const range = document.createRange();
    range.selectNodeContents(item.lastChild);
    return Math.round(range.getBoundingClientRect().left);
})"""
LEFT_BELOW = "node => node.scrollHeight - node.scrollTop - node.clientHeight"
CODE = '''def longest(words):
    """A line that is so long that it cannot be shown whole on a narrow screen, whatever you do."""
    return max(words, key=len)

print(longest(["one", "three", "fifteen"]))
print("a rather long line of output, " * 6)
'''


@pytest.fixture(scope="module")
def interview(stage: Stage, server: LabServer, lab: LabPanel) -> Iterator[Interview]:
    """With some text, a run that worked and one that did not, and a caret of each."""
    context = stage.run(stage.context(server))
    interview = stage.run(begin(server, lab, context, title="Longest word", language="python"))
    stage.run(furnish(interview))
    yield interview
    stage.run(context.close())


async def furnish(interview: Interview) -> None:
    await interview.turn_to("python", CODE + "1 / 0")
    await interview.guest.run_and_wait("Error")
    await interview.turn_to("python", CODE)
    await interview.owner.run_and_wait("Finished")
    await interview.guest.caret_to("Control+Home")
    await interview.owner.caret_to("Control+End")


@pytest.mark.parametrize(("width", "theme"), LOOKS)
@pytest.mark.parametrize("who", ["owner", "guest"])
async def test_everything_has_its_place(
    interview: Interview, who: str, width: int, theme: Scheme
) -> None:
    """PA4: no sideways scrolling, every control in the window; a picture of it is kept."""
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


@pytest.mark.parametrize(("width", "theme"), LOOKS)
async def test_the_share_dialog_has_its_place(
    interview: Interview, width: int, theme: Scheme
) -> None:
    """PA4: the dialog and its buttons fit."""
    owner = interview.owner
    await show(owner, width, theme)
    await owner.share.click()
    await owner.dialog.get_by_role("button", name="Create link").click()
    await expect(owner.dialog.get_by_role("textbox", name="Invite link")).to_be_visible()
    await owner.page.screenshot(path=PICTURES / f"share-{width}-{theme}.png")
    for name in ("Create link", "Copy", "Close"):
        await is_within(owner.dialog.get_by_role("button", name=name), width)
    await owner.dialog.get_by_role("button", name="Close").click()


@pytest.mark.parametrize(("width", "theme"), LOOKS)
async def test_the_menu_has_its_place(interview: Interview, width: int, theme: Scheme) -> None:
    """PA4: it fits, and what is on or off stands in one line with the rest."""
    owner = interview.owner
    await show(owner, width, theme)
    await owner.page.get_by_role("button", name="More actions", exact=True).click()
    menu = owner.page.get_by_role("menu", name="More actions")
    await owner.page.screenshot(path=PICTURES / f"menu-{width}-{theme}.png")
    await is_within(menu, width)
    begin_at = await menu.locator("[role^=menuitem]").evaluate_all(WORDS_BEGIN)
    assert len(begin_at) > 3 and len(set(begin_at)) == 1
    await owner.page.keyboard.press("Escape")


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
