"""One browser, one page and one runner for all tests of this folder; each test makes runs.

While Playwright's blocking interface is open its event loop runs in this thread. So it is closed
with the folder and not with the session, and pytest-jupyter's loop is not made here.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import LAUNCH_ARGS, chromium_path
from tests.runner.bundle import bundled_page
from tests.runner.site import Site

Run = Callable[..., dict[str, Any]]


@pytest.fixture(autouse=True)
def jp_asyncio_loop() -> None:
    """No loop beside Playwright's."""


@pytest.fixture(autouse=True)
def jp_server_cleanup() -> None:
    """No Jupyter server, so none to clean up."""


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


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=LAUNCH_ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def shared_page(chromium: Browser, site: Site) -> Page:
    page = chromium.new_context().new_page()
    page.goto(site.url)
    return page


@pytest.fixture
def run(shared_page: Page) -> Run:
    """Runs code in the shared page and returns the outcome with what was printed."""

    def run(language: str, code: str, **options: Any) -> dict[str, Any]:
        result: dict[str, Any] = shared_page.evaluate(
            "([language, code, options]) => run(language, code, options)",
            [language, code, options],
        )
        return result

    return run
