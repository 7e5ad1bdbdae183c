"""Documents read from the store alone: the texts of sessions without a room, and snapshots."""

import contextlib
import logging

from ..domain.limits import Limits
from ..store.base import SessionRecord, Snapshot, Store, StoreError
from .loading import Restored, make_snapshot, restore

_SNAPSHOT_AFTER = 50
"""Updates that a load has to go through before it leaves a snapshot behind."""


class Replay:
    """Replays sessions, and remembers the texts that came of it."""

    def __init__(self, store: Store, limits: Limits, log: logging.Logger) -> None:
        self._store = store
        self._limits = limits
        self._log = log
        self._codes: dict[str, tuple[SessionRecord, str, bool]] = {}

    def forget(self, session_id: str) -> None:
        """Its text will change."""
        self._codes.pop(session_id, None)

    async def code_of(self, record: SessionRecord) -> tuple[str, bool] | None:
        """The text of a session that has no room now, and whether it is damaged.

        Rooms are the only ones to change it.
        """
        known = self._codes.get(record.id)
        if known is not None and known[0] == record:
            return known[1:]
        restored = await self._replay(record.id)
        if restored is None:
            return None
        code = restored.document.text(record.language)
        self._codes[record.id] = (record, code, restored.damaged)
        return code, restored.damaged

    async def snapshot(self, session_id: str) -> None:
        """Save the next load some work."""
        with contextlib.suppress(StoreError):
            await self._replay(session_id)

    async def _replay(self, session_id: str) -> Restored | None:
        """The document as the store has it; if that was much work, a snapshot is left behind."""
        data = await self._store.load(session_id)
        if data is None:
            return None
        restored = await restore(self._store, data, self._limits, self._log, document_only=True)
        if restored.updates_since >= _SNAPSHOT_AFTER:
            await self._keep(await make_snapshot(session_id, restored))
        return restored

    async def _keep(self, snapshot: Snapshot | None) -> None:
        """Without it the next load is slower, and nothing else."""
        try:
            if snapshot is not None:
                await self._store.commit([snapshot])
        except StoreError as problem:
            self._log.warning("jupyter_interview: no snapshot was kept: %s", problem)
