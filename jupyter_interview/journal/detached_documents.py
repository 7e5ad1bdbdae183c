"""Reads documents of sessions that have no room, and makes snapshots of them."""

import contextlib
import logging
from collections.abc import Sequence

from ..domain.limits import Limits
from ..domain.records import SessionRecord
from ..store.base import Change, ShownText, Store, StoreError
from .loading import Restored, make_snapshot, restore

_SNAPSHOT_AFTER = 50
"""The number of replayed updates after which a snapshot is made."""


class DetachedDocuments:
    """Replays sessions, and stores the result so that it need not be done again."""

    def __init__(self, store: Store, limits: Limits, log: logging.Logger) -> None:
        self._store = store
        self._limits = limits
        self._log = log

    async def code_of(self, record: SessionRecord, known: ShownText | None) -> ShownText | None:
        """What a session without a room shows: the known text, if it is as new as the log.

        Only rooms change a text, so it cannot become older than the log while there is none.
        """
        if known is not None and known.seq == record.head_seq:
            return known
        return await self._replay(record.id)

    async def leave_behind(self, session_id: str) -> None:
        """Store a snapshot and the text, which saves work at the next load and the next list."""
        with contextlib.suppress(StoreError):
            await self._replay(session_id)

    async def _replay(self, session_id: str) -> ShownText | None:
        """Replay the stored document, and store a snapshot of it if that was much work."""
        data = await self._store.load(session_id)
        if data is None:
            return None
        restored = await restore(self._store, data, self._limits, self._log, document_only=True)
        code = restored.document.text(restored.interview.folder.shown)
        shown = ShownText(session_id, data.session.head_seq, code, restored.damaged)
        kept: list[Change] = [shown]
        if restored.updates_since >= _SNAPSHOT_AFTER:
            kept += await self._snapshot(session_id, restored)
        await self._keep(kept)
        return shown

    async def _snapshot(self, session_id: str, restored: Restored) -> Sequence[Change]:
        snapshot = await make_snapshot(session_id, restored)
        return [] if snapshot is None else [snapshot]

    async def _keep(self, derived: Sequence[Change]) -> None:
        """Store derived rows. If that fails, only the next load is slower."""
        try:
            await self._store.commit(derived)
        except StoreError as problem:
            self._log.warning("jupyter_interview: no snapshot was kept: %s", problem)
