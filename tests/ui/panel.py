"""The panel as one person sees it, found by roles and names: the same in Lab and as a guest."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from playwright.async_api import Locator, Page, expect

T = TypeVar("T")

WAIT_S = 20


class Panel:
    """Playwright's locators of one page's panel, and what people do with them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.run = page.get_by_role("button", name="Run", exact=True)
        self.stop = page.get_by_role("button", name="Stop", exact=True)
        self.share = page.get_by_role("button", name="Share", exact=True)
        self.language = page.get_by_role("combobox", name="Language")
        self.output = page.get_by_role("region", name="Output")
        self.runs = self.output.get_by_role("listitem")
        self.people = page.get_by_role("list", name="Participants")
        self.code = page.get_by_role("textbox", name="Code", exact=True)
        self.title = page.get_by_role("textbox", name="Title", exact=True)
        self.status = page.get_by_role("status").filter(has_text="onnect")

    async def do(self, item: str) -> None:
        """An item of the panel's own menu."""
        await self.page.get_by_role("button", name="More actions", exact=True).click()
        menu = self.page.get_by_role("menu", name="More actions")
        # Items that are on or off have a role of their own.
        await menu.locator("[role^=menuitem]").filter(has_text=item).click()

    async def choose_keys(self, keys: str) -> None:
        """Those of another editor, by the dialog for it."""
        await self.do("Editor settings")
        await self.dialog.get_by_label("Keys").select_option(keys)
        await self.press("Escape")

    async def do_to(self, name: str, item: str) -> None:
        """An item of somebody's menu in the list of people."""
        await self.people.get_by_role("button", name=f"Actions for {name}").click()
        menu = self.page.get_by_role("menu", name=f"Actions for {name}")
        await menu.locator("[role^=menuitem]").filter(has_text=item).click()

    def says(self, words: str) -> Locator:
        """A sentence somewhere in the panel."""
        return self.page.get_by_text(words)

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    async def ready(self) -> None:
        """Connected, with the text there, and all of it at the server."""
        await expect(self.status).to_have_text("Connected · saved")
        # The words do not change for what is on its way for a moment only.
        await expect(self.status).to_have_attribute("data-saved", "saved")
        await expect(self.code).to_be_visible()

    @asynccontextmanager
    async def time_stands_still(self) -> AsyncIterator[None]:
        """For the page no time goes by: however slow the machine is, there is no pause."""
        await self.page.evaluate(
            "() => { const now = performance.now(); performance.now = () => now; }"
        )
        try:
            yield
        finally:
            await self.page.evaluate("() => { delete performance.now; }")

    async def text(self) -> str:
        """What the editor shows, line by line; for texts that fit into the window."""
        lines: list[str] = await self.code.locator(".cm-line").evaluate_all(
            "lines => lines.map(line => line.textContent)"
        )
        return "\n".join(lines)

    async def shows(self, text: str) -> None:
        await eventually(self.text, lambda shown: shown == text)

    async def caret_to(self, where: str) -> None:
        """`where` is a key: Control+Home, Control+End, ArrowDown …"""
        await self.code.click()
        await self.page.keyboard.press(where)

    async def type(self, text: str, delay_ms: float = 15) -> None:
        await self.page.keyboard.type(text, delay=delay_ms)

    async def write(self, text: str) -> None:
        """In one go, where the test is about the text and not about its keys."""
        await self.page.keyboard.insert_text(text)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)

    async def my_name(self) -> str:
        """As the list of participants names the person of this page."""
        mine = self.people.get_by_role("listitem").filter(has_text="you ·")
        name = await mine.get_attribute("title")
        assert name
        return name

    def caret_of(self, name: str) -> Locator:
        """Somebody else's caret. Drawn for eyes only, so it has no role to find it by."""
        return self.page.locator(".jpi-RemoteCaret").filter(has_text=name)

    async def caret_offset(self) -> int:
        """Where the own caret stands in the text."""
        offset: int = await self.code.evaluate(
            """node => {
                const { anchorNode, anchorOffset } = document.getSelection();
                const lines = [...node.querySelectorAll('.cm-line')];
                const at = lines.findIndex(line => line.contains(anchorNode));
                const before = lines.slice(0, at).reduce((sum, line) =>
                    sum + line.textContent.length + 1, 0);
                const range = document.createRange();
                range.setStart(lines[at], 0);
                range.setEnd(anchorNode, anchorOffset);
                return before + range.toString().length;
            }"""
        )
        return offset

    async def run_and_wait(self, state: str = "Finished") -> Locator:
        """Presses Run and answers the new entry once it has ended so."""
        entry = self.runs.nth(await self.runs.count())
        await self.run.click()
        await expect(entry).to_contain_text(state)
        return entry


async def unfold(entry: Locator) -> None:
    """All that a run printed. A long output is folded in its middle."""
    more = entry.get_by_role("button", name=re.compile(r"^Show (all|the) [\d,]+ lines( kept)?$"))
    await more.click()
    await expect(entry.get_by_role("button", name="Show less")).to_be_visible()


async def eventually(read: Callable[[], Awaitable[T]], wanted: Callable[[T], bool]) -> T:
    """What `read` answers, as soon as it is what is wanted."""
    deadline = time.monotonic() + WAIT_S
    while not wanted(found := await read()):
        assert time.monotonic() < deadline, f"It still was {found!r}"
        await asyncio.sleep(0.05)
    return found
