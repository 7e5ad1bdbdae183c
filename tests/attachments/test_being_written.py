"""YD19: a file that is being written, with Jupyter's own contents manager."""

import asyncio
import json
import logging
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

import pytest
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from jupyter_interview.attachments import drive
from jupyter_interview.attachments.drive import ServerDrive
from jupyter_interview.domain.errors import InterviewError
from tests.clients import PATIENCE

NAME = "lesson.ipynb"
WHOLE = json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
HALF = WHOLE[: len(WHOLE) // 2]


class Writer(AsyncLargeFileManager):
    """Another program, which writes the rest after somebody has looked."""

    rest = WHOLE

    async def get(self, path: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return await super().get(path, *args, **kwargs)
        finally:
            self.write_the_rest()

    def write_the_rest(self) -> None:
        Path(self.root_dir, NAME).write_text(self.rest)


class Writing(asyncio.Lock):
    """The lock of a file's room, which says that somebody waits for it."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted = asyncio.Event()

    async def acquire(self) -> Literal[True]:
        self.wanted.set()
        return await super().acquire()


class Ids:
    """The same name is always the same file."""

    def index(self, path: str) -> str:
        return path


def drive_of(folder: Path, loaders: dict[str, Any], contents: type[Any]) -> ServerDrive:
    extension = SimpleNamespace(file_loaders=loaders)
    server = SimpleNamespace(
        web_app=SimpleNamespace(
            settings={
                "contents_manager": contents(root_dir=str(folder)),
                "file_id_manager": Ids(),
            }
        ),
        extension_manager=SimpleNamespace(extension_apps={"jupyter_server_ydoc": [extension]}),
    )
    return ServerDrive(server, logging.getLogger(__name__))


def files_of(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


async def test_YD19_half_of_a_notebook_is_read_again(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(HALF)
    await drive_of(tmp_path, {}, Writer)._demand_writable(NAME, "notebook")
    assert files_of(tmp_path) == {NAME: WHOLE}


async def test_YD19_nothing_is_read_while_the_file_s_own_room_writes(tmp_path: Path) -> None:
    """Jupyter keeps the file from before beside it, and would put that back in its place."""
    (tmp_path / NAME).write_text(HALF)
    (tmp_path / f".~{NAME}").write_text(WHOLE)
    writing = Writing()
    await writing.acquire()
    writing.wanted.clear()
    loader = SimpleNamespace(_lock=writing)
    looked = drive_of(tmp_path, {NAME: loader}, AsyncLargeFileManager)
    reading = asyncio.ensure_future(looked._read(NAME, "notebook"))
    await asyncio.wait_for(writing.wanted.wait(), PATIENCE)
    (tmp_path / NAME).write_text(WHOLE)
    (tmp_path / f".~{NAME}").unlink()
    writing.release()
    assert (await reading)["writable"]
    assert files_of(tmp_path) == {NAME: WHOLE}


async def test_YD12_a_damaged_notebook_stays_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drive, "_PAUSE", 0)
    monkeypatch.setattr(Writer, "rest", HALF)
    (tmp_path / NAME).write_text(HALF)
    looked = drive_of(tmp_path, {}, Writer)
    monkeypatch.setattr(looked, "demand", lambda: None)
    with pytest.raises(InterviewError, match="cannot be read as text"):
        await looked.open(NAME)
