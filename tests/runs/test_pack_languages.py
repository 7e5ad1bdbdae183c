"""SB19: languages that are packs run on the server by the same adapters."""

from contextlib import aclosing
from typing import Any

import pytest

from jupyter_interview.contract.values import Output
from jupyter_interview.domain.languages import main_name
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.program_files import TextFile
from jupyter_interview.runs.carried_tests import CarriedTests
from jupyter_interview.runs.events import Ended, Printed, Program
from jupyter_interview.session.output import size_of
from tests.runner.language_table import LANGUAGES, Row, faults, request, table
from tests.runs.conftest import EngineHere

ROWS = [
    pytest.param(language, row, id=f"{language}: {row['name']}")
    for language in LANGUAGES
    for row in table(language)["ends"]
    # Tests are the server's own here, and nobody stops a program in the middle.
    if not {"tests", "stopAt"} & row.get("options", {}).keys()
]


@pytest.mark.parametrize("language, row", ROWS)
async def test_SB19_a_program_ends_on_the_server_as_its_table_says(
    engine_here: EngineHere, language: str, row: Row
) -> None:
    code, options = request(row)
    files = tuple(TextFile(each["name"], each["text"]) for each in options["files"])
    limit = options.get("timeLimitMs", 10_000) / 1000
    program = Program(code, language, name=main_name(language), files=files, seconds=limit)
    outputs: list[Output] = []
    end: Ended | None = None
    async with aclosing(CarriedTests(engine_here()).events(program, ())) as events:
        async for event in events:
            if isinstance(event, Printed):
                outputs.append(event.output)
            elif isinstance(event, Ended):
                end = event
    assert end is not None
    text = {
        stream: "".join(one.text for one in outputs if one.stream == stream)
        for stream in ("stdout", "stderr")
    }
    things = [
        {"stream": one.stream, "text": one.text, "html": one.html}
        for one in outputs
        if one.stream == "display"
    ]
    # How much of a flood the process itself leaves out is a matter of time; the room cuts the rest.
    is_too_much = sum(map(size_of, outputs)) > Limits().output_bytes
    is_cut = is_too_much or any(one.omitted > 0 for one in outputs)
    outcome: dict[str, Any] = {"state": end.state, "error": end.error, "truncated": is_cut, **text}
    outcome["outputs"] = things
    assert faults(row, outcome) == {}
