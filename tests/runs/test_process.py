"""RS8: starting a process ends, whenever the server that wanted it is stopped."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import psutil
import pytest

from jupyter_interview.runs.process import Bounds, built_in_modules, find_deno, started

PATIENCE = 60.0


async def _run(deno: str, script: Path) -> None:
    async with started(deno, script, (), Bounds(1 << 30, 60.0, 60)) as process:
        await process.stdout.read()


async def _ask(deno: str, script: Path) -> None:
    await built_in_modules(deno)


# What asyncio itself leaves open where its tasks are cancelled before it has connected the pipes.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("work", [_run, _ask])
@pytest.mark.parametrize("turns", range(5))
def test_RS8_a_start_ends_with_the_loop_that_it_began_in(
    tmp_path: Path, work: Callable[[str, Path], Coroutine[Any, Any, None]], turns: int
) -> None:
    """All tasks are cancelled a few turns of the loop after the child is there, pipes or not."""
    script = tmp_path / "script.mjs"
    script.write_text("await new Promise(() => setInterval(() => {}, 1000))")
    deno = find_deno() or ""
    me = psutil.Process()
    before = set(me.children())
    begun: set[psutil.Process] = set()

    async def leave_early() -> None:
        task = asyncio.create_task(work(deno, script))
        while not begun:
            await asyncio.sleep(0)
            begun.update(set(me.children()) - before)
        for _ in range(turns):
            await asyncio.sleep(0)
        assert not task.done()

    thread = threading.Thread(target=lambda: asyncio.run(leave_early()), daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    _, alive = psutil.wait_procs(begun, PATIENCE)
    assert alive == []


@pytest.mark.parametrize("turns", [1, 5, 50])
async def test_RS8_a_run_that_is_stopped_again_and_again_waits_for_its_process(
    tmp_path: Path, turns: int
) -> None:
    """Whoever waits for a run that was stopped finds no process and no task of it."""
    script = tmp_path / "script.mjs"
    script.write_text("await new Promise(() => setInterval(() => {}, 1000))")
    me = psutil.Process()
    before = set(me.children())
    task = asyncio.create_task(_run(find_deno() or "", script))
    for _ in range(turns):
        await asyncio.sleep(0.01)
    begun = set(me.children()) - before
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=0.001)
    assert task.cancelled()
    assert [process for process in begun if process.is_running()] == []
    assert asyncio.all_tasks() == {asyncio.current_task()}
