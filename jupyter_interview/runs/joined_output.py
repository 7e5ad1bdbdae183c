"""Joins the output of a program, so that what is printed within a moment is one message."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress

from msgspec.structs import replace

from ..session.output import joins
from .events import Ended, Event, Printed

JOIN_SECONDS = 0.05
JOIN_CHARACTERS = 16 * 1024


async def joined(events: AsyncGenerator[Event, None]) -> AsyncGenerator[Event, None]:
    """The same events, but what is printed to one stream in quick succession is one event."""
    loop = asyncio.get_running_loop()
    waiting: Printed | None = None
    since = 0.0
    coming: asyncio.Future[Event] | None = None
    try:
        while True:
            coming = coming or asyncio.ensure_future(anext(events))
            pause = None if waiting is None else max(0.0, since + JOIN_SECONDS - loop.time())
            done, _ = await asyncio.wait({coming}, timeout=pause)
            if not done and waiting is not None:
                yield waiting
                waiting = None
                continue
            event = await coming
            coming = None
            if not isinstance(event, Printed):
                if waiting is not None:
                    yield waiting
                    waiting = None
                yield event
                if isinstance(event, Ended):
                    return
                continue
            if waiting is not None and _fits(waiting, event):
                text = waiting.output.text + event.output.text
                waiting = Printed(replace(waiting.output, text=text))
            else:
                if waiting is not None:
                    yield waiting
                waiting, since = event, loop.time()
    finally:
        if coming is not None:
            coming.cancel()
            with suppress(asyncio.CancelledError, StopAsyncIteration):
                await coming
        await events.aclose()


def _fits(waiting: Printed, event: Printed) -> bool:
    size = len(waiting.output.text) + len(event.output.text)
    return joins(waiting.output, event.output) and size <= JOIN_CHARACTERS
