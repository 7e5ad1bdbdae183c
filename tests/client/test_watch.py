"""CL4: a watch tells what happens as it happens, comes back by itself, and knows when to end."""

from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.client import (
    CheckEnded,
    CheckResults,
    CheckStarted,
    CodeChange,
    ExecutionResult,
    HiddenTests,
    InterviewRefused,
    LanguageChange,
    UserJoined,
    UserLeft,
)
from tests.client.people import Person
from tests.clients import Api, SyncSocket
from tests.faults.server import TOKEN, ServerProcess


async def test_CL4_what_happens_is_told_as_values(ana: Person) -> None:
    here = (await ana.create("python")).id
    me = (await ana.join(here, "Ana")).user
    invite = await ana.invite(here)
    watch = ana.watch(here, user_id=me.id)
    await ana.sees(here, "Ana")
    joined = await ana.other().join(here, "Bo", invite=invite.secret)
    assert await watch.until(UserJoined) == UserJoined(joined.user)
    bo = ana.other(secret=joined.secret)
    theirs = bo.watch(here)
    await ana.sees(here, "Bo")
    await ana.replace_code(here, "print(1)\n")
    assert await theirs.until(CodeChange, code="print(1)\n")
    run = await bo.execute(here, output="1\n")
    assert await watch.until(ExecutionResult) == ExecutionResult("1\n", None, run.timestamp)
    await bo.set_language(here, "javascript")
    assert await watch.until(LanguageChange) == LanguageChange("javascript")
    await ana.kick(here, joined.user.id)
    assert (await watch.until(UserLeft)).user.id == joined.user.id
    out = await theirs.end()
    assert isinstance(out, InterviewRefused)
    assert (out.code, out.status) == ("kicked", 4401)
    await ana.delete(here)
    gone = await watch.end()
    assert isinstance(gone, InterviewRefused) and gone.status == 4404


async def test_CL4_SE11_a_watch_ends_with_the_interview(ana: Person) -> None:
    here = (await ana.create()).id
    invite = await ana.invite(here)
    bo = ana.other(secret=(await ana.other().join(here, "Bo", invite=invite.secret)).secret)
    await ana.join(here, "Ana")
    owner, watch = ana.watch(here), bo.watch(here)
    await ana.sees(here, "Ana", "Bo")
    await ana.change(here, state="ended")
    assert await watch.end() is None
    assert await owner.end() is None
    assert await ana.watch(here).end() is None
    await ana.change(here, state="live")
    again = ana.watch(here)
    await ana.sees(here, "Ana")
    await ana.delete(here)
    assert isinstance(await again.end(), InterviewRefused)


async def test_CL4_it_never_begins_where_there_is_no_server(ana: Person) -> None:
    silent = ana.at("http://127.0.0.1:9/").watch("some-session")
    problem = await silent.end()
    assert isinstance(problem, InterviewRefused) and problem.code == "unreachable"
    page = ana.at(ana.url + "nothing/").watch("some-session")
    problem = await page.end()
    assert isinstance(problem, InterviewRefused) and problem.code == "unexpected"
    unknown = ana.watch("never-a-session")
    problem = await unknown.end()
    assert isinstance(problem, InterviewRefused) and problem.status == 4404


@pytest.mark.parametrize(("kind", "end"), [("waits", "stop"), ("awaited", "kill")])
async def test_CL4_it_comes_back_after_the_server_was_gone(
    kind: str, end: str, tmp_path: Path
) -> None:
    server: Any = ServerProcess(tmp_path)
    try:
        await server.start()
        async with Person(kind, server.root, token=TOKEN) as ana:
            here = (await ana.create("python", code="before\n")).id
            await ana.join(here, "Ana")
            watch = ana.watch(here)
            await ana.sees(here, "Ana")
            await getattr(server, end)()
            await server.start()
            # The text as it is comes first, so nothing that was typed meanwhile is missed.
            assert await watch.until(LanguageChange) == LanguageChange("python")
            assert await watch.next() == CodeChange("before\n")
            await ana.replace_code(here, "after\n")
            assert await watch.until(CodeChange, code="after\n")
            await ana.delete(here)
            assert isinstance(await watch.end(), InterviewRefused)
        await server.stop()
    finally:
        server.abandon()


async def test_QU58_a_watch_tells_checks_of_visible_tests_and_nothing_of_hidden_ones(
    ana: Person,
) -> None:
    here = (await ana.create("python")).id
    case = {"name": "secret word", "call": "one", "args": [], "returns": 1}
    cases = [{**case, "hidden": True}, {**case, "name": "plain", "hidden": False}]
    written = {
        **{"title": "One", "statement": "Write `one`.", "language": "python", "starter": ""},
        "cases": cases,
    }
    api = Api(ana.url, ana.client.connection.headers)
    question = (await api.ok("POST", f"/sessions/{here}/questions", {"written": written}))["id"]
    bo, _ = await api.guest(here, "Bo", "interviewer")
    await ana.join(here, "Ana")
    watch = ana.watch(here)
    await ana.sees(here, "Ana")
    texts = dict.fromkeys(("name", "expected", "got", "message"), "")
    async with SyncSocket(bo, here) as panel:
        for number, hidden in enumerate((True, False)):
            check = f"check-{number:08}"
            about = {"question": question, "hidden": hidden, "language": "python"}
            await panel.send("check_started", checkId=check, **about)
            result = {"index": 0, "status": "passed", **texts, "ms": 0.5}
            await panel.send("check_results", checkId=check, results=[result])
            await panel.send("check_ended", checkId=check, state="ended")
        heard = [await watch.next()]
        while not isinstance(heard[-1], CheckEnded):
            heard.append(await watch.next())
    of_checks = [one for one in heard if not isinstance(one, (UserJoined, CodeChange))]
    told, started, answered, ended = of_checks
    assert isinstance(told, HiddenTests) and isinstance(started, CheckStarted)
    assert isinstance(answered, CheckResults) and isinstance(ended, CheckEnded)
    assert (told.result.question, told.result.passed, told.result.cases) == (question, 1, ())
    first = started.check
    assert (first.id, first.hidden, first.state) == (check, False, "running")
    assert (answered.check, answered.results[0].name) == (check, "plain")
    assert (ended.check, ended.state, ended.passed, ended.of) == (check, "ended", 1, 1)
    assert "secret word" not in str(heard)
    await ana.delete(here)
    assert isinstance(await watch.end(), InterviewRefused)
