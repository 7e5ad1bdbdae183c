"""Without a connection, and with a server that lost what it had: nothing of anybody's is lost."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Dialog, Page, expect

from jupyter_interview.domain.records import LogKind
from tests.ui import files
from tests.ui.conftest import NewBrowser
from tests.ui.line import Line, line_to
from tests.ui.panel import Panel, eventually
from tests.ui.server import LabServer, running_server
from tests.ui.stage import Stage, join, open_as_owner
from tests.ui.watch import CONNECTION_LOST

PROGRAM = "await new Promise(done => setTimeout(done, 3000)); console.log('ran offline')"
OWNERS = "// the owner was here\n"
GUESTS = "\n// the guest was here"
FRESH = timedelta(seconds=2)
"""What is younger when it is told is dated by its arrival."""
TRAVEL = timedelta(seconds=1)
"""An age is counted back from when it arrives."""
GONE = r"status of 404"
REFUSED = r"status of 401"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    with running_server(tmp_path_factory.mktemp("comes-and-goes")) as server:
        yield server


@pytest.fixture
def line(server: LabServer, stage: Stage) -> Iterator[Line]:
    stage.watch.announce(CONNECTION_LOST)
    with line_to(server) as line:
        yield line


@pytest.fixture
def browser_at_line(line: Line, stage: Stage) -> Iterator[NewBrowser]:
    """Makes browsers whose only way to the server is the line."""
    made: list[BrowserContext] = []

    async def browser_at_line(**options: Any) -> BrowserContext:
        made.append(await stage.context(line, **options))
        return made[-1]

    async def close() -> None:
        for context in made:
            await context.close()

    yield browser_at_line
    stage.run(close())


def now() -> datetime:
    return datetime.now(UTC)


def when(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def offline(panel: Panel) -> None:
    status = panel.page.get_by_role("status").filter(has_text="Offline · saved here")
    await expect(status).to_be_visible()


async def test_offline_on_both_sides_and_one_tab_closed(
    server: LabServer, line: Line, browser_at_line: NewBrowser
) -> None:
    """OF3, OF12: edits and runs of both are there once, when the line is back, with their times."""
    session_id = server.new_session(code=PROGRAM, language="javascript")["id"]
    owner = await open_as_owner(await browser_at_line(), line, session_id)
    browser = await browser_at_line()
    link = line.through(server.invite(session_id)["url"])
    guest = await join(browser, link, "Grace")
    for panel in (owner, guest):
        await panel.shows(PROGRAM)
        # The interpreter is there before the line is cut.
        await panel.run_and_wait("Finished")
        await expect(panel.runs.last).to_contain_text("ran offline")
    await expect(owner.runs).to_have_count(2)
    await expect(guest.runs).to_have_count(2)

    line.cut()
    for panel in (owner, guest):
        await offline(panel)
    began = now()
    await guest.caret_to("Control+End")
    await guest.type(GUESTS)
    await owner.caret_to("Control+Home")
    await owner.type(OWNERS)
    typed = now()
    # A run takes longer than what is called fresh.
    for panel in (owner, guest):
        await panel.run_and_wait("Finished")
    ended = now()
    assert server.session(session_id)["code"] == PROGRAM
    await guest.page.close()

    line.mend()
    await owner.ready()
    await owner.shows(OWNERS + PROGRAM)
    guest = Panel(await browser.new_page())
    await guest.page.goto(link)
    await guest.ready()
    text = OWNERS + PROGRAM + GUESTS
    for panel in (owner, guest):
        await panel.shows(text)
        await panel.ready()
        await expect(panel.runs).to_have_count(4)
    await eventually(lambda: code_of(server, session_id), lambda code: code == text)

    runs = await runs_of(guest)
    late = [run for run in runs if run["offline"]]
    assert [run["state"] for run in runs] == ["ok"] * 4
    assert sorted(run["user"]["name"] == "Grace" for run in late) == [False, True]
    for run in late:
        assert typed <= when(run["startedAt"]) < when(run["endedAt"]) <= ended + FRESH
    late_edits = edits_told_with_a_time(server, session_id)
    assert len(late_edits) >= 2 and len({author for author, _, _ in late_edits}) == 2
    for _, made, came in late_edits:
        assert began <= made <= typed + TRAVEL < ended < came


async def code_of(server: LabServer, session_id: str) -> str:
    code: str = server.session(session_id)["code"]
    return code


async def runs_of(panel: Panel) -> list[dict[str, Any]]:
    """As the server tells them to somebody who comes now."""
    runs: list[dict[str, Any]] = []

    async def welcomed() -> list[dict[str, Any]]:
        return runs

    def hear(frame: str | bytes) -> None:
        if isinstance(frame, str) and (message := json.loads(frame))["type"] == "welcome":
            runs.extend(message["payload"]["runs"])

    panel.page.on("websocket", lambda socket: socket.on("framereceived", hear))
    await panel.page.reload()
    await panel.ready()
    return await eventually(welcomed, lambda found: len(found) > 0)


def edits_told_with_a_time(
    server: LabServer, session_id: str
) -> list[tuple[str, datetime, datetime]]:
    """From the log on disk: by whom, when they say that it was made, when it came."""
    query = (
        "SELECT participant_id, made_us, at_us FROM"
        " (SELECT * FROM log UNION ALL"
        " SELECT session_id, seq, at_us, participant_id, kind, payload, made_us FROM log_tail)"
        " WHERE session_id = ? AND kind = ? AND made_us IS NOT NULL ORDER BY seq"
    )
    with closing(sqlite3.connect(server.database / "interviews.db")) as database:
        rows = database.execute(query, [session_id, LogKind.UPDATE]).fetchall()
    return [(author, from_us(made), from_us(came)) for author, made, came in rows]


def from_us(microseconds: int) -> datetime:
    return datetime.fromtimestamp(microseconds / 1_000_000, UTC)


async def test_a_page_that_keeps_nothing_says_so_and_asks_before_it_goes(
    server: LabServer, line: Line, browser_at_line: NewBrowser
) -> None:
    """OF14: quietly where the state is explained, and aloud when the tab is closed too early."""
    session_id = server.new_session(code="")["id"]
    browser = await browser_at_line()
    await browser.add_init_script(
        "Object.defineProperty(window, 'indexedDB', { get() { throw new Error('blocked'); } })"
    )
    guest = await join(browser, line.through(server.invite(session_id)["url"]), "Private")
    explanation = guest.page.get_by_role("button", name="What this means")
    await explanation.click()
    await expect(guest.says("This browser keeps nothing for this page")).to_be_visible()
    await explanation.click()
    line.cut()
    await expect(guest.says("Offline · kept on this page")).to_be_visible()
    await guest.caret_to("Control+End")
    await guest.type("only here")
    asked: list[str] = []

    async def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.dismiss()

    guest.page.on("dialog", stay)
    await guest.page.close(run_before_unload=True)
    await eventually(lambda: listed(asked), lambda found: found == ["beforeunload"])
    line.mend()
    await guest.ready()
    await eventually(lambda: code_of(server, session_id), lambda code: code == "only here")


async def listed(things: list[str]) -> list[str]:
    return things


async def test_a_store_put_back_from_an_older_copy(
    server: LabServer, another_browser: NewBrowser, stage: Stage, tmp_path: Path
) -> None:
    """OF7, OF10, OF15: both versions on both pages; one is restored, one discarded; undo works."""
    stage.watch.announce(CONNECTION_LOST)
    session_id = server.new_session(code="")["id"]
    owner = await open_as_owner(await another_browser(), server, session_id)
    guest = await join(await another_browser(), server.invite(session_id)["url"], "Grace")
    await guest.caret_to("Control+End")
    await guest.type("old")
    await stored(server, session_id, "old", guest)
    server.kill9()
    shutil.copytree(server.database, tmp_path / "older")
    server.start()
    for panel in (owner, guest):
        await panel.ready()
    await guest.caret_to("Control+End")
    await guest.type(" and new")
    await owner.shows("old and new")
    await owner.caret_to("Control+Home")
    await owner.type("> ")
    await stored(server, session_id, "> old and new", owner, guest)

    server.kill9()
    shutil.rmtree(server.database)
    shutil.copytree(tmp_path / "older", server.database)
    server.start()
    for panel in (owner, guest):
        await expect(the(panel.page, "The interview’s text")).to_have_text("old")
        await expect(the(panel.page, "Your copy")).to_have_text("> old and new")
        await panel.ready()
        await panel.shows("old")
    # A reload is no answer.
    await guest.page.reload()
    await guest.ready()
    await expect(the(guest.page, "Your copy")).to_have_text("> old and new")

    await owner.page.get_by_role("button", name="Discard…").click()
    await owner.dialog.get_by_role("button", name="Discard").click()
    await expect(the(owner.page, "Your copy")).to_have_count(0)
    await guest.page.get_by_role("button", name="Restore my text").click()
    for panel in (owner, guest):
        await panel.shows("> old and new")
    await expect(the(guest.page, "Your copy")).to_have_count(0)
    await guest.code.click()
    await guest.press("Control+z")
    for panel in (owner, guest):
        await panel.shows("old")
        await panel.ready()
    assert server.session(session_id)["code"] == "old"


async def stored(server: LabServer, session_id: str, text: str, *panels: Panel) -> None:
    """On every screen, and on the server's disk as far as every author knows."""
    for panel in panels:
        await panel.shows(text)
    await eventually(lambda: code_of(server, session_id), lambda code: code == text)
    for panel in panels:
        await expect(panel.status).to_have_attribute("data-saved", "saved")


def the(page: Page, name: str) -> Any:
    return page.get_by_role("textbox", name=name)


async def test_a_store_that_was_deleted(
    server: LabServer, another_browser: NewBrowser, stage: Stage
) -> None:
    """OF9: the page says that the interview is gone, and what stood in it can be taken along."""
    stage.watch.announce(CONNECTION_LOST)
    stage.watch.announce(GONE)
    stage.watch.announce(REFUSED)
    session_id = server.new_session(code="all of it")["id"]
    owner = await open_as_owner(await another_browser(), server, session_id)
    guest = await join(await another_browser(), server.invite(session_id)["url"], "Grace")
    server.kill9()
    shutil.rmtree(server.database)
    server.start()
    await expect(the(owner.page, "Your copy")).to_have_text("all of it")
    await expect(owner.says("This interview is not on the server any more")).to_be_visible()
    await expect(owner.page.get_by_role("button", name="Restore my text")).to_have_count(0)
    # A guest's link says no more than that it opens nothing; the text stays where it was.
    await expect(guest.says("or the interview is gone")).to_be_visible()
    await guest.shows("all of it")


async def test_FI8_files_are_there_when_the_server_was_killed(
    server: LabServer, another_browser: NewBrowser, stage: Stage
) -> None:
    session_id = server.new_session(language="python", code="import util\n")["id"]
    guest = await join(await another_browser(), server.invite(session_id)["url"], "Grace")
    await files.add(guest, "util.py", "print('kept')\n")
    await files.add(guest, "gone.txt", "...")
    await guest.ready()
    await files.do_with(guest, "gone.txt", "Remove")
    await expect(files.labels(guest)).to_have_text(["solution.py", "util.py"])
    # What is on disk after that is on disk with it.
    await files.look_at(guest, "util.py")
    await guest.type("# ")
    await guest.ready()
    server.kill9()
    stage.watch.announce(CONNECTION_LOST)
    server.start()
    await guest.ready()
    await guest.page.reload()
    await guest.ready()
    await expect(files.labels(guest)).to_have_text(["solution.py", "util.py"])
    await files.looks_at(guest, "solution.py")
    await expect(await guest.run_and_wait()).to_contain_text("kept")
    await files.choose_in(guest, "Add a file", "Bring back gone.txt")
    await guest.shows("...")
