"""YD9: where interviews have no files, the owner is told what to do."""

from tests.clients import Api, SyncSocket
from tests.contract.documents import answer_problems

ROUTE = "/sessions/{sessionId}/attachment"


async def test_YD9_without_jupyter_server_ydoc(api: Api) -> None:
    """And nobody else is told even that."""
    session = (await api.create())["id"]
    path = f"/sessions/{session}/attachment"
    refused = await api("PUT", path, {"path": "solution.py"})
    assert answer_problems("PUT", ROUTE, refused.status, refused.content) == []
    assert (refused.status, refused.code) == (501, "not_enabled")
    assert "pip install 'jupyter_interview[collab]'" in refused.json["error"]
    assert await api.ok("GET", path) == {"attachment": None, "possible": False}
    guest, _ = await api.guest(session, "Bo", "interviewer")
    refused = await guest("PUT", path, {"path": "solution.py"})
    assert (refused.status, refused.code) == (403, "forbidden")
    async with SyncSocket(api, session) as ana:
        assert not (await ana.expect("welcome"))["files"]
    await api.ok("PATCH", f"/sessions/{session}", {"state": "ended"})
    assert (await api("PUT", path, {"path": "solution.py"})).status == 410
    assert (await api("PUT", path, {"path": 1})).code == "invalid_field"
