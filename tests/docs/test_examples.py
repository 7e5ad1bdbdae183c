"""The clients in examples/ take part in an interview on a real server, as they are."""

import asyncio
import csv
import os
import sys

from jupyter_interview.client import Link
from tests.clients import Api
from tests.docs.programs import example, run


async def test_CL1_a_table_of_links_for_a_class(api: Api) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        example("class_links.py"),
        api.root,
        "python",
        env=os.environ
        | {"NO_PROXY": "*", "PYTHONIOENCODING": "utf-8"}
        | {"JUPYTER_TOKEN": api.headers["Authorization"].removeprefix("token ")},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    told, _ = await process.communicate("Bo 🐢\n\nDi, Anna\n".encode())
    [head, *rows] = csv.reader(told.decode().splitlines())
    assert head == ["name", "interview", "link"]
    assert [row[0] for row in rows] == ["Bo 🐢", "Di, Anna"]
    for name, session, url in rows:
        link = Link.read(url)
        assert link.session_id == session
        body = {"userName": name, "invite": link.invite}
        joined = await api.anonymous().ok("POST", f"/sessions/{session}/join", body)
        assert joined["session"]["title"] == name


async def test_both_examples_write_into_one_interview(api: Api) -> None:
    """DO3, SO1, SO2: with nothing but the link, one with events, one with a document."""
    session = await api.create("javascript", code="let naïve = '🐢';\n")
    path = f"/sessions/{session['id']}"
    link = (await api.invite(session["id"]))["url"]

    async with run(example("sync_client.py"), link, "Sue") as sue:
        await sue.prints('"ack"')
        async with run(example("contract_client.py"), link, "Cy") as cy:
            await sue.prints('"text"', "hello from Cy")
            text = "// hello from Sue\nlet naïve = '🐢';\n\n// hello from Cy"
            assert (await api.ok("GET", path))["code"] == text

            await api.ok("PUT", path + "/code", {"code": "done()\n"})
            await cy.prints("code_change", "done()")
            await sue.prints('"text"', "done()")
