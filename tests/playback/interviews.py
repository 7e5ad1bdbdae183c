"""Recordings for tests: interviews by chance, and some that are written down."""

import asyncio
import random
from functools import cache
from typing import Any

from jupyter_interview.domain.records import LogEntry
from jupyter_interview.playback.recording import Recording
from jupyter_interview.session.seals import hash_of
from tests.chance import seed_for
from tests.recording.examples import ANA, PYTHON, Log, Page, begun
from tests.recording.logs import log_of_json, recorded
from tests.recording.stories import told
from tests.thorough import times

BO = {"id": "p-bo", "name": "Bo", "color": "#009e73"}
HOSTILE = '"><script>x=1</script>\n\r<img src=http://e.example/x> `](http://e.example)\u202e\x00'


@cache
def by_chance() -> tuple[tuple[LogEntry, ...], ...]:
    """The logs of some interviews."""
    rng = random.Random(seed_for("playback"))
    return tuple(tuple(asyncio.run(told(rng, times(200, 90)))) for _ in range(times(30, 4)))


def read(log: Log) -> Recording:
    """The recording of a log that was written down."""
    return Recording(recorded(log_of_json("session-0001", log.entries)))


class Written:
    """An interview of Ana, who holds it, and Bo, written down step by step."""

    def __init__(self, title: str = "Round 1", name: str = "Bo") -> None:
        self.log = begun()
        self.log.entries[0]["event"]["title"] = title
        joined = {"participant": "p-bo", "name": name, "role": "candidate", "color": "#009e73"}
        self.log.event("PersonJoined", **joined)
        self._page = Page(11)
        self._runs = 0

    def wait(self, seconds: float) -> None:
        self.log.now_us += int(seconds * 1_000_000)

    def write(self, text: str, by: str | None = "p-bo", root: str = PYTHON) -> None:
        """Somebody makes a text this one, from its first other character on."""
        shared = self._page.text(root)
        before = str(shared)
        same = 0
        while same < min(len(before), len(text)) and before[same] == text[same]:
            same += 1
        place = len(before[:same].encode())

        def edit() -> None:
            if gone := len(before[same:].encode()):
                del shared[place : place + gone]
            if text[same:]:
                shared.insert(place, text[same:])

        self.log.update(by, self._page.does(edit))

    def text(self, root: str = PYTHON) -> str:
        return str(self._page.text(root))

    def run(
        self,
        *printed: tuple[str, str],
        state: str = "ok",
        error: str | None = None,
        tests: tuple[tuple[str, bool], ...] = (),
        language: str = "python",
        file: str = "solution.py",
        root: str = PYTHON,
        by: dict[str, str] = BO,
    ) -> str:
        self._runs += 1
        run_id = f"run-{self._runs:08}"
        files = [{"name": file, "sha256": hash_of(self.text(root))}]
        program = {"name": file, "files": files, "stateVector": None}
        begun = {"user": by, "language": language, "source": "browser", "program": program}
        self.log.event("RunStarted", by["id"], run=run_id, **begun)
        for index, (stream, text) in enumerate(printed):
            output = {"stream": stream, "text": text}
            self.log.event("RunPrinted", by["id"], run=run_id, index=index, output=output)
        self.log.event("RunEnded", by["id"], run=run_id, **_end(state, error, tests))
        return run_id

    def end(self) -> None:
        self.log.event("SessionChanged", "p-ana", state="ended")

    def recording(self) -> Recording:
        return read(self.log)


def _end(state: str, error: str | None, tests: tuple[tuple[str, bool], ...]) -> dict[str, Any]:
    rest = {"expected": "1", "got": "2", "ms": 0.5}
    results = [{"name": name, "passed": passed, **rest} for name, passed in tests]
    told = {"state": state, "error": error, "durationMs": 12, "truncated": False}
    return told | ({"tests": results} if results else {})


__all__ = ["ANA", "BO", "HOSTILE", "PYTHON", "Written", "by_chance", "read"]
