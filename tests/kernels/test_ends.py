"""KE4, KE5, KE6: programs that go wrong, servers of kernels that do, and kernels that are left."""

import asyncio
import json
import logging
import re
import sys
import threading
from collections.abc import Callable
from contextlib import aclosing, suppress
from urllib.error import HTTPError

import pytest

from jupyter_interview.kernels.kernels import Kernels
from jupyter_interview.kernels.problems import DIED, LOST, REFUSED, UNREACHABLE
from jupyter_interview.runs.events import Ended, Printed, Program
from tests.kernels.conftest import Outcome, run
from tests.services.gateway import Gateway

KernelsOf = Callable[..., Kernels]
LOOP = "print('begun', flush=True)\nwhile True: pass"
DEAF = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n" + LOOP


SERVER = """\
import asyncio, json, logging, sys
from jupyter_interview.domain.limits import Limits
from jupyter_interview.kernels.kernels import Kernels
from jupyter_interview.kernels.settings import gateways_of

async def main():
    Kernels(gateways_of([json.loads(sys.argv[1])]), Limits(), logging.getLogger()).open()
    await asyncio.Event().wait()

asyncio.run(main())
"""


PAUSE = 0.1
"""Seconds between two questions, in which the server that is asked gets something done."""


async def until(holds: Callable[[], bool]) -> None:
    """Wait for it, asking the other server again and again."""

    def ask() -> None:
        is_so = False
        while not is_so and not is_late.is_set():
            # A server that lists a kernel which ends just then answers 500.
            with suppress(HTTPError):
                is_so = holds()
            is_late.wait(0 if is_so else PAUSE)

    is_late = threading.Event()
    try:
        await asyncio.wait_for(asyncio.to_thread(ask), 60)
    finally:
        is_late.set()


async def interrupted(kernels: Kernels, code: str, meanwhile: Callable[[], None]) -> Outcome:
    """Do something as soon as the program has printed."""
    printed: list[Printed] = []
    async with aclosing(kernels.languages["python"].run(Program(code, "python"))) as events:
        async for event in events:
            match event:
                case Printed():
                    printed.append(event)
                    if len(printed) == 1:
                        await asyncio.to_thread(meanwhile)
                case Ended():
                    return Outcome(event, printed)
    raise AssertionError("the program never ended")


@pytest.mark.parametrize("code", [LOOP, DEAF], ids=["loop", "deaf"])
async def test_KE4_a_program_that_does_not_end_is_ended(
    gateway: Gateway, kernels_of: KernelsOf, code: str
) -> None:
    """KE4, KE6: and its kernel is gone, whether it listens or not."""
    kernels = kernels_of(gateway.settings(spares=0), server_run_seconds=1.0)
    ran = await run(kernels, code)
    assert (ran.state, ran.end.error) == ("timeout", "Stopped after 1 s: time limit")
    assert ran.text() == "begun\n"
    assert (await run(kernels, "print(2)")).text() == "2\n"
    await until(lambda: not gateway.kernels())


async def test_KE4_what_its_interpreter_does_not_survive_is_told(
    gateway: Gateway, kernels_of: KernelsOf
) -> None:
    kernels = kernels_of(gateway.settings())
    ran = await run(kernels, "import os\nos._exit(0)")
    assert (ran.state, ran.end.error) == ("crashed", DIED)
    assert (await run(kernels, "print(2)")).text() == "2\n"


async def test_KE4_a_flood_is_cut_off(gateway: Gateway, kernels_of: KernelsOf) -> None:
    kernels = kernels_of(gateway.settings())
    # A Jupyter server passes on no more than 1 MB a second, and says so.
    big = await run(kernels, "print('x' * 20_000_000)")
    assert (big.state, big.text()) == ("ok", "")
    assert "IOPub data rate exceeded" in big.text("stderr")
    many = await run(kernels, "for n in range(200_000): print(n)")
    assert many.state == "ok" and many.text().startswith("0\n1\n")
    assert max(len(each.output.text) for each in many.printed) <= 16 * 1024


async def test_KE4_a_run_that_is_stopped_leaves_no_kernel(
    gateway: Gateway, kernels_of: KernelsOf
) -> None:
    """KE4, KE6: before its kernel is there, and while it runs; what it would not end is deleted."""
    kernels = kernels_of(gateway.settings(spares=1))
    running = kernels.languages["python"].run(Program(DEAF, "python"))
    asked = asyncio.ensure_future(anext(running))
    await asyncio.sleep(0)
    asked.cancel()
    await asyncio.gather(asked, return_exceptions=True)
    await running.aclose()
    running = kernels.languages["python"].run(Program(DEAF, "python"))
    assert isinstance(await anext(running), Printed)
    await running.aclose()
    assert (await run(kernels, "print(2)")).text() == "2\n"
    await until(lambda: len(gateway.kernels()) == 1)
    await kernels.close()
    assert gateway.kernels() == []


async def test_KE6_many_runs_leave_only_spares(gateway: Gateway, kernels_of: KernelsOf) -> None:
    kernels = kernels_of(gateway.settings(spares=2))
    kernels.open()
    ran = await asyncio.gather(*(run(kernels, f"print({n})") for n in range(6)))
    assert [each.text() for each in ran] == [f"{n}\n" for n in range(6)]
    await until(lambda: len(gateway.kernels()) == 2)
    await kernels.close()
    assert gateway.kernels() == []


async def test_KE5_a_killed_server_costs_no_output(
    own_gateway: Gateway, kernels_of: KernelsOf
) -> None:
    """KE5: with a spare that died with it, the next run works when it is back."""
    kernels = kernels_of(own_gateway.settings())
    ran = await interrupted(kernels, LOOP, own_gateway.kill)
    assert (ran.state, ran.end.error, ran.text()) == ("crashed", LOST, "begun\n")
    gone = await run(kernels, "print(2)")
    assert (gone.state, gone.end.error) == ("crashed", UNREACHABLE)
    own_gateway.start()
    assert (await run(kernels, "print(3)")).text() == "3\n"


async def test_KE5_a_frozen_server_costs_no_output(
    own_gateway: Gateway, kernels_of: KernelsOf
) -> None:
    """KE5, KE6: and when it is thawed, nothing of the run is left there."""
    kernels = kernels_of(own_gateway.settings(spares=0), server_run_seconds=1.0)
    ran = await interrupted(kernels, LOOP, own_gateway.freeze)
    assert (ran.state, ran.end.error, ran.text()) == ("crashed", LOST, "begun\n")
    own_gateway.thaw()
    assert (await run(kernels, "print(3)")).text() == "3\n"
    await until(lambda: not own_gateway.kernels())


async def test_KE5_a_wrong_token_and_a_wrong_kernel_are_told(
    gateway: Gateway,
    plain_server: Gateway,
    kernels_of: KernelsOf,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """KE5, KE8: in the log with the place in the settings, and nowhere with address or token."""
    with caplog.at_level(logging.DEBUG):
        for server in (gateway, plain_server):
            settings = {**server.settings(), "token": "wrong-kernels-token"}
            ran = await run(kernels_of(settings), "1")
            assert (ran.state, ran.end.error) == ("crashed", REFUSED)
        settings = gateway.settings(languages={"python": {"kernel": "no-such-kernel"}})
        ran = await run(kernels_of(settings), "1")
        assert ran.state == "crashed" and "does not have the kernel" in (ran.end.error or "")
    told = [text for name, _, text in caplog.record_tuples if name == "tests.kernels"]
    assert told[0] == f"jupyter_interview: c.InterviewApp.kernels[0], kernel python3: {REFUSED}"
    assert len(told) == 3
    assert not re.search("wrong-kernels-token|kernels-secret|127.0.0.1", caplog.text)


async def test_KE6_a_kernel_of_a_killed_server_is_culled() -> None:
    """KE6: with the flags of docs/deploy/kernels, when nobody is connected to it."""
    # On a busy machine a kernel takes seconds until anybody can connect to it.
    flags = ("cull_idle_timeout=8", "cull_interval=1")
    gateway = Gateway(False, *(f"--MappingKernelManager.{flag}" for flag in flags))
    try:
        gateway.start()
        settings = json.dumps(gateway.settings())
        server = await asyncio.create_subprocess_exec(sys.executable, "-c", SERVER, settings)
        try:
            await until(lambda: [each["connections"] for each in gateway.kernels()] == [1])
            gateway.start_kernel()
            # The one that nobody is connected to is culled, the spare is not.
            await until(lambda: [each["connections"] for each in gateway.kernels()] == [1])
        finally:
            server.kill()
            await server.wait()
        await until(lambda: not gateway.kernels())
    finally:
        gateway.remove()
