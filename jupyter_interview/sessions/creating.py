"""Creates a session once, however often the request for it comes.

A client whose connection broke does not know whether its session was created. If it has sent a key
with the request (the header ``Idempotency-Key``), it may send both again: the session that was
created is the answer. The key is stored in the same commit as the session, so it counts at every
server and after a restart, for as long as the session exists.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256

from ..contract.rest import NewSession
from ..contract.values import Session
from ..domain.errors import ErrorCode, InterviewError
from ..store.base import MISFIT, Creation, Store, StoreError


@dataclass(frozen=True, slots=True)
class RequestKey:
    """The key of a request, which is its owner's alone, and what the request asked for."""

    key_sha256: bytes
    body_sha256: bytes

    @classmethod
    def of(cls, owner: str, key: str, body: bytes) -> "RequestKey":
        return cls(sha256(f"{owner}\0{key}".encode()).digest(), sha256(body).digest())

    def creation(self, session_id: str) -> Creation:
        """The record that this request has created a session."""
        return Creation(session_id, self.key_sha256, self.body_sha256)


class Creating:
    """``create`` stores a new session with the key; ``tell`` describes one that is stored."""

    def __init__(
        self,
        store: Store,
        create: Callable[[NewSession, str, RequestKey], Awaitable[Session]],
        tell: Callable[[str, str], Awaitable[Session | None]],
    ) -> None:
        self._store = store
        self._create = create
        self._tell = tell
        self._running: dict[bytes, asyncio.Event] = {}

    async def once(self, command: NewSession, owner: str, key: RequestKey) -> tuple[Session, bool]:
        """The session of this key, and whether this request has created it. A request that comes
        meanwhile waits for the first."""
        while (running := self._running.get(key.key_sha256)) is not None:
            await running.wait()
        self._running[key.key_sha256] = done = asyncio.Event()
        try:
            return await self._find_or_create(command, owner, key)
        finally:
            del self._running[key.key_sha256]
            done.set()

    async def _find_or_create(
        self, command: NewSession, owner: str, key: RequestKey
    ) -> tuple[Session, bool]:
        found = await self._store.created_with(key.key_sha256)
        if found is None:
            try:
                return await self._create(command, owner, key), True
            except StoreError as problem:
                # Another server may have been quicker.
                if str(problem) != MISFIT:
                    raise
                found = await self._store.created_with(key.key_sha256)
                if found is None:
                    raise
        if found.body_sha256 != key.body_sha256:
            raise InterviewError(
                ErrorCode.KEY_REUSED,
                "This Idempotency-Key was sent with another request: take a new one for each.",
            )
        session = await self._tell(owner, found.session_id)
        if session is None:
            raise InterviewError(ErrorCode.NOT_FOUND, "That interview was deleted meanwhile.")
        return session, False
