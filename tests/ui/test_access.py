"""People who come by link: who gets in, what they may do, and how they are told when they may
not."""

import asyncio
import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, Route, expect
from websockets.asyncio.client import connect

from tests.ui import files
from tests.ui.conftest import NewBrowser
from tests.ui.panel import Panel, eventually
from tests.ui.server import LabServer, running_server
from tests.ui.stage import LabPanel, Stage, join
from tests.ui.visitors import blank_page

REFUSED = r"status of 4(01|03|10)"
HEADERS = {
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
}
POLICY = ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'none'"]


def guest_by_rest(server: LabServer, session_id: str, role: str) -> dict[str, Any]:
    return join_by_rest(server, session_id, server.invite(session_id, role)["secret"])


def join_by_rest(server: LabServer, session_id: str, secret: str) -> dict[str, Any]:
    answer = httpx.post(
        f"{server.url}interview/api/sessions/{session_id}/join",
        json={"userName": "Rest", "invite": secret},
    )
    joined: dict[str, Any] = answer.json()
    return joined


def put_as_guest(server: LabServer, session_id: str, secret: str, code: str) -> int:
    answer = httpx.put(
        f"{server.url}interview/api/sessions/{session_id}/code",
        json={"code": code},
        headers={"X-Interview-Secret": secret},
    )
    return answer.status_code


async def test_an_observer_only_watches(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """AC15, AC7: the controls are off in the page, and the server refuses the rest."""
    session_id = server.new_session(code="console.log('mine')")["id"]
    await lab.open(session_id)
    link = server.invite(session_id, "observer")["url"]
    observer = await join(await another_browser(), link, "Otto")
    await observer.shows("console.log('mine')")
    await expect(observer.page.get_by_text("Read only", exact=True)).to_be_visible()
    await expect(observer.language).to_be_disabled()
    await expect(observer.run).to_be_disabled()
    await expect(observer.share).to_have_count(0)
    await observer.code.click()
    await observer.type("typed all the same")
    await observer.press("Control+Enter")

    secret = guest_by_rest(server, session_id, "observer")["secret"]
    refused = await tell_socket(
        server, session_id, secret, {"type": "code_change", "payload": {"code": "gone"}}
    )
    assert refused["payload"]["code"] == "forbidden"
    assert put_as_guest(server, session_id, secret, "gone") == 403

    await lab.run_and_wait("Finished")
    await expect(observer.runs).to_have_count(1)
    for panel in (lab, observer):
        await panel.shows("console.log('mine')")
    assert server.session(session_id)["code"] == "console.log('mine')"


async def tell_socket(
    server: LabServer, session_id: str, secret: str, frame: dict[str, Any]
) -> dict[str, Any]:
    """Say one thing in contract mode and hear the first refusal."""
    url = f"{server.url}interview/ws/{session_id}".replace("http", "ws", 1)
    async with connect(url, additional_headers={"X-Interview-Secret": secret}) as socket:
        await socket.send(json.dumps(frame))
        async with asyncio.timeout(10):
            while (heard := json.loads(await socket.recv()))["type"] != "error":
                pass
    assert isinstance(heard, dict)
    return heard


async def test_a_revoked_link_shuts_the_guest_out(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser, stage: Stage
) -> None:
    """AC8: on the open page, in words; what they type then reaches nobody."""
    session_id = server.new_session(code="shared")["id"]
    await lab.open(session_id)
    guest = await join(await another_browser(), server.invite(session_id)["url"], "Gone")
    await expect(lab.people).to_contain_text("Gone")
    stage.watch.announce(REFUSED)

    await lab.share.click()
    await lab.dialog.get_by_role("button", name="Revoke", exact=True).click()
    await lab.dialog.get_by_role("button", name="Revoke link").click()
    await expect(lab.dialog.get_by_role("list", name="Links")).to_contain_text("revoked")
    await lab.dialog.get_by_role("button", name="Close").click()

    await expect(guest.page.get_by_role("alert")).to_contain_text(
        "The link you came by was taken back"
    )
    await expect(guest.run).to_be_disabled()
    assert server.session(session_id)["code"] == "shared"

    await guest.page.reload()
    await expect(guest.page.get_by_role("alert")).to_be_visible()
    await expect(guest.code).to_have_count(0)


async def test_a_link_that_does_not_work_says_so(
    server: LabServer, another_browser: NewBrowser, stage: Stage
) -> None:
    """AC2, AC3, AC17: wrong, used up, revoked and deleted links look the same to everybody who
    tries them. No name is asked for, nor is it for an interview that has ended."""
    session_id = server.new_session()["id"]
    once = server.invite(session_id, maxUses=1)
    await join(await another_browser(), once["url"], "First")
    taken_back = server.invite(session_id)
    server.rest.delete(f"sessions/{session_id}/invites/{taken_back['id']}").raise_for_status()
    stage.watch.announce(REFUSED)
    deleted, ended = server.new_session()["id"], server.new_session(title="Over")["id"]
    gone, late = server.invite(deleted), server.invite(ended)
    server.rest.delete(f"sessions/{deleted}").raise_for_status()
    server.rest.patch(f"sessions/{ended}", json={"state": "ended"}).raise_for_status()
    wrong = once["url"][:-4] + "AAAA"
    nothing = [(url, "does not work") for url in (wrong, once["url"], taken_back["url"])]
    page = await blank_page(await another_browser())
    for link, words in [*nothing, (gone["url"], "does not work"), (late["url"], "has ended")]:
        await page.goto("about:blank")
        await page.goto(link)
        await expect(page.get_by_role("alert").filter(has_text=words)).to_be_visible()
        await expect(page.get_by_role("textbox")).to_have_count(0)
    # Reopened meanwhile: the page that says it has ended goes on.
    server.rest.patch(f"sessions/{ended}", json={"state": "live"}).raise_for_status()
    await page.get_by_role("button", name="Try again").click()
    await expect(page.get_by_role("heading", name="Over")).to_be_visible()


async def test_a_link_says_what_it_leads_to_and_lets_one_try_the_browser(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """AC17, PA14: title, role and who invites, before a name; code runs before one is inside."""
    session_id = server.new_session(title="Backend, round 2", language="javascript")["id"]
    body = {"userName": "Priya (Acme)"}
    server.rest.post(f"sessions/{session_id}/join", json=body).raise_for_status()
    page = await blank_page(await another_browser())
    await page.goto(server.invite(session_id)["url"])
    await expect(page.get_by_role("heading", name="Backend, round 2")).to_be_visible()
    await expect(page.get_by_text("Priya (Acme) invites you to this interview.")).to_be_visible()
    await expect(page.get_by_text("You join as a candidate")).to_be_visible()
    await page.get_by_role("button", name="Check that code runs here").click()
    await expect(page.get_by_text("JavaScript runs in this browser")).to_be_visible()
    await page.get_by_role("textbox", name="Your name").fill("Grace")
    await page.get_by_role("button", name="Join").click()
    guest = Panel(page)
    await guest.ready()
    await guest.run_and_wait("Finished")


async def test_a_page_without_its_secret_asks_for_the_whole_link(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """AC13: the address bar of the page is not a link."""
    session_id = server.new_session()["id"]
    page = await blank_page(await another_browser())
    await page.goto(f"{server.url}interview/join/{session_id}")
    await expect(page.get_by_role("alert")).to_contain_text("The link is not complete")


@pytest.mark.parametrize("again", ["asks again", "loads the page again"])
async def test_GR30_who_joins_while_the_connection_breaks_is_one_person(
    stage: Stage, server: LabServer, another_browser: NewBrowser, again: str
) -> None:
    """By a link that one person alone can use."""
    stage.watch.announce(r"net::ERR_FAILED .*/join\)")
    session_id = server.new_session()["id"]
    invite = server.invite(session_id, maxUses=1)
    page = await (await another_browser(new=True)).new_page()
    lost = []

    async def lose(route: Route) -> None:
        lost.append((await route.fetch()).status)
        await route.abort()

    await page.route("**/join", lose, times=1)
    await page.goto(invite["url"])
    await page.get_by_role("textbox", name="Your name").fill("Bo")
    await page.get_by_role("button", name="Join").click()
    try_again = page.get_by_role("button", name="Try again")
    await expect(try_again).to_be_visible()
    assert lost == [200]
    if again == "asks again":
        await try_again.click()
    else:
        await page.reload()
    await Panel(page).ready()
    people = [one["name"] for one in server.users(session_id) if one["role"] == "candidate"]
    assert people == ["Bo"]
    kept = await storage_of(page)
    assert [key for key in kept if "asked" in key] == []


async def test_a_guest_leaves_no_trace_but_the_secret(
    server: LabServer, another_browser: NewBrowser
) -> None:
    """PA1, AC13: strict headers, no cookie, no secret in the address or the log."""
    session_id = server.new_session()["id"]
    invite = server.invite(session_id)
    page = await (await another_browser(new=True)).new_page()
    answer = await page.goto(invite["url"])
    assert answer
    headers = await answer.all_headers()
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    policy = headers["content-security-policy"]
    assert all(rule in policy for rule in [*POLICY, "frame-ancestors 'none'"])
    assert "unsafe-eval" not in policy and "set-cookie" not in headers
    scripts = next(rule for rule in policy.split("; ") if rule.startswith("script-src"))
    assert "'nonce-" in scripts and "unsafe-inline" not in scripts

    await expect(page.get_by_role("button", name="Join")).to_be_visible()
    assert "#" not in page.url
    await page.get_by_role("textbox", name="Your name").fill("Traceless")
    await page.get_by_role("button", name="Join").click()
    await Panel(page).ready()
    assert await page.context.cookies() == []
    kept = await storage_of(page)
    secrets = [key for key in kept if session_id in key and ":secret:" in key]
    assert len(secrets) == 1
    language = f"jupyter-interview:language:{session_id}"
    assert set(kept) <= {secrets[0], "jupyter-interview:name", language}
    assert kept.get(language) in (None, "javascript")
    assert invite["secret"] not in json.dumps(kept)
    assert kept[secrets[0]] not in server.log()
    assert invite["secret"] not in server.log()

    await page.reload()
    await Panel(page).ready()
    assert await Panel(page).my_name() == "Traceless"


async def storage_of(page: Page) -> dict[str, str]:
    kept: dict[str, str] = await page.evaluate("({ ...localStorage, ...sessionStorage })")
    return kept


async def test_an_ended_interview_can_be_read_only(
    server: LabServer, lab: LabPanel, another_browser: NewBrowser
) -> None:
    """SE3, SE4, LC15: the guest is told, the owner reads on and may reopen it, and the guest's page
    comes back by itself then. TA1, TA2: each language is read on by its tab, and all is taken away
    in files."""
    session_id = server.new_session(language="javascript", code="console.log('a run')")["id"]
    await lab.open(session_id)
    guest = await join(await another_browser(), server.invite(session_id)["url"], "Eve")
    await guest.run_and_wait()
    await files.choose_language(guest, "python")
    await guest.caret_to("Control+a")
    await guest.write("the end")
    await lab.shows("the end")
    await guest.ready()
    await lab.page.get_by_role("button", name="More actions", exact=True).click()
    await lab.page.get_by_role("menuitem", name="End interview…").click()
    await lab.dialog.get_by_role("button", name="End interview").click()
    await expect(guest.page.get_by_text("This interview has ended").first).to_be_visible()
    await expect(guest.run).to_be_disabled()
    await expect(lab.run).to_be_disabled()
    await lab.shows("the end")
    await files.tab(lab, "solution.js").click()
    await lab.shows("console.log('a run')")
    await files.tab(lab, "solution.py").click()
    await lab.shows("the end")
    await lab.do("Take away…")
    with zipfile.ZipFile(io.BytesIO(await taken(lab, "Download the code"))) as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name).decode() for name in archive.namelist()}
    assert held == {"solution.js": "console.log('a run')", "solution.py": "the end"}
    transcript = (await taken(lab, "Download a transcript")).decode()
    assert "Eve" in transcript and "the end" in transcript
    assert "\n```text\na run\n```\n" in transcript
    table = (await taken(lab, "Download the runs as CSV")).decode()
    [_, row] = csv.reader(io.StringIO(table, newline=""))
    assert row[1:4] == ["Eve", "javascript", "ok"] and row[-1] == "a run\n"
    [run] = json.loads(await taken(lab, "Download the runs as JSON"))
    assert run["language"] == "javascript"
    await lab.press("Escape")
    await lab.page.get_by_role("button", name="Reopen", exact=True).click()
    await expect(lab.run).to_be_enabled()
    await eventually(lambda: state_of(server, session_id), lambda state: state == "live")
    await guest.ready()
    await expect(guest.run).to_be_enabled()


async def taken(panel: Panel, button: str) -> bytes:
    async with panel.page.expect_download() as downloading:
        await panel.dialog.get_by_role("button", name=button).click()
    return (await (await downloading.value).path()).read_bytes()


async def test_FL16_a_page_that_is_told_to_wait_joins_by_itself(
    stage: Stage, tmp_path: Path
) -> None:
    """One join a minute is let in here. A minute goes by for the page at once; a server that is
    started again has counted nobody yet."""
    stage.watch.announce(r"status of 429")
    limits = "--InterviewApp.limits={'joins_per_minute': 1}"
    with running_server(tmp_path, flags=[limits]) as server:
        session_id = server.new_session(code="at last")["id"]
        invite = server.invite(session_id)
        assert join_by_rest(server, session_id, invite["secret"])["secret"]
        context = await stage.context(server)
        page = await context.new_page()
        await page.clock.install()
        await page.goto(invite["url"])
        await page.get_by_role("textbox", name="Your name").fill("Second")
        await page.get_by_role("button", name="Join").click()
        timer = page.get_by_role("timer")
        await expect(timer).to_contain_text(re.compile(r"Trying again in [3-9]\d seconds"))
        server.kill9()
        server.start()
        await page.clock.fast_forward(100_000)
        panel = Panel(page)
        await panel.ready()
        await panel.shows("at last")
        assert await panel.my_name() == "Second"
        await context.close()


async def state_of(server: LabServer, session_id: str) -> str:
    state: str = server.session(session_id)["state"]
    return state
