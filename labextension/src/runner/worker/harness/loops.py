"""asyncio in an interpreter whose one event loop is the engine's, and runs already."""

import asyncio

from pyodide.ffi import can_run_sync
from pyodide.webloop import WebLoop

_run = asyncio.run


def prepare():
    """Make every call for a new loop give the one that there is."""
    asyncio.new_event_loop = asyncio.events.new_event_loop = asyncio.get_event_loop
    asyncio.Runner = asyncio.runners.Runner = Runner


class Runner:
    """Runs coroutines one after the other in the one loop, which outlives it."""

    def __init__(self, *, debug=None, loop_factory=None):
        """Ignore both arguments, which are for new loops."""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def close(self):
        """Do nothing: the loop is the interpreter's."""

    def get_loop(self):
        return asyncio.get_event_loop()

    def run(self, main, *, context=None):
        return asyncio.run(main)


def begin():
    """The program's own code, outside of its coroutines, is what the current task runs."""
    program = asyncio.current_task()

    def run(main, *, debug=None, loop_factory=None):
        """Run a coroutine to its end and return its result."""
        if asyncio.current_task() is not program:
            raise RuntimeError("asyncio.run() cannot be called from a running event loop")
        if can_run_sync():
            return _run(main, debug=debug)
        return later(main)

    def later(main):
        """Where the engine cannot wait in the middle of a call, a coroutine is waited for at the
        end of the program, and nobody gets its result."""
        asyncio.ensure_future(main)

    asyncio.run = run
    if not can_run_sync():
        WebLoop.run_until_complete = lambda loop, main: later(main)


async def finish():
    """Wait for what the program left running."""
    me = asyncio.current_task()
    while tasks := asyncio.all_tasks() - {me}:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            if not task.cancelled() and task.exception() is not None:
                raise task.exception()
