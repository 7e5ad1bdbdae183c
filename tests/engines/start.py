"""Starts a browser of each engine, by the driver that this machine has for it."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Playwright

from tests.browser import webkit_gtk
from tests.engines.by_playwright import launch_chromium, launch_firefox, launch_playwrights_webkit
from tests.engines.by_webdriver import webkit_browser
from tests.engines.tab import Browser

ENGINES = ("chromium", "firefox", "webkit")

EAGER_COLLECTOR = {
    "javascript.options.gc_delay": 500,
    "javascript.options.gc_delay.first": 500,
    "javascript.options.gc_delay.full": 2000,
}
"""Firefox collects garbage all the time, so that what depends on it shows at once."""


@contextmanager
def browser_of(engine: str, playwright: Playwright) -> Iterator[Browser]:
    if engine == "webkit" and (found := webkit_gtk()) is not None:
        with webkit_browser(found) as webkit:
            yield webkit
        return
    launched = {
        "chromium": lambda: launch_chromium(playwright),
        "firefox": lambda: launch_firefox(playwright, EAGER_COLLECTOR),
        "webkit": lambda: launch_playwrights_webkit(playwright),
    }[engine]()
    yield launched
    launched.browser.close()
