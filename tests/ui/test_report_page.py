"""EX9: the report, opened from a disk in a browser."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Request

from jupyter_interview.playback.report import report
from jupyter_interview.playback.report_html import report_html
from tests.playback.interviews import HOSTILE, Written
from tests.playback.test_report import interview
from tests.ui.axe import problems
from tests.ui.conftest import NewBrowser
from tests.ui.stage import Stage

URL = "https://host.example/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("hostile", [False, True], ids=["plain", "hostile"])
async def test_EX9_the_page_asks_for_nothing_and_is_read_in_any_width(
    stage: Stage, another_browser: NewBrowser, tmp_path: Path, scheme: str, hostile: bool
) -> None:
    """EX9: nothing of what people have typed runs, is fetched, or breaks the page."""
    written = interview()
    if hostile:
        written = Written(HOSTILE, HOSTILE)
        written.write(f"</pre></main>{HOSTILE}" + "x" * 4000)
        written.run(("stdout", HOSTILE), tests=((HOSTILE, True),), error=HOSTILE, file=HOSTILE)
    path = tmp_path / "report.html"
    path.write_bytes(report_html(report(written.recording(), URL)))
    stage.watch.announce(f"request to another origin: {re.escape(path.as_uri())}$")
    browser = await another_browser(new=True, color_scheme=scheme)
    asked: list[Request] = []
    browser.on("request", lambda request: asked.append(request))
    said: list[str] = []
    page = await browser.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    await page.goto(path.as_uri())
    assert [request.url for request in asked] == [path.as_uri()] and said == []
    assert await page.locator("script, img, iframe, form").count() == 0
    assert await page.locator("main > section.run").count() == len(written.recording().runs)
    assert await problems(page, "main") == []
    for width in (1280, 320):
        await page.set_viewport_size({"width": width, "height": 800})
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not await page.evaluate(wide)
    await page.emulate_media(media="print")
    color = await page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert color == "rgb(255, 255, 255)"
