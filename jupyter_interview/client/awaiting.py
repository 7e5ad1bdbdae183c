"""The client whose methods are awaited."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, Self, TypeVar

import httpx
from websockets.asyncio.client import connect

from .calls import Awaited, Call, PageCall
from .connection import Connection, Pauses, Tries, Trouble, is_over
from .events import CodeChange, Event, LanguageChange, read_event
from .operations import Operations, entries, with_texts
from .refusal import InterviewRefused
from .shapes import Session, SessionEntry

T = TypeVar("T")


class AsyncInterviewClient(Operations, Awaited):
    """Interviews of one server, for asyncio programs; see :class:`InterviewClient`."""

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
        self._http = httpx.AsyncClient(**self.connection.http_options())

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *problem: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections that are kept for requests; a watch has its own."""
        await self._http.aclose()

    async def sessions(
        self, query: str | None = None, *, state: str | None = None, order: str | None = None
    ) -> AsyncIterator[SessionEntry]:
        """Interviews, page by page, as :meth:`InterviewClient.sessions` has them."""
        async for entry in self._pages(entries(query, state, order)):
            yield entry

    async def list(self) -> tuple[Session, ...]:
        """All interviews together, with their texts; for many, :meth:`sessions` is quicker."""
        return tuple([session async for session in self._pages(with_texts())])

    async def watch(self, session_id: str, *, user_id: str | None = None) -> AsyncIterator[Event]:
        """What happens in an interview, as :meth:`InterviewClient.watch` tells it."""
        pauses, again = Pauses(), False
        while True:
            try:
                options = self.connection.socket_options(session_id, user_id)
                async with connect(**options) as socket:
                    if again:
                        for event in await self._now(session_id):
                            yield event
                    again = True
                    while True:
                        heard = read_event(await socket.recv())
                        pauses.heard()
                        if heard is not None:
                            yield heard
            except Trouble as trouble:
                if is_over(trouble, again):
                    return
            await asyncio.sleep(pauses.next())

    async def _now(self, session_id: str) -> tuple[Event, ...]:
        try:
            session = await self.get(session_id)
        except InterviewRefused:
            return ()  # The socket will say why, or go on.
        return LanguageChange(session.language), CodeChange(session.code)

    async def _pages(self, call: PageCall[T]) -> AsyncIterator[T]:
        following: PageCall[T] | None = call
        while following is not None:
            page = following.page(await self._send(following))
            for item in page.items:
                yield item
            following = None if page.next is None else replace(call, path=page.next)

    async def _ask(self, call: Call[T]) -> T:
        return call.answer(await self._send(call))

    async def _send(self, call: Call[Any]) -> httpx.Response:
        request, tries = self.connection.request(call), Tries(call)
        while True:
            try:
                return await self._http.request(**request)
            except httpx.TransportError as problem:
                pause = tries.pause(problem)
            await asyncio.sleep(pause)
