"""HB2, HB3, HB5, HB12: a hub in browsers: a user in JupyterLab, a guest by link, another user."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.hub.hub import SERVICE, Hub
from tests.ui import files
from tests.ui.panel import Panel
from tests.ui.stage import LabPanel, Stage, join


@dataclass
class Place:
    """Where a browser may go."""

    url: str


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory, stage: Stage) -> Iterator[Hub]:
    hub = Hub(tmp_path_factory.mktemp("hub"))
    try:
        stage.run(hub.start())
        yield hub
    finally:
        stage.run(hub.stop())


async def log_in(page: Page, hub: Hub, name: str, then: str) -> None:
    """By the hub's own form, wherever one wanted to go."""
    await page.goto(hub.root + then)
    await page.get_by_label("Username").fill(name)
    await page.get_by_label("Password").fill("toy")
    await page.get_by_role("button", name="Sign in").click()


async def with_browsers(stage: Stage, hub: Hub) -> list[BrowserContext]:
    return [await stage.context(Place(hub.root)) for _ in range(3)]  # type: ignore[arg-type]


async def test_two_users_and_a_guest(stage: Stage, hub: Hub) -> None:
    anas, guests, bos = await with_browsers(stage, hub)

    page = await anas.new_page()
    page.set_default_navigation_timeout(90_000)
    await log_in(page, hub, "ana", "hub/spawn/ana?next=%2Fuser%2Fana%2Flab")
    await page.wait_for_url("**/user/ana/lab**")
    ana = LabPanel(page)
    await ana.restored()
    await ana.palette("New Interview")
    await ana.ready()
    await ana.share.click()
    await ana.dialog.get_by_role("button", name="Create link").click()
    link = await ana.dialog.get_by_role("textbox", name="Invite link").input_value()
    assert link.startswith(f"{hub.root}{SERVICE}interview/join/")
    await ana.dialog.get_by_role("button", name="Close").click()

    guest = await join(guests, link, "Grace")
    await files.choose_language(guest, "typescript")
    await expect(ana.language).to_have_value("typescript")
    await guest.caret_to("Control+a")
    await guest.write("console.log('by the guest')")
    await ana.shows("console.log('by the guest')")
    await ana.run_and_wait("Finished")
    await expect(guest.runs.first).to_contain_text("by the guest")

    page = await bos.new_page()
    await log_in(page, hub, "bo", f"{SERVICE}interview/")
    await expect(page.get_by_text("Open a link that you were sent")).to_be_visible()
    await expect(page.get_by_role("button", name="New interview")).to_have_count(0)
    bo = await join(bos, link, "Bo")
    await bo.shows("console.log('by the guest')")
    await bo.caret_to("Control+End")
    await bo.type(" // and Bo")
    both: tuple[Panel, Panel] = (ana, guest)
    for panel in both:
        await panel.shows("console.log('by the guest') // and Bo")
    for context in (anas, guests, bos):
        await context.close()
