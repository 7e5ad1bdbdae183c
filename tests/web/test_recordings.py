"""RC15 to RC17: the recording of an interview over REST, and in the Python client."""

import gzip
import json
from hashlib import sha256

from jupyter_interview.client import Recording
from tests.clients import Api
from tests.contract.documents import answer_problems

TEMPLATE = "/sessions/{sessionId}/recording"


async def test_RC15_hosts_have_it_while_it_is_live_and_afterwards(api: Api) -> None:
    """RC15, RC17: it goes on with the interview, and everybody else is refused."""
    session = (await api.create("python", code="x = 1\n"))["id"]
    path = f"/sessions/{session}"
    guest, bo = await api.guest(session, "Bö 🐢")
    await guest.ok("PUT", f"{path}/code", {"code": "x = 1\ny = '🐢'\n"})
    await guest.ok("POST", f"{path}/execute", {"output": "1\n"})
    answer = await api("GET", f"{path}/recording")
    assert answer.status == 200 and answer.headers["Cache-Control"] == "no-store"
    assert answer_problems("GET", TEMPLATE, 200, answer.content) == []
    recording = Recording.read(json.loads(answer.content))
    [file] = recording.files
    assert recording.files == {file: "solution.py"}
    assert recording.text_at() == {file: "x = 1\ny = '🐢'\n"}
    assert recording.text_after(recording.edits[0].seq) == {file: "x = 1\n"}
    assert [edit.who for edit in recording.edits] == [None, "Bö 🐢"]
    assert recording.text_at(recording.edits[-1].at) == recording.text_at()
    assert recording.began_at is not None
    assert recording.text_at(recording.began_at + recording.edits[-1].at) == recording.text_at()
    seals = [text for seal in recording.document["seals"] for text in seal["texts"]]
    assert [text["sha256"] for text in seals] == [sha256("x = 1\ny = '🐢'\n".encode()).hexdigest()]
    assert all(text["holds"] for text in seals) and recording.verify_seals() == ()
    [run] = recording.document["runs"]
    assert recording.document["people"][run["who"]]["id"] == bo["id"]

    again = await api("GET", f"{path}/recording")
    assert (again.headers["ETag"], again.content) == (answer.headers["ETag"], answer.content)
    await api.ok("PATCH", path, {"state": "ended"})
    ended = await api("GET", f"{path}/recording")
    assert ended.headers["ETag"] != answer.headers["ETag"]
    assert json.loads(ended.content)["session"]["state"] == "ended"
    assert (await guest("GET", f"{path}/recording")).status == 403
    await api.ok("DELETE", path)
    assert (await api("GET", f"{path}/recording")).status == 404


async def test_RC16_it_is_compressed_for_those_who_take_that(api: Api) -> None:
    session = (await api.create("python", code="x = 1\n" * 1000))["id"]
    path = f"/sessions/{session}/recording"
    plain = await api("GET", path)
    assert "Content-Encoding" not in plain.headers
    packed = await api("GET", path, headers={"Accept-Encoding": "gzip"})
    content = packed.content
    if packed.headers.get("Content-Encoding") == "gzip":
        content = gzip.decompress(content)
    assert content == plain.content


async def test_RC15_no_secret_link_or_login_is_in_it(api: Api) -> None:
    session = (await api.create("python", code="", state="draft"))["id"]
    path = f"/sessions/{session}"
    await api.ok("PUT", f"{path}/code", {"code": "the answer\n"})
    await api.ok("PUT", f"{path}/code", {"code": ""})
    empty = (await api("GET", f"{path}/recording")).content
    assert b"the answer" not in empty and json.loads(empty)["start"] is None
    await api.ok("PATCH", path, {"state": "live"})
    guest, _ = await api.guest(session, "Bo")
    told = (await api("GET", f"{path}/recording")).content.decode()
    for word in ("the answer", guest.headers["X-Interview-Secret"], "secret", "invite", "identity"):
        assert word not in told
