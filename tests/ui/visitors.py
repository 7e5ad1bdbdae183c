"""Browsers of people who were never here, which are emptied after a test and lent to the next.

A browser that has loaded our page before loads it again in half the time. What such a browser
remembers of a page is taken from it, so nobody can tell it from a new one but by a clock. A test
that changes the browser itself, or is about the first visit, asks for a new one.
"""

from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Page, ViewportSize

BLANK = "about:blank"


async def blank_page(context: BrowserContext) -> Page:
    """The page of an emptied browser, or a new one where that is in use or there is none."""
    pages = context.pages
    return pages[0] if len(pages) == 1 and pages[0].url == BLANK else await context.new_page()


class Visitors:
    """Emptied browsers of one server; those of another are closed when it is left."""

    def __init__(self) -> None:
        self._url = ""
        self._waiting: list[BrowserContext] = []

    async def lend(self, url: str) -> BrowserContext | None:
        """An emptied browser that was at this server, if there is one."""
        if url != self._url:
            await self.close()
            self._url = url
        return self._waiting.pop() if self._waiting else None

    async def give_back(self, context: BrowserContext, url: str, window: ViewportSize) -> None:
        """Empty it for the next test, or close it where no page of it is of use."""
        if url != self._url or not context.pages:
            await context.close()
            return
        page, *others = context.pages
        for other in others:
            await other.close()
        if page.url.startswith(url):
            # Of a tab it is kept until the tab is closed, and no protocol clears it.
            await page.evaluate("sessionStorage.clear()")
        await page.goto(BLANK)
        await page.set_viewport_size(window)
        await page.emulate_media(color_scheme="null")
        await context.clear_cookies()
        await context.clear_permissions()
        devtools = await context.new_cdp_session(page)
        parts = urlsplit(url)
        origin = {"origin": f"{parts.scheme}://{parts.netloc}", "storageTypes": "all"}
        await devtools.send("Storage.clearDataForOrigin", origin)
        await devtools.send("Page.resetNavigationHistory")
        await devtools.detach()
        self._waiting.append(context)

    async def close(self) -> None:
        for context in self._waiting:
            await context.close()
        self._waiting.clear()
