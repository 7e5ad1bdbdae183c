"""GR9: what was refused because it cannot be stored is not done when it can be again."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from jupyter_server.serverapp import ServerApp

from jupyter_interview.store.base import Change, StoreError, StoreFull
from tests.clients import Answer, Api
from tests.contract.documents import answer_problems

KINDS = {503: StoreError("The database is busy."), 507: StoreFull("There is no space left.")}


class Disk:
    """Of a server; it can be taken away."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self._good = store.commit
        self.tried = 0

    def fail(self, problem: StoreError) -> None:
        async def refuse(changes: Sequence[Change]) -> None:
            self.tried += 1
            raise problem

        self._store.commit = refuse

    def work(self) -> None:
        self._store.commit = self._good


def disk_of(server: ServerApp) -> Disk:
    [app] = server.extension_manager.extension_apps["jupyter_interview"]
    return Disk(app.service._store)  # type: ignore[attr-defined]


@pytest.fixture
def disk(jp_serverapp: ServerApp) -> Disk:
    return disk_of(jp_serverapp)


async def refused(disk: Disk, status: int, ask: Callable[[], Any]) -> None:
    """Twice: by the try that fails, and by what is known from it."""
    disk.fail(KINDS[status])
    for _ in range(2):
        answer: Answer = await ask()
        assert answer.status == status, answer.content
        assert answer.code == ("storage_full" if status == 507 else "unavailable")
    assert disk.tried
    disk.work()


async def all_stored(api: Api, session: str) -> None:
    await api.ok("PUT", f"/sessions/{session}/code", {"code": "stored\n"})


@pytest.fixture(params=[503, 507])
def status(request: pytest.FixtureRequest) -> int:
    return int(request.param)


async def test_GR9_a_session_that_was_refused_does_not_appear(
    api: Api, disk: Disk, status: int
) -> None:
    body = {"language": "python", "title": "once"}
    await refused(disk, status, lambda: api("POST", "/sessions", body))
    assert (await api.ok("GET", "/health"))["status"] in ("ok", "degraded")
    made = await api("POST", "/sessions", body)
    assert made.status == 201, made.content
    assert answer_problems("POST", "/sessions", 201, made.content) == []
    await all_stored(api, made.json["id"])
    assert [one["id"] for one in await api.ok("GET", "/sessions?limit=9")] == [made.json["id"]]
    assert (await api.ok("GET", "/health"))["status"] == "ok"


async def test_GR9_a_class_that_was_refused_does_not_appear(
    api: Api, disk: Disk, status: int
) -> None:
    body = {"name": "CS 101", "csv": "Ana\nBo\n", "language": "python"}
    await refused(disk, status, lambda: api("POST", "/classes", body))
    other = (await api.create("python"))["id"]
    await all_stored(api, other)
    assert await api.ok("GET", "/classes") == []
    assert [one["id"] for one in await api.ok("GET", "/sessions?limit=9")] == [other]


async def test_GR9_who_could_not_join_has_not_and_the_link_is_not_used_up(
    api: Api, disk: Disk, status: int
) -> None:
    session = (await api.create("python"))["id"]
    path = f"/sessions/{session}"
    invite = await api.ok("POST", f"{path}/invites", {"role": "candidate", "maxUses": 1})
    guest, body = api.anonymous(), {"userName": "Bo", "invite": invite["secret"]}
    disk.fail(KINDS[status])
    for _ in range(2):
        assert (await guest("POST", f"{path}/join", body)).status == status
    assert (await api("POST", f"{path}/join", {"userName": "Ana"})).status == status
    disk.work()
    await all_stored(api, session)
    assert await api.ok("GET", f"{path}/users") == []
    [link] = await api.ok("GET", f"{path}/invites")
    assert link["uses"] == 0
    assert (await guest("POST", f"{path}/join", body)).status == 200
    assert [user["name"] for user in await api.ok("GET", f"{path}/users")] == ["Bo"]
    assert (await guest("POST", f"{path}/join", body)).status == 401


async def test_GR9_a_question_that_was_refused_is_not_there(
    api: Api, disk: Disk, status: int
) -> None:
    session = (await api.create("python"))["id"]
    other = (await api.create("python"))["id"]
    path, files = f"/sessions/{session}/questions", f"/sessions/{session}/files"
    body = {"bank": "starter", "name": "meter-readings"}
    before = await api.ok("GET", files)
    await refused(disk, status, lambda: api("POST", path, body))
    await all_stored(api, other)
    assert await api.ok("GET", path) == {"questions": [], "sides": []}
    after = {**await api.ok("GET", files), "removed": before["removed"]}
    assert after == before, "nothing of its starter and data is listed"
    loaded = await api.ok("POST", path, body)
    assert [one["id"] for one in (await api.ok("GET", path))["questions"]] == [loaded["id"]]
    names = [file["name"] for file in (await api.ok("GET", files))["files"]]
    assert names == [before["files"][0]["name"], "allotment.csv"]


async def test_GR9_a_link_that_nobody_was_told_opens_nothing(
    api: Api, disk: Disk, status: int
) -> None:
    session = (await api.create("python"))["id"]
    path = f"/sessions/{session}/invites"
    await refused(disk, status, lambda: api("POST", path, {"role": "candidate"}))
    await all_stored(api, session)
    assert all(link["revoked"] for link in await api.ok("GET", path))


async def test_GR9_no_run_is_recorded_once_it_is_known_that_it_cannot_be(
    api: Api, disk: Disk, status: int
) -> None:
    session = (await api.create("python"))["id"]
    path = f"/sessions/{session}"
    disk.fail(KINDS[status])
    assert (await api("PUT", f"{path}/code", {"code": "1"})).status == status
    for _ in range(3):
        assert (await api("POST", f"{path}/execute", {"output": "x"})).status == status
    disk.work()
    await all_stored(api, session)
    assert (await api("POST", f"{path}/execute", {"output": "x"})).status == 200


async def test_GR25_an_answer_says_when_the_write_will_be_stored_later(
    api: Api, disk: Disk, status: int
) -> None:
    session = (await api.create("python"))["id"]
    path, later = f"/sessions/{session}", "is stored as soon as that is possible"
    disk.fail(KINDS[status])
    for method, below, body in (
        ("POST", "/execute", {"output": "seen by everybody"}),
        ("PUT", "/code", {"code": "kept\n"}),
        ("PATCH", "", {"title": "kept"}),
    ):
        answer = await api(method, path + below, body)
        assert answer.status == status and later in answer.json["error"], answer.content
    assert later not in (await api("POST", "/sessions", {})).json["error"]
    disk.work()
    await all_stored(api, session)
    assert (await api.ok("GET", path))["title"] == "kept"


async def test_GR9_one_whose_commit_was_done_all_the_same_is_deleted(
    api: Api, jp_serverapp: ServerApp
) -> None:
    """GR9: the answer to a commit can be lost; the store says of which that may be."""
    [app] = jp_serverapp.extension_manager.extension_apps["jupyter_interview"]
    store: Any = app.service._store  # type: ignore[attr-defined]
    good = store.commit

    async def done_and_lost(changes: Sequence[Change]) -> None:
        store.commit = good
        await good(changes)
        raise StoreError("The database cannot be reached.")

    other = (await api.create("python"))["id"]
    store.commit, store.give_up = done_and_lost, lambda session_id: True
    assert (await api("POST", "/sessions", {"title": "once"})).status == 503
    await all_stored(api, other)
    assert [one["id"] for one in await api.ok("GET", "/sessions?limit=9")] == [other]
