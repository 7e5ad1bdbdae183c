"""JupyterLite whose interviews are at a server: its owner's by a setting, a guest's by a link."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import BrowserContext, expect

from tests.ui import files
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


async def join_in_lite(
    context: BrowserContext, host: Host, server: LabServer, link: str
) -> RemoteLab:
    """LT11: by the link, after half of one and one that was revoked. What was typed stays."""
    session_id = server.new_session()["id"]
    revoked = server.invite(session_id)
    server.rest.delete(f"sessions/{session_id}/invites/{revoked['id']}").raise_for_status()
    lab = RemoteLab((await open_lite(context, host)).page)
    await lab.card("Join an interview")
    half = link.split("#")[0]
    await lab.dialog.get_by_role("textbox").fill(half)
    await lab.dialog.get_by_role("button", name="Join").click()
    await expect(lab.says("This is not a whole invite link")).to_be_visible()
    await expect(lab.dialog.get_by_role("textbox")).to_have_value(half)
    await lab.dialog.get_by_role("textbox").fill(revoked["url"])
    await lab.dialog.get_by_role("button", name="Join").click()
    await expect(lab.page.locator(".jpi-InterviewWidget")).to_contain_text("link")
    await lab.command("application:close-all")
    await lab.card("Join an interview")
    await lab.dialog.get_by_role("textbox").fill(link)
    await lab.dialog.get_by_role("button", name="Join").click()
    await lab.ready()
    return lab


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


async def test_an_owner_and_a_guest_in_lite(
    browser: BrowserContext, host: Host, server: LabServer, stage: Stage
) -> None:
    """LT9, LT11: with the server and a token in the owner's settings, all that a server does is
    there. A guest of another browser comes by the link; typing and runs go both ways, and a reload
    comes back."""
    stage.watch.announce("status of 401")
    lab = await owner_lab(browser, host, server=server.url, serverToken=server.token)
    await lab.begin()
    session_id = await lab.page.locator("[data-session]").get_attribute("data-session")
    assert session_id is not None
    await lab.share.click()
    await lab.dialog.get_by_role("button", name="Create link").click()
    link = await lab.dialog.get_by_role("textbox", name="Invite link").input_value()
    await lab.press("Escape")
    assert link.startswith(server.url)
    other = await stage.context(host)
    stage.watch.announce("request to another origin")
    guest = await join_in_lite(other, host, server, link)
    await guest.empty()
    await guest.write("print('hello')\n")
    await lab.shows("print('hello')\n")
    await lab.run_and_wait()
    await expect(guest.runs.last).to_contain_text("hello")

    await files.choose_language(guest, "python")
    await guest.empty()
    await guest.type("print('from afar')\n")
    await lab.shows("print('from afar')\n")
    await guest.run_and_wait()
    await guest.ready()
    assert server.session(session_id)["code"] == "print('from afar')\n"
    server.put_code(session_id, "# from the server\n")
    await guest.shows("# from the server\n")
    await guest.page.reload()
    await guest.restored()
    await guest.ready()
    await guest.shows("# from the server\n")
    await expect(guest.runs.last).to_contain_text("from afar")
    await expect(guest.share).to_have_count(0)
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
