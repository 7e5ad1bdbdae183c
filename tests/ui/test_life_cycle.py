"""Draft, lobby, live, locked, ended, reopened: what each person sees on pages that are open."""

import json
from typing import Any

from playwright.async_api import Page, expect

from tests.ui.axe import problems
from tests.ui.conftest import NewBrowser
from tests.ui.interview import begin
from tests.ui.panel import Panel
from tests.ui.server import LabServer
from tests.ui.stage import LabPanel, Stage, join
from tests.ui.visitors import blank_page

REFUSED = r"status of 4(01|03|04|10)"
NOT_FOR_CANDIDATES = "the answer is 42"


async def knock(browser: Any, link: str, name: str) -> Panel:
    """Open an invite link, say who one is, and wait to be let in."""
    page = await blank_page(browser)
    await page.goto(link)
    await page.get_by_role("textbox", name="Your name").fill(name)
    await page.get_by_role("button", name="Join").click()
    await expect(waiting_room(page)).to_be_visible()
    return Panel(page)


def seal_of(server: LabServer) -> str:
    """What REST says of the newest interview."""
    session_id = server.rest.get("sessions").json()[0]["id"]
    seal: str = server.rest.get(f"sessions/{session_id}/seal").json()["sha256"]
    return seal


def waiting_room(page: Page) -> Any:
    return page.get_by_role("status").filter(has_text="You are in the waiting room.")


async def test_from_draft_over_the_lobby_to_live(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """LC2, LC3, LC8: nobody sees a draft; people who wait are let in by hand, without a reload."""
    await lab.show_list()
    listed = lab.page.locator("#jpi-session-list")
    await listed.get_by_role("button", name="New interview…").click()
    await lab.dialog.get_by_role("combobox", name="Language").select_option("javascript")
    await lab.dialog.get_by_role("radio", name="Draft").check()
    await lab.press("Enter")
    await lab.ready()
    await expect(lab.says("Draft: nobody else sees this yet.")).to_be_visible()
    await expect(lab.page.get_by_role("region", name="Drafts")).to_be_visible()
    session_id = server.rest.get("sessions").json()[0]["id"]
    await lab.title.fill("Prepared")
    await lab.press("Enter")
    server.put_code(session_id, NOT_FOR_CANDIDATES)
    await lab.shows(NOT_FOR_CANDIDATES)

    link = server.invite(session_id)["url"]
    browser = await another_browser(new=True)
    heard: list[str] = []
    browser.on("page", lambda page: page.on("websocket", lambda socket: hear(socket, heard)))
    early = await knock(browser, link, "Early")
    await expect(waiting_room(early.page)).to_contain_text("Prepared")
    await expect(waiting_room(early.page)).to_contain_text("They see you as Early.")
    await expect(lab.people).to_contain_text("Early")
    server.put_code(session_id, "// begin here")
    await lab.shows("// begin here")
    await lab.do("Lobby: newcomers wait")
    await lab.page.get_by_role("button", name="Start interview").click()
    await expect(lab.says("Draft: nobody else sees this yet.")).to_have_count(0)
    await lab.ready()
    await lab.shows("// begin here")
    await expect(waiting_room(early.page)).to_be_visible()
    assert "begin here" not in "".join(heard)

    late = await knock(await another_browser(), link, "Late")
    await expect(lab.page.get_by_role("button", name="Let all in")).to_be_visible()
    await lab.page.get_by_role("button", name="Let Early in").click()
    await early.ready()
    await early.shows("// begin here")
    assert NOT_FOR_CANDIDATES not in "".join(heard)
    await expect(early.people).not_to_contain_text("Late")
    await expect(waiting_room(late.page)).to_be_visible()
    await lab.page.get_by_role("button", name="Let Late in").click()
    await late.ready()
    await expect(early.people).to_contain_text("Late")

    await lab.do("Lobby: newcomers wait")
    await join(await another_browser(), link, "Straight In")


def hear(socket: Any, heard: list[str]) -> None:
    """Every frame that reaches a page, as text or as bytes read as text."""
    socket.on(
        "framereceived",
        lambda frame: heard.append(
            frame if isinstance(frame, str) else frame.decode("utf-8", "replace")
        ),
    )


async def test_locks_bind_the_candidate_at_once_and_say_why(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """LC4: what is locked is off for the candidate, with the reason; the owner goes on."""
    interview = await begin(server, lab, await another_browser(), code="start")
    guest = interview.guest
    await lab.do("Lock editing")
    await expect(guest.says("Editing is locked by the interviewer.")).to_be_visible()
    await expect(lab.says("Editing is locked for candidates.")).to_be_visible()
    await guest.caret_to("Control+End")
    await guest.type(" not by me")
    await lab.caret_to("Control+End")
    await lab.type(" by the owner")
    await interview.agree_on("start by the owner")
    await expect(guest.run).to_be_enabled()

    await lab.do("Lock runs")
    await expect(guest.says("Editing and runs are locked by the interviewer.")).to_be_visible()
    await expect(guest.run).to_be_disabled()
    assert await guest.run.get_attribute("title") == "Runs are locked by the interviewer"
    await expect(lab.run).to_be_enabled()

    await lab.page.get_by_role("button", name="Unlock").click()
    await expect(guest.says("locked by the interviewer")).to_have_count(0)
    await guest.caret_to("Control+End")
    await guest.type(" and by me")
    await interview.agree_on("start by the owner and by me")
    await expect(guest.run).to_be_enabled()


async def test_a_role_is_changed_on_the_open_page(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """LC5: candidate to observer to interviewer, each with its controls, without a reload."""
    interview = await begin(server, lab, await another_browser(), code="text")
    guest = interview.guest
    await lab.do_to("Grace", "Role: observer")
    await expect(guest.page.get_by_text("Read only", exact=True)).to_be_visible()
    await expect(guest.run).to_be_disabled()
    await expect(guest.people).to_contain_text("observer")
    await lab.do_to("Grace", "Role: interviewer")
    await expect(guest.title).to_be_visible()
    await expect(guest.run).to_be_enabled()
    await guest.do("Lock editing")
    await expect(lab.says("Editing is locked for candidates.")).to_be_visible()
    await lab.page.get_by_role("button", name="Unlock").click()
    await expect(guest.says("locked for candidates")).to_have_count(0)


async def test_somebody_removed_is_told_and_stays_out(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser, stage: Stage
) -> None:
    """LC13: after a question that says what it does; neither reload nor link lets them in again."""
    session_id = server.new_session(code="shared")["id"]
    await lab.open(session_id)
    link = server.invite(session_id)["url"]
    browser = await another_browser()
    guest = await join(browser, link, "Gone")
    stage.watch.announce(REFUSED)
    await lab.do_to("Gone", "Remove…")
    await expect(lab.dialog).to_contain_text("cannot come back by their link")
    await lab.dialog.get_by_role("button", name="Remove", exact=True).click()
    await expect(lab.people).not_to_contain_text("Gone")
    alert = guest.page.get_by_role("alert").filter(has_text="You were removed")
    await expect(alert).to_be_visible()
    await expect(guest.run).to_be_disabled()
    await guest.page.goto("about:blank")
    await guest.page.goto(link)
    await expect(guest.page.get_by_role("textbox", name="Code")).to_have_count(0)


async def test_end_reopen_and_delete_are_told_on_open_pages(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser, stage: Stage
) -> None:
    """SE3, SE4, SE5, OF9: the end, the way back, and the end for good."""
    interview = await begin(server, lab, await another_browser(), title="Brief", code="last words")
    guest = interview.guest
    stage.watch.announce(REFUSED)
    await lab.do("End interview…")
    await lab.dialog.get_by_role("button", name="End interview").click()
    await expect(guest.says("This interview has ended.").first).to_be_visible()
    for panel in (guest, lab):  # EX17
        await panel.page.get_by_role("button", name="Keep its seal…").click()
        await expect(panel.dialog.locator("code")).to_have_text(seal_of(server))
        assert await problems(panel.page, "dialog") == []
        await panel.press("Escape")
    await lab.do("Reopen interview")
    await lab.ready()
    await guest.ready()  # LC15: by itself
    await guest.shows("last words")

    await lab.do("Delete interview…")
    await expect(lab.dialog).to_contain_text("deleted for good")
    await lab.dialog.get_by_role("button", name="Delete for good").click()
    gone = "This interview is not on the server any more: it was deleted."
    await expect(guest.says(gone)).to_be_visible()
    copy = guest.page.get_by_role("textbox", name="Your copy")
    await expect(copy).to_have_text("last words")
    async with guest.page.expect_download() as download:
        await guest.page.get_by_role("button", name="Download", exact=True).click()
    file = await (await download.value).path()
    assert file.read_text() == "last words"
    await expect(lab.says(gone)).to_be_visible()
    await expect(lab.page.get_by_role("textbox", name="Your copy")).to_have_count(0)


async def test_what_is_held_on_somebody_can_be_downloaded(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """PA4: by the owner, and by that person."""
    interview = await begin(server, lab, await another_browser(), code="")
    guest = interview.guest
    await guest.caret_to("Control+End")
    await guest.type("mine")
    await interview.agree_on("mine")
    items = {lab: "Download what is held on them", guest: "Download what is held on you"}
    for panel, item in items.items():
        async with panel.page.expect_download() as download:
            await panel.do_to("Grace", item)
        file = await (await download.value).path()
        assert "Grace" in file.read_text()
        assert json.loads(file.read_text())
