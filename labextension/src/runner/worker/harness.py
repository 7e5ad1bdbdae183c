"""Runs one program in a fresh interpreter and says how it ended.

It may be put into an interpreter long before the program comes, whose memory is then kept and woken
up any number of times: `wake` makes each of them an individual and gives it a world to act in.

The program is the module ``__main__`` in a file ``solution.py`` that exists only in ``linecache``.
What people read of an error are the frames of that file: nothing of the harness, of Pyodide or of
the standard library. Top-level ``await`` is allowed, and tasks that the program left behind are
waited for, so that ``asyncio.run(main())`` also works where a browser cannot switch stacks.
"""

import ast
import asyncio
import base64
import builtins
import importlib
import importlib.util
import inspect
import io
import json
import linecache
import random
import sys
import time
import traceback
import types

from pyodide.code import find_imports
from pyodide.ffi import can_run_sync, run_sync

FILE_NAME = "solution.py"
COMMON = (
    "bisect collections contextlib copy dataclasses datetime decimal enum fractions functools "
    "heapq itertools math operator re statistics string typing"
)
"""What programs of an interview often import: it is there when the interpreter wakes up."""

MAX_RECURSION = 3000
MAX_ERROR = 12_000
MAX_VALUE = 199

DISTRIBUTIONS = {
    "PIL": "pillow",
    "bs4": "beautifulsoup4",
    "cv2": "opencv-python",
    "dateutil": "python-dateutil",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "yaml": "pyyaml",
}
"""Where the name to install is not the name to import."""

_world = None


def wake(world, seed):
    """Act through ``world``, and take chance from ``seed``: kept memory would repeat itself."""
    global _world
    _world = world
    random.seed(seed)


class _Input(io.TextIOBase):
    """Standard input, line by line from whoever has it."""

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
        line = _world.readLine(prompt, can_run_sync())
        if line is not None and not isinstance(line, str):
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


def _prepare():
    for name, fd in (("stdout", 1), ("stderr", 2)):
        raw = open(fd, "wb", buffering=0, closefd=False)
        errors = "strict" if name == "stdout" else "backslashreplace"
        stream = io.TextIOWrapper(raw, "utf-8", errors, newline="\n", write_through=True)
        stream.mode = "w"
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    sys.stdin = sys.__stdin__ = _Input()
    builtins.input = _input
    builtins.display = _display
    sys.argv = [FILE_NAME]
    set_limit = sys.setrecursionlimit

    def setrecursionlimit(limit, /):
        """Set the recursion limit, at most to what the sandbox's stack can bear."""
        set_limit(min(limit, MAX_RECURSION))

    sys.setrecursionlimit = setrecursionlimit


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


def _display(*values):
    """Show pictures as pictures and everything else as text."""
    for value in values:
        png = getattr(value, "_repr_png_", None)
        savefig = getattr(value, "savefig", None)
        if callable(savefig):
            _show_figure(value)
        elif callable(png) and isinstance(data := png(), bytes):
            _show_png(data)
        else:
            print(value if isinstance(value, str) else repr(value))


def _show_png(data):
    sys.stdout.flush()
    _world.showImage(base64.b64encode(data).decode())


def _show_figure(figure):
    data = io.BytesIO()
    figure.savefig(data, format="png")
    _show_png(data.getvalue())


def _show_figures(*args, **kwargs):
    """Show matplotlib's open figures, and close them."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    for number in pyplot.get_fignums() if pyplot else ():
        _show_figure(pyplot.figure(number))
    if pyplot:
        pyplot.close("all")


async def run(source, modules, expressions):
    """How a program ended, as JSON: its state, and the error as text."""
    lines = source.splitlines(keepends=True)
    linecache.cache[FILE_NAME] = (len(source), None, lines, FILE_NAME)
    main = types.ModuleType("__main__")
    main.__file__ = FILE_NAME
    main.__builtins__ = builtins
    sys.modules["__main__"] = main
    try:
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        code = compile(source, FILE_NAME, "exec", flags=flags, dont_inherit=True)
        await _install(source, set(json.loads(modules)))
        if not can_run_sync():
            asyncio.run = _run_later
        result = eval(code, main.__dict__)
        if inspect.iscoroutine(result):
            await result
        await _finish_tasks()
        _show_figures()
        for index, expression in enumerate(json.loads(expressions)):
            _world.tell(json.dumps(await _evaluated(index, expression, main.__dict__)))
    except SystemExit as error:
        return _outcome("error", _exit_message(error.code))
    except MemoryError as error:
        return _outcome("out_of_memory", _describe(error))
    except BaseException as error:
        return _outcome("error", _describe(error))
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Exception:
                pass
    return _outcome("ok", None)


def _run_later(main, *, debug=None, loop_factory=None):
    """``asyncio.run`` where the engine cannot wait in the middle of a call: it is waited for at
    the end of the program, and its result is not to be had."""
    asyncio.ensure_future(main)


def _outcome(state, error):
    return json.dumps({"state": "ok" if error is None else state, "error": error})


async def _install(source, modules):
    """Have the packages of the site that the program imports."""
    imported = set(find_imports(source)) if modules or "import" in source else set()
    missing = {name for name in imported & modules if not _is_there(name)}
    if missing:
        await _world.install(missing)
        importlib.invalidate_caches()
    if "matplotlib" in imported and _is_there("matplotlib"):
        import matplotlib

        matplotlib.use("agg")
        import matplotlib.pyplot

        matplotlib.pyplot.show = _show_figures
    if "PIL" in imported and _is_there("PIL"):
        from PIL import ImageShow

        class Viewer(ImageShow.Viewer):
            def show(self, image, **options):
                _display(image)
                return 1

        ImageShow.register(Viewer, 0)


def _is_there(name):
    return name in sys.modules or importlib.util.find_spec(name) is not None


async def _finish_tasks():
    me = asyncio.current_task()
    while tasks := asyncio.all_tasks() - {me}:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            if not task.cancelled() and task.exception() is not None:
                raise task.exception()


async def _evaluated(index, expression, names):
    """What one expression of the tests gives. Comparing is for others to do."""
    begun = time.perf_counter()
    value, raised = await _value(expression, names)
    ms = (time.perf_counter() - begun) * 1000
    return {
        "index": index,
        "canonical": None if raised else canonical(value),
        "text": _text(value, raised),
        "raised": raised,
        "ms": ms,
    }


async def _value(expression, names):
    """What an expression gives and whether that is an error it raised."""
    try:
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        code = compile(expression.strip(), "test", "eval", flags=flags, dont_inherit=True)
        value = eval(code, names)
        return (await value if inspect.iscoroutine(value) else value), False
    except Exception as error:
        return error, True


def _text(value, is_error):
    try:
        text = f"{type(value).__name__}: {value}" if is_error else repr(value)
    except Exception as error:
        text = f"{type(error).__name__}: {error}"
    return text if len(text) <= MAX_VALUE else f"{text[:MAX_VALUE]}…"


def _exit_message(code):
    if code is None or code == 0:
        return None
    return f"SystemExit: {code}" if isinstance(code, int) else str(code)


def _describe(error):
    try:
        report = traceback.TracebackException.from_exception(error, compact=True)
        _trim(report)
        return _shorten("".join(report.format()).rstrip("\n")) + _advice(error)
    except BaseException as second:
        return f"{type(error).__name__} (its traceback failed: {type(second).__name__})"


def _advice(error):
    """How to have a package that is not there."""
    if not isinstance(error, ModuleNotFoundError) or not error.name:
        return ""
    name = error.name.partition(".")[0]
    if name in sys.stdlib_module_names or name in sys.modules:
        return ""
    return (
        f"\n{name} is not in this sandbox. Whoever runs the Jupyter server can add it: "
        f"jupyter interview wheels add {DISTRIBUTIONS.get(name, name)}"
    )


def _shorten(text):
    """Leave out the middle of a very long traceback: the calls of a recursion gone wrong."""
    if len(text) <= MAX_ERROR:
        return text
    head = text[: MAX_ERROR // 4].rpartition("\n")[0]
    tail = text[-MAX_ERROR // 4 :].partition("\n")[2]
    return f"{head}\n  [Many lines are left out here]\n{tail}"


def _trim(report):
    """Keep the program's own frames, in chained and grouped errors too."""
    if report is None:
        return
    report.stack = traceback.StackSummary.from_list(
        [frame for frame in report.stack if frame.filename == FILE_NAME]
    )
    _trim(report.__cause__)
    _trim(report.__context__)
    for inner in report.exceptions or ():
        _trim(inner)


for _name in COMMON.split():
    importlib.import_module(_name)
_prepare()
