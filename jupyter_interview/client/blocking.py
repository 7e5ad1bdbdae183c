"""The client whose methods return once the work is done."""

import ssl
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Self, TypeVar

import httpx
from websockets.sync.client import connect

from .calls import Call, PageCall, Waits
from .connection import Connection, Pauses, Tries, Trouble, is_over
from .events import CodeChange, Event, LanguageChange, read_event
from .operations import Operations, entries, with_texts
from .refusal import InterviewRefused
from .shapes import Session, SessionEntry

T = TypeVar("T")


class InterviewClient(Operations, Waits):
    """Interviews of one server, for scripts.

    ``url`` is that of the Jupyter server, ``token`` a Jupyter (or JupyterHub) token, ``secret``
    that of a guest who joined; ``timeout`` is in seconds for each request. One thread at a time.
    """

    def __init__(
        self,
        url: str,
        token: str | None = None,
        secret: str | None = None,
        *,
        timeout: float = 20.0,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self.connection = Connection(url, token, secret, timeout, ssl_context)
        self._http = httpx.Client(**self.connection.http_options())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections that are kept for requests; a watch has its own."""
        self._http.close()

    def sessions(
        self, query: str | None = None, *, state: str | None = None, order: str | None = None
    ) -> Iterator[SessionEntry]:
        """Your own interviews and those you joined while logged in, newest first, without texts.

        They are asked for as you go on, a hundred at a time. Of ``query`` each word is in the title
        or, where you are owner or interviewer, in somebody's name; ``state`` is ``draft``, ``live``
        or ``ended``. ``order`` may be ``activity``, with what was edited or run last first, or
        ``title``.
        """
        return self._pages(entries(query, state, order))

    def list(self) -> tuple[Session, ...]:
        """All interviews together, with their texts; for many, :meth:`sessions` is quicker."""
        return tuple(self._pages(with_texts()))

    def watch(self, session_id: str, *, user_id: str | None = None) -> Iterator[Event]:
        """What happens in an interview, as it happens; you must have joined it, or have a token.

        Comes back by itself when the connection or the server is gone, with the language and the
        text as they are then first. Who came and what ran meanwhile is not told. It ends when the
        interview does for you (a guest at its end), raises when it shuts you out or is deleted,
        and ``unreachable`` when it never got there. ``user_id``: as which of your participants.
        """
        pauses, again = Pauses(), False
        while True:
            try:
                with connect(**self.connection.socket_options(session_id, user_id)) as socket:
                    if again:
                        yield from self._now(session_id)
                    again = True
                    while True:
                        event = read_event(socket.recv())
                        pauses.heard()
                        if event is not None:
                            yield event
            except Trouble as trouble:
                if is_over(trouble, again):
                    return
            time.sleep(pauses.next())

    def _now(self, session_id: str) -> Iterator[Event]:
        try:
            session = self.get(session_id)
        except InterviewRefused:
            return  # The socket will say why, or go on.
        yield LanguageChange(session.language)
        yield CodeChange(session.code)

    def _pages(self, call: PageCall[T]) -> Iterator[T]:
        following: PageCall[T] | None = call
        while following is not None:
            page = following.page(self._send(following))
            yield from page.items
            following = None if page.next is None else replace(call, path=page.next)

    def _ask(self, call: Call[T]) -> T:
        return call.answer(self._send(call))

    def _send(self, call: Call[Any]) -> httpx.Response:
        request, tries = self.connection.request(call), Tries(call)
        while True:
            try:
                return self._http.request(**request)
            except httpx.TransportError as problem:
                pause = tries.pause(problem)
            time.sleep(pause)
