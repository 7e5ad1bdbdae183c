"""What is done to its end although whoever wanted it is stopped."""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def surely(work: Coroutine[Any, Any, None]) -> None:
    """Do this to its end, however often the task is cancelled meanwhile: a run is stopped by that,
    and again by whatever it is a part of."""
    doing = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not doing.done():
        try:
            await asyncio.wait({doing})
        except asyncio.CancelledError as again:
            cancelled = again
    if cancelled is not None:
        raise cancelled
    doing.result()
