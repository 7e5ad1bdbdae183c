"""A browser of each engine, and one page with a runner in it for each module.

A page that has been open for a while is another thing than a fresh one, so that all tests of a
module share theirs, and the last ones wait until it is old enough.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.engines.start import browser_of
from tests.engines.tab import Browser, Clock, Tab, wait_until
from tests.runner.bundle import bundled_page
from tests.runner.site import Site

BrowserCalled = Callable[[str], Browser]
Run = Callable[..., dict[str, Any]]


@pytest.fixture(autouse=True)
def jp_asyncio_loop() -> None:
    """No loop beside Playwright's."""


@pytest.fixture(autouse=True)
def jp_server_cleanup() -> None:
    """No server of pytest-jupyter's, so none to clean up."""


@pytest.fixture(scope="package")
def started_playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def lasting(started_playwright: Playwright) -> Iterator[BrowserCalled]:
    with started_when_asked_for(started_playwright) as browser_called:
        yield browser_called


@pytest.fixture(scope="module")
def browser_called(
    started_playwright: Playwright, lasting: BrowserCalled
) -> Iterator[BrowserCalled]:
    """Firefox and Chromium last for the folder: to start takes them longer than most tests take.

    WebKit is another one in each module. In one that is kept for all it is slow, and Python did
    not start there once, after what the modules before had left.
    """
    with started_when_asked_for(started_playwright) as of_module:
        yield lambda name: (of_module if name == "webkit" else lasting)(name)


@contextmanager
def started_when_asked_for(playwright: Playwright) -> Iterator[BrowserCalled]:
    with ExitStack() as open_browsers:
        yield cache(lambda name: open_browsers.enter_context(browser_of(name, playwright)))


@pytest.fixture(scope="module", params=["firefox", "webkit"])
def engine(request: pytest.FixtureRequest, browser_called: BrowserCalled) -> Browser:
    return browser_called(request.param)


@pytest.fixture(scope="module")
def chromium(browser_called: BrowserCalled) -> Browser:
    """For the other person."""
    return browser_called("chromium")


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(bundled_page(tmp_path_factory.mktemp("runner")))
    yield site
    site.close()


@pytest.fixture(scope="package")
def sink() -> Iterator[Site]:
    """Another origin, which nothing may reach."""
    sink = Site()
    yield sink
    sink.close()


@pytest.fixture(scope="module")
def age() -> Clock:
    """Begins before the module's page is opened."""
    return Clock()


@pytest.fixture(scope="module")
def old_tab(engine: Browser, site: Site, age: Clock) -> Iterator[Tab]:
    tab = engine.new_tab()
    tab.open(site.url)
    wait_until(tab, "window.runner !== undefined")
    yield tab
    tab.close()


@pytest.fixture
def run(old_tab: Tab) -> Run:
    """Runs code in the module's page and returns the outcome with what was printed.

    Without a time limit of its own a run takes as long as it takes: two more browsers compute.
    """

    def run(language: str, code: str, **options: Any) -> dict[str, Any]:
        answer: dict[str, Any] = old_tab.evaluate(
            "([language, code, options]) => run(language, code, options)",
            [language, code, {"timeLimitMs": 30_000, **options}],
        )
        return answer

    return run
