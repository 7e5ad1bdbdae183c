"""Chromium and Firefox, by Playwright's blocking interface.

Firefox is the system's own, by WebDriver BiDi (Playwright's channel `moz-firefox`). Where there is
none, it is the Firefox or the WebKit that Playwright has brought.
"""

from typing import Any

from playwright.sync_api import Browser, BrowserType, Page, Playwright

from tests.browser import LAUNCH_ARGS, chromium_path, firefox_path

LIMIT_MS = 30_000
WINDOW = {"width": 1280, "height": 800}


class PlaywrightTab:
    def __init__(self, page: Page) -> None:
        self.page = page
        page.set_default_timeout(LIMIT_MS)

    def open(self, url: str) -> None:
        self.page.goto(url)

    def reload(self) -> None:
        self.page.reload()

    def evaluate(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(script, argument)

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def picture(self, path: str) -> None:
        self.page.screenshot(path=path)

    def close(self) -> None:
        self.page.context.close()


class PlaywrightBrowser:
    def __init__(self, name: str, browser: Browser) -> None:
        self.name = name
        self.browser = browser

    @property
    def version(self) -> str:
        return self.browser.version

    def new_tab(self) -> PlaywrightTab:
        return PlaywrightTab(self.browser.new_context(viewport=WINDOW, locale="en-GB").new_page())


def launch_chromium(playwright: Playwright) -> PlaywrightBrowser:
    browser = playwright.chromium.launch(executable_path=chromium_path(), args=LAUNCH_ARGS)
    return PlaywrightBrowser("chromium", browser)


def launch_firefox(playwright: Playwright, preferences: dict[str, Any]) -> PlaywrightBrowser:
    path = firefox_path()
    if path is None:
        return PlaywrightBrowser("firefox", _launch_own(playwright.firefox))
    browser = playwright.firefox.launch(
        executable_path=path, channel="moz-firefox", firefox_user_prefs=preferences
    )
    return PlaywrightBrowser("firefox", browser)


def launch_playwrights_webkit(playwright: Playwright) -> PlaywrightBrowser:
    return PlaywrightBrowser("webkit", _launch_own(playwright.webkit))


def _launch_own(kind: BrowserType) -> Browser:
    try:
        return kind.launch()
    except Exception as error:
        raise RuntimeError(
            f"The tests need {kind.name}. On Debian and Ubuntu: apt install firefox-esr "
            f"webkit2gtk-driver xvfb. Elsewhere: playwright install {kind.name}."
        ) from error
