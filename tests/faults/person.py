"""A typist in a process of its own, which can be stopped as a closed laptop is.

``python -m tests.faults.person ROOT SESSION USER NAME SEED`` types and comes back by itself after
a lost connection, until it gets a line; then it settles and answers with all it knows, as JSON.
"""

import asyncio
import json
import sys
from dataclasses import dataclass, field
from typing import Any

from websockets.exceptions import WebSocketException

from tests.clients import Api
from tests.fork_server import ROOT

from .server import TOKEN
from .typist import Typist

FACTS = ("typed", "erased", "kept", "gone")


@dataclass
class Report:
    """What a person said of themselves, for the oracle."""

    name: str
    typed: set[str]
    erased: set[str]
    kept: set[str]
    gone: set[str]
    said: str
    connections: int
    refused: list[str] = field(default_factory=list)
    outbox: list[Any] = field(default_factory=list)

    def text(self) -> str:
        return self.said

    async def expect_text(self, text: str) -> None:
        assert self.said == text


class Person:
    """The process, from outside."""

    def __init__(self, process: asyncio.subprocess.Process, name: str) -> None:
        self._process = process
        self._name = name
        self.pid = process.pid

    @classmethod
    async def start(cls, api: Api, session: str, user: str, name: str, seed: int) -> "Person":
        """Start one, who has typed something when this returns."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.faults.person",
            *(api.root, session, user, name, str(seed)),
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        person = cls(process, name)
        assert await person._line() == "typing"
        return person

    async def report(self) -> Report:
        """Ask for the end, and for what there is to tell."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"enough\n")
        facts = json.loads(await self._line())
        await self._process.wait()
        sets = {name: set(facts[name]) for name in FACTS}
        rest = {name: facts[name] for name in ("said", "connections", "refused", "outbox")}
        return Report(name=self._name, **sets, **rest)

    def abandon(self) -> None:
        if self._process.returncode is None:
            self._process.kill()

    async def _line(self) -> str:
        assert self._process.stdout is not None
        line = await asyncio.wait_for(self._process.stdout.readline(), 60)
        return line.decode().strip()


async def live(typist: Typist) -> None:
    """Type until a line comes in, whatever happens to the connection."""
    line = asyncio.create_task(asyncio.to_thread(sys.stdin.readline))
    connections = 0
    while not (line.done() and line.result() == ""):  # the end of the input: nobody listens
        try:
            await typist.open()
            connections += 1
            await typist.work(1)
            if connections == 1:
                print("typing", flush=True)
            while not line.done() and typist.closed is None:
                await typist.work(1)
            await typist.settled()
        except (OSError, EOFError, WebSocketException, AssertionError):
            await asyncio.sleep(0.05)
            continue
        if line.done() and not typist.outbox:
            break
    facts = {name: sorted(getattr(typist, name)) for name in FACTS}
    facts |= {"said": typist.text(), "connections": connections}
    facts |= {"refused": typist.refused, "outbox": [edit.typed for edit in typist.outbox]}
    print(json.dumps(facts), flush=True)


if __name__ == "__main__":
    root, session, user, name, seed = sys.argv[1:]
    owner = Api(root, {"Authorization": f"token {TOKEN}"})
    asyncio.run(live(Typist(owner, session, name, int(seed), user)))
