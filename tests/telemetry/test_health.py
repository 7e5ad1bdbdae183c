"""OP1, OP5: everybody is told whether a server can serve interviews, and nothing else."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from jupyter_server.serverapp import ServerApp

from jupyter_interview.store.base import Change, StoreError
from jupyter_interview.store.lock import StoreLock
from tests.clients import Api, SyncSocket
from tests.contract.documents import answer_problems
from tests.telemetry.test_report import metrics


@pytest.fixture
def held(tmp_path: Path) -> Iterator[StoreLock]:
    """The lock of a database, as another server has it."""
    (tmp_path / "held").mkdir()
    lock = StoreLock(tmp_path / "held" / "interviews.db")
    yield lock
    lock.release()


@pytest.fixture
def interview_config(tmp_path: Path, held: StoreLock) -> dict[str, Any]:
    return {"db_path": str(tmp_path / "held" / "interviews.db")}


@pytest.fixture
def second(held: StoreLock, request: pytest.FixtureRequest) -> Api:
    """The interface of a server that came second."""
    held.take()
    api: Api = request.getfixturevalue("api")
    return api


async def health(api: Api) -> tuple[int, bytes]:
    """Monitors that look at the status alone ask with HEAD, and get the same without a body."""
    answer = await api("GET", "/health")
    assert answer_problems("GET", "/health", answer.status, answer.content) == []
    head = await api("HEAD", "/health")
    assert (head.status, head.content) == (answer.status, b"")
    return answer.status, answer.content


async def test_OP1_health_needs_no_credential_and_says_one_word(api: Api) -> None:
    await api.create()
    stranger = api.anonymous()
    assert await health(stranger) == (200, b'{"status":"ok"}')
    wrong = Api(api.root, {"X-Interview-Secret": "wrong", "Authorization": "token wrong"})
    for _ in range(12):
        assert await health(wrong) == (200, b'{"status":"ok"}')


async def test_OP1_a_store_that_another_holds_is_503(second: Api) -> None:
    status, content = await health(second.anonymous())
    assert status == 503 and b'"unavailable"' in content
    assert b"/" not in content


async def test_OP1_a_full_disk_is_told_and_is_no_reason_to_restart(
    api: Api, jp_serverapp: ServerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    [app] = jp_serverapp.extension_manager.extension_apps["jupyter_interview"]
    store: Any = app.service._store  # type: ignore[attr-defined]
    good = store.commit

    async def full(changes: Sequence[Change]) -> None:
        raise StoreError("There is no space left on the disk.")

    session = (await api.create("python"))["id"]
    async with SyncSocket(api, session) as ana:
        monkeypatch.setattr(store, "commit", full)
        refused = await api("PUT", f"/sessions/{session}/code", {"code": "1"})
        assert refused.status == 503
        assert await health(api.anonymous()) == (200, b'{"status":"degraded"}')
        monkeypatch.setattr(store, "commit", good)
        await ana.type("typed")
        await ana.saved()
    assert await health(api.anonymous()) == (200, b'{"status":"ok"}')


async def test_GR11_a_damaged_database_is_told_to_operators_and_to_those_inside(
    api: Api, jp_serverapp: ServerApp
) -> None:
    """GR11, GR12, OP2, OP5: writes are refused, and health and metrics say why."""
    [app] = jp_serverapp.extension_manager.extension_apps["jupyter_interview"]
    service: Any = app.service  # type: ignore[attr-defined]
    session = (await api.create("python"))["id"]
    async with SyncSocket(api, session) as ana:
        await ana.saved()
        acked = ana.acked
        service._store._found_damage()
        await ana.type("typed")
        refused = await api("PUT", f"/sessions/{session}/language", {"language": "javascript"})
        assert refused.status == 503 and "damaged" in refused.json["error"]
        assert ana.acked == acked
    assert await health(api.anonymous()) == (200, b'{"status":"degraded"}')
    assert (await api.ok("GET", "/health"))["reasons"] == ["damaged", "not_stored"]
    assert (await metrics(api))["jupyter_interview_database_damaged"] == 1


async def test_GR11_a_database_set_aside_is_told_until_somebody_has_seen_to_it(
    api: Api, jp_serverapp: ServerApp, tmp_path: Path
) -> None:
    """GR11: where the file is, and what was in it, is told to nobody but the log."""
    [app] = jp_serverapp.extension_manager.extension_apps["jupyter_interview"]
    store: Any = app.service._store  # type: ignore[attr-defined]
    aside = tmp_path / "held" / "interviews.db.damaged-2026-09-30T101112Z"
    aside.touch()
    store._looked_at = float("-inf")
    assert await health(api.anonymous()) == (200, b'{"status":"degraded"}')
    assert (await api.ok("GET", "/health"))["reasons"] == ["set_aside"]
    assert (await metrics(api))["jupyter_interview_database_set_aside"] == 1
    aside.rename(tmp_path / "seen to")
    store._looked_at = float("-inf")
    assert await health(api.anonymous()) == (200, b'{"status":"ok"}')
    assert (await metrics(api))["jupyter_interview_database_set_aside"] == 0
