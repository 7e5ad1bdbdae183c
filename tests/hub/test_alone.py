"""HB1, HB6, YD9: `jupyter-interview-server` by itself, as in a container."""

import asyncio
import json
from pathlib import Path

from tests.clients import PATIENCE, SyncSocket
from tests.docs.programs import blocks, filled
from tests.hub.alone import serving
from tests.hub.test_hub import NOT_THERE


def configure(folder: Path, events: Path) -> None:
    """OP3: by the document's lines, in the file of its own; Jupyter's would open other doors."""
    [code] = [code for code in blocks("docs/DEPLOYMENT.md", "python") if "EventLogger" in code]
    folder.mkdir()
    own = folder / "jupyter_interview_server_config.py"
    own.write_text(filled(code, {"/var/log/interviews.jsonl": str(events)}))
    other = "jupyter_server.auth.authorizer.AllowAllAuthorizer"
    (folder / "jupyter_server_config.py").write_text(f"c.ServerApp.authorizer_class = {other!r}\n")


async def slow_headers_are_not_waited_for(port: int) -> None:
    """FL17: the connection ends, without an answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /interview/api/health HTTP/1.1\r\n")
    assert await asyncio.wait_for(reader.read(), PATIENCE) == b""
    writer.close()


async def test_HB6_alone_it_serves_interviews_and_nothing_else(tmp_path: Path) -> None:
    configure(tmp_path / "CONFIG", tmp_path / "interviews.jsonl")
    async with serving(tmp_path, "--InterviewServerApp.header_seconds=1") as (api, port, log):
        await slow_headers_are_not_waited_for(port)
        session = (await api.create())["id"]
        guest, _ = await api.guest(session, "Bo")
        await guest.ok("PUT", f"/sessions/{session}/code", {"code": "1"})
        for address in NOT_THERE:
            assert (await api("GET", f"//{address}")).status in (403, 404), address
        refused = await api("PUT", f"/sessions/{session}/attachment", {"path": "solution.py"})
        assert refused.status == 501 and "apart from people's files" in refused.json["error"]
        front = await api("GET", "//")
        assert (front.status, front.headers["Location"].rstrip("?")) == (302, "/interview/")
        assert (tmp_path / "DATA" / "jupyter_interview" / "interviews.db").is_file()
        told = json.loads((tmp_path / "interviews.jsonl").read_text().splitlines()[0])
        assert (told["action"], told["session_id"]) == ("created", session)
    assert "jupyter_lsp" not in "".join(log)


OTHER_LOOP = """
import asyncio
from pathlib import Path
import uvloop

class Policy(uvloop.EventLoopPolicy):
    def new_event_loop(self):
        Path("loop").write_text("uvloop")
        return super().new_event_loop()

asyncio.set_event_loop_policy(Policy())
"""


async def test_FL23_typing_at_a_steady_pace_arrives_on_another_event_loop(tmp_path: Path) -> None:
    (tmp_path / "CONFIG").mkdir()
    (tmp_path / "CONFIG" / "jupyter_interview_server_config.py").write_text(OTHER_LOOP)
    async with serving(tmp_path) as (api, _, log):
        assert (tmp_path / "loop").read_text() == "uvloop"
        session = (await api.create("python", code=""))["id"]
        guest, _ = await api.guest(session, "Bo")
        typed = "def double(x):\n    return 2 * x\n" * 6
        async with SyncSocket(api, session) as reader, SyncSocket(guest, session) as typist:
            for at, character in enumerate(typed):
                await typist.type(character, at)
                # A keystroke that comes while the one before it is still on its way.
                await asyncio.sleep(0.005)
            await reader.expect_text(typed)
            await typist.saved()
    assert "Traceback" not in "".join(log)
