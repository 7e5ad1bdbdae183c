"""RE20, RE22, RE23: servers that cannot reach each other, and those with certificates."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.clients import EventSocket, SyncSocket
from tests.cluster.wires import certificate
from tests.faults.server import ServerProcess
from tests.ports import free_port
from tests.replicas.conftest import NewReplica
from tests.services.postgres import Postgres

SECRET = "JUPYTER_INTERVIEW_CLUSTER_SECRET"
CANNOT = "another server on this database cannot be reached"


def misfit(one: ServerProcess, other: ServerProcess, problem: str) -> tuple[str, str]:
    """Give two servers settings that do not fit; what each of them will say of that."""
    if problem == "no secret":
        one.environment[SECRET] = ""
        return "this server has no cluster_secret", "it does not listen for other servers"
    if problem == "another secret":
        one.environment[SECRET] = "another-secret-than-all-the-others-have"
        return "its cluster_secret or cluster_cafile is another one", "is another one"
    one.environment["JUPYTER_INTERVIEW_CLUSTER_ADDRESS"] = f"127.0.0.1:{free_port()}"
    one.flags += (f"--InterviewApp.cluster_bind=127.0.0.1:{free_port()}",)
    return "other servers reach this one at", "which is its cluster_address"


@pytest.mark.parametrize("problem", ["no secret", "another secret", "a wrong address"])
async def test_RE23_who_cannot_be_reached_is_a_refusal_and_a_sentence_in_the_log(
    postgres_cluster: Postgres, new_replica: NewReplica, problem: str
) -> None:
    """RE20, RE23, RE28: both say it by themselves, and the client hears when to come again."""
    url = postgres_cluster.database()
    one, other = new_replica(url, "one"), new_replica(url, "other")
    of_one, of_other = misfit(one, other, problem)
    async with one, other:
        await other.says(CANNOT)
        await other.says(of_other)
        await one.says(of_one)
        session = (await one.api.create())["id"]
        refused = await other.api("GET", f"/sessions/{session}")
        assert (refused.status, refused.code) == (503, "unavailable")
        assert "cannot be reached" in refused.json["error"]
        async with EventSocket(other.api, session) as late:
            assert await late.expect_close() == 1013
        # What is held by the server itself, and what is in the database, goes on.
        assert (await one.api.ok("GET", f"/sessions/{session}"))["id"] == session
        assert [found["id"] for found in await other.api.ok("GET", "/sessions")] == [session]


@asynccontextmanager
async def encrypted(
    url: str, new_replica: NewReplica, folder: Path
) -> AsyncIterator[tuple[ServerProcess, ServerProcess]]:
    cert, key = certificate(folder)
    flags = (f"--InterviewApp.cluster_certfile={cert}", f"--InterviewApp.cluster_keyfile={key}")
    async with (
        new_replica(url, "one", *flags) as one,
        new_replica(url, "other", *flags) as other,
    ):
        yield one, other


async def test_RE22_with_a_certificate_everything_works_the_same(
    postgres_cluster: Postgres, new_replica: NewReplica, tmp_path: Path
) -> None:
    url = postgres_cluster.database()
    async with encrypted(url, new_replica, tmp_path / "tls") as (one, other):
        assert "reach this one at tls://" in one.log
        session = (await one.api.create())["id"]
        link = await other.api.invite(session)
        # The client speaks HTTP, whatever servers speak to each other.
        assert link["url"].startswith("http://")
        async with SyncSocket(one.api, session) as ana, SyncSocket(other.api, session) as bo:
            for number in range(20):
                await ana.type(f"# ana {number}\n", 0)
                await bo.type(f"# bo {number}\n", 0)
            await ana.saved()
            await bo.saved()
            await one.api.ok("PATCH", f"/sessions/{session}", {"locks": {"runs": True}})
            assert (await bo.expect("session_state"))["locks"]["runs"]
            await bo.until(lambda: len(bo.text()) >= len(ana.text()))
            await ana.expect_text(bo.text())
            text = "x" * 90_000
            await other.api.ok("PUT", f"/sessions/{session}/code", {"code": text})
            await bo.expect_text(text)
        stopped = await other.api("GET", f"/sessions/{session}")
        assert stopped.json["code"] == text
