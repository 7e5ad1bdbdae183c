"""YD9: where interviews have no files, the owner is told what to do."""

from typing import Any

import pytest

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


async def test_YD4_who_may_not_use_files_may_not_attach(
    api: Api, jp_serverapp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server's authorizer is asked, for reading and for writing."""
    session = (await api.create())["id"]
    for forbidden in ("read", "write"):

        def is_authorized(
            handler: Any, user: Any, action: str, resource: str, forbidden: str = forbidden
        ) -> bool:
            return (action, resource) != (forbidden, "contents")

        authorizer = jp_serverapp.web_app.settings["authorizer"]
        monkeypatch.setattr(authorizer, "is_authorized", is_authorized)
        refused = await api("PUT", f"/sessions/{session}/attachment", {"path": "solution.py"})
        assert (refused.status, refused.code) == (403, "forbidden")
        assert "files" in refused.json["error"]
