"""What Python wants of the page that shows an interview, and which page that is.

Several pages may show one widget (two browsers, two tabs). Each would make the same edit once more,
so a command names the one page that shall obey it: the one that opened the interview last. A
command stays until that page says that it is done, and goes to the next page if that one leaves
without a word.
"""

from collections.abc import Callable
from typing import Any

Message = dict[str, Any]


class Commands:
    """``send`` is a widget's."""

    def __init__(self, send: Callable[[Message], None]) -> None:
        self._send = send
        self._page: str | None = None
        self._count = 0
        self._open: dict[int, Message] = {}

    @property
    def page(self) -> str | None:
        """The page whose word counts."""
        return self._page

    def send(self, **command: Any) -> None:
        """Ask the page, now or when there is one."""
        self._count += 1
        self._open[self._count] = command
        if self._page is not None:
            self._ask(self._count)

    def waits_for(self, *kinds: str) -> bool:
        """Whether something of these kinds was asked for and is not done."""
        return any(command["kind"] in kinds for command in self._open.values())

    def opened(self, page: str) -> None:
        """This page shows the interview now, and begins with what is still wanted."""
        if page != self._page:
            self._page = page
            for number in self._open:
                self._ask(number)

    def closed(self, page: str) -> bool:
        """This page does not show it any more; whether it was the one that counted."""
        if page != self._page:
            return False
        self._page = None
        self._send({"type": "who"})
        return True

    def done(self, number: int) -> None:
        """Everything up to this command is done, or refused."""
        self._open = {n: command for n, command in self._open.items() if n > number}

    def _ask(self, number: int) -> None:
        self._send(
            {"type": "command", "n": number, "to": self._page, "command": self._open[number]},
        )
