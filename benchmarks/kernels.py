"""How long a program in a Jupyter kernel takes to its first output, over the bare protocol.

Starts a Kernel Gateway on this machine, with one kernel kept ready, and runs programs one after the
other. Before each it waits until the next kernel is ready, so what is measured is a run on a spare.

    .venv/bin/python benchmarks/kernels.py [--rounds 30]

Asked: 20 ms at most, in the middle.
"""

import argparse
import asyncio
import logging
import statistics
import sys
import time
from contextlib import aclosing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from jupyter_interview.domain.limits import Limits
from jupyter_interview.kernels.kernels import Kernels
from jupyter_interview.kernels.settings import gateways_of
from jupyter_interview.runs.events import Printed, Program
from tests.services.gateway import Gateway

ASKED_MS = 20.0


def wait_until_ready(gateway: Gateway) -> None:
    """Wait until there is one kernel, which is connected to and idle, and all is quiet."""
    told: list[tuple[int, str]] = []
    while told != [(1, "idle")]:
        time.sleep(0.2)
        kernels = gateway.kernels()
        told = [(kernel["connections"], kernel["execution_state"]) for kernel in kernels]
    time.sleep(0.5)


async def first_output(kernels: Kernels) -> float:
    """Milliseconds until a program has printed."""
    program = Program("print('hello')", "python")
    begun = time.perf_counter()
    async with aclosing(kernels.languages["python"].run(program)) as events:
        async for event in events:
            if isinstance(event, Printed):
                return (time.perf_counter() - begun) * 1000
    raise RuntimeError("the program printed nothing")


async def measure(gateway: Gateway, rounds: int) -> list[float]:
    kernels = Kernels(gateways_of([gateway.settings()]), Limits(), logging.getLogger())
    kernels.open()
    took = []
    try:
        for _ in range(rounds):
            await asyncio.to_thread(wait_until_ready, gateway)
            took.append(await first_output(kernels))
    finally:
        await kernels.close()
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    gateway = Gateway()
    try:
        took = sorted(asyncio.run(measure(gateway.start(), rounds)))
    finally:
        gateway.remove()
    middle = statistics.median(took)
    print(f"first output on a spare, {rounds} runs: {middle:.1f} ms in the middle,")
    print(f"  fastest {took[0]:.1f}, nine of ten within {took[int(len(took) * 0.9) - 1]:.1f}")
    print("as asked" if middle <= ASKED_MS else f"asked were {ASKED_MS:g} ms")


if __name__ == "__main__":
    main()
