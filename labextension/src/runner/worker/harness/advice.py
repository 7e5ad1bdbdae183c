"""A sentence that helps where the sandbox, and not the program, is why something does not work."""

import errno
import sys
import traceback

from . import files

COMPILED = {
    "cv2": "opencv-python",
    "lxml": "lxml",
    "matplotlib": "matplotlib",
    "numpy": "numpy",
    "pandas": "pandas",
    "PIL": "pillow",
    "polars": "polars",
    "pyarrow": "pyarrow",
    "scipy": "scipy",
    "seaborn": "seaborn",
    "shapely": "shapely",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "statsmodels": "statsmodels",
    "torch": "torch",
    "tensorflow": "tensorflow",
    "xgboost": "xgboost",
}
"""Well-known packages in machine code, of which no package index has a build for this Python."""

PURE = {
    "attr": "attrs",
    "attrs": "attrs",
    "bs4": "beautifulsoup4",
    "cachetools": "cachetools",
    "click": "click",
    "dateutil": "python-dateutil",
    "faker": "faker",
    "freezegun": "freezegun",
    "hypothesis": "hypothesis",
    "jinja2": "jinja2",
    "more_itertools": "more-itertools",
    "msgpack": "msgpack",
    "networkx": "networkx",
    "parameterized": "parameterized",
    "pydantic": "pydantic",
    "pytest": "pytest",
    "pytz": "pytz",
    "rich": "rich",
    "simpy": "simpy",
    "sortedcontainers": "sortedcontainers",
    "sympy": "sympy",
    "tabulate": "tabulate",
    "toolz": "toolz",
    "tqdm": "tqdm",
    "typing_extensions": "typing-extensions",
    "yaml": "pyyaml",
}
"""Well-known packages that can be added, by the name to import, each with the name to install.

No other name is ever given: a program's unknown name is likely to be a file of its author, and a
package index has a stranger's package for almost every name.
"""

NETWORK = {
    *("aiohttp", "boto3", "botocore", "flask", "fastapi", "django", "grpc", "httpx", "kafka"),
    *("paramiko", "psycopg", "psycopg2", "pymongo", "pymysql", "redis", "requests", "selenium"),
    *("starlette", "tornado", "urllib3", "uvicorn", "websocket", "websockets"),
}
"""Packages that do nothing without a network or a server."""

SCREEN = {"_curses", "_tkinter", "arcade", "curses", "pygame", "pyglet", "tkinter", "turtle"}
PROCESSES = {"_multiprocessing", "_posixsubprocess", "_posixshmem", "_winapi"}

NO_NETWORK = "Programs here cannot reach the network: no request leaves the sandbox."
NO_THREADS = "No threads can be started here: the sandbox runs one thread."
NO_PROCESSES = "No other processes can be started here: the sandbox runs one program."
NO_PAGE = "There is no page here: the sandbox is a worker, which has no document and no window."
NO_SCREEN = "There is no screen to draw on here: programs print, and show pictures with display()."
NO_LENGTH = "Lengths and positions end at 2**31 - 1 here: this Python is built for 32 bits."
NO_SIGNALS = "There are no alarms and timers by signal here: the time limit of the run ends a loop."

CALLS = {
    "alarm": NO_SIGNALS,
    "setitimer": NO_SIGNALS,
    "fork": NO_PROCESSES,
    "forkpty": NO_PROCESSES,
    "posix_spawn": NO_PROCESSES,
    "spawnv": NO_PROCESSES,
}
"""Functions of ``os`` and ``signal`` that this Python has not."""

LIBRARIES = {
    "socket": NO_NETWORK,
    "ssl": NO_NETWORK,
    "urllib/request": NO_NETWORK,
    "http/client": NO_NETWORK,
    "asyncio/base_events": NO_NETWORK,
    "asyncio/streams": NO_NETWORK,
    "pyodide/http": NO_NETWORK,
    "subprocess": NO_PROCESSES,
    "multiprocessing": NO_PROCESSES,
    "concurrent/futures/process": NO_PROCESSES,
    "asyncio/subprocess": NO_PROCESSES,
}
"""Where an error of the system was raised, by the file in the standard library."""

UNREACHED = {
    errno.ECONNREFUSED,
    errno.EHOSTUNREACH,
    errno.ENETUNREACH,
    errno.ENOTCONN,
    errno.ENOTSUP,
}
TOO_LONG = ("C ssize_t", "an index-sized integer", "x <= sys.maxsize")
FETCH_FAILED = (
    "Failed to fetch",
    "NetworkError",
    "Load failed",
    "There is no http",
    "Requires net access",
)


def advice(error):
    """What helps against this error, as a line of its own; empty for most."""
    for found in _chain(error):
        sentence = _sentence(found)
        if sentence:
            return f"\n{sentence}"
    return ""


def _chain(error):
    seen = []
    while error is not None and error not in seen and len(seen) < 20:
        seen.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return seen


def _sentence(error):
    if isinstance(error, ImportError):
        return _of_import(error)
    if isinstance(error, AttributeError):
        return _of_attribute(error)
    text = str(error)
    if isinstance(error, (IndexError, OverflowError, ValueError)):
        return NO_LENGTH if any(part in text for part in TOO_LONG) else ""
    if isinstance(error, RuntimeError) and "start new thread" in text:
        return NO_THREADS
    if type(error).__name__ == "JsException":
        return NO_NETWORK if any(part in text for part in FETCH_FAILED) else ""
    if isinstance(error, (OSError, NotImplementedError, RuntimeError)):
        return _of_library(error)
    if isinstance(error, NameError) and error.name in ("document", "window"):
        return NO_PAGE
    return ""


def _of_import(error):
    name = (error.name or "").partition(".")[0]
    if not isinstance(error, ModuleNotFoundError):
        return NO_PAGE if name == "js" else _of_library(error)
    if name in SCREEN:
        return NO_SCREEN
    if name in PROCESSES:
        return NO_PROCESSES
    if name in sys.modules:
        return ""
    if name in sys.stdlib_module_names:
        return f"{name} needs a part of an operating system that the sandbox has not."
    if name in NETWORK:
        return f"{name} is not here, and would be of no use. {NO_NETWORK}"
    absent = f"{name} is not available in this interview. Whoever runs the Jupyter server can"
    if name in COMPILED:
        distribution = "a Pyodide distribution, which c.InterviewApp.pyodide_dir names"
        return f"{absent} provide {COMPILED[name]} with {distribution}."
    if name in PURE:
        return f"{absent} add it: jupyter interview wheels add {PURE[name]}"
    if files.names is not None:
        return f"There is no module {name} here. {_there()}"
    return (
        f"There is no module {name} here. A program is one file: "
        f"if {name} is a file of yours, put what you need of it into this one."
    )


def _there():
    """The files of the program, in a sentence."""
    return f"The program's files are: {', '.join(sorted(files.names))}."


def _of_attribute(error):
    owner, name = error.obj, error.name
    if getattr(owner, "__name__", None) in ("os", "posix", "signal"):
        return CALLS.get(name, "")
    is_page = name in ("document", "window", "alert", "localStorage")
    return NO_PAGE if is_page and type(owner).__name__ == "JsProxy" else ""


def _of_library(error):
    files = [frame.f_code.co_filename for frame, _ in traceback.walk_tb(error.__traceback__)]
    for file in reversed(files):
        inside = file.partition(".zip/")[2] or file.partition("site-packages/")[2]
        for library, sentence in LIBRARIES.items():
            if inside.startswith((f"{library}.", f"{library}/")):
                return sentence
    number = getattr(error, "errno", None)
    if number in UNREACHED:
        return NO_NETWORK
    if number == errno.ENOSYS:
        return NO_PROCESSES
    return ""
