"""Makes recordings of stored sessions, and keeps the few that were asked for last.

A recording is derived: what is kept here is thrown away at will, and with the session. It is made
in slices of a few milliseconds, between which other interviews have their turn.
"""

import asyncio
import gzip
import time
from collections import OrderedDict
from typing import NamedTuple

from ..domain.limits import Limits
from ..journal.loading import known_of
from ..recording.converter import VERSION, Converter, canonical
from ..store.base import SessionData, Store

_PAGE = 500
_SLICE = 0.004
"""Seconds of work in one go."""
_KEPT = 4
"""Recordings that are kept in memory."""


class Recorded(NamedTuple):
    """A recording, compressed, and the name of its version: another log has another one."""

    tag: str
    content: bytes


class Recordings:
    """The recordings of one process."""

    def __init__(self, store: Store, limits: Limits) -> None:
        self._store = store
        self._limits = limits
        self._kept: OrderedDict[str, Recorded] = OrderedDict()
        self._turn = asyncio.Lock()

    async def of(self, data: SessionData) -> Recorded:
        """The recording of a session, as it is stored now. They are made one after the other."""
        session = data.session
        tag = f"{session.epoch}-{session.head_seq}-{VERSION}"
        async with self._turn:
            kept = self._kept.pop(session.id, None)
            if kept is None or kept.tag != tag:
                kept = Recorded(tag, await self._made(data))
            self._kept[session.id] = kept
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return kept

    def forget(self, session_id: str) -> None:
        """The session is gone."""
        self._kept.pop(session_id, None)

    async def _made(self, data: SessionData) -> bytes:
        converter = Converter(data.session.id, self._limits, known_of(data))
        after, until, began = 0, data.session.head_seq, time.perf_counter()
        while entries := await self._store.log(data.session.id, after, _PAGE):
            for entry in entries:
                if entry.seq > until:
                    break
                converter.take(entry)
                if time.perf_counter() - began > _SLICE:
                    await asyncio.sleep(0)
                    began = time.perf_counter()
            after = entries[-1].seq
        return await asyncio.to_thread(_packed, converter)


def _packed(converter: Converter) -> bytes:
    return gzip.compress(canonical(converter.document()), 6, mtime=0)
