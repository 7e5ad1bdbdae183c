"""AC6, AC7: the role table against a running server, over REST and over the socket.

Every row of the table is tried by everybody there is, in every phase of an interview, and by
somebody with no credential at all.
"""

from dataclasses import dataclass
from typing import Any

import pytest

from jupyter_interview.domain.roles import HOSTS, Operation, Phase, Role
from tests.clients import Answer, Api, EventSocket, SyncSocket
from tests.role_table import expected_to_do

WRITES = {Operation.EDIT, Operation.LANGUAGE, Operation.RUN}
WRITTEN: dict[str, Any] = {
    "title": "Double of",
    "statement": "Double it.",
    "language": "python",
    "starter": "",
    "cases": [],
}
SETUP: dict[Phase, dict[str, Any]] = {
    Phase.DRAFT: {},
    Phase.LOBBY: {},
    Phase.LIVE: {},
    Phase.EDITING_LOCKED: {"locks": {"editing": True}},
    Phase.RUNS_LOCKED: {"locks": {"runs": True}},
    Phase.ENDED: {"state": "ended"},
}


@pytest.fixture
def interview_config() -> dict[str, Any]:
    many = {"sockets_per_session": 1000, "joins_per_minute": 1000, "refusals": 1000}
    return {"limits": {"commit_interval": 0.001, **many}}


@dataclass
class Scene:
    session: str
    apis: dict[Role | None, Api]
    users: dict[Role | None, str]
    invite: str
    extra: str
    """Somebody to admit, give a role, or remove."""


async def scene(api: Api, phase: Phase) -> Scene:
    begins = {"state": "draft"} if phase is Phase.DRAFT else {"lobby": phase is Phase.LOBBY}
    session = (await api.create(**begins))["id"]
    path = f"/sessions/{session}"
    owner = (await api.join(session, "Ana"))["user"]
    apis: dict[Role | None, Api] = {Role.OWNER: api, None: api.anonymous()}
    users: dict[Role | None, str] = {Role.OWNER: owner["id"], None: ""}
    for role in (Role.INTERVIEWER, Role.CANDIDATE, Role.OBSERVER):
        apis[role], user = await api.guest(session, role.value, role.value)
        users[role] = user["id"]
    _, extra = await api.guest(session, "Extra", "observer")
    invite = await api.invite(session)
    if SETUP[phase]:
        await api.ok("PATCH", path, SETUP[phase])
    return Scene(session, apis, users, invite["id"], extra["id"])


def phase_for(role: Role | None, phase: Phase) -> frozenset[Phase]:
    """In the lobby and in a draft, guests wait; the others are in whatever phase it is."""
    if phase in (Phase.DRAFT, Phase.LOBBY) and role not in (*HOSTS, None):
        return frozenset({Phase.LOBBY})
    if phase is Phase.LOBBY:
        return frozenset({Phase.LIVE})
    return frozenset({phase})


async def ask(there: Scene, role: Role | None, operation: Operation) -> list[Answer]:
    """Everything REST has for an operation."""
    path, api = f"/sessions/{there.session}", there.apis[role]
    extra = f"{path}/users/{there.extra}"
    match operation:
        case Operation.READ:
            reads = [
                path,
                *(f"{path}/{part}" for part in ("users", "files", "questions", "checks", "seal")),
            ]
            return [await api("GET", address) for address in reads]
        case Operation.EDIT:
            return [await api("PUT", path + "/code", {"code": f"by {role}"})]
        case Operation.LANGUAGE:
            return [await api("PUT", path + "/language", {"language": "javascript"})]
        case Operation.FILES:
            file = path + "/files/code:python"
            return [
                await api("POST", path + "/files", {"name": "another.py"}),
                await api("PATCH", file, {"name": "main.py", "entry": True, "place": 1}),
                await api("DELETE", file),
                await api("PATCH", file, {"removed": False}),
            ]
        case Operation.SHOW:
            return [await api("PATCH", path + "/files/code:python", {"shown": True})]
        case Operation.RUN:
            return [await api("POST", path + "/execute", {"output": f"by {role}"})]
        case Operation.RENAME:
            return [await api("PATCH", path, {"title": f"by {role}"})]
        case Operation.INVITE:
            return [await api("POST", path + "/invites", {"role": "observer"})]
        case Operation.REVOKE:
            revoke = f"{path}/invites/{there.invite}"
            return [await api("GET", path + "/invites"), await api("DELETE", revoke)]
        case Operation.START | Operation.REOPEN:
            return [await api("PATCH", path, {"state": "live"})]
        case Operation.END:
            return [await api("PATCH", path, {"state": "ended"})]
        case Operation.LOCK:
            locks = {"editing": True, "runs": True}
            return [await api("PATCH", path, {"lobby": True, "locks": locks})]
        case Operation.ADMIT:
            return [await api("PATCH", extra, {"admitted": True})]
        case Operation.ROLE:
            return [await api("PATCH", extra, {"role": "candidate"})]
        case Operation.KICK:
            return [await api("DELETE", extra)]
        case Operation.UNLIST:
            return [await api("PATCH", extra, {"listed": False})]
        case Operation.HAND:
            own = f"{path}/users/{there.users[role] or there.extra}"
            return [await api("PATCH", own, {"hand": True})]
        case Operation.LOWER:
            return [await api("PATCH", extra, {"hand": False})]
        case Operation.ANNOUNCE:
            return [await api("POST", path + "/announcements", {"text": f"by {role}"})]
        case Operation.DELETE:
            return [await api("DELETE", path)]
        case Operation.NAME:
            own = f"{path}/users/{there.users[role] or there.extra}"
            return [await api("PATCH", own, {"name": f"once {role}"})]
        case Operation.LEAVE:
            return [await api("POST", path + "/leave", {"userId": there.users[role]})]
        case Operation.JOIN:
            return [await api("POST", path + "/join", {"userName": "Somebody"})]
        case Operation.ATTACH:
            return [await api("PUT", path + "/attachment", {"path": "solution.py"})]
        case Operation.TAKE:
            return [
                await api("GET", f"{path}/exports/code"),
                await api("GET", f"{path}/recording"),
            ]
        case Operation.LOOK_BACK:
            return [await api("GET", f"{path}/moments")]
        case Operation.NOTES:
            return [
                await api("GET", f"{path}/remarks"),
                await api("PUT", f"{path}/remarks/notes/note-{role}", {"text": "x"}),
            ]
        case Operation.QUESTIONS:
            return [await api("POST", path + "/questions", {"written": WRITTEN, "into": "new"})]
        case Operation.RELEASE:
            return [await api(method, f"{path}/release") for method in ("PUT", "DELETE")]
        case Operation.HOLD:
            return [await api(method, f"{path}/hold") for method in ("PUT", "DELETE")]
        case Operation.STAY | Operation.EXPORT | Operation.STOP | Operation.HIDDEN_TESTS:
            return []
        case Operation.COPY:
            return []  # Hosts take the same away: see test_release.


def expected(role: Role, operation: Operation, phases: frozenset[Phase]) -> tuple[int, str | None]:
    """Status and code; None for an answer that is no refusal."""
    if Phase.LOBBY in phases and operation not in (Operation.LEAVE, Operation.NAME):
        return 403, "waiting"
    if expected_to_do(role, operation, phases):
        # This server has no files to attach to: see tests/attachments.
        return (501, "not_enabled") if operation is Operation.ATTACH else (200, None)
    asked_again = {
        Operation.START: Phase.LIVE,
        Operation.REOPEN: Phase.LIVE,
        Operation.END: Phase.ENDED,
    }
    live = {Phase.LIVE, Phase.EDITING_LOCKED, Phase.RUNS_LOCKED}
    state = Phase.LIVE if phases <= live else next(iter(phases))
    if asked_again.get(operation) is state and role in HOSTS:
        return 200, None
    if operation is Operation.START and state is Phase.ENDED:
        return (200, None) if role is Role.OWNER else (403, "forbidden")
    if operation is Operation.REOPEN and state is Phase.DRAFT:
        return (200, None) if role in HOSTS else (403, "forbidden")
    if expected_to_do(role, operation, frozenset({Phase.LIVE})):
        if state is Phase.ENDED:
            return 410, "session_ended"
        if state is Phase.LIVE:
            return 403, "locked"
    return 403, "forbidden"


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("role", [*Role, None])
async def test_AC6_rest_does_what_the_table_says(api: Api, role: Role | None, phase: Phase) -> None:
    """What is allowed is tried in a live interview; `tests/session` tries it in every phase."""
    there = await scene(api, phase)
    for operation in Operation:
        allowed = role and expected_to_do(role, operation, phase_for(role, phase))
        if allowed and operation is not Operation.READ and phase is not Phase.LIVE:
            continue
        before = await api.ok("GET", f"/sessions/{there.session}")
        answers = await ask(there, role, operation)
        for answer in answers:
            said = answer.code if answer.status >= 400 else None
            if role is None:
                assert (answer.status, said) == (401, "unauthenticated"), operation
            elif operation is Operation.JOIN and role is not Role.OWNER:
                assert answer.status in (403, 410)
            else:
                status, code = expected(role, operation, phase_for(role, phase))
                assert (answer.status // 100, said) == (status // 100, code), operation
        if role is None or not expected_to_do(role, operation, phase_for(role, phase)):
            after = await api.ok("GET", f"/sessions/{there.session}")
            changed = operation in (Operation.START, Operation.REOPEN, Operation.END)
            if not changed or role not in HOSTS:
                assert after == before, operation
        if any(answer.status < 300 for answer in answers) and operation is not Operation.READ:
            there = await scene(api, phase)


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("role", list(Role))
async def test_AC6_the_socket_does_what_the_table_says(api: Api, role: Role, phase: Phase) -> None:
    there = await scene(api, phase)
    phases = phase_for(role, phase)
    socket = SyncSocket(there.apis[role], there.session)
    if not expected_to_do(role, Operation.STAY, phases):
        with pytest.raises(AssertionError, match="4410"):
            await socket.open()
        await socket.close()
        return
    if Phase.LOBBY in phases:
        async with SyncSocket.waiting(there.apis[role], there.session) as waiting:
            assert (await waiting.expect("waiting"))["user"]["id"] == there.users[role]
            await waiting.send("language_change", language="javascript")
            assert (await waiting.expect("error"))["code"] == "waiting"
            await waiting.send("file_add", name="mine.py")
            assert (await waiting.expect("error"))["code"] == "waiting"
            await there.apis[Role.OWNER].ok(
                "POST", f"/sessions/{there.session}/files", {"name": "not for them.py"}
            )
            await waiting.send_sync(0, b"\x00")
            assert (await waiting.expect("error"))["code"] == "waiting"
            assert waiting.frames == []
        return
    async with socket:
        welcome = await socket.expect("welcome")
        assert welcome["role"] == role
        assert welcome["actions"] == [a.value for a in Operation if is_action(role, a, phases)]
        before = await api.ok("GET", f"/sessions/{there.session}")

        await socket.type("typed", 0)
        await socket.saved()
        await socket.send("language_change", language="javascript")
        refused = {Operation.EDIT: "sync", Operation.LANGUAGE: "language_change"}
        for operation, about in refused.items():
            if not expected_to_do(role, operation, phases):
                _, code = expected(role, operation, phases)
                assert (await socket.expect("error", about=about))["code"] == code
        if expected_to_do(role, Operation.EDIT, phases):
            await socket.expect("language_change")
        after = await api.ok("GET", f"/sessions/{there.session}")
        assert (after != before) == expected_to_do(role, Operation.EDIT, phases)
        await socket.send("run_started", runId="run-00000001", language="python")
        if expected_to_do(role, Operation.RUN, phases):
            await socket.expect("run_started")
        else:
            _, code = expected(role, Operation.RUN, phases)
            assert (await socket.expect("error", about="run_started"))["code"] == code
        # What a run that has begun says is free of the lock; of a run that has not, a conflict.
        unlocked = phases - {Phase.RUNS_LOCKED} or frozenset({Phase.LIVE})
        _, code = expected(role, Operation.RUN, unlocked)
        unknown = {"runId": "run-unknown1"}
        end = {"state": "ok", "error": None, "durationMs": 1, "truncated": False}
        await socket.send("run_output", **unknown, index=0, stream="stdout", text="x")
        await socket.send("execution_result", **unknown, **end)
        for about in ("run_output", "execution_result"):
            error = await socket.expect("error", about=about)
            assert error["code"] == (code or "run_conflict"), about
        await socket.send("edits_made", ageMs=5000)
        await socket.send("cursor_change", language="python", cursor=None)
        await socket.send("nonsense")
        assert (await socket.expect("error"))["code"] == "unknown_event"


OF_FILES: list[tuple[Operation, str, dict[str, Any]]] = [
    (Operation.FILES, "file_add", {"name": "another.py"}),
    (Operation.FILES, "file_rename", {"file": "code:python", "name": "main.py"}),
    (Operation.FILES, "files_order", {"files": ["code:javascript"]}),
    (Operation.FILES, "file_entry", {"file": "code:python"}),
    (Operation.FILES, "file_entry", {"file": None}),
    (Operation.SHOW, "file_show", {"file": "code:javascript"}),
    (Operation.FILES, "file_remove", {"file": "code:python"}),
    (Operation.FILES, "file_restore", {"file": "code:python"}),
]


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.LOBBY])
@pytest.mark.parametrize("role", list(Role))
async def test_FI2_everybody_does_with_files_what_the_table_says(
    api: Api, role: Role, phase: Phase
) -> None:
    """FI2, FI42: each command over a real socket, by everybody who is inside."""
    there = await scene(api, phase)
    phases = phase_for(role, phase)
    if Phase.LOBBY in phases or not expected_to_do(role, Operation.STAY, phases):
        return  # Nobody of this role has a connection that is let in: see above.
    files = f"/sessions/{there.session}/files"
    if phase is not Phase.ENDED:
        await api.ok("PUT", f"/sessions/{there.session}/language", {"language": "javascript"})
    before = await api.ok("GET", files)
    async with SyncSocket(there.apis[role], there.session) as socket:
        for operation, kind, payload in OF_FILES:
            await socket.send(kind, **payload)
            if expected_to_do(role, operation, phases):
                told = await socket.expect("folder")
                assert told["user"]["id"] == there.users[role], kind
                assert told["shows"] == (kind == "file_show"), kind
            else:
                error = await socket.expect("error", about=kind)
                assert error["code"] == expected(role, operation, phases)[1], kind
        await socket.send("nonsense")
        await socket.expect("error", about="nonsense")
        assert "folder" not in socket.types()
    after = await api.ok("GET", files)
    assert (after != before) == expected_to_do(role, Operation.FILES, phases)


CONTRACT: dict[Operation, tuple[str, dict[str, Any]]] = {
    Operation.EDIT: ("code_change", {"code": "by socket"}),
    Operation.LANGUAGE: ("language_change", {"language": "javascript"}),
    Operation.RUN: ("execution_result", {"output": "by socket"}),
}


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("role", list(Role))
async def test_AC6_the_five_events_do_what_the_table_says(
    api: Api, role: Role, phase: Phase
) -> None:
    there = await scene(api, phase)
    phases = phase_for(role, phase)
    if phase is Phase.ENDED or not expected_to_do(role, Operation.STAY, phases):
        # SE11: a socket of the contract mode ends with the interview, those of hosts too.
        async with EventSocket(there.apis[role], there.session) as events:
            assert await events.expect_close() == 4410
        return
    async with (
        SyncSocket(api, there.session) as owner,
        EventSocket(there.apis[role], there.session) as events,
    ):
        for operation, (kind, payload) in CONTRACT.items():
            await events.send(kind, **payload)
            _, code = expected(role, operation, phases)
            if code is not None:
                assert (await events.expect("error"))["code"] == code, operation
            elif operation is Operation.EDIT:
                await owner.expect_text("by socket")
            else:
                await owner.expect(kind)
        await events.send("cursor_change", position=0)
        await events.send("nonsense")
        last = (await events.expect("error"))["code"]
        assert last == ("waiting" if Phase.LOBBY in phases else "unknown_event")


def is_action(role: Role, operation: Operation, phases: frozenset[Phase]) -> bool:
    not_said = (Operation.JOIN, Operation.NAME, Operation.LEAVE, Operation.STAY, Operation.REVOKE)
    return operation not in not_said and expected_to_do(role, operation, phases)


@pytest.mark.parametrize("interview_config", [{"limits": {"commit_interval": 0.001}}])
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
