"""KE9, KE11: interviews whose programs run on kernels, over REST and sockets."""

import asyncio
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.clients import Api, SyncSocket
from tests.services.gateway import TOKEN, Gateway, running


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with running() as gateway:
        yield gateway


@pytest.fixture
def interview_config(gateway: Gateway) -> dict[str, Any]:
    languages = {"python": {"kernel": "python3"}, "shell": {"kernel": "bash"}}
    settings = gateway.settings(languages=languages)
    return {"kernels": [settings], "limits": {"server_run_seconds": 30.0}}


def without_secrets(gateway: Gateway, *told: object) -> None:
    for text in map(str, told):
        # As a whole number: digits of a moment in the metrics, 1.79628730414e+09, may be the same.
        assert TOKEN not in text and not re.search(rf"(?<![\d.]){gateway.port}(?!\d)", text)


async def test_KE9_kernels_run_what_they_name_and_nothing_else(
    api: Api, gateway: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    """KE8, KE9: over REST; tests of a run are not made, questions are not checked."""
    session = (await api.create("python"))["id"]
    path = f"/sessions/{session}/execute"
    code = "import numpy\nprint(numpy.arange(3).sum(), input())"
    test = {"name": "one", "expression": "1", "expected": "1"}
    body = {"language": "python", "code": code, "stdin": "b\n", "tests": [test]}
    answer = await api("POST", path, body)
    assert answer.status == 200, answer.content
    run = answer.json["run"]
    assert (answer.json["output"], run["source"], run["state"]) == ("3 b\n", "server", "ok")
    assert [(each["passed"], each["status"]) for each in run["tests"]] == [(False, "not_run")]
    shell = await api.ok("POST", path, {"language": "shell", "code": "echo $((6 * 7))"})
    assert (shell["output"], shell["run"]["state"]) == ("42\n", "ok")
    refused = await api("POST", path, {"language": "javascript", "code": "1"})
    assert (refused.status, refused.code) == (400, "unknown_language")
    assert "which runs Python and Shell." in refused.json["error"]
    async with SyncSocket(api, session) as ana:
        welcome = await ana.expect("welcome")
        assert welcome["serverRuns"] == ["python", "shell"] and welcome["serverChecks"] is False
        await ana.send("run_code", runId="run-00000001", language="javascript", code="1")
        assert (await ana.expect("error"))["code"] == "unknown_language"
    metrics = await api("GET", "//metrics")
    without_secrets(gateway, answer.content, refused.content, caplog.text, metrics.content)


async def test_KE11_a_kernel_run_is_heard_and_stopped_like_others(
    api: Api, gateway: Gateway
) -> None:
    """KE11: by who may run; an observer may not, and one run of a session at a time."""
    session = (await api.create("python"))["id"]
    bo, _ = await api.guest(session, "Bo")
    watcher, _ = await api.guest(session, "Olga", "observer")
    code = "print('begun')\nwhile True: pass"
    body = {"language": "python", "code": code}
    assert (await watcher("POST", f"/sessions/{session}/execute", body)).code == "forbidden"
    async with SyncSocket(bo, session) as candidate, SyncSocket(api, session) as host:
        await candidate.send("run_code", runId="run-00000001", **body)
        assert (await host.expect("run_output", runId="run-00000001"))["text"] == "begun\n"
        second = asyncio.ensure_future(
            api("POST", f"/sessions/{session}/execute", {"language": "python", "code": "print(2)"})
        )
        await candidate.send("stop_run", runId="run-00000001")
        ended = await host.expect("execution_result")
        assert (ended["run"]["state"], ended["output"]) == ("stopped", "begun\n")
        assert (await second).json["output"] == "2\n"
    without_secrets(gateway, host.frames, candidate.frames)


async def test_KE11_an_interview_that_is_deleted_ends_its_kernel(
    api: Api, gateway: Gateway
) -> None:
    session = (await api.create("python"))["id"]
    async with SyncSocket(api, session) as ana:
        await ana.send(
            "run_code",
            runId="run-00000001",
            language="python",
            code="print('begun')\nwhile True: pass",
        )
        await ana.expect("run_output")
        assert "busy" in await asyncio.to_thread(states, gateway)
    await api.ok("DELETE", f"/sessions/{session}")
    async with asyncio.timeout(60):
        while "busy" in await asyncio.to_thread(states, gateway):
            pass


def states(gateway: Gateway) -> list[str]:
    return [str(kernel["execution_state"]) for kernel in gateway.kernels()]
