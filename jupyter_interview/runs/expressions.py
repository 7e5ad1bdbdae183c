"""Regular expressions of authors, looked for where they can be stopped.

Python looks for an expression without letting anything else run, and some take longer than the
world on a short text. So each is first looked for in a process of its own, with a time limit.
"""

import asyncio
import json
import sys
from collections.abc import Iterator
from typing import Any

from ..questions.cases import Call, Case, Expected, Raises, Steps, Whole
from ..questions.compare import MATCHED_CHARACTERS, expression_of, lines_of
from ..questions.judge import Verdict
from ..questions.outcome import Given, Outcome, Raised, Stepped

TOO_SLOW = Verdict("error", message="The regular expression of this test takes too long.")
SECONDS = 5.0
"""Seconds for all expressions of one case, the start of a process included."""
_LOOK = """\
import json, re, sys

for pattern, text in json.load(sys.stdin):
    re.compile(pattern, re.ASCII).search(text)
"""


async def can_be_judged(case: Case, outcome: Outcome | str) -> bool:
    """Whether the expressions of a case are found, or not found, in a bounded time. ``outcome`` is
    a text where the whole program was run."""
    looked = [(expression_of(pattern).pattern, text) for pattern, text in _looked(case, outcome)]
    if not looked:
        return True
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-S", "-c", _LOOK),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        env={},
    )
    try:
        async with asyncio.timeout(SECONDS):
            await process.communicate(json.dumps(looked).encode())
    except TimeoutError:
        return False
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return process.returncode == 0


def _looked(case: Case, outcome: Any) -> Iterator[tuple[str, str]]:
    """Expressions with the texts in which they are looked for."""
    match case.action, outcome:
        case Call(_, _, returns, raises), _:
            yield from _of_one(returns, raises, outcome)
        case Steps(steps), Stepped(outcomes):
            for step, one in zip(steps, outcomes, strict=False):
                yield from _of_one(step.returns, step.raises, one)
        case Whole(_, stdout), str():
            yield from _of_one(stdout, None, Given("\n".join(lines_of(outcome))))


def _of_one(
    returns: Expected | None, raises: Raises | None, outcome: object
) -> Iterator[tuple[str, str]]:
    match outcome:
        case Given(str(text)) if returns is not None and returns.comparison.way == "matches":
            if len(text) <= MATCHED_CHARACTERS:
                yield str(returns.value), text
        case Raised() if raises is not None and raises.message is not None:
            yield raises.message, outcome.message[:MATCHED_CHARACTERS]
