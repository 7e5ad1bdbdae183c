"""JupyterLite whose interviews are at a server: its owner's by a setting, a guest's by a link."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import BrowserContext, expect

from tests.ui.lite import Host, LiteLab, open_lite
from tests.ui.panel import Panel
from tests.ui.server import LabServer, running_server
from tests.ui.stage import Stage


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, host: Host) -> Iterator[LabServer]:
    """It lets pages of the site in."""
    flags = [f"--ServerApp.allow_origin={host.origin}"]
    with running_server(tmp_path_factory.mktemp("remote"), flags=flags) as server:
        yield server


@pytest.fixture
def browser(stage: Stage, host: Host, server: LabServer) -> Iterator[BrowserContext]:
    context = stage.run(stage.context(host))
    stage.watch.announce(f"request to another origin: (http|ws){re.escape(server.url[4:])}")
    yield context
    stage.run(context.close())


class RemoteLab(LiteLab):
    """Its words are those of a panel with a server."""

    ready = Panel.ready


async def join_in_lite(context: BrowserContext, host: Host, link: str) -> RemoteLab:
    lab = RemoteLab((await open_lite(context, host)).page)
    await lab.card("Join an interview")
    await lab.dialog.get_by_role("textbox").fill(link)
    await lab.dialog.get_by_role("button", name="Join").click()
    await lab.ready()
    return lab


async def test_a_guest_joins_from_lite(
    browser: BrowserContext, host: Host, server: LabServer
) -> None:
    """LT11: by the link, in the panel; typing and runs go both ways, and a reload comes back."""
    session = server.new_session(language="python", code="")
    guest = await join_in_lite(browser, host, server.invite(session["id"])["url"])
    await guest.code.click()
    await guest.type("print('from afar')\n")
    await guest.run_and_wait()
    await guest.ready()
    assert server.session(session["id"])["code"] == "print('from afar')\n"
    server.put_code(session["id"], "# from the server\n")
    await guest.shows("# from the server\n")
    await guest.page.reload()
    await guest.restored()
    await guest.ready()
    await guest.shows("# from the server\n")
    await expect(guest.runs.last).to_contain_text("from afar")
    await expect(guest.share).to_have_count(0)


async def test_a_link_that_is_none_is_asked_for_again(
    browser: BrowserContext, host: Host, server: LabServer, stage: Stage
) -> None:
    """LT11: what was typed stays, and a link that was revoked is told as such."""
    stage.watch.announce("status of 401")
    session = server.new_session()
    invite = server.invite(session["id"])
    server.rest.delete(f"sessions/{session['id']}/invites/{invite['id']}").raise_for_status()
    lab = await open_lite(browser, host)
    await lab.card("Join an interview")
    half = invite["url"].split("#")[0]
    await lab.dialog.get_by_role("textbox").fill(half)
    await lab.dialog.get_by_role("button", name="Join").click()
    await expect(lab.says("This is not a whole invite link")).to_be_visible()
    await expect(lab.dialog.get_by_role("textbox")).to_have_value(half)
    await lab.dialog.get_by_role("textbox").fill(invite["url"])
    await lab.dialog.get_by_role("button", name="Join").click()
    await expect(lab.page.locator(".jpi-InterviewWidget")).to_contain_text("link")


async def owner_lab(
    context: BrowserContext, host: Host, site: dict[str, Any] | None = None, **settings: Any
) -> RemoteLab:
    """A Lite whose site names the server for everybody, by its overrides or by `site`."""
    config = {"settingsOverrides": {"jupyter-interview:plugin": settings}, **(site or {})}
    host.config.update(config)
    try:
        return RemoteLab((await open_lite(context, host)).page)
    finally:
        for name in config:
            del host.config[name]


async def test_an_owner_holds_an_interview_from_lite(
    browser: BrowserContext, host: Host, server: LabServer, stage: Stage
) -> None:
    """LT9: with the server and a token in the settings, all that a server does is there."""
    lab = await owner_lab(browser, host, server=server.url, serverToken=server.token)
    await lab.begin()
    await lab.share.click()
    await lab.dialog.get_by_role("button", name="Create link").click()
    link = await lab.dialog.get_by_role("textbox", name="Invite link").input_value()
    await lab.press("Escape")
    assert link.startswith(server.url)
    other = await stage.context(host)
    stage.watch.announce("request to another origin")
    guest = await join_in_lite(other, host, link)
    await guest.empty()
    await guest.type("print('hello')\n")
    await lab.shows("print('hello')\n")
    await lab.run_and_wait()
    await expect(guest.runs.last).to_contain_text("hello")
    await other.close()


async def test_a_site_names_the_server_in_its_configuration(
    browser: BrowserContext, host: Host, server: LabServer
) -> None:
    """LT9: then what needs a server is offered, too; elsewhere on the site it is not."""
    site = {"interviewServerUrl": server.url}
    lab = await owner_lab(browser, host, site, serverToken=server.token)
    await lab.begin()
    session_id = await lab.page.locator("[data-session]").get_attribute("data-session")
    assert server.rest.get(f"sessions/{session_id}").status_code == 200
    await lab.command("launcher:create")
    await expect(lab.launched("Interview class")).to_be_visible()
    await lab.page.close()


async def test_what_is_wrong_with_the_server_is_said(
    browser: BrowserContext, host: Host, server: LabServer, stage: Stage
) -> None:
    """LT17: a wrong token is told as one, and a server that lets nobody in as that."""
    stage.watch.announce("status of 401|CORS policy|ERR_FAILED|InterviewError")
    lab = await owner_lab(browser, host, server=server.url, serverToken="wrong")
    await lab.card("Interview")
    await expect(lab.says("Log in to Jupyter").first).to_be_visible()
    await lab.page.close()

    # The same host under another name is another site.
    stage.watch.announce("request to another origin")
    lab = await owner_lab(
        browser, host.named("localhost"), server=server.url, serverToken=server.token
    )
    await lab.card("Interview")
    await expect(lab.says("allow_origin must name this site").first).to_be_visible()
