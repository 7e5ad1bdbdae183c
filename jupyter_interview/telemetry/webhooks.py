"""Tells other programs what has happened, by signed requests: Standard Webhooks.

Each address has a thread and a bounded queue of its own, so that neither a slow nor a missing
listener is felt by an interview or by another listener. What waits is forgotten when the server
stops. Of an answer the head alone is read, in bounded time and length, and a redirect is a failure:
addresses are those of the operator.
"""

import base64
import binascii
import hmac
import json
import logging
import secrets
import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from heapq import heappop, heappush
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from io import BufferedReader, RawIOBase
from typing import Any, Protocol
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    Request,
    build_opener,
)

from ..domain.clock import iso
from ..store.base import Change
from . import metrics
from .happenings import Happening, happenings

PAUSES = (5.0, 30.0, 300.0, 1800.0, 7200.0, 18000.0, 36000.0)
"""Seconds before each further attempt."""
MOST_WAITING = 1000
PATIENCE = 10.0
"""Seconds for a request, and again for all of its answer."""
_MOST_ANSWER = 65_536
"""Bytes of an answer that are read."""
_PREFIX = "whsec_"
_LEAST_BYTES = 24


def secret_of(text: str) -> bytes:
    """The key that a ``whsec_…`` stands for; raises ValueError."""
    try:
        key = base64.b64decode(text.removeprefix(_PREFIX), validate=True)
    except binascii.Error:
        key = b""
    if not text.startswith(_PREFIX) or len(key) < _LEAST_BYTES:
        raise ValueError(f"it must be {_PREFIX} and at least {_LEAST_BYTES} bytes in base64")
    return key


def checked_url(text: str) -> str:
    """An address that can be asked; raises ValueError."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{text} is no address such as https://hooks.example/interviews")
    return text


def signature(key: bytes, id: str, timestamp: int, body: bytes) -> str:
    """The value of ``webhook-signature``."""
    signed = b".".join((id.encode(), str(timestamp).encode(), body))
    return "v1," + base64.b64encode(hmac.new(key, signed, sha256).digest()).decode()


@dataclass(frozen=True, slots=True)
class Message:
    id: str
    body: bytes


def message(happening: Happening, base_url: str) -> Message:
    """What is sent of something; ``base_url`` may be empty, and then it has no link."""
    data: dict[str, Any] = {"session": happening.session_id, **dict(happening.more)}
    if base_url:
        data["url"] = f"{base_url.rstrip('/')}/interview/replay/{happening.session_id}"
    told = {"type": happening.type, "timestamp": iso(happening.at_us), "data": data}
    return Message(f"msg_{secrets.token_urlsafe(18)}", json.dumps(told).encode())


class Observer(Protocol):
    """What hears of commits: see ``journal.observer``, which this may not import."""

    def stored(self, changes: Sequence[Change], seconds: float) -> None: ...

    def failed(self) -> None: ...


class Webhooks:
    """An observer that sends what happened, after another observer has heard of it."""

    def __init__(
        self,
        first: Observer,
        urls: Sequence[str],
        key: bytes,
        base_url: str,
        log: logging.Logger,
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        self._first = first
        self._base_url = base_url
        self._listeners = [_Listener(url, key, log, pauses) for url in urls]

    def stored(self, changes: Sequence[Change], seconds: float) -> None:
        """See ``journal.observer.Observer``."""
        self._first.stored(changes, seconds)
        for happening in happenings(changes):
            told = message(happening, self._base_url)
            for listener in self._listeners:
                listener.put(told)

    def failed(self) -> None:
        self._first.failed()

    def close(self) -> None:
        """Send nothing more; returns when what is being sent is done with."""
        for listener in self._listeners:
            listener.close()


class _Bounded(RawIOBase):
    """The bytes of an answer, which come soon or not at all: a timeout of a socket begins anew with
    each of them."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._until = time.monotonic() + PATIENCE
        self._left = _MOST_ANSWER

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        seconds = self._until - time.monotonic()
        if seconds <= 0 or self._left <= 0:
            raise TimeoutError("The answer does not end.")
        self._sock.settimeout(seconds)
        read = self._sock.recv_into(buffer)
        self._left -= read
        return read


class _Answer(HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        self.fp.close()
        self.fp = BufferedReader(_Bounded(sock))


class _Plain(HTTPConnection):
    response_class = _Answer


class _Encrypted(HTTPSConnection):
    response_class = _Answer


class _Http(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Plain, req)


class _Https(HTTPSHandler):
    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Encrypted, req)


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


class _Listener:
    """One address. Messages are sent when they are due, each by itself."""

    def __init__(self, url: str, key: bytes, log: logging.Logger, pauses: Sequence[float]) -> None:
        self._url, self._key, self._log, self._pauses = url, key, log, pauses
        self._where = urlsplit(url).hostname
        self._waiting: list[tuple[float, int, int, Message]] = []
        """When each is due, its place, and how often it was tried."""
        self._places = 0
        self._closed = False
        self._changed = threading.Condition()
        self._opener = build_opener(_NoRedirect, _Http, _Https)
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)
        self._thread.start()

    def put(self, told: Message) -> None:
        with self._changed:
            if not self._closed and len(self._waiting) < MOST_WAITING:
                self._add(told, 0, 0.0)
                return
            why = "it is told nothing more" if self._closed else "too many wait"
        self._dropped(told, why)

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join(PATIENCE)

    def _add(self, told: Message, tried: int, pause: float) -> None:
        self._places += 1
        heappush(self._waiting, (time.monotonic() + pause, self._places, tried, told))
        self._changed.notify()

    def _run(self) -> None:
        while (next_one := self._next()) is not None:
            tried, told = next_one
            status = self._send(told)
            if status is not None and 200 <= status < 300:
                metrics.WEBHOOKS.labels("sent").inc()
            elif status == HTTPStatus.GONE:
                with self._changed:
                    self._closed = True
                    left = [waiting for *_, waiting in self._waiting]
                    self._waiting.clear()
                for one in (told, *left):
                    self._dropped(one, "it is gone (410), and is told nothing more")
            elif tried < len(self._pauses):
                metrics.WEBHOOKS.labels("retried").inc()
                with self._changed:
                    self._add(told, tried + 1, self._pauses[tried])
            else:
                self._dropped(told, f"the last answer was {status or 'none'}")

    def _next(self) -> tuple[int, Message] | None:
        """What is due next, when it is; None when this is closed."""
        with self._changed:
            while not self._closed:
                if not self._waiting:
                    self._changed.wait()
                elif (ahead := self._waiting[0][0] - time.monotonic()) > 0:
                    self._changed.wait(ahead)
                else:
                    _, _, tried, told = heappop(self._waiting)
                    return tried, told
        return None

    def _send(self, told: Message) -> int | None:
        """The status of the answer, if there is one."""
        now = int(time.time())
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "jupyter_interview",
            "webhook-id": told.id,
            "webhook-timestamp": str(now),
            "webhook-signature": signature(self._key, told.id, now, told.body),
        }
        request = Request(self._url, told.body, headers, method="POST")
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                return int(answer.status)
        except HTTPError as refused:
            refused.close()
            return refused.code
        except (OSError, HTTPException, ValueError):
            return None

    def _dropped(self, told: Message, why: str) -> None:
        metrics.WEBHOOKS.labels("dropped").inc()
        self._log.warning(
            "jupyter_interview: webhook %s was not told to %s: %s", told.id, self._where, why
        )
