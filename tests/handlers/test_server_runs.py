"""RU3, RU11: code that `POST execute` brings runs on the server, where the server allows it."""

import asyncio
from typing import Any

import pytest

from jupyter_interview.domain.errors import InterviewError
from jupyter_interview.domain.limits import Limits
from jupyter_interview.execution.places import Places
from tests.clients import Api, SyncSocket


@pytest.fixture
def interview_config() -> dict[str, Any]:
    return {"server_runs": True, "limits": {"server_run_seconds": 2.0}}


async def new_session(api: Api) -> str:
    answer = await api("POST", "/sessions", {"language": "python"})
    return str(answer.json["id"])


async def test_RU11_a_run_is_stored_and_answered_as_the_servers(api: Api) -> None:
    session = await new_session(api)
    body = {"language": "python", "code": "print('a', input())", "stdin": "b\n"}
    answer = await api("POST", f"/sessions/{session}/execute", body)
    assert answer.status == 200, answer.content
    run = answer.json["run"]
    assert (answer.json["output"], answer.json["error"]) == ("a b\n", None)
    assert (run["source"], run["state"], run["language"]) == ("server", "ok", "python")
    assert run["durationMs"] >= 0
    body = {"language": "javascript", "code": "for (;;) console.log('x'.repeat(1000))"}
    flood = (await api("POST", f"/sessions/{session}/execute", body)).json["run"]
    assert (flood["state"], flood["truncated"]) in [("timeout", True), ("stopped", True)]
    assert sum(len(output["text"]) for output in flood["outputs"]) == 256 * 1024


async def test_RU11_everybody_hears_it_as_it_goes(api: Api) -> None:
    """Others see the run begin, print and end."""
    session = await new_session(api)
    async with SyncSocket(api, session) as peer:
        body = {
            "language": "python",
            "code": "import asyncio\nprint(1)\nawait asyncio.sleep(0.5)\nprint(2)",
        }
        asked = asyncio.ensure_future(api("POST", f"/sessions/{session}/execute", body))
        started = await peer.expect("run_started")
        assert started["run"]["source"] == "server"
        first = await peer.expect("run_output")
        assert first["text"] == "1\n"
        await peer.expect("execution_result")
        assert (await asked).status == 200


async def test_RU11_an_interview_that_ends_ends_its_runs(api: Api) -> None:
    session = await new_session(api)
    body = {"language": "python", "code": "print(1)\nwhile True: pass"}
    async with SyncSocket(api, session) as peer:
        asked = asyncio.ensure_future(api("POST", f"/sessions/{session}/execute", body))
        await peer.expect("run_output")
        await api("PATCH", f"/sessions/{session}", {"state": "ended"})
        run = (await asked).json["run"]
    assert run["state"] == "stopped"


async def test_RU11_places_are_few_and_one_for_each_session() -> None:
    places = Places(Limits(server_runs_at_once=2, server_run_queue=2))
    running: list[str] = []
    doors = {name: asyncio.Event() for name in "abcd"}

    async def run(session: str, name: str) -> None:
        async with places.place(session):
            running.append(name)
            await doors[name].wait()
            running.remove(name)

    tasks = [
        asyncio.ensure_future(run(session, name))
        for session, name in [("one", "a"), ("one", "b"), ("two", "c"), ("three", "d")]
    ]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert sorted(running) == ["a", "c"], "b waits for its session, d for a place"
    with pytest.raises(InterviewError) as refused:
        async with places.place("four"):
            pass
    assert refused.value.status == 429
    doors["a"].set()
    doors["c"].set()
    await asyncio.wait(tasks[::2])
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert sorted(running) == ["b", "d"]
    for door in doors.values():
        door.set()
    await asyncio.gather(*tasks)
