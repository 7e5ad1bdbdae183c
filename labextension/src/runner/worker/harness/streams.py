"""Standard input, output and error of a program.

Input comes line by line from the text that was given with the run, or from the person who pressed
Run.
"""

import builtins
import io
import sys

from pyodide.ffi import can_run_sync, run_sync

from . import debugger, world


class _Input(io.TextIOBase):
    """Standard input, line by line."""

    encoding = "utf-8"
    errors = "strict"
    name = "<stdin>"
    mode = "r"

    def __init__(self):
        self._rest = ""
        self._ended = False
        self.buffer = _BinaryInput(self)

    def readable(self):
        return True

    def fileno(self):
        return 0

    def isatty(self):
        return False

    def readline(self, size=-1, /):
        if not self._rest:
            self._rest = self._line("")
        size = len(self._rest) if size is None or size < 0 else size
        line, self._rest = self._rest[:size], self._rest[size:]
        return line

    def read(self, size=-1, /):
        parts = []
        left = float("inf") if size is None or size < 0 else size
        while left > 0 and (part := self.readline(-1 if left == float("inf") else left)):
            parts.append(part)
            left -= len(part)
        return "".join(parts)

    def ask(self, prompt):
        """A line with its end, or the empty string after the last."""
        return self.readline() if self._rest else self._line(prompt)

    def _line(self, prompt):
        if self._ended:
            return ""
        line = world.current.readLine(prompt, can_run_sync())
        if line is not None and not isinstance(line, str):
            with debugger.paused():
                line = run_sync(line)
        self._ended = line is None
        return line or ""


class _BinaryInput(io.BufferedIOBase):
    """The same as bytes."""

    def __init__(self, text):
        self._text = text

    def readable(self):
        return True

    def fileno(self):
        return 0

    def readline(self, size=-1, /):
        return self._text.readline(size).encode()

    def read(self, size=-1, /):
        return self._text.read(size).encode()

    read1 = read


def prepare():
    """Put them in place."""
    for name, fd in (("stdout", 1), ("stderr", 2)):
        raw = open(fd, "wb", buffering=0, closefd=False)
        errors = "strict" if name == "stdout" else "backslashreplace"
        stream = io.TextIOWrapper(raw, "utf-8", errors, newline="\n", write_through=True)
        stream.mode = "w"
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    sys.stdin = sys.__stdin__ = _Input()
    builtins.input = _input


def flush():
    """Write out what the program's streams still hold, even if it closed one of them."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass


def _input(prompt="", /):
    """Read a line from standard input, without its end; the prompt is printed first."""
    print(prompt, end="", flush=True)
    if not isinstance(sys.stdin, _Input):
        line = sys.stdin.readline()
    else:
        line = sys.stdin.ask(str(prompt))
    if not line:
        raise EOFError("EOF when reading a line")
    return line.removesuffix("\n")
