"""One Chromium for all browser tests, on an event loop of its own, and who is in it.

Two people must be able to type at the same moment, so Playwright's async interface is used; its
loop lives as long as the browser does.
"""

import asyncio
import os
import re
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol, TypeVar

from playwright.async_api import (
    Browser,
    BrowserContext,
    Playwright,
    ViewportSize,
    async_playwright,
    expect,
)
from playwright.async_api import TimeoutError as TookTooLong

from tests.browser import LAUNCH_ARGS, chromium_path
from tests.ui.panel import WAIT_S, Panel
from tests.ui.visitors import Visitors, blank_page
from tests.ui.watch import Watch

T = TypeVar("T")

TEST_LIMIT_S = 120
WINDOW: ViewportSize = {"width": 1280, "height": 800}
FAILURES = Path(__file__).parents[2] / ".cache" / "ui"


class Address(Protocol):
    """Where a server is reached: its own port, or a line to it."""

    url: str
    token: str


class Stage:
    def __init__(self) -> None:
        self.watch = Watch()
        self._runner = asyncio.Runner()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._visitors = Visitors()
        expect.set_options(timeout=WAIT_S * 1000)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do it now. When it fails, pictures of all pages tell what stood there."""
        try:
            return self._runner.run(asyncio.wait_for(work, TEST_LIMIT_S))
        except BaseException:
            test = os.environ.get("PYTEST_CURRENT_TEST", "stage").split("::")[-1]
            folder = FAILURES / re.sub(r"\W+", "-", test)
            folder.mkdir(parents=True, exist_ok=True)
            self._runner.run(self._photograph(folder))
            raise

    async def context(self, server: Address, **options: Any) -> BrowserContext:
        """A browser of somebody who was never here: no cookie, nothing stored."""
        browser = await self._launched()
        context = await browser.new_context(**{"viewport": WINDOW, "locale": "en-GB", **options})
        context.set_default_timeout(WAIT_S * 1000)
        self.watch.over(context, server.url)
        return context

    async def visitor(self, server: Address) -> BrowserContext:
        """As `context`, for who changes nothing of the browser itself; `leave` takes it back."""
        return await self._visitors.lend(server.url) or await self.context(server)

    async def leave(self, visitor: BrowserContext, server: Address) -> None:
        await self._visitors.give_back(visitor, server.url, WINDOW)

    @contextmanager
    def visit(self, server: Address) -> Iterator[BrowserContext]:
        """A visitor for several tests."""
        visitor = self.run(self.visitor(server))
        yield visitor
        self.run(self.leave(visitor, server))

    @contextmanager
    def lab(self, server: Address) -> Iterator["LabPanel"]:
        """An interviewer's JupyterLab, with leave to use the clipboard."""
        context = self.run(self.context(server))
        self.run(context.grant_permissions(["clipboard-read", "clipboard-write"]))
        yield self.run(open_lab(context, server))
        self.run(context.close())

    def close(self) -> None:
        self.run(self._close())
        self._runner.close()

    async def _photograph(self, folder: Path) -> None:
        contexts = self._browser.contexts if self._browser else []
        pages = [page for context in contexts for page in context.pages]
        for number, page in enumerate(pages):
            await page.screenshot(path=folder / f"{number}.png")

    async def _launched(self) -> Browser:
        if self._browser is None:
            self._playwright = await async_playwright().start()
            self._browser = await self._playwright.chromium.launch(
                executable_path=chromium_path(), args=LAUNCH_ARGS
            )
        return self._browser

    async def _close(self) -> None:
        if self._browser:
            await self._browser.close()
        if self._playwright:
            await self._playwright.stop()


async def open_lab(context: BrowserContext, server: Address, path: str = "lab") -> "LabPanel":
    """JupyterLab, logged in and done with restoring what was open."""
    page = await context.new_page()
    joint = "&" if "?" in path else "?"
    await page.goto(f"{server.url}{path}{joint}token={server.token}")
    lab = LabPanel(page)
    await lab.restored()
    # The name is one that Jupyter made up: a notice asks for another one, once in a browser.
    await page.evaluate("localStorage.setItem('jupyter-interview:asked-for-name', 'yes')")
    lost = page.get_by_role("dialog").filter(has_text="Server Connection Error")
    # Lab's own word about a server that is gone, which stays until somebody closes it.
    await page.add_locator_handler(lost, lambda: lost.get_by_role("button", name="Close").click())
    return lab


async def join(context: BrowserContext, link: str, name: str) -> Panel:
    """Open an invite link, say who one is, and be in."""
    page = await blank_page(context)
    await page.goto(link)
    await page.get_by_role("textbox", name="Your name").fill(name)
    await page.get_by_role("button", name="Join").click()
    guest = Panel(page)
    await guest.ready()
    return guest


async def open_as_owner(context: BrowserContext, where: Address, session_id: str) -> Panel:
    """An interview on the page that people have without JupyterLab, logged in."""
    page = await blank_page(context)
    await page.goto(f"{where.url}interview/?token={where.token}#{session_id}")
    owner = Panel(page)
    await owner.ready()
    return owner


class LabPanel(Panel):
    """The panel in JupyterLab, and the parts of Lab around it."""

    async def restored(self) -> None:
        await self.page.wait_for_function("window.jupyterapp !== undefined")
        await self.page.evaluate("window.jupyterapp.restored")

    async def tidy(self) -> None:
        """As it was when it was opened: no tabs, light, the file browser at the side."""
        await self.tidy_window()
        await self.command("application:close-all")
        await self.side_bar(True)
        await self.command("filebrowser:activate")
        await expect(self.page.get_by_role("button", name="Interview", exact=True)).to_be_visible()

    async def tidy_window(self) -> None:
        await self.page.set_viewport_size(WINDOW)
        await self.theme("JupyterLab Light")

    async def open(self, session_id: str) -> None:
        """The tab of this interview in front, connected."""
        await self.command("interview:open", sessionId=session_id)
        # The list at the side has a row for it, too.
        panel = self.page.locator(f".jpi-InterviewPanel[data-session='{session_id}']")
        await expect(panel).to_be_visible()
        await self.ready()

    async def command(self, command: str, **args: Any) -> None:
        await self.page.evaluate(
            "([command, args]) => { void window.jupyterapp.commands.execute(command, args); }",
            [command, args],
        )

    async def palette(self, label: str) -> None:
        """Run a command as people find it who do not know where it is.

        The palette goes away when something else takes the focus, as a Lab does that has just
        started; people then open it again.
        """
        palette = self.page.locator("#modal-command-palette")
        search = palette.get_by_placeholder("SEARCH")
        for patience in (2000, 5000, 20_000):
            await self.command("apputils:activate-command-palette")
            with suppress(TookTooLong):
                await search.fill(label, timeout=patience)
                await palette.get_by_role("menuitem", name=label).first.click(timeout=patience)
                return
        raise AssertionError(f"The palette did not offer {label}.")

    async def show_list(self) -> None:
        """The side bar's list of interviews, fresh: it asks the server when it comes into sight."""
        await self.command("filebrowser:activate")
        await self.command("interview:list")

    async def theme(self, name: str) -> None:
        # It covers the page while Lab starts, and again until the theme's own styles are there.
        # Lab takes it away 200 ms after each of them, and fails where it has gone by then.
        splash = self.page.locator("#jupyterlab-splash")
        await expect(splash).to_have_count(0)
        await self.command("apputils:change-theme", theme=name)
        await expect(self.page.locator("body")).to_have_attribute("data-jp-theme-name", name)
        await expect(splash).to_have_count(0)

    async def side_bar(self, wanted: bool) -> None:
        """The left side bar beside the panel, or the panel alone."""
        is_open = await self.page.locator("#jp-left-stack").is_visible()
        if is_open != wanted:
            await self.command("application:toggle-left-area")
