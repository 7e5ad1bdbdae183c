"""Places in the logs of stored sessions, by the names that people have for moments.

A place, ``seq:at``, is one already. The number of an entry is one as soon as the log says when it
was written. A time such as ``12:31`` is the last entry that people are shown with it or with an
earlier one, by the recording: they are shown whole seconds.
"""

import asyncio
import re
from datetime import timedelta

from ..domain.errors import ErrorCode, InterviewError
from ..domain.places import CLOCK, ENTRY
from ..journal.journal import LogPosition
from ..journal.past import no_place
from ..playback.moments import ms_of
from ..store.base import SessionData, Store
from .recordings import Recordings, read

_SHOWN = timedelta(milliseconds=999)
"""How much later something may be that is shown with the same time."""
_NOT_BEGUN = "This interview was never live, so it has no times; name an entry of its log instead."


class Places:
    """Names of moments become places."""

    def __init__(self, store: Store, recordings: Recordings) -> None:
        self._store = store
        self._recordings = recordings

    async def named(self, data: SessionData, when: str) -> LogPosition:
        """The place that the contract's ``When`` names; raises ``not_found``. A place is taken as
        it is, and may not be in this log."""
        if re.fullmatch(ENTRY, when, re.ASCII):
            return await self._entry(data, int(when))
        if re.fullmatch(CLOCK, when, re.ASCII):
            return await self._entry(data, await self._entry_at(data, when))
        place = LogPosition.read(when)
        if place is None:
            raise no_place()
        return place

    async def _entry(self, data: SessionData, seq: int) -> LogPosition:
        entries = await self._store.log(data.session.id, seq - 1, 1)
        if [entry.seq for entry in entries] != [seq]:
            raise no_place()
        return LogPosition(seq, entries[0].at_us)

    async def _entry_at(self, data: SessionData, time: str) -> int:
        made = await self._recordings.of(data)
        recording = await asyncio.to_thread(read, made.content)
        if recording.began_at is None:
            raise InterviewError(ErrorCode.NOT_FOUND, _NOT_BEGUN)
        return recording.place_of(timedelta(milliseconds=ms_of(time)) + _SHOWN)[0]
