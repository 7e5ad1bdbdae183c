"""EX9, EX24 to EX27: the report, opened from a disk in a browser."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Request, expect

from jupyter_interview.playback.report import report
from jupyter_interview.playback.report_html import report_html
from tests.playback.interviews import HOSTILE, Written
from tests.playback.test_report import interview
from tests.playback.test_report_noted import noting
from tests.ui.axe import problems
from tests.ui.conftest import NewBrowser
from tests.ui.stage import Stage

URL = "https://host.example/"
HOSTILE_NAME = "<script>x=1</script>"
NOTE = {"id": "note-0001", "text": f"asks about it\n{HOSTILE}", "at": "5:0"}
LEVELS = ["begins before the task is clear", HOSTILE]
SCORE = {"criterion": {"id": "a", "name": HOSTILE, "question": None, "levels": LEVELS}, "level": 2}
MINE = {
    "name": HOSTILE,
    "notes": [{**NOTE, "time": "2026-09-21T14:14:00Z", "shared": False, "final": True}],
    "scores": [{**SCORE, "moments": ["5:0"], "why": HOSTILE}],
    "recommendation": {"answer": "yes", "why": HOSTILE, "time": "2026-09-21T15:00:00Z"},
    "corrections": [{"answer": "no", "reason": HOSTILE, "time": "2026-09-22T15:00:00Z"}],
}
REMARKS = {"mine": MINE, "others": [MINE]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["plain", "hostile", "telling"])
async def test_EX9_the_page_asks_for_nothing_and_is_read_in_any_width(
    stage: Stage, another_browser: NewBrowser, tmp_path: Path, scheme: str, kind: str
) -> None:
    """EX9, EX24 to EX27: nothing of what people have typed runs, is fetched, or breaks the page,
    with its picture, what was noted, and notes and scores."""
    written = noting() if kind == "telling" else interview()
    if kind == "hostile":
        written = Written(HOSTILE, HOSTILE)
        written.write(f"</pre></main>{HOSTILE}" + "x" * 4000)
        written.run(("stdout", HOSTILE), tests=((HOSTILE, True),), error=HOSTILE, file=HOSTILE)
    path = tmp_path / "report.html"
    path.write_bytes(report_html(report(written.recording(), URL, REMARKS)))
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
    picture = page.get_by_role("img", name="Timeline of")
    lane = HOSTILE_NAME if kind == "hostile" else "Bo"
    await expect(picture.locator("text").first).to_contain_text(lane)
    await expect(page.locator("main")).to_contain_text("asks about it")
    assert await problems(page, "main") == []
    for width in (1280, 320):
        await page.set_viewport_size({"width": width, "height": 800})
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not await page.evaluate(wide)
    await page.emulate_media(media="print")
    color = await page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert color == "rgb(255, 255, 255)"
