"""AC6, AC7: the role table against a running server, over REST and over the socket.

Every row of the table is tried by everybody who can be had (the interviewer's role is only in the
table yet), in a live session and in an ended one, and by somebody with no credential at all.
"""

from dataclasses import dataclass

import pytest

from jupyter_interview.domain.roles import TABLE, Operation, Role, State, may
from tests.clients import Answer, Api, SyncSocket

WRITES = {Operation.EDIT, Operation.LANGUAGE, Operation.RUN}


@dataclass
class Scene:
    session: str
    apis: dict[Role | None, Api]
    users: dict[Role | None, str]
    invite: str


async def scene(api: Api, state: State) -> Scene:
    session = (await api.create())["id"]
    owner = (await api.join(session, "Ana"))["user"]
    candidate, bo = await api.guest(session, "Bo")
    observer, di = await api.guest(session, "Di", "observer")
    invite = await api.invite(session)
    if state is State.ENDED:
        await api.ok("PATCH", f"/sessions/{session}", {"state": "ended"})
    apis = {
        Role.OWNER: api,
        Role.CANDIDATE: candidate,
        Role.OBSERVER: observer,
        None: api.anonymous(),
    }
    users = {Role.OWNER: owner["id"], Role.CANDIDATE: bo["id"], Role.OBSERVER: di["id"], None: ""}
    return Scene(session, apis, users, invite["id"])


async def ask(there: Scene, role: Role | None, operation: Operation) -> list[Answer]:
    """Everything REST has for an operation."""
    path, api = f"/sessions/{there.session}", there.apis[role]
    match operation:
        case Operation.READ:
            return [await api("GET", path), await api("GET", path + "/users")]
        case Operation.EDIT:
            return [await api("PUT", path + "/code", {"code": f"by {role}"})]
        case Operation.LANGUAGE:
            return [await api("PUT", path + "/language", {"language": "javascript"})]
        case Operation.RUN:
            return [await api("POST", path + "/execute", {"output": f"by {role}"})]
        case Operation.RENAME:
            return [await api("PATCH", path, {"title": f"by {role}"})]
        case Operation.INVITE:
            return [await api("POST", path + "/invites", {"role": "observer"})]
        case Operation.REVOKE:
            revoke = f"{path}/invites/{there.invite}"
            return [await api("GET", path + "/invites"), await api("DELETE", revoke)]
        case Operation.END:
            return [await api("PATCH", path, {"state": "ended"})]
        case Operation.REOPEN:
            return [await api("PATCH", path, {"state": "live"})]
        case Operation.DELETE:
            return [await api("DELETE", path)]
        case Operation.LEAVE:
            return [await api("POST", path + "/leave", {"userId": there.users[role]})]
        case Operation.JOIN:
            return [await api("POST", path + "/join", {"userName": "Somebody"})]
        case Operation.STAY:
            return []


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("role", [Role.OWNER, Role.CANDIDATE, Role.OBSERVER, None])
async def test_AC6_rest_does_what_the_table_says(api: Api, role: Role | None, state: State) -> None:
    for operation in TABLE:
        there = await scene(api, state)
        before = await api.ok("GET", f"/sessions/{there.session}")
        for answer in await ask(there, role, operation):
            if role is None:
                assert (answer.status, answer.code) == (401, "unauthenticated"), operation
            elif operation is Operation.JOIN and role is not Role.OWNER:
                assert answer.status in (403, 410)
            elif may(role, operation, state):
                assert answer.status < 300, (operation, answer.content)
            elif operation.value == ("end" if state is State.ENDED else "reopen"):
                assert answer.status == (200 if role is Role.OWNER else 403), operation
            elif state is State.ENDED and may(role, operation, State.LIVE):
                assert (answer.status, answer.code) == (410, "session_ended"), operation
            else:
                assert (answer.status, answer.code) == (403, "forbidden"), operation
        if role is None or not may(role, operation, state):
            after = await api.ok("GET", f"/sessions/{there.session}")
            assert after == before, operation


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("role", [Role.OWNER, Role.CANDIDATE, Role.OBSERVER])
async def test_AC6_the_socket_does_what_the_table_says(api: Api, role: Role, state: State) -> None:
    there = await scene(api, state)
    socket = SyncSocket(there.apis[role], there.session)
    if not may(role, Operation.STAY, state):
        with pytest.raises(AssertionError, match="4410"):
            await socket.open()
        await socket.close()
        return
    async with socket:
        welcome = await socket.expect("welcome")
        assert welcome["role"] == role
        allowed = {action for action in Operation if may(role, action, state)}
        assert set(welcome["actions"]) == {a.value for a in allowed} & set(welcome["actions"])
        assert ("edit" in welcome["actions"]) == may(role, Operation.EDIT, state)
        before = await api.ok("GET", f"/sessions/{there.session}")

        await socket.type("typed", 0)
        await socket.saved()
        await socket.send("language_change", language="javascript")
        refused = {Operation.EDIT: "sync", Operation.LANGUAGE: "language_change"}
        for operation, about in refused.items():
            if not may(role, operation, state):
                code = "forbidden" if state is State.LIVE else "session_ended"
                assert (await socket.expect("error", about=about))["code"] == code
        if may(role, Operation.EDIT, state):
            await socket.expect("language_change")
        after = await api.ok("GET", f"/sessions/{there.session}")
        assert (after != before) == may(role, Operation.EDIT, state)


async def test_AC7_what_an_observer_types_reaches_nobody(api: Api) -> None:
    session = (await api.create())["id"]
    guest, _ = await api.guest(session, "Di", "observer")
    async with SyncSocket(api, session) as owner, SyncSocket(guest, session) as observer:
        text = owner.text()
        await observer.type("graffiti", 0)
        assert (await observer.expect("error"))["about"] == "sync"
        await observer.send("run_started", runId="run-00000001", language="python")
        assert (await observer.expect("error", about="run_started"))["code"] == "forbidden"
        await observer.send("cursor_change", language="python", cursor=None)
        await owner.type("!", 0)
        await owner.saved()
        assert owner.text() == "!" + text
        assert "run_started" not in owner.types()
        await observer.send("language_change", language="javascript")
        assert await observer.expect_close() == 4403


def test_AC6_actions_are_read_off_the_table() -> None:
    owner = {a for a in Operation if may(Role.OWNER, a, State.LIVE)}
    assert {Operation.EDIT, Operation.INVITE, Operation.DELETE, Operation.END} <= owner
    assert Operation.REOPEN not in owner
    for operation in WRITES:
        assert not any(may(role, operation, State.ENDED) for role in Role)
        assert not may(Role.OBSERVER, operation, State.LIVE)
    assert set(TABLE) == set(Operation)
    assert all(set(rows) == set(State) for rows in TABLE.values())
