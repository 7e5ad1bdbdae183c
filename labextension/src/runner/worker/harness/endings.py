"""How a program ends: as Python does when it is the whole program of a process."""

import atexit
import gc
import sys

from .errors import describe, last_line, own_part


def exit_message(code):
    """What `sys.exit` was called with, as text; None when all is well."""
    if code is None or (isinstance(code, int) and code == 0):
        return None
    if isinstance(code, int):
        return f"SystemExit: {int(code)}"
    try:
        return str(code)
    except BaseException as error:
        return f"SystemExit (its message failed: {type(error).__name__})"


def report(error, own_hook):
    """What people read of an uncaught error; ``own_hook`` was there before the program."""
    hook = sys.excepthook
    if hook in (own_hook, sys.__excepthook__):
        return describe(error)
    try:
        hook(type(error), error, own_part(error.__traceback__))
    except SystemExit as end:
        return exit_message(end.code) or last_line(error)
    except BaseException as second:
        parts = "Error in sys.excepthook:", describe(second), "", "Original exception was:"
        return "\n".join((*parts, describe(error)))
    return last_line(error)


def tear_down(modules):
    """Call what was registered with `atexit`, then free everything the program has made."""
    try:
        atexit._run_exitfuncs()
    except BaseException as error:
        print(f"Exception ignored in atexit callback:\n{describe(error)}", file=sys.stderr)
    for names in [module.__dict__ for module in modules]:
        for is_private in (True, False):
            for name in list(names):
                if name.startswith("_") == is_private and name != "__builtins__":
                    names[name] = None
    gc.collect()
