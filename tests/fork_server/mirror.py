"""A program that tells what it sees of itself, as JSON, and ends as it was told to.

``python -m tests.fork_server.mirror END``: ``none``, ``error``, or the number of an exit code or,
with a minus, of a signal that it sends to itself.
"""

import json
import logging
import os
import random
import signal
import sys
import threading
import uuid
from typing import Any

from pycrdt import Doc
from traitlets.config import Application


def facts() -> dict[str, Any]:
    """What two starts of the same program have in common, however they were started."""
    return {
        "name": __name__,
        "arguments": sys.argv,
        "path": sys.path,
        "folder": os.getcwd(),
        "environment": dict(os.environ),
        "streams": [os.path.realpath(f"/proc/self/fd/{fd}") for fd in (0, 1, 2)],
        # One is the listing's own.
        "files": len(os.listdir("/proc/self/fd")) - 1,
        "alone": os.getpid() == os.getsid(0) == os.getpgid(0),
        "threads": [len(os.listdir("/proc/self/task")), threading.active_count()],
        "signals": {n.name: str(signal.getsignal(n)) for n in signal.valid_signals() if n in NAMED},
        "blocked": sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])),
        "umask": os.umask(0o22),
        "flags": str(sys.flags),
        "logging": [logging.root.level, str(logging.root.handlers)],
        "application": Application.initialized(),
    }


def chances() -> list[Any]:
    """What no two programs have in common."""
    return [random.random(), str(uuid.uuid4()), Doc[Any]().client_id, os.urandom(8).hex()]


NAMED = set(signal.Signals)

if __name__ == "__main__":
    print(json.dumps({"facts": facts(), "chances": chances(), "parent": os.getppid()}), flush=True)
    end = sys.argv[1]
    if end == "error":
        raise RuntimeError("as told")
    if end != "none":
        if int(end) < 0:
            os.kill(os.getpid(), -int(end))
        sys.exit(int(end))
