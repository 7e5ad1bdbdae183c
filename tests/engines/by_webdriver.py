"""WebKitGTK's small browser, by its WebDriver, on a screen that nobody sees."""

import os
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from selenium.common.exceptions import JavascriptException, TimeoutException
from selenium.webdriver import ActionChains, WebKitGTK
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browser import WebKit

SCRIPT_LIMIT_S = 120

DRAWN_PLAINLY = {"WEBKIT_DISABLE_COMPOSITING_MODE": "1"}
"""Layers would be put together by software that plays a graphics card. It takes a sixth of a core
of every page that is open, whatever is on it, and twice the time of a short run."""

# The script stands in the text: a page's policy may forbid it to make code of strings.
EVALUATE = """
const [argument, done] = arguments;
const failed = error => done({ error: String(error?.stack ? `${error}\\n${error.stack}` : error) });
try {
  const found = (%s);
  Promise.resolve(typeof found === 'function' ? found(argument) : found).then(
    value => done({ value }),
    failed
  );
} catch (error) {
  failed(error);
}
"""

KEYS = {
    "Enter": Keys.ENTER,
    "Escape": Keys.ESCAPE,
    "Tab": Keys.TAB,
    "F1": Keys.F1,
    "Backspace": Keys.BACKSPACE,
    "Delete": Keys.DELETE,
    "Home": Keys.HOME,
    "End": Keys.END,
    "ArrowLeft": Keys.LEFT,
    "ArrowRight": Keys.RIGHT,
    "ArrowUp": Keys.UP,
    "ArrowDown": Keys.DOWN,
    "Control": Keys.CONTROL,
    "Shift": Keys.SHIFT,
    "Alt": Keys.ALT,
    "Meta": Keys.META,
}


class WebDriverTab:
    """A window of the one browser; whatever is done with it, it is turned to first."""

    def __init__(self, driver: WebKitGTK, handle: str) -> None:
        self._driver = driver
        self._handle = handle

    def open(self, url: str) -> None:
        self._turn().get(url)

    def reload(self) -> None:
        self._turn().refresh()

    def evaluate(self, script: str, argument: Any = None) -> Any:
        try:
            answer = self._turn().execute_async_script(EVALUATE % script, argument)
        except (JavascriptException, TimeoutException) as error:
            raise AssertionError(f"{error.msg}\n{script}") from error
        if "error" in answer:
            raise AssertionError(answer["error"])
        return answer.get("value")

    def click(self, selector: str) -> None:
        self._turn().find_element(By.CSS_SELECTOR, selector).click()

    def press(self, *keys: str) -> None:
        for key in keys:
            *held, last = (KEYS.get(name, name) for name in key.split("+"))
            actions = ActionChains(self._turn(), duration=0)
            for name in held:
                actions.key_down(name)
            actions.send_keys(last)
            for name in reversed(held):
                actions.key_up(name)
            actions.perform()

    def type(self, text: str) -> None:
        # A line end that is typed as a letter makes no line here.
        letters = text.replace("\n", Keys.ENTER)
        ActionChains(self._turn(), duration=0).send_keys(letters).perform()

    def picture(self, path: str) -> None:
        self._turn().save_screenshot(path)

    def close(self) -> None:
        self._turn().close()

    def _turn(self) -> WebKitGTK:
        self._driver.switch_to.window(self._handle)
        return self._driver


class WebDriverBrowser:
    """Its first window stays open, because the browser ends with its last one."""

    name = "webkit"

    def __init__(self, driver: WebKitGTK) -> None:
        self._driver = driver
        self._first = driver.current_window_handle

    @property
    def version(self) -> str:
        return str(self._driver.capabilities["browserVersion"])

    def new_tab(self) -> WebDriverTab:
        self._driver.switch_to.window(self._first)
        self._driver.switch_to.new_window("window")
        self._driver.set_window_size(1280, 800)
        return WebDriverTab(self._driver, self._driver.current_window_handle)


@contextmanager
def webkit_browser(found: WebKit) -> Iterator[WebDriverBrowser]:
    with _screen(found.xvfb) as display:
        service = Service(found.driver, env={**os.environ, "DISPLAY": display, **DRAWN_PLAINLY})
        options = Options()
        options.binary_location = found.browser
        options.add_argument("--automation")
        with warnings.catch_warnings():
            # Selenium's own way to start a WebKitGTK uses what Selenium calls deprecated.
            warnings.simplefilter("ignore", DeprecationWarning)
            driver = WebKitGTK(options=options, service=service)
        try:
            driver.set_script_timeout(SCRIPT_LIMIT_S)
            yield WebDriverBrowser(driver)
        finally:
            driver.quit()


@contextmanager
def _screen(xvfb: str) -> Iterator[str]:
    """A display with a number that nobody has."""
    command = [xvfb, "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        assert server.stdout is not None
        number = server.stdout.readline().decode().strip()
        assert number, "Xvfb did not start"
        try:
            yield f":{number}"
        finally:
            server.terminate()
