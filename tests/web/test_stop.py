"""RN1, RN2: a run is stopped by REST, as it is from the panel."""

from tests.clients import Api, SyncSocket
from tests.contract.documents import answer_problems

TEMPLATE = "/sessions/{sessionId}/runs/{runId}/stop"


async def test_RN4_a_run_is_stopped_by_rest(api: Api) -> None:
    """RN1, RN2, RN4: by hosts and by whose it is, once; everybody is told before the answer."""
    session = (await api.create("python"))["id"]
    ana = (await api.join(session, "Ana"))["user"]
    bo, _ = await api.guest(session, "Bo")
    cy, _ = await api.guest(session, "Cy")
    ira, _ = await api.guest(session, "Ira", "interviewer")
    path = f"/sessions/{session}/runs"
    async with SyncSocket(bo, session) as panel, SyncSocket(cy, session) as other:

        async def begin(run_id: str) -> str:
            await panel.send("run_started", runId=run_id, language="python")
            await panel.send("run_output", runId=run_id, index=0, stream="stdout", text="one\n")
            await other.expect("run_output", runId=run_id)
            return f"{path}/{run_id}/stop"

        first = await begin("run-00000001")
        assert (await cy("POST", first)).code == "forbidden"
        assert (await api.anonymous()("POST", first)).code == "unauthenticated"
        stopped = await api("POST", first)
        assert stopped.status == 200
        assert answer_problems("POST", TEMPLATE, 200, stopped.content) == []
        run = stopped.json["run"]
        assert (run["state"], run["outputs"]) == (
            "stopped",
            [{"stream": "stdout", "text": "one\n"}],
        )
        assert run["stoppedBy"] == {name: ana[name] for name in ("id", "name", "color")}
        for one in (panel, other):
            assert await one.expect("execution_result") == stopped.json
        for again in (api, bo):
            assert (await again("POST", first)).code == "run_conflict"
        await panel.send(
            "execution_result",
            runId="run-00000001",
            state="ok",
            error=None,
            durationMs=1,
            truncated=False,
        )
        assert (await panel.expect("error"))["code"] == "run_conflict"

        second = await begin("run-00000002")
        assert (await ira.ok("POST", second))["run"]["stoppedBy"]["name"] == "Ira"
        own = await bo.ok("POST", await begin("run-00000003"))
        assert own["run"]["state"] == "stopped" and "stoppedBy" not in own["run"]
    for unknown in ("run-00000009", "%2e%2e", "x" * 500):
        assert (await api("POST", f"{path}/{unknown}/stop")).code == "run_conflict"
    assert (await api("GET", first)).status == 405
