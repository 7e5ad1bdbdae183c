"""QU52: the demo interview of `npm start` has a question in it."""

import asyncio
import json

from tests.clients import Api
from tests.docs.tables import ROOT

PRINT = "import { DEMO } from './scripts/lib/demo.mjs'; console.log(JSON.stringify(DEMO));"


async def test_QU52_the_demo_begins_with_a_question_that_can_be_tested(api: Api) -> None:
    """With its starter in the editor, and tests that everybody runs."""
    node = await asyncio.create_subprocess_exec(
        "node", "--input-type=module", "-e", PRINT, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await node.communicate()
    session = await api.create(**json.loads(printed))
    told = await api.ok("GET", f"/sessions/{session['id']}/questions")
    [question] = told["questions"]
    assert question["cases"] and session["language"] in question["languages"]
    [starter] = question["starters"][session["language"]]
    assert starter["text"] == session["code"]
