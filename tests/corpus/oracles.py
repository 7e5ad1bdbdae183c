"""What Node, CPython and TypeScript's compiler said, kept in `.cache/oracles`.

Each answer takes a process to start, several workers want the same ones, and so does the next run
of the tests. An answer is kept under all that it follows from: the version of who was asked, what
of the environment it may read, and what it was given. A program that is changed is asked about
anew, so that nothing here has to be cleared.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

HOME = Path(__file__).parents[2] / ".cache" / "oracles"
READ = ("TZ", "LANG", "LC_ALL", "NODE_OPTIONS")

Answer = subprocess.CompletedProcess[str]


def kept(given: object, ask: Callable[[], Answer]) -> Answer:
    """The answer to what was given, which is plain data and names the command."""
    question = json.dumps([_versions(), [os.environ.get(name) for name in READ], given])
    file = HOME / f"{sha256(question.encode()).hexdigest()}.json"
    try:
        return Answer([], **json.loads(file.read_text("utf-8")))
    except FileNotFoundError:
        answer = ask()
    HOME.mkdir(parents=True, exist_ok=True)
    # Whole or not at all: another worker may read it, or write the same.
    written = file.with_suffix(f".{os.getpid()}")
    members = {name: getattr(answer, name) for name in ("returncode", "stdout", "stderr")}
    written.write_text(json.dumps(members), "utf-8")
    written.replace(file)
    return answer


@cache
def _versions() -> str:
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    return f"{node.stdout} {sys.version}"
