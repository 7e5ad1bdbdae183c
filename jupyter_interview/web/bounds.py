"""How much of a request and of its answer the server keeps in memory, and for how long.

Our routes are open to strangers. So no route keeps a body that it did not ask for (Jupyter takes
half a gigabyte by default), waits for one without end, or keeps an answer for a client that does
not read it.
"""

import asyncio
import sys
from contextlib import suppress
from struct import pack, unpack
from typing import Any
from urllib.parse import urlsplit

from tornado import httputil, web

from ..domain.limits import Limits


def limits_of(handler: web.RequestHandler) -> Limits:
    limits: Limits = handler.settings["jupyter_interview_limits"]
    return limits


@web.stream_request_body
class BoundedBody(web.RequestHandler):
    """A route without a body. A small body is thrown away, a big one ends the connection."""

    def __init__(
        self, application: web.Application, request: httputil.HTTPServerRequest, **kwargs: Any
    ) -> None:
        _mend_addresses(request.headers)
        super().__init__(application, request, **kwargs)
        limits, connection = limits_of(self), request.connection
        for name, value in (
            ("set_max_body_size", self.most_of_a_body(limits)),
            ("set_body_timeout", limits.body_seconds),
        ):
            # Only HTTP/1 connections have bodies to be bounded, and Tornado knows no others yet.
            if (bound := getattr(connection, name, None)) is not None:
                bound(value)

    @classmethod
    def most_of_a_body(cls, limits: Limits) -> int:
        """Bytes after which the connection is closed without an answer."""
        return limits.stranger_body_bytes

    def data_received(self, chunk: bytes) -> None:
        """Throw the body away: this route has none."""


def _mend_addresses(headers: httputil.HTTPHeaders) -> None:
    """Replace headers that are no addresses, because Jupyter parses them, for its log too, and
    fails.

    A page without an origin sends ``null``, which equals the origin of no server.
    """
    for name, instead in (("Referer", ""), ("Origin", "null")):
        try:
            urlsplit(headers.get(name, ""))
        except ValueError:
            headers[name] = instead


class WatchedReader(web.RequestHandler):
    """Gives up an answer when its reader takes next to nothing of it.

    Only bytes that the client's side has acknowledged count as taken. The kernel may hold megabytes
    that were written, and a slow reader may take a minute for them.
    """

    _watch: asyncio.TimerHandle | None = None
    _taken = 0

    def flush(self, include_footers: bool = False) -> "asyncio.Future[None]":
        sent = super().flush(include_footers)
        if self._watch is None and not sent.done():
            self._look_again()
        return sent

    def _look_again(self) -> None:
        self._taken = self._taken_by_reader()
        loop, seconds = asyncio.get_running_loop(), limits_of(self).stall_seconds
        self._watch = loop.call_later(seconds, self._look)

    def _look(self) -> None:
        self._watch = None
        stream, limits = self._stream(), limits_of(self)
        if stream is None or stream.closed() or not stream.writing():
            return
        least = limits.slowest_reader_bytes_per_second * limits.stall_seconds
        if self._taken_by_reader() - self._taken < least:
            stream.close()
        else:
            self._look_again()

    def _stream(self) -> Any:
        return getattr(self.request.connection, "stream", None)

    def _taken_by_reader(self) -> int:
        stream = self._stream()
        written: int = getattr(stream, "_total_write_done_index", 0)
        with suppress(OSError, AttributeError, ValueError):
            return written - _not_acknowledged(stream.fileno())
        return written


def _not_acknowledged(fileno: int) -> int:
    """Bytes that were written and that the kernel still keeps, where it can be asked."""
    if sys.platform != "linux":
        return 0
    from fcntl import ioctl
    from termios import TIOCOUTQ

    return int(unpack("i", ioctl(fileno, TIOCOUTQ, pack("i", 0)))[0])
