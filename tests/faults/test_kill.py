"""ST1, SO4: what was acknowledged is there after kill -9, and a clean stop loses nothing at all."""

import stat

from tests.clients import Api, EventSocket, SyncSocket
from tests.faults.conftest import NewServer


async def test_ST1_everything_acknowledged_survives_kill_9(new_server: NewServer) -> None:
    server = new_server()
    server.forked = False  # Started as people start one, after its death as well.
    api = (await server.start()).api
    session = (await api.create("python", title="Vor Köln"))["id"]
    path = f"/sessions/{session}"
    await api.join(session, "Ana")
    guest, _ = await api.guest(session, "Bo 🐢")
    unused = await api.invite(session, "observer", maxUses=1)
    revoked = await api.invite(session)
    await api.ok("DELETE", f"{path}/invites/{revoked['id']}")

    panel = await SyncSocket(guest, session).open()
    await panel.type("# naïve 🐢\n", 0)
    await panel.send("run_started", runId="run-00000001", language="python")
    await panel.expect("run_started")
    await panel.send("run_output", runId="run-00000001", index=0, stream="stdout", text="42 🐢\n")
    await panel.send(
        "execution_result",
        runId="run-00000001",
        state="error",
        error="NameError: x",
        durationMs=12,
        truncated=False,
    )
    await panel.expect("execution_result")
    await api.ok("PUT", path + "/language", {"language": "javascript"})
    await panel.expect("language_change")
    await panel.type("let x;\n", 0, "javascript")
    await panel.saved()
    before = await api.ok("GET", path)
    people = await api.ok("GET", path + "/users")
    invites = await api.ok("GET", path + "/invites")
    python = panel.text("python")
    await panel.send("file_add", name="data.csv")
    data = (await panel.expect("folder", shows=False))["folder"]["files"][2]["id"]
    panel.declare(data)
    await panel.type("1,2\n", language=data)
    gone = await api.ok("POST", path + "/files", {"name": "gone.py", "text": "gone\n"})
    await api.ok("DELETE", f"{path}/files/{gone['id']}")
    await panel.saved()
    files = await api.ok("GET", path + "/files")
    assert [file["text"] for file in files["files"]] == [python, before["code"], "1,2\n"]

    await server.kill()
    assert await panel.expect_close() == 1006
    panel.write("while away 🐢\n", 0, "javascript")
    await server.start()

    assert await api.ok("GET", path) == before
    assert await api.ok("GET", path + "/files") == files
    assert before["code"].startswith("let x;\n") and before["title"] == "Vor Köln"
    after = await api.ok("GET", path + "/users")
    assert [{**user, "online": False} for user in people] == after
    assert await api.ok("GET", path + "/invites") == invites
    assert (await guest("GET", path)).status == 200

    await panel.open()
    welcome = await panel.expect("welcome")
    assert [run["id"] for run in welcome["runs"]] == ["run-00000001"]
    run = welcome["runs"][0]
    assert run["outputs"] == [{"stream": "stdout", "text": "42 🐢\n"}]
    assert (run["state"], run["error"], run["durationMs"]) == ("error", "NameError: x", 12)
    await panel.saved()
    code = (await api.ok("GET", path))["code"]
    assert code == "while away 🐢\nlet x;\n" + before["code"].removeprefix("let x;\n")
    assert panel.text("python") == python and python.startswith("# naïve 🐢\n")
    await panel.close()

    join = path + "/join"
    late = await api.anonymous()("POST", join, {"userName": "C", "invite": unused["secret"]})
    assert late.status == 200
    again = await api.anonymous()("POST", join, {"userName": "D", "invite": unused["secret"]})
    assert again.code == "invalid_credential"
    shut = await api.anonymous()("POST", join, {"userName": "E", "invite": revoked["secret"]})
    assert shut.code == "invalid_credential"
    await server.stop()


async def test_ST1_put_code_is_on_disk_when_it_is_answered(new_server: NewServer) -> None:
    server = await new_server().start()
    session = (await server.api.create())["id"]
    for round in range(5):
        await server.api.ok("PUT", f"/sessions/{session}/code", {"code": f"round {round} 🐢\n"})
        await server.kill()
        await server.start()
        assert (await server.api.ok("GET", f"/sessions/{session}"))["code"] == f"round {round} 🐢\n"
    await server.stop()


async def test_ST1_an_update_that_was_not_acknowledged_comes_again(new_server: NewServer) -> None:
    """Killed between relay and commit: the author still has the text."""
    server = await new_server().start()
    session = (await server.api.create())["id"]
    ana = await SyncSocket(server.api, session).open()
    for number in range(30):
        await ana.type(f"{number}🐢 ", 0)
    await server.kill()
    await ana.expect_close()
    await server.start()
    await ana.open()
    await ana.saved()
    assert (await server.api.ok("GET", f"/sessions/{session}"))["code"] == ana.text()
    await ana.close()
    await server.stop()


async def test_ST1_a_clean_stop_stores_what_was_only_relayed(new_server: NewServer) -> None:
    server = await new_server().start()
    session = (await server.api.create())["id"]
    async with (
        SyncSocket(server.api, session) as ana,
        EventSocket(server.api, session) as listener,
    ):
        await ana.type("x" * 5, 0)
        await listener.expect("code_change")
        await server.stop()
        assert await ana.expect_close() in (1012, 1006)
    await server.start()
    code = (await server.api.ok("GET", f"/sessions/{session}"))["code"]
    assert code == ana.text()
    await server.stop()


async def test_ST2_only_the_user_may_read_the_database(new_server: NewServer) -> None:
    async with new_server() as server:
        await server.api.create()
        files = sorted(server.database.parent.iterdir())
        assert server.database in files
        assert [path.name for path in files if stat.S_IMODE(path.stat().st_mode) & 0o077] == []
        assert stat.S_IMODE(server.database.parent.stat().st_mode) == 0o700


async def test_ST3_a_second_server_says_so_and_starts_without_interviews(
    new_server: NewServer,
) -> None:
    async with new_server() as one:
        session = (await one.api.create())["id"]
        second = new_server("two", one.database)
        async with second:
            refused = await second.api("GET", "/sessions")
            assert (refused.status, refused.code) == (503, "unavailable")
            assert "Another Jupyter server" in refused.json["error"]
            assert str(one.database) not in refused.content.decode()
            for page in ("//interview/", f"//interview/join/{session}"):
                answer = await second.api("GET", page)
                assert answer.status == 503 and b"Another Jupyter server" in answer.content
            assert (await second.api("GET", "//api/contents")).status == 200
            assert await close_code_at(second.api, session) == 1013
        assert "jupyter_interview cannot serve interviews" in second.log
        assert (await one.api.ok("GET", f"/sessions/{session}"))["id"] == session


async def test_IN1_a_wrong_setting_is_named_and_costs_nothing_but_interviews(
    new_server: NewServer,
) -> None:
    server = await new_server("one", None, "--InterviewApp.limits={'text_bites': 1}").start()
    assert "there is no limit called 'text_bites'" in server.log
    assert (await server.api("GET", "//api/contents")).status == 200
    await server.stop()


async def close_code_at(api: Api, session: str) -> int:
    """The code with which a socket there is closed."""
    async with EventSocket(api, session) as socket:
        return await socket.expect_close()
