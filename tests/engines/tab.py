"""What a test needs of a browser, whichever engine it is and whatever drives it.

Everything that can be looked up or said by a script goes through `evaluate`, so that the same test
runs in Chromium and Firefox (by Playwright) and in WebKitGTK (by WebDriver). Only what a person
does with mouse and keyboard is done by the driver.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

WAIT_S = 90.0

LOOK_AGAIN = """async argument => {
  const look = () => {
    const found = (%s);
    return typeof found === 'function' ? found(argument) : found;
  };
  const until = performance.now() + 1000;
  let answer = await look();
  while (!answer && performance.now() < until) {
    await new Promise(resolve => setTimeout(resolve, 50));
    answer = await look();
  }
  return answer;
}"""
"""The page itself looks again: to be asked by a driver costs more than the look."""


class Tab(Protocol):
    """One page of one browser."""

    def open(self, url: str) -> None: ...

    def reload(self) -> None: ...

    def evaluate(self, script: str, argument: Any = None) -> Any:
        """The value of an expression, or what the function that it is answers to `argument`.

        A promise is waited for.
        """

    def click(self, selector: str) -> None:
        """A click of the mouse on the first element of this CSS selector."""

    def press(self, *keys: str) -> None:
        """Keys by their names ("Enter", "ArrowLeft"), with others held down: "Control+z"."""

    def type(self, text: str) -> None:
        """Letters, one after the other."""

    def picture(self, path: str) -> None: ...

    def close(self) -> None: ...


class Browser(Protocol):
    """One browser of one engine, with as many tabs as are wanted."""

    @property
    def name(self) -> str:
        """chromium, firefox or webkit."""

    @property
    def version(self) -> str: ...

    def new_tab(self) -> Tab:
        """A page of somebody who was never here."""


class GaveUp(AssertionError):
    """A condition did not become true in time."""


def wait_until(tab: Tab, script: str, argument: Any = None, seconds: float = WAIT_S) -> Any:
    """The first answer of this script that is true for JavaScript."""
    deadline = time.monotonic() + seconds
    while not (answer := tab.evaluate(LOOK_AGAIN % script, argument)):
        if time.monotonic() > deadline:
            raise GaveUp(f"{script} with {argument!r} stayed {answer!r}")
    return answer


class Clock:
    """How long something has been going on."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def wait_for(self, seconds: float) -> None:
        """Until this long after the beginning, which has mostly passed already."""
        time.sleep(max(0.0, self._began + seconds - time.monotonic()))


@contextmanager
def pictured(tabs: dict[str, Tab], folder: str) -> Iterator[None]:
    """Pictures of all tabs when what is done fails."""
    try:
        yield
    except BaseException:
        for name, tab in tabs.items():
            tab.picture(f"{folder}/{name}.png")
        raise
