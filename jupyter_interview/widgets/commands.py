"""Commands of Python for the page that shows an interview, and which page that is.

Several pages may show one widget (two browsers, two tabs). Each would make the same edit once more,
so a command names the one page that shall obey it: the one that opened the interview last. A
command stays until that page says that it is done, and goes to the next page if that one leaves
without a word.
"""

from collections.abc import Callable
from typing import Any

Message = dict[str, Any]


class Commands:
    """The commands of one widget; ``send`` is the widget's method."""

    def __init__(self, send: Callable[[Message], None]) -> None:
        self._send = send
        self._page: str | None = None
        self._count = 0
        self._open: dict[int, Message] = {}

    @property
    def page(self) -> str | None:
        """The page that obeys the commands."""
        return self._page

    def send(self, **command: Any) -> None:
        """Send a command to the page, now or when there is one."""
        self._count += 1
        self._open[self._count] = command
        if self._page is not None:
            self._ask(self._count)

    def waits_for(self, *kinds: str) -> bool:
        """Whether a command of one of these kinds is not done yet."""
        return any(command["kind"] in kinds for command in self._open.values())

    def opened(self, page: str) -> None:
        """Note that this page shows the interview, and send it the commands that are not done."""
        if page != self._page:
            self._page = page
            for number in self._open:
                self._ask(number)

    def closed(self, page: str) -> bool:
        """Note that this page does not show it any more; answers whether it had to obey."""
        if page != self._page:
            return False
        self._page = None
        self._send({"type": "who"})
        return True

    def done(self, number: int) -> None:
        """Forget the commands up to this one, which are done or refused."""
        self._open = {n: command for n, command in self._open.items() if n > number}

    def _ask(self, number: int) -> None:
        self._send(
            {"type": "command", "n": number, "to": self._page, "command": self._open[number]},
        )
