"""How long an interview stays attached, and what the file has when it ends."""

from pathlib import Path

from tests.attachments.drive import DriveServer, OpenFile
from tests.attachments.interview import Interview


async def test_YD5_a_renamed_file_stays_attached_and_a_deleted_one_does_not(
    server: DriveServer,
) -> None:
    one = await Interview.begin(server)
    async with one.socket() as ana:
        await one.attach("solution.py")
        await ana.expect("attachment")
        await server.api.ok("PATCH", "//api/contents/solution.py", {"path": "renamed.py"})
        moved = await ana.expect("attachment")
        assert moved["attachment"]["path"] == "renamed.py"
        await ana.type("b = 2\n")
        await server.on_disk("renamed.py", lambda text: text == "a = 1\nb = 2\n")
        assert server.read("solution.py") is None
        server.files.joinpath("renamed.py").unlink()
        gone = await ana.expect("attachment")
        assert gone == {"attachment": None, "reason": "file_gone"}
        await ana.type("c = 3\n")
        await ana.saved()
    assert server.read("renamed.py") is None
    await one.attach("renamed.py")
    await server.on_disk("renamed.py", lambda text: text == "a = 1\nb = 2\nc = 3\n")


async def test_YD6_the_file_keeps_the_last_text_and_nothing_flows_after(
    server: DriveServer,
) -> None:
    """YD6, YD7: detached, ended, deleted; a browser on the file goes on with it alone."""
    for end in ("detach", "ended", "deleted"):
        name = f"{end}.py"
        one = await Interview.begin(server)
        async with one.socket() as ana:
            await one.attach(name)
            await ana.expect("attachment")
            await ana.type("b = 2\n")
            await ana.saved()
            if end == "detach":
                await one.detach()
                await one.detach()
                assert await ana.expect("attachment") == {"attachment": None, "reason": "asked"}
            elif end == "ended":
                await server.api.ok("PATCH", f"/sessions/{one.id}", {"state": "ended"})
                assert await ana.expect("attachment") == {"attachment": None, "reason": "ended"}
                assert await one.refused({"path": name}) == "session_ended"
            else:
                await server.api.ok("DELETE", f"/sessions/{one.id}")
                assert await ana.expect_close() == 4404
            await server.on_disk(name, lambda text: text == "a = 1\nb = 2\n")
            async with OpenFile(server.api, name) as file:
                await file.type("later = True\n")
                await server.on_disk(name, lambda text: text.endswith("later = True\n"))
            if end == "detach":
                await ana.type("c = 3\n")
                await ana.saved()
                assert ana.text() == "a = 1\nb = 2\nc = 3\n"
                assert server.read(name) == "a = 1\nb = 2\nlater = True\n"
            elif end == "ended":
                assert await one.code() == "a = 1\nb = 2\n"
                await server.api.ok("PATCH", f"/sessions/{one.id}", {"state": "live"})
                assert await one.attached() is None


async def test_YD6_a_server_that_stops_saves_the_file_and_starts_with_none_attached(
    tmp_path: Path,
) -> None:
    """YD6, YD8"""
    server = DriveServer(tmp_path, save_delay=3600)
    try:
        await server.start()
        one = await Interview.begin(server)
        async with one.socket() as ana:
            await one.attach("solution.py")
            await ana.type("b = 2\n")
            await ana.saved()
            assert server.read("solution.py") == ""
            await server.stop()
            assert await ana.expect_close() == 1012
        assert server.read("solution.py") == "a = 1\nb = 2\n"
        await server.start()
        again = Interview(server.api, one.id)
        async with again.socket() as ana:
            assert (await ana.expect("welcome"))["attachment"] is None
        await again.attach("solution.py")
        await again.detach()
        await server.stop()
    finally:
        server.abandon()
    assert "Traceback" not in server.log


async def test_YD7_a_file_that_no_browser_has_open_stays_open(tmp_path: Path) -> None:
    """YD7: and is let go of after it was detached."""
    server = DriveServer(tmp_path, cleanup_delay=0.1)
    try:
        await server.start()
        one = await Interview.begin(server)
        async with one.socket() as ana:
            await one.attach("solution.py")
            for line in ("b = 2\n", "c = 3\n"):
                async with OpenFile(server.api, "solution.py") as file:
                    await file.shows(ana.text())
                await ana.type(line)
                await server.on_disk("solution.py", lambda text, line=line: text.endswith(line))
            assert "let go of the room" not in server.log
            await one.detach()
            await server.says("let go of the room")
            async with OpenFile(server.api, "solution.py") as file:
                await file.shows("a = 1\nb = 2\nc = 3\n")
        await server.stop()
    finally:
        server.abandon()


async def test_YD12_a_file_that_grows_too_long_detaches(server: DriveServer) -> None:
    one = await Interview.begin(server)
    await one.attach("solution.py")
    async with one.socket() as ana, OpenFile(server.api, "solution.py") as file:
        await file.type("#" * (256 * 1024))
        assert await ana.expect("attachment") == {"attachment": None, "reason": "refused"}
        assert ana.text() == "a = 1\n"
    await server.on_disk("solution.py", lambda text: len(text) > 256 * 1024)
