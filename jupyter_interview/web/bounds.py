"""What a request may make the server hold: a little of a body, and an answer that somebody reads.

Our routes are open to strangers, so none of them may hold a body that nobody asked for (Jupyter
takes half a gigabyte by default), wait for one without end, or keep an answer for a client that
does not read it.
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
    """A route without a body: a small one is thrown away, a big one ends the connection."""

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
        """Nobody asked for it."""


def _mend_addresses(headers: httputil.HTTPHeaders) -> None:
    """Jupyter parses these on its way, for its log too, and fails at what is no address.

    A page that has no origin to speak of says ``null``, and that is nobody's own origin.
    """
    for name, instead in (("Referer", ""), ("Origin", "null")):
        try:
            urlsplit(headers.get(name, ""))
        except ValueError:
            headers[name] = instead


class WatchedReader(web.RequestHandler):
    """An answer that waits for its reader is given up when the reader takes next to nothing.

    What counts is what has left for the client and was acknowledged: with the kernel there may be
    megabytes, which a slow reader takes in a minute without the server seeing any of it.
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
    """Bytes that the kernel keeps of what was written, where it can be asked."""
    if sys.platform != "linux":
        return 0
    from fcntl import ioctl
    from termios import TIOCOUTQ

    return int(unpack("i", ioctl(fileno, TIOCOUTQ, pack("i", 0)))[0])
