"""Either kind of client in a test, so that one conversation shows both."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

from jupyter_interview import AsyncInterviewClient, InterviewClient
from jupyter_interview.client import Event
from tests.clients import PATIENCE

KINDS = {"waits": InterviewClient, "awaited": AsyncInterviewClient}


class Person:
    """Somebody with a client; ``await person.create("python")`` whichever kind it is."""

    def __init__(
        self, kind: str, url: str, all_of_them: "list[Person] | None" = None, **credential: str
    ) -> None:
        self.kind = kind
        self.url = url
        self.client: Any = KINDS[kind](url, **credential)
        self._all = [] if all_of_them is None else all_of_them
        self._all.append(self)
        self._watches: list[Watch] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self.client, name)

        async def do(*args: Any, **kwargs: Any) -> Any:
            if self.kind == "waits":
                return await asyncio.to_thread(method, *args, **kwargs)
            return await method(*args, **kwargs)

        return do

    def other(self, **credential: str) -> "Person":
        """Somebody else at the same server."""
        return self.at(self.url, **credential)

    def at(self, url: str, **credential: str) -> "Person":
        """Somebody at another address."""
        return Person(self.kind, url, self._all, **credential)

    async def __aenter__(self) -> "Person":
        return self

    async def __aexit__(self, *problem: object) -> None:
        """They all go. A watch that has not ended would look for its server beside other tests."""
        for person in self._all:
            await person.close()
        left = [watch for person in self._all for watch in person._watches if not watch.has_ended]
        assert left == [] or problem[0] is not None

    async def sees(self, session_id: str, *names: str) -> None:
        """Ask until those have a connection."""
        async with asyncio.timeout(PATIENCE):
            while not {user.name for user in await self.users(session_id) if user.online} >= {
                *names
            }:
                pass

    def watch(self, session_id: str, **options: str) -> "Watch":
        watch = Watch(self.client.watch(session_id, **options), self.kind)
        self._watches.append(watch)
        return watch


class Watch:
    """The events that a watching person hears; they end when the iterator does."""

    def __init__(self, events: Any, kind: str) -> None:
        self._heard: asyncio.Queue[Event | Exception | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        self.has_ended = False
        if kind == "waits":
            threading.Thread(target=self._listen, args=(events,), daemon=True).start()
        else:
            self._task = asyncio.create_task(self._alisten(events))

    def _listen(self, events: Any) -> None:
        try:
            for event in events:
                self._put(event)
            self._put(None)
        except Exception as problem:
            self._put(problem)

    async def _alisten(self, events: Any) -> None:
        try:
            async for event in events:
                self._put(event)
            self._put(None)
        except Exception as problem:
            self._put(problem)

    def _put(self, item: Event | Exception | None) -> None:
        self.has_ended = item is None or isinstance(item, Exception)
        self._loop.call_soon_threadsafe(self._heard.put_nowait, item)

    async def next(self) -> Event | Exception | None:
        """The next event; its exception or None is the end."""
        return await asyncio.wait_for(self._heard.get(), PATIENCE)

    async def until(self, kind: type, **wanted: Any) -> Any:
        """Hear until an event of this kind has these values."""
        while True:
            heard = await self.next()
            assert heard is not None and not isinstance(heard, Exception), heard
            if isinstance(heard, kind) and all(getattr(heard, k) == v for k, v in wanted.items()):
                return heard

    async def end(self) -> Exception | None:
        """Hear until the end, and answer with what it was."""
        while True:
            heard = await self.next()
            if heard is None or isinstance(heard, Exception):
                return heard
