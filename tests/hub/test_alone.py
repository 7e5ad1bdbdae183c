"""HB1, HB6, YD9: `jupyter-interview-server` by itself, as in a container."""

import asyncio
import json
import os
import sys
from pathlib import Path

from tests.clients import PATIENCE, Api
from tests.docs.programs import blocks, filled
from tests.hub.test_hub import NOT_THERE
from tests.ports import free_port

TOKEN = "the-owner-s-token"


async def healthy(api: Api) -> bool:
    """It says that it runs a moment before it listens."""
    try:
        return (await api("GET", "/health")).status == 200
    except ConnectionRefusedError:
        return False


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
    port = free_port()
    folders = {f"JUPYTER_{n}_DIR": str(tmp_path / n) for n in ("CONFIG", "RUNTIME", "DATA")}
    configure(tmp_path / "CONFIG", tmp_path / "interviews.jsonl")
    process = await asyncio.create_subprocess_exec(
        Path(sys.executable).with_name("jupyter-interview-server"),
        "--ip=127.0.0.1",
        f"--port={port}",
        "--allow-root",
        "--InterviewServerApp.header_seconds=1",
        env={**os.environ, **folders, "JUPYTER_TOKEN": TOKEN},
        cwd=tmp_path,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stderr is not None
        log = ""
        while "is running at" not in log:
            line = await asyncio.wait_for(process.stderr.readline(), 3 * PATIENCE)
            assert line, log
            log += line.decode()
        reading = asyncio.create_task(process.stderr.read())
        api = Api(f"http://127.0.0.1:{port}/", {"Authorization": f"token {TOKEN}"})
        async with asyncio.timeout(PATIENCE):
            while not await healthy(api):
                pass
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
    finally:
        process.terminate()
        await asyncio.wait_for(process.wait(), PATIENCE)
    assert "jupyter_lsp" not in log + (await reading).decode()
