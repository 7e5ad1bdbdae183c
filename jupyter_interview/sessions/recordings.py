"""Makes recordings of stored sessions, and keeps the few that were asked for last.

A recording is derived: what is kept here is thrown away at will, and with the session. It is made
in slices of a few milliseconds, between which other interviews have their turn.
"""

import asyncio
import gzip
import time
from collections import OrderedDict
from hashlib import sha256
from typing import NamedTuple

from ..contract.session import KEPT, Audience, SessionChanged, TextsSealed
from ..contract.values import Seal
from ..domain.limits import Limits
from ..domain.records import SessionRecord
from ..domain.roles import State
from ..journal.loading import known_of
from ..playback.format import VERSION, canonical
from ..playback.pieces import loaded
from ..playback.recording import Recording
from ..recording.converter import Converter
from ..session.log import Unreadable, decode_entry
from ..store.base import SessionData, Store

_PAGE = 500
_SLICE = 0.004
"""Seconds of work in one go."""
_KEPT = 4
"""Recordings that are kept in memory."""
_FOLLOWED = 2
"""Interviews of which so much is kept that their recordings can go on."""
_MOST_FOLLOWED = 50_000
"""The most entries of such an interview."""
_KEPT_SEALS = 1000
"""Seals that are kept: everybody may ask for one, and each is made of a whole recording."""


class Recorded(NamedTuple):
    """A recording, compressed, and the name of its version: another log has another one."""

    tag: str
    content: bytes


class Recordings:
    """The recordings of one process."""

    def __init__(self, store: Store, limits: Limits) -> None:
        self._store = store
        self._limits = limits
        self._kept: OrderedDict[tuple[str, Audience], Recorded] = OrderedDict()
        self._followed: OrderedDict[tuple[str, Audience], tuple[Converter, int]] = OrderedDict()
        """What has read the log of a live interview, and up to which entry."""
        self._seals: OrderedDict[str, tuple[str, str]] = OrderedDict()
        """By the ids of sessions, of which recording each is, and the seal."""
        self._turn = asyncio.Lock()
        self._gone = 0
        """How many sessions are gone since this process began."""

    async def of(self, data: SessionData, audience: Audience = Audience.HOSTS) -> Recorded:
        """The recording of a session, as it is stored now. They are made one after the other."""
        session, about = data.session, (data.session.id, audience)
        tag = tag_of(session, audience)
        gone = self._gone
        async with self._turn:
            kept = self._kept.pop(about, None)
            if kept is None or kept.tag != tag:
                kept = Recorded(tag, await self._made(data, audience))
                if gone != self._gone:
                    # It may be this one that is gone.
                    return kept
            self._kept[about] = kept
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return kept

    async def since(self, data: SessionData, audience: Audience, after: int) -> Recorded:
        """What came after an entry; whole where the recording begins later, or there is no such
        entry. Of an interview that is live it is made of the new entries alone, as long as somebody
        asks for them."""
        session, about = data.session, (data.session.id, audience)
        gone = self._gone
        async with self._turn:
            followed, seq = self._followed.pop(about, (None, 0))
            if session.state != State.LIVE or seq > session.head_seq:
                followed, seq = None, 0
            converter = await self._converted(data, audience, followed, seq)
            content = await asyncio.to_thread(_packed, converter, after)
            is_small = session.head_seq <= _MOST_FOLLOWED
            if session.state == State.LIVE and is_small and gone == self._gone:
                self._followed[about] = converter, session.head_seq
                while len(self._followed) > _FOLLOWED:
                    self._followed.popitem(last=False)
        return Recorded(tag_of(session, audience), content)

    async def seal(self, data: SessionData) -> Seal:
        """The seal of a session: the hash of its recording for everybody, once it has ended."""
        if data.session.state != State.ENDED:
            return Seal(None)
        session_id, gone = data.session.id, self._gone
        tag, seal = self._seals.get(session_id, ("", ""))
        if tag != tag_of(data.session, Audience.EVERYBODY):
            made = await self.of(data, Audience.EVERYBODY)
            seal = await asyncio.to_thread(_hash_of, made.content)
            if gone == self._gone:
                self._seals[session_id] = made.tag, seal
            while len(self._seals) > _KEPT_SEALS:
                self._seals.popitem(last=False)
        return Seal(seal)

    def forget(self, session_id: str) -> None:
        """The session is gone."""
        self._gone += 1
        self._seals.pop(session_id, None)
        for audience in Audience:
            self._kept.pop((session_id, audience), None)
            self._followed.pop((session_id, audience), None)

    async def _made(self, data: SessionData, audience: Audience) -> bytes:
        return await asyncio.to_thread(_packed, await self._converted(data, audience))

    async def _converted(
        self,
        data: SessionData,
        audience: Audience,
        converter: Converter | None = None,
        after: int = 0,
    ) -> Converter:
        """What has read the log up to its end. One that is given has read it up to an entry."""
        if converter is None:
            converter = Converter(data.session.id, self._limits, known_of(data), audience)
        until, began = data.session.head_seq, time.perf_counter()
        if audience is Audience.EVERYBODY:
            until = await self._end_of(data)
        while entries := await self._store.log(data.session.id, after, _PAGE):
            for entry in entries:
                if entry.seq > until:
                    break
                converter.take(entry)
                if time.perf_counter() - began > _SLICE:
                    await asyncio.sleep(0)
                    began = time.perf_counter()
            after = entries[-1].seq
            if after >= until:
                break
        return converter

    async def _end_of(self, data: SessionData) -> int:
        """The last entry of what everybody could see: where the session was ended, with the seal
        of its texts. What hosts do with it afterwards changes nothing of that."""
        session, known = data.session, known_of(data)
        if session.state == State.ENDED:
            changes = await self._store.log(session.id, kinds=[KEPT[SessionChanged]])
            for entry in reversed(changes):
                try:
                    event = decode_entry(entry, known).event
                except Unreadable:
                    continue
                if isinstance(event, SessionChanged) and event.state == State.ENDED:
                    after = await self._store.log(session.id, entry.seq, 1)
                    is_sealed = any(one.kind is KEPT[TextsSealed] for one in after)
                    return entry.seq + 1 if is_sealed else entry.seq
        return session.head_seq


def read(packed: bytes) -> Recording:
    """What was made, to be asked for its moments."""
    return Recording(loaded(gzip.decompress(packed).decode(errors="surrogatepass")))


def tag_of(session: SessionRecord, audience: Audience) -> str:
    """The name of the version of a recording, and of its parts."""
    return f"{session.epoch}-{session.head_seq}-{audience.value}-{VERSION}"


def _hash_of(packed: bytes) -> str:
    return sha256(gzip.decompress(packed)).hexdigest()


def _packed(converter: Converter, after: int | None = None) -> bytes:
    return gzip.compress(canonical(converter.document(after)), 6, mtime=0)
