"""What code in an interview cannot do, seen from the real pages and from the server's log."""

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.runner.site import Site
from tests.ui.interview import Interview, begin
from tests.ui.panel import Panel, eventually, unfold
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel, Stage

ATTACKS = Path(__file__).parents[1] / "runner"

# Whole lines of a flood.
COUNTED = re.compile(r"^line (\d+)\n", re.MULTILINE)

# Every way out, each with a mark that would stand in the log of any server it reached. The ways
# that only need an attempt come last, so that what they do cannot spare the others.
JAVASCRIPT = """
const tried = [];
const attempt = async (way, action) => {
  try { await action(); tried.push(way + ' WORKED'); }
  catch { tried.push(way + ' failed'); }
};
const base = 'BASE';
await attempt('fetch', () => fetch(base + 'api/contents?MARK-fetch'));
await attempt('relative', () => fetch('/api/contents?MARK-relative'));
await attempt('post', () => fetch(base + 'api/terminals?MARK-post', { method: 'POST' }));
await attempt('xhr', () => {
  const request = new XMLHttpRequest();
  request.open('GET', base + 'api/contents?MARK-xhr', false);
  request.send();
});
await attempt('import', () => importScripts(base + 'api/contents?MARK-script'));
await attempt('module', () => import(base + 'api/contents?MARK-module'));
await attempt('socket', () => new Promise((opened, failed) => {
  const socket = new WebSocket(base.replace('http', 'ws') + 'interview/ws/x?MARK-socket');
  socket.onopen = opened;
  socket.onerror = failed;
}));
await attempt('worker', () => { new Worker(base + 'api/contents?MARK-worker'); });
await attempt('parent', () => { parent.document.title; });
await attempt('cookie', () => { document.cookie; });
await attempt('storage', () => { localStorage.getItem('a'); });
await attempt('database', () => new Promise((opened, failed) => {
  const request = indexedDB.open('a');
  request.onsuccess = opened;
  request.onerror = failed;
}));
console.log(tried.join('\\n') + '\\nall tried');
"""

PYTHON = """
import js
from pyodide.code import run_js
from pyodide.http import pyfetch, open_url
tried = []

async def attempt(way, action):
    try:
        await action()
        tried.append(way + " WORKED")
    except BaseException:
        tried.append(way + " failed")

async def fetch():
    await pyfetch("BASEapi/contents?MARK-pyfetch")

async def by_url():
    open_url("BASEapi/contents?MARK-open-url")

async def by_js():
    await run_js("fetch('BASEapi/contents?MARK-run-js')")

async def socket():
    import urllib.request
    urllib.request.urlopen("BASEapi/contents?MARK-urllib")

async def cookie():
    js.document.cookie

async def storage():
    js.localStorage.getItem("a")

for way in (fetch, by_url, by_js, socket, cookie, storage):
    await attempt(way.__name__, way)
print("\\n".join(tried) + "\\nall tried")
"""


@pytest.fixture(scope="module")
def interview(stage: Stage, server: LabServer, lab: LabPanel) -> Iterator[Interview]:
    with stage.visit(server) as visitor:
        yield stage.run(begin(server, lab, visitor))


@pytest.mark.parametrize("who", ["owner", "guest"])
@pytest.mark.parametrize(("language", "code"), [("javascript", JAVASCRIPT), ("python", PYTHON)])
async def test_code_reaches_nothing(
    interview: Interview, who: str, language: str, code: str, stage: Stage
) -> None:
    """SB1: no way out works or leaves a line in the server's log, where the page's fetch does."""
    # The browser says in the console what the policy stopped.
    stage.watch.announce("Content Security Policy|ERR_BLOCKED_BY_CSP|Failed to load resource")
    stage.watch.announce("Worker|blob:|Connecting to")
    mark = f"{who}-{language}"
    code = code.replace("BASE", interview.server.url).replace("MARK", mark)
    interview.server.put_language(interview.id, language)
    interview.server.put_code(interview.id, code)
    panel: Panel = getattr(interview, who)
    await expect(panel.code).to_contain_text(mark)
    await expect(panel.language).to_have_value(language)
    entry = await panel.run_and_wait("Finished")
    await expect(entry).to_contain_text("all tried")
    output = await entry.inner_text()
    assert "WORKED" not in output, output
    assert output.count(" failed") == code.count("await attempt('") or language == "python"

    await panel.page.evaluate(
        "url => fetch(url, { credentials: 'omit' })",
        f"{interview.server.url}interview/api/?{mark}-of-the-page",
    )
    lines = await eventually(lambda: logged(interview.server, mark), bool)
    assert all(f"{mark}-of-the-page" in line for line in lines)


@pytest.fixture
def sink() -> Iterator[Site]:
    """Another origin, which nothing may reach."""
    sink = Site()
    yield sink
    sink.close()


@pytest.mark.parametrize("who", ["owner", "guest"])
@pytest.mark.parametrize(("language", "file"), [("javascript", "js"), ("python", "py")])
async def test_the_whole_list_of_attacks(
    interview: Interview, who: str, language: str, file: str, stage: Stage, sink: Site
) -> None:
    """SB1: the list of tests/runner in Lab and on the guest page; another origin hears nothing."""
    stage.watch.announce("Content Security Policy|ERR_BLOCKED_BY_CSP|Failed to load resource")
    stage.watch.announce("Worker|blob:|Connecting to|sandbox|Service|WebSocket|Refused")
    stage.watch.announce(f"request to another origin: {sink.url}")
    mark = f"list-{who}-{language}"
    text = (ATTACKS / f"attacks.{file}").read_text().replace("SITE", interview.server.url[:-1])
    text = text.replace("SINK", sink.url).replace("/attack", f"/attack-{mark}")
    comment = "//" if file == "js" else "#"
    panel: Panel = getattr(interview, who)
    interview.server.put_language(interview.id, language)
    interview.server.put_code(interview.id, f"{comment} {mark}\n{text}")
    await expect(panel.code).to_contain_text(mark)
    await expect(panel.language).to_have_value(language)
    address = panel.page.url
    entry = await panel.run_and_wait("Finished")
    await expect(entry).to_contain_text("host files" if file == "py" else '"origin"')
    if file == "js":  # The list for Python is too short to be folded.
        await unfold(entry)
    lines = [line for line in (await entry.inner_text()).splitlines() if line.startswith('["')]
    attempts = dict(map(json.loads, lines))
    attempts.pop("origin", None)
    assert len(attempts) > 35
    assert {k: v for k, v in attempts.items() if not v.startswith("refused")} == {}
    assert sink.requests == []
    assert await logged(interview.server, f"attack-{mark}") == []
    assert panel.page.url == address and len(panel.page.context.pages) == 1
    assert await interview.places_of_runs(panel) == {"browser"}


async def logged(server: LabServer, mark: str) -> list[str]:
    return [line for line in server.log().splitlines() if mark in line]


@pytest.mark.parametrize(
    ("language", "endless", "next_code"),
    [
        ("javascript", "for(;;){}", "console.log('goes on')"),
        ("python", "while True: pass", "print('goes on')"),
    ],
)
async def test_stop_ends_an_endless_loop_and_the_editor_stays_usable(
    interview: Interview, language: str, endless: str, next_code: str
) -> None:
    """SB2: typing goes on during the loop, Stop ends it, and the next run works."""
    await interview.turn_to(language, endless)
    panel = interview.guest
    entry = panel.runs.nth(await panel.runs.count())
    await panel.run.click()
    await expect(entry).to_contain_text("Running")
    await panel.caret_to("Control+End")
    await panel.type("\n")
    await asyncio.gather(
        interview.owner.shows(f"{endless}\n"), eventually(panel.text, f"{endless}\n".__eq__)
    )
    await panel.stop.click()
    await expect(entry).to_contain_text("Stopped")
    await interview.turn_to(language, next_code)
    after = await panel.run_and_wait("Finished")
    await expect(after).to_contain_text("goes on")


async def test_a_flood_is_cut_with_a_notice(interview: Interview) -> None:
    """RU4, OU1, SB5: 256 KiB are kept, from both ends, and what others type meanwhile arrives."""
    endless = "for (let i = 0; ; i++) console.log('line', i)"
    typed = "// letter by letter, while it rains"
    await interview.turn_to("javascript", endless)
    earlier = await interview.owner.runs.count()
    await interview.guest.run.click()
    await interview.owner.caret_to("Control+End")
    await interview.owner.type(f"\n{typed}")
    for panel in interview.both:
        await panel.shows(f"{endless}\n{typed}")
    for panel in interview.both:
        entry = panel.runs.nth(earlier)
        await expect(entry).to_contain_text("Time limit")
        notice = entry.get_by_text(re.compile(r"^\d+ MB of output is left out here$"))
        await expect(notice).to_have_count(1)
        await unfold(entry)
        await expect(notice).to_have_count(1)
        # Every line that is missing is missing where it is said that some are.
        texts = await entry.locator("pre").all_text_contents()
        assert len(texts) == 1 + await entry.get_by_text("left out here").count() > 1
        assert 224 * 1024 < len("".join(texts)) <= 256 * 1024
        counts = [[int(n) for n in COUNTED.findall(text)] for text in texts]
        assert all(part == list(range(part[0], part[0] + len(part))) for part in counts)
        assert counts[0][0] == 0 and sum(counts, []) == sorted(sum(counts, []))
    await interview.turn_to("javascript", "console.log('usable')")
    await interview.guest.run_and_wait("Finished")
