"""A way to a service on which an answer gets lost: once it was asked for with certain words."""

import asyncio
from contextlib import suppress

from tests.services.between import Between, Side, Way


class Deaf(Between):
    """Stands in front of a port. A connection that says ``words``, while these are set, hears
    nothing any more."""

    words: bytes | None = None

    def _through(self, caller: Side, called: Side) -> tuple[Way, Way]:
        deaf = asyncio.Event()
        return self._ask(caller[0], called[1], deaf), self._answer(called[0], caller[1], deaf)

    async def _ask(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, deaf: asyncio.Event
    ) -> None:
        with suppress(OSError):
            while data := await source.read(65536):
                if self.words is not None and self.words in data:
                    deaf.set()
                sink.write(data)
        sink.close()

    async def _answer(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, deaf: asyncio.Event
    ) -> None:
        with suppress(OSError):
            while data := await source.read(65536):
                if not deaf.is_set():
                    sink.write(data)
        sink.close()
