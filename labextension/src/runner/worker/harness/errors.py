"""What people read of an error: the frames of their own file, and what may help."""

import sys
import traceback

FILE_NAME = "solution.py"
MAX_ERROR = 12_000

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


def exit_message(code):
    if code is None or code == 0:
        return None
    return f"SystemExit: {code}" if isinstance(code, int) else str(code)


def describe(error):
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
