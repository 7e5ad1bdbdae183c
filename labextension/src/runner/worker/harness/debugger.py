"""The debugger of the standard library, which asks for commands as `input` asks.

It must not step into what waits for the answer, nor into what runs the program.
"""

import sys
from contextlib import contextmanager

OURS = ["harness*", "asyncio*", "pyodide*", "_pyodide*"]


def prepare(text):
    """Make `pdb` fit, if the program may use it."""
    if "pdb" not in text and "breakpoint" not in text:
        return
    import pdb

    begin = pdb.Pdb.__init__

    def __init__(self, *args, skip=None, **kwargs):
        begin(self, *args, skip=[*(skip or ()), *OURS], **kwargs)

    pdb.Pdb.__init__ = __init__


@contextmanager
def paused():
    """No step of any debugger meanwhile."""
    trace, monitoring = sys.gettrace(), sys.monitoring
    events = (
        monitoring.get_events(monitoring.DEBUGGER_ID)
        if monitoring.get_tool(monitoring.DEBUGGER_ID)
        else None
    )
    sys.settrace(None)
    if events is not None:
        monitoring.set_events(monitoring.DEBUGGER_ID, 0)
    try:
        yield
    finally:
        if events is not None:
            monitoring.set_events(monitoring.DEBUGGER_ID, events)
        sys.settrace(trace)
