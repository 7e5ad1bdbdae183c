"""Everything that went wrong in the browser: errors in the console, requests to other origins.

A test fails on what it did not announce, whichever page of its it happened on.
"""

import re
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, ConsoleMessage, Page, Request, WebError

# Addresses that are no request to anybody.
LOCAL_SCHEMES = {"about", "blob", "data"}

#: What a page's console says about a server that is not there.
CONNECTION_LOST = (
    r"net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED"
    r"|INCOMPLETE_CHUNKED_ENCODING)|WebSocket connection to .* failed|Failed to fetch"
)

#: What Notebook 7.6 says on every page, with no extension at all, too.
NOTEBOOK_SAYS = r"Cannot read properties of undefined .reading 'schema'."

#: What Notebook 7.6 says of notebooks, also without any extension, and what ipywidgets says of a
#: panel that says good-bye when its notebook is closed, and so its comm is, too.
NOTEBOOKS_SAY = r"reading 'schema'|'filebrowser:open-path' not registered|Comm not found"


class Watch:
    def __init__(self) -> None:
        self._problems: list[str] = []
        self._announced: list[str] = []

    def over(self, context: BrowserContext, server_url: str) -> None:
        """Begin to watch; `server_url` is the only origin that may be asked for anything."""
        host = urlsplit(server_url).netloc
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("request", lambda request: self._on_request(request, host))
        context.on("page", lambda page: self._on_page(page, host))

    def announce(self, pattern: str) -> None:
        """Problems that match belong to what the test is about, until its end."""
        self._announced.append(pattern)

    def take(self) -> list[str]:
        """The unannounced problems since the last call."""
        found = [
            problem
            for problem in self._problems
            if not any(re.search(pattern, problem) for pattern in self._announced)
        ]
        self._problems.clear()
        self._announced.clear()
        return found

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            place = message.location["url"]
            self._problems.append(f"console: {message.text} ({place})")

    def _on_error(self, error: WebError) -> None:
        what = error.error
        # A message alone says nothing of where.
        self._problems.append(f"uncaught: {getattr(what, 'stack', None) or what}")

    def _on_request(self, request: Request, host: str) -> None:
        self._check_address(request.url, host)

    def _on_page(self, page: Page, host: str) -> None:
        page.on("websocket", lambda socket: self._check_address(socket.url, host))

    def _check_address(self, url: str, host: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in LOCAL_SCHEMES and parts.netloc != host:
            self._problems.append(f"request to another origin: {url}")
