"""Programs that documents and examples show, run by themselves beside a real server."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tests.clients import PATIENCE
from tests.docs.tables import ROOT, read

_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(document: str, kind: str) -> list[str]:
    """The blocks of a document that hold code of this kind, in their order."""
    return [match["code"] for match in _BLOCK.finditer(read(document)) if match["kind"] == kind]


def filled(code: str, words: dict[str, str]) -> str:
    """The code with what each of its readers has to put in for themselves."""
    for old, new in words.items():
        assert old in code, f"{old!r} is not in\n{code}"
        code = code.replace(old, new)
    return code


@dataclass
class Program:
    """One that runs, and what it printed."""

    process: asyncio.subprocess.Process
    printed: str = ""

    async def line(self) -> str:
        assert self.process.stdout is not None
        line = await asyncio.wait_for(self.process.stdout.readline(), PATIENCE)
        self.printed += line.decode()
        assert line, f"it ended; it printed\n{self.printed}"
        return line.decode()

    async def prints(self, *words: str) -> str:
        """Wait for a line that holds all the words."""
        while True:
            line = await self.line()
            if all(word in line for word in words):
                return line

    async def ends(self) -> None:
        """By itself, without an error."""
        rest, _ = await asyncio.wait_for(self.process.communicate(), PATIENCE)
        assert self.process.returncode == 0, self.printed + rest.decode()


@asynccontextmanager
async def run(*arguments: str) -> AsyncIterator[Program]:
    """Python with these arguments; it is stopped if it has not ended by itself."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        env=os.environ | {"NO_PROXY": "*", "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        limit=2**20,
    )
    try:
        yield Program(process)
    finally:
        if process.returncode is None:
            process.terminate()
            await process.communicate()


def example(name: str) -> str:
    """The path of a file in ``examples/``."""
    return str(ROOT / "examples" / name)
