"""The player in a file: opened from a disk, and in the output of a notebook's cell."""

import re
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page, Request, expect

from jupyter_interview.playback.format import canonical
from jupyter_interview.playback.player_html import player_html
from jupyter_interview.playback.recording import Recording
from tests.playback.interviews import HOSTILE
from tests.playback.test_player_html import ENDS, hostile
from tests.ui.axe import problems
from tests.ui.conftest import NewBrowser, OpenNotebook
from tests.ui.geometry import nothing_scrolls_sideways
from tests.ui.server import LabServer
from tests.ui.stage import Stage
from tests.ui.test_look_back import Player

THE_END = "print('the end')"
MARKUP, BEGINNING = (text.split("\n")[0] for text in (HOSTILE, ENDS))
COLOR = "getComputedStyle(document.body).backgroundColor"


class Opened:
    """A page of a disk, with everything that it asks for and complains about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.player = Player(page)
        self.asked: list[str] = []
        self.said: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def hears(self, request: Request) -> None:
        self.asked.append(request.url)


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


async def opened(stage: Stage, browser: BrowserContext, path: Path) -> Opened:
    stage.watch.announce(f"request to another origin: {re.escape(path.as_uri())}")
    file = Opened(await browser.new_page())
    browser.on("request", file.hears)
    await file.page.goto(path.as_uri())
    return file


async def test_LB28_a_file_plays_without_asking_for_anything(
    stage: Stage, another_browser: NewBrowser, tmp_path: Path
) -> None:
    """LB28, EX19, EX20: of people whose names, code and output are markup."""
    path = written(tmp_path / "player.html", player_html(hostile().recording().document))
    file = await opened(stage, await another_browser(new=True), path)
    page, player = file.page, file.player
    last = player.lines.filter(has_text=THE_END)
    await expect(last).to_have_count(1)
    await expect(page.get_by_role("button", name="Run this moment")).to_have_count(0)
    await expect(page).to_have_title(re.compile(re.escape(MARKUP)))

    await player.press("Home")
    await expect(player.whole.locator("time").first).to_have_text("00:00")
    await expect(last).to_have_count(0)
    await player.press("r")
    await expect(player.whole.locator(".jpi-Run-segment")).to_contain_text(BEGINNING)
    await player.whole.get_by_role("tab", name="What happened").click()
    await expect(player.entries.filter(has_text=MARKUP).first).to_be_visible()

    await player.time.focus()
    await player.press("Home", ">", "Space")
    await expect(page.get_by_role("button", name="Pause")).to_be_visible()
    await expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    await expect(last).to_have_count(1)
    await player.press("Home", "m", "End", "d", "b")
    await expect(player.whole.locator(".cm-changedLine").first).to_be_visible()
    await page.goto(f"{path.as_uri()}#t=00:05")
    await expect(player.whole.locator("time").first).to_have_text("00:05")
    await page.reload()
    await expect(player.whole.locator("time").first).to_have_text("00:05")

    assert {*file.asked} <= {path.as_uri(), f"{path.as_uri()}#t=00:05"}
    assert file.said == [] and not await page.evaluate("'x' in window")
    assert await page.locator("img, iframe, form, object").count() == 0


@pytest.mark.parametrize(
    ("scheme", "locale", "name"),
    [("light", "en-GB", "Recorded interview"), ("dark", "de-AT", "Aufgezeichnetes Interview")],
)
async def test_LB29_it_is_read_in_any_light_and_language_and_on_a_phone(
    stage: Stage, another_browser: NewBrowser, tmp_path: Path, scheme: str, locale: str, name: str
) -> None:
    browser = await another_browser(new=True, color_scheme=scheme, locale=locale)
    path = written(tmp_path / "player.html", player_html(hostile().recording().document))
    file = await opened(stage, browser, path)
    page = file.page
    await expect(page.get_by_role("heading", name=name)).to_be_visible()
    assert await page.evaluate("document.documentElement.lang") == locale[:2]
    assert (await page.evaluate(COLOR) == "rgb(255, 255, 255)") == (scheme == "light")
    assert await problems(page, ".jpi-Page") == []
    await page.set_viewport_size({"width": 360, "height": 740})
    await nothing_scrolls_sideways(page)
    await expect(page.locator(".jpi-Controls-play")).to_be_in_viewport()
    await expect(page.locator(".cm-line").first).to_be_in_viewport()
    assert file.said == []


async def test_EX22_LB29_in_a_frame_it_has_no_part_in_the_page_around_it(
    stage: Stage, another_browser: NewBrowser, tmp_path: Path
) -> None:
    output = hostile().recording()._repr_html_()
    assert output is not None
    around = f"<!doctype html><meta charset=utf-8><input autofocus>{output}".encode()
    path = written(tmp_path / "page.html", around)
    file = await opened(stage, await another_browser(new=True), path)
    frame = file.page.frame_locator("iframe")
    await expect(frame.locator(".cm-line").filter(has_text=THE_END)).to_have_count(1)
    await expect(file.page.locator("input")).to_be_focused()
    await expect(file.page.locator("body > p")).to_contain_text(MARKUP)
    reaches = "() => { try { return parent.document.title; } catch { return 'nothing'; } }"
    assert await frame.locator("body").evaluate(reaches) == "nothing"
    await frame.get_by_role("slider", name="Time").focus()
    await file.page.keyboard.press("Home")
    await expect(frame.locator(".cm-line").filter(has_text=THE_END)).to_have_count(0)
    assert file.said == []


async def test_EX22_a_cell_of_a_notebook_shows_a_recording_of_a_file(
    server: LabServer, open_in: OpenNotebook, tmp_path: Path
) -> None:
    path = written(tmp_path / "recording.json", canonical(hostile().recording().document))
    assert repr(Recording.read(path)).startswith("<Recording of ")
    notebook = await open_in("lab/tree")
    await notebook.show(
        f"from jupyter_interview.client import Recording\nRecording.read({str(path)!r})"
    )
    frame = notebook.cell.frame_locator("iframe")
    await expect(frame.locator(".cm-line").filter(has_text=THE_END)).to_have_count(1)
    await frame.get_by_role("button", name="Play", exact=True).click()
    await expect(frame.get_by_role("button", name="Pause")).to_be_visible()
