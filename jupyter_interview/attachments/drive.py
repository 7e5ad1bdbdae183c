"""The files of this Jupyter server to which interviews can be attached."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from jupyter_server.utils import ensure_async
from tornado.web import HTTPError

from ..domain.attachment import is_notebook
from ..domain.errors import ErrorCode, InterviewError
from .live_file import LiveFile
from .ydoc import FileIds, YDocExtension

MISSING = (
    "Attaching files needs jupyter-server-ydoc on this server: "
    "pip install 'jupyter_interview[collab]', and restart it."
)
_EXTENSIONS = ("jupyter_server_ydoc", "jupyter_server_fileid")
_TRIES = 8
"""How often a file is read that cannot be read."""
_PAUSE = 0.1
"""Seconds between two of these."""
_SENTENCES = {
    400: "This file cannot be read as text.",
    403: "This file or folder may not be used.",
    404: "There is no such file or folder here.",
}


def _refusal(problem: HTTPError) -> InterviewError:
    """The refusal for an error of a contents manager, without its words, which may contain
    paths."""
    codes = {400: ErrorCode.INVALID_FIELD, 403: ErrorCode.FORBIDDEN, 404: ErrorCode.NOT_FOUND}
    code = codes.get(problem.status_code, ErrorCode.UNAVAILABLE)
    sentence = _SENTENCES.get(problem.status_code, "This file cannot be used now.")
    return InterviewError(code, sentence)


class ServerDrive:
    """``server`` is the Jupyter server; ``refusal`` says why there are no files for interviews."""

    def __init__(self, server: Any, log: logging.Logger, refusal: str | None = None) -> None:
        self._server = server
        self._log = log
        self._refusal = refusal

    def possible(self) -> bool:
        return self._problem() is None

    def demand(self) -> None:
        """Raises ``not_enabled`` with what to do."""
        if (sentence := self._problem()) is not None:
            raise InterviewError(ErrorCode.NOT_ENABLED, sentence)

    def _problem(self) -> str | None:
        if self._refusal is not None:
            return self._refusal
        loaded = all(self._extension(name) is not None for name in _EXTENSIONS)
        return None if loaded and "file_id_manager" in self._settings else MISSING

    async def open(self, path: str) -> LiveFile:
        """Open the file at this path, or create one; raises a refusal."""
        self.demand()
        kind = "notebook" if is_notebook(path) else "file"
        try:
            await self._demand_writable(path, kind)
            file_id = self._file_ids.index(path)
            if file_id is None:
                raise HTTPError(404)
            extension: YDocExtension = self._extension("jupyter_server_ydoc")
            return await LiveFile.open(extension, self._file_ids, file_id, kind, self._log)
        except HTTPError as problem:
            raise _refusal(problem) from None
        except (OSError, ValueError) as problem:
            # The file system does not take this path, and the contents manager has let it pass.
            self._log.warning(
                "jupyter_interview: a file was not opened: %s", type(problem).__name__
            )
            raise InterviewError(ErrorCode.INVALID_FIELD, _SENTENCES[400]) from None

    async def exists(self, path: str) -> bool:
        """Whether the file exists; true as long as that is unknown."""
        try:
            return bool(await ensure_async(self._contents.file_exists(path)))
        except (HTTPError, OSError, ValueError):
            return True

    @property
    def poll_seconds(self) -> float:
        """How often jupyter_server_ydoc looks at files on the disk."""
        extension: YDocExtension = self._extension("jupyter_server_ydoc")
        return extension.file_poll_interval or 1.0

    async def _demand_writable(self, path: str, kind: str) -> None:
        contents = self._contents
        if not await ensure_async(contents.file_exists(path)):
            if await ensure_async(contents.dir_exists(path)):
                raise InterviewError(ErrorCode.INVALID_FIELD, "This is a folder; name a file.")
            if not await ensure_async(contents.dir_exists(path.rpartition("/")[0])):
                raise InterviewError(ErrorCode.NOT_FOUND, "There is no such folder; make it first.")
            await ensure_async(contents.save(_empty(kind), path))
            return
        # Read the whole file: jupyter_server_ydoc never recovers from a room that it cannot begin.
        model = await self._read(path, kind)
        if not model["writable"]:
            raise InterviewError(ErrorCode.FORBIDDEN, "This file cannot be written.")

    async def _read(self, path: str, kind: str) -> dict[str, Any]:
        """Read a file that may be in the middle of being written.

        Jupyter writes into the file itself. Half of a notebook is refused, or is even moved aside
        as damaged, so nothing is read while jupyter_server_ydoc writes. What another program writes
        is read again for a moment.
        """
        file_format = "json" if kind == "notebook" else "text"
        left = _TRIES
        while True:
            left -= 1
            try:
                async with self._unwritten(path):
                    model: dict[str, Any] = await ensure_async(
                        self._contents.get(path, type=kind, format=file_format)
                    )
                    return model
            except HTTPError as problem:
                if problem.status_code != HTTPStatus.BAD_REQUEST or not left:
                    raise
            await asyncio.sleep(_PAUSE)

    @asynccontextmanager
    async def _unwritten(self, path: str) -> AsyncIterator[None]:
        """The time in which jupyter_server_ydoc does not write this file."""
        extension: YDocExtension = self._extension("jupyter_server_ydoc")
        file_id = self._file_ids.index(path)
        if file_id is None or file_id not in extension.file_loaders:
            yield
            return
        async with extension.file_loaders[file_id]._lock:
            yield

    @property
    def _settings(self) -> Mapping[str, Any]:
        settings: Mapping[str, Any] = self._server.web_app.settings
        return settings

    @property
    def _contents(self) -> Any:
        return self._settings["contents_manager"]

    @property
    def _file_ids(self) -> FileIds:
        ids: FileIds = self._settings["file_id_manager"]
        return ids

    def _extension(self, name: str) -> Any:
        apps = self._server.extension_manager.extension_apps.get(name) or ()
        return next(iter(apps), None)


def _empty(kind: str) -> dict[str, Any]:
    """A new file in the form of the contents manager."""
    if kind == "file":
        return {"type": "file", "format": "text", "content": ""}
    cell: dict[str, Any] = {
        "id": uuid4().hex[:8],
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": "",
    }
    content = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return {"type": "notebook", "format": "json", "content": content}
