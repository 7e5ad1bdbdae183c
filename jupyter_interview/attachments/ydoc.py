"""The parts of jupyter_server_ydoc and jupyter_server_fileid that are used here.

These packages are found at their server and never imported, so they may be missing. Names with an
underscore may change in them without notice; ``tests/attachments`` would find that.
"""

import asyncio
from collections.abc import MutableMapping
from typing import Any, Protocol

from pycrdt import Doc


class SharedDocument(Protocol):
    """``jupyter_ydoc.ybasedoc.YBaseDoc``."""

    @property
    def ydoc(self) -> Doc[Any]: ...


class DocumentRoom(Protocol):
    """A file in memory. It is closed some time after the last of its ``clients`` has left."""

    clients: set[Any]
    cleaner: asyncio.Task[None] | None
    _update_lock: asyncio.Lock

    async def initialize(self) -> None: ...

    def _save_to_disc(self) -> asyncio.Task[None] | None: ...


class Rooms(Protocol):
    """The rooms of a server."""

    rooms: dict[str, DocumentRoom]

    async def get_room(self, path: str) -> DocumentRoom: ...

    async def delete_room(self, *, room: DocumentRoom) -> None: ...


class FileLoader(Protocol):
    """Reads and writes one file, and does one at a time."""

    _lock: asyncio.Lock

    @property
    def number_of_subscriptions(self) -> int: ...

    async def maybe_notify(self) -> None: ...


class FileLoaders(Protocol):
    def __contains__(self, file_id: str) -> bool: ...

    def __getitem__(self, file_id: str) -> FileLoader: ...

    async def remove(self, file_id: str) -> None: ...


class YDocExtension(Protocol):
    """``jupyter_server_ydoc.YDocExtension``."""

    ywebsocket_server: Rooms
    file_loaders: FileLoaders
    document_cleanup_delay: float | None
    file_poll_interval: float
    _room_locks: MutableMapping[str, asyncio.Lock]

    async def get_document(
        self, *, room_id: str, copy: bool, create: bool
    ) -> SharedDocument | None: ...


class FileIds(Protocol):
    """``jupyter_server_fileid``: a name that a file keeps when it is renamed."""

    def index(self, path: str) -> str | None: ...

    def get_path(self, file_id: str) -> str | None: ...
