"""RE1–RE5: two and three servers have the people of one interview, and nobody can tell."""

import asyncio
import os
import random
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from tests.clients import Api, EventSocket, SyncSocket
from tests.faults.server import ServerProcess
from tests.replicas.conftest import NewReplica
from tests.services.postgres import Postgres

Servers = tuple[ServerProcess, ...]


@asynccontextmanager
async def several(cluster: Postgres, new: NewReplica, number: int = 2) -> AsyncIterator[Servers]:
    """Servers on one new database; sessions that are made at one are hosted there."""
    url = cluster.database()
    flag = "--InterviewApp.server_runs=True"
    servers = [new(url, f"server-{one}", flag) for one in range(number)]
    await asyncio.gather(*(server.start() for server in servers))
    try:
        yield tuple(servers)
    finally:
        for server in servers:
            await server.stop()


def at(server: ServerProcess, api: Api) -> Api:
    """The same person at another server."""
    return Api(server.root, api.headers)


async def converge(*sockets: SyncSocket) -> str:
    """Everything they have typed is on the disk, and they all see it."""
    for socket in sockets:
        await socket.saved()
    first = sockets[0]
    for socket in sockets[1:]:
        await first.until(lambda socket=socket: len(first.text()) >= len(socket.text()))
    for socket in sockets:
        await socket.expect_text(first.text())
    return first.text()


async def test_RE1_people_at_two_servers_see_the_same_in_the_same_order(
    postgres_cluster: Postgres, new_replica: NewReplica
) -> None:
    async with several(postgres_cluster, new_replica) as (one, other):
        session = (await one.api.create())["id"]
        guest, _ = await one.api.guest(session, "Bo")
        async with (
            SyncSocket(one.api, session) as ana,
            SyncSocket(at(other, guest), session) as bo,
            EventSocket(one.api, session) as here,
            EventSocket(other.api, session) as there,
        ):
            for number in range(20):
                await ana.type(f"# ana {number}\n", 0)
                await bo.type(f"# bo {number} 🐢\n")
            text = await converge(ana, bo)
            assert all(f"# ana {n}\n" in text and f"# bo {n} 🐢\n" in text for n in range(20))
            assert (await other.api.ok("GET", f"/sessions/{session}"))["code"] == text

            async def run(person: SyncSocket, name: str) -> None:
                for number in range(5):
                    run = f"run-{name}-{number:04}"
                    await person.send("run_started", runId=run, language="python")
                    await person.send("run_output", runId=run, index=0, stream="stdout", text=run)
                    await person.send(
                        "execution_result",
                        runId=run,
                        state="ok",
                        error=None,
                        durationMs=1,
                        truncated=False,
                    )

            await asyncio.gather(run(ana, "ana"), run(bo, "bo"))
            seen = []
            for socket in (here, there):
                await socket.until(
                    lambda socket=socket: socket.types().count("execution_result") == 10
                )
                frames = [f["payload"] for f in socket.frames if f["type"] == "execution_result"]
                seen.append([frame["output"] for frame in frames])
            assert seen[0] == seen[1] and len(set(seen[0])) == 10


async def test_RE2_presence_locks_and_revocation_reach_the_other_server(
    postgres_cluster: Postgres, new_replica: NewReplica
) -> None:
    async with several(postgres_cluster, new_replica) as (one, other):
        session = (await one.api.create())["id"]
        path = f"/sessions/{session}"
        invite = await other.api.invite(session)
        body = {"userName": "Bo", "invite": invite["secret"]}
        joined = await Api(other.root).ok("POST", f"{path}/join", body)
        guest = Api(other.root, {"X-Interview-Secret": joined["secret"]})
        async with SyncSocket(one.api, session) as ana:
            async with SyncSocket(guest, session) as bo:
                assert (await ana.expect("user_joined"))["user"]["name"] == "Bo"
                users = await other.api.ok("GET", f"{path}/users")
                assert [user["online"] for user in users] == [True, True]
                await one.api.ok("PATCH", path, {"locks": {"editing": True}})
                state = await bo.expect("session_state")
                assert state["locks"] == {"editing": True, "runs": False}
                await other.api.ok("DELETE", f"{path}/invites/{invite['id']}")
                assert await bo.expect_close() == 4401
            assert (await guest("GET", path)).code == "invalid_credential"
            await other.api.ok("PATCH", path, {"state": "ended"})
            assert (await ana.expect("session_state", state="ended"))["state"] == "ended"
            async with SyncSocket(other.api, session) as reader:
                await other.api.ok("DELETE", path)
                assert await reader.expect_close() == 4404
                assert await ana.expect_close() == 4404
        for server in (one, other):
            assert (await server.api("GET", path)).code == "not_found"
            async with EventSocket(server.api, session) as late:
                assert await late.expect_close() == 4404


async def test_RE3_three_servers_serve_one_session(
    postgres_cluster: Postgres, new_replica: NewReplica
) -> None:
    async with several(postgres_cluster, new_replica, 3) as servers:
        sessions = [(await server.api.create())["id"] for server in servers]
        for server in servers:
            listed = await server.api.ok("GET", "/sessions")
            assert [found["id"] for found in listed] == sessions[::-1]
        async with AsyncExitStack() as stack:
            tables = [
                [
                    await stack.enter_async_context(SyncSocket(server.api, session))
                    for server in servers
                ]
                for session in sessions
            ]
            for number in range(10):
                for table in tables:
                    for seat, socket in enumerate(table):
                        await socket.type(f"# {seat} {number}\n", 0)
            for session, table in zip(sessions, tables, strict=True):
                text = await converge(*table)
                for server in servers:
                    assert (await server.api.ok("GET", f"/sessions/{session}"))["code"] == text


async def test_RE4_any_request_can_be_made_at_any_server(
    postgres_cluster: Postgres, new_replica: NewReplica
) -> None:
    async with several(postgres_cluster, new_replica) as (one, other):
        session = (await one.api.create())["id"]
        path = f"/sessions/{session}"
        code = "".join(random.choices("abcdefg hij\nä漢🐢", k=60_000))
        await other.api.ok("PUT", f"{path}/code", {"code": code})
        assert (await one.api.ok("GET", path))["code"] == code
        assert (await other.api.ok("GET", path))["code"] == code
        user = (await other.api.join(session, "Ana"))["user"]
        exported = await other.api.ok("GET", f"{path}/users/{user['id']}/export")
        assert exported["participant"]["name"] == "Ana"
        await other.api.ok("PUT", f"{path}/language", {"language": "javascript"})
        assert (await one.api.ok("GET", path))["language"] == "javascript"
        refused = await other.api("PUT", f"{path}/code", raw=b"x" * 3_000_000)
        assert (refused.status, refused.code) == (413, "body_too_large")
        wrong = await Api(other.root, {"X-Interview-Secret": "x" * 43})("GET", path)
        assert (wrong.status, wrong.code) == (401, "invalid_credential")
        missing = await other.api("PATCH", path, {"titel": "x"})
        assert missing.status == 400 and "titel" in missing.json["error"]
        listed = await other.api.ok("GET", "/sessions")
        assert [(found["id"], found["language"]) for found in listed] == [(session, "javascript")]


async def test_RE4_keep_alive_and_early_bytes_do_no_harm(
    postgres_cluster: Postgres, new_replica: NewReplica
) -> None:
    """One connection, a request for here, one for the other server, and its last."""
    async with several(postgres_cluster, new_replica) as (one, other):
        session = (await one.api.create())["id"]
        reader, writer = await asyncio.open_connection("127.0.0.1", other.port)
        authorization = other.api.headers["Authorization"]

        def request(path: str) -> bytes:
            lines = (f"GET /interview/api{path} HTTP/1.1", "Host: 127.0.0.1")
            return "\r\n".join((*lines, f"Authorization: {authorization}", "", "")).encode()

        writer.write(request("/health") + request(f"/sessions/{session}") + request("/health"))
        answers = (await reader.read()).decode()
        writer.close()
        assert answers.count("HTTP/1.1 200 OK") == 2
        assert '"status"' in answers and session in answers
        assert answers.count("Connection: close") == 1


async def test_RE19_a_class_is_the_same_at_every_server(
    postgres_cluster: Postgres, new_replica: NewReplica
) -> None:
    """Tells of sessions at two servers who is there and what is running, which no database
    knows."""
    async with several(postgres_cluster, new_replica) as (one, other):
        sessions = [(await server.api.create())["id"] for server in (one, other)]
        wanted = "/activity?" + "&".join(f"id={session}" for session in sessions)
        async with AsyncExitStack() as stack:
            for session, name in zip(sessions, ("Bo", "Cy"), strict=True):
                guest, _ = await one.api.guest(session, name)
                watching = await stack.enter_async_context(SyncSocket(one.api, session))
                socket = await stack.enter_async_context(SyncSocket(guest, session))
                await socket.send("run_started", runId=f"run-{name}-0001", language="python")
                await watching.expect("run_started")
            for server in (one, other):
                told = (await server.api.ok("GET", wanted))["sessions"]
                assert {told_of["id"] for told_of in told} == set(sessions)
                for told_of in told:
                    assert [person["online"] for person in told_of["people"]] == [True, True]
                    assert told_of["lastRun"]["state"] == "running"
            stranger = Api(other.root, {"Authorization": "token wrong"})
            assert (await stranger("GET", wanted)).status == 401
        os.kill(one.pid, signal.SIGSTOP)
        told = (await other.api.ok("GET", wanted))["sessions"]
        os.kill(one.pid, signal.SIGCONT)
        assert {told_of["id"] for told_of in told} == set(sessions)


async def test_RE5_a_server_run_happens_once(
    postgres_cluster: Postgres, new_replica: NewReplica
) -> None:
    """RE5, YD9: and nothing is attached to a file of either."""
    async with several(postgres_cluster, new_replica) as (one, other):
        session = (await one.api.create("javascript"))["id"]
        refused = await other.api("PUT", f"/sessions/{session}/attachment", {"path": "a.js"})
        assert refused.status == 501 and "apart from people's files" in refused.json["error"]
        async with (
            EventSocket(one.api, session) as here,
            EventSocket(other.api, session) as there,
        ):
            body = {"code": "console.log('ran ' + Math.random())", "language": "javascript"}
            answer = await other.api.ok("POST", f"/sessions/{session}/execute", body)
            assert answer["output"].startswith("ran 0.")
            for socket in (here, there):
                assert (await socket.expect("execution_result"))["output"] == answer["output"]
                assert "execution_result" not in socket.types()


async def test_RE24_what_opens_a_way_between_servers_is_not_in_a_request(
    postgres_cluster: Postgres, new_replica: NewReplica
) -> None:
    """Whatever a client says of itself, the host hears the address that it had at the edge."""
    async with several(postgres_cluster, new_replica) as (one, other):
        session = (await one.api.create())["id"]
        path = f"/sessions/{session}"
        stranger = Api(other.root, {"X-Interview-Secret": "y" * 43, "X-Real-IP": "10.0.0.1"})
        codes = [(await stranger("GET", path)).code for _ in range(40)]
        assert codes[0] == "invalid_credential" and codes[-1] == "rate_limited"
        nearer = Api(one.root, {"X-Interview-Secret": "y" * 43})
        assert (await nearer("GET", path)).code == "rate_limited"
        assert (await other.api("GET", path)).status == 200
