"""What both clients share: the address of the server, the credential, and when to reconnect.

A socket that ended is opened again after a random time, whose maximum doubles each time, unless the
close code says that the client is not to come back.
"""

import json
import random
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

from .calls import Call
from .refusal import InterviewRefused, unexpected, unreachable

SECRET_HEADER = "X-Interview-Secret"
KEY_HEADER = "Idempotency-Key"
_ENDED = 4410
_FINAL = {
    4401: "This credential does not open the interview, or not any more.",
    4403: "This role may not be here.",
    4404: "There is no such interview.",
    4426: "The server does not speak this version of the protocol any more.",
}
_PASSING = frozenset({502, 503, 504})
"""What a proxy answers while the server behind it starts."""

Trouble = (ConnectionClosed, InvalidHandshake, OSError, TimeoutError)
"""The errors of a socket that ended, or could not be opened."""


@dataclass(frozen=True, slots=True)
class Connection:
    """``url`` is that of the Jupyter server, base path included, such as ``https://host/jupyter/``;
    for a hub's service ``https://host/services/interview/``. A ``token`` is Jupyter's, a
    ``secret`` a guest's; the secret decides when there are both. ``timeout`` is in seconds.
    """

    url: str
    token: str | None = None
    secret: str | None = None
    timeout: float = 20.0
    ssl_context: ssl.SSLContext | None = None

    def __post_init__(self) -> None:
        if urlsplit(self.url).scheme not in ("http", "https"):
            raise ValueError("url must be that of a Jupyter server: http://… or https://…")

    def __repr__(self) -> str:
        return f"Connection({self.url!r})"

    @property
    def headers(self) -> dict[str, str]:
        """The headers with the credential."""
        headers = {}
        if self.token is not None:
            headers["Authorization"] = f"token {self.token}"
        if self.secret is not None:
            headers[SECRET_HEADER] = self.secret
        return headers

    def http_options(self) -> dict[str, Any]:
        """For httpx."""
        return {
            "base_url": f"{self.url.rstrip('/')}/interview/api/",
            "headers": {**self.headers, "Accept": "application/json"},
            "timeout": self.timeout,
            "verify": self.ssl_context or True,
        }

    def request(self, call: Call[Any]) -> dict[str, Any]:
        """For httpx: the request of a call."""
        content = call.content if call.body is None else json.dumps(call.body).encode()
        headers = {} if call.key is None else {KEY_HEADER: f'"{call.key}"'}
        return {"method": call.method, "url": call.path, "content": content, "headers": headers}

    def socket_options(self, session_id: str, user_id: str | None) -> dict[str, Any]:
        """For websockets."""
        address = f"ws{self.url.rstrip('/')[4:]}/interview/ws/{quote(session_id, safe='')}"
        user = "" if user_id is None else f"&user={quote(user_id, safe='')}"
        return {
            "uri": f"{address}?checks=1{user}",
            "additional_headers": self.headers,
            "open_timeout": self.timeout,
            "compression": None,
            "max_size": None,
            **({} if self.ssl_context is None else {"ssl": self.ssl_context}),
        }


class Pauses:
    """The seconds to wait before the next try; short again once something was heard."""

    def __init__(self) -> None:
        self.heard()

    def heard(self) -> None:
        self._pauses = _growing()

    def next(self) -> float:
        return next(self._pauses)


class Tries:
    """Whether a request is sent again after its connection broke.

    One that was never sent, because there is no server, is not: its caller hears of it at once.
    """

    def __init__(self, call: Call[Any]) -> None:
        self._left = call.tries
        self._was_sent = False
        self._pauses = Pauses()

    def pause(self, problem: httpx.TransportError) -> float:
        """The seconds until it is sent again; raises the refusal if it is not."""
        self._left -= 1
        never_sent = (httpx.ConnectError, httpx.ConnectTimeout)
        self._was_sent = self._was_sent or not isinstance(problem, never_sent)
        if not (self._left and self._was_sent):
            raise unreachable(problem) from None
        return self._pauses.next()


def _growing() -> Iterator[float]:
    ceiling = 1.0
    while True:
        yield random.uniform(0.5, ceiling)
        ceiling = min(ceiling * 2, 10.0)


def is_over(trouble: Exception, was_connected: bool) -> bool:
    """Whether a watch ends well; raises the refusal when it ends otherwise.

    False means to reconnect. A client that was never connected raises immediately, instead of
    waiting for a server that may not exist.
    """
    if isinstance(trouble, ConnectionClosed):
        code = trouble.rcvd.code if trouble.rcvd is not None else 0
        if code in _FINAL:
            reason = trouble.rcvd.reason if trouble.rcvd is not None else ""
            raise InterviewRefused(reason or "closed", code, _FINAL[code]) from None
        return code == _ENDED
    if isinstance(trouble, InvalidStatus):
        status = trouble.response.status_code
        if status not in _PASSING or not was_connected:
            raise unexpected(status) from None
    elif not was_connected:
        raise unreachable(trouble) from None
    return False
