"""RU14, RU15, RU34: runs on the server as two people see them, and the tests that a run carried."""

from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.ui.axe import problems
from tests.ui.conftest import NewBrowser
from tests.ui.geometry import HEIGHT, LOOKS, PICTURES, is_within, nothing_scrolls_sideways
from tests.ui.panel import Panel
from tests.ui.server import LabServer, running_server
from tests.ui.stage import join, open_as_owner

LOOP = "print('begun')\nwhile True: pass"
TESTS = [
    {"name": "of two words", "expression": "longest('a bcd')", "expected": "'bcd'"},
    {"name": "of none, which is an edge case", "expression": "longest('')", "expected": "''"},
    {"name": "of many", "expression": "longest('ab ' * 60)", "expected": "'ab' * 60"},
]
LONGEST = "def longest(words):\n    return max(words.split(), key=len)\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    flags = ["--InterviewApp.server_runs=True"]
    with running_server(tmp_path_factory.mktemp("runs"), flags=flags) as server:
        yield server


async def choose(panel: Panel, place: str) -> None:
    await panel.page.get_by_role("button", name="Where to run").click()
    await panel.page.get_by_role("menuitemradio", name=place).click()


async def test_RU15_two_people_and_a_run_on_the_server(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """RU15, RU36, OU24"""
    session_id = server.new_session(language="python", code="print('one', 1)")["id"]
    owner = await open_as_owner(await another_browser(), server, session_id)
    guest = await join(await another_browser(), server.invite(session_id)["url"], "Grace")
    await choose(guest, "Run on the server")
    entry = await guest.run_and_wait()
    await expect(entry).to_contain_text("server")
    await expect(owner.runs.first).to_contain_text("one 1")
    await expect(owner.runs.first).to_contain_text("Grace")
    server.put_code(session_id, LOOP)
    await owner.shows(LOOP)
    await choose(owner, "Run on the server")
    await owner.run.click()
    await expect(guest.runs.nth(1)).to_contain_text("begun")
    await owner.stop.click()
    await expect(guest.runs.nth(1)).to_contain_text("Stopped")
    # The sandbox of the browser is another click away.
    await choose(owner, "Run in the browser")
    server.put_code(session_id, "print(2)")
    await owner.shows("print(2)")
    await expect(await owner.run_and_wait()).to_contain_text("browser")


async def test_RU34_results_of_tests_and_the_choice_of_place_are_drawn(
    server: LabServer, another_browser: NewBrowser
) -> None:
    session = server.new_session(language="python", code=LONGEST)
    guest = await join(await another_browser(), server.invite(session["id"])["url"], "Grace")
    body = {"language": "python", "code": LONGEST, "tests": TESTS}
    server.rest.post(f"sessions/{session['id']}/execute", json=body).raise_for_status()
    tests = guest.output.get_by_role("list", name="Tests")
    await expect(guest.output).to_contain_text("1 of 3 tests passed")
    await expect(tests.get_by_role("listitem")).to_have_count(3)
    PICTURES.mkdir(parents=True, exist_ok=True)
    for width, scheme in LOOKS:
        await guest.page.set_viewport_size({"width": width, "height": HEIGHT})
        await guest.page.emulate_media(color_scheme=scheme)
        await guest.page.screenshot(path=PICTURES / f"tests-{width}-{scheme}.png")
        await nothing_scrolls_sideways(guest.page)
        await guest.page.get_by_role("button", name="Where to run").click()
        await is_within(guest.page.get_by_role("menu", name="Where to run"), width)
        await guest.page.screenshot(path=PICTURES / f"where-to-run-{width}-{scheme}.png")
        assert await problems(guest.page, "html") == []
        await guest.page.keyboard.press("Escape")
