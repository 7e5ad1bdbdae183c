"""A server that is nothing but an engine, to be killed.

`python -m tests.runs.orphan LANGUAGE CODE`
"""

import asyncio
import logging
import sys
import tempfile
from contextlib import aclosing
from pathlib import Path

from jupyter_interview.domain.limits import Limits
from jupyter_interview.packages.catalogue import Catalogue
from jupyter_interview.packages.shelf import Shelf
from jupyter_interview.runs.engine import Engine
from jupyter_interview.runs.events import Printed, Program
from jupyter_interview.runs.process import find_deno
from tests.runner.site import STATIC


async def main(language: str, code: str) -> None:
    catalogue = Catalogue(Shelf(Path(tempfile.gettempdir()) / "none"), None, logging.getLogger())
    limits = Limits().with_overrides({"server_run_seconds": 600})
    engine = Engine(find_deno() or "", STATIC, catalogue, limits)
    async with aclosing(engine.run(Program(code, language))) as events:
        async for event in events:
            if isinstance(event, Printed):
                print(event.output.text, end="", flush=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
