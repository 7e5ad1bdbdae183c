"""What programs ask of an operating system, as far as a sandbox can do it or say that it cannot."""

import getpass
import json
import os
import sys

from . import world
from .advice import NO_PROCESSES

_told = set()


def prepare():
    """Put our functions where Python's cannot work."""
    os._exit = _exit
    os.abort = _abort
    os.system = _system
    getpass.getpass = _getpass


def _exit(status):
    """End the program immediately: nothing of it runs any more, not even what it registered."""
    _end(None if status == 0 else f"os._exit({status!r})")


def _abort():
    """End the program immediately, as one that has gone wrong."""
    _end("Aborted by os.abort()")


def _end(error):
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass
    world.current.end(json.dumps({"state": "error" if error else "ok", "error": error}))


def _system(command):
    """Run a command; here that fails, as in a shell that does not find it."""
    if not isinstance(command, (str, bytes, os.PathLike)):
        kind = type(command).__name__
        raise TypeError(f"expected str, bytes or os.PathLike object, not {kind}")
    if "system" not in _told:
        _told.add("system")
        print(f"os.system did nothing. {NO_PROCESSES}", file=sys.stderr)
    return 127 << 8


def _getpass(prompt="Password: ", stream=None, *, echo_char=None):
    """Ask for a line as ``input`` does; it is shown, for there is no terminal to hide it."""
    print(prompt, end="", file=stream or sys.stderr, flush=True)
    line = sys.stdin.ask(prompt) if hasattr(sys.stdin, "ask") else sys.stdin.readline()
    if not line:
        raise EOFError("EOF when reading a line")
    return line.removesuffix("\n")
