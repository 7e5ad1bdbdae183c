"""RC15 to RC22, DL2: the recording of an interview over REST, and in the Python client."""

import asyncio
import gzip
import json
from hashlib import sha256
from typing import Any
from urllib.parse import quote

import pytest
from jupyter_server.serverapp import ServerApp

from jupyter_interview.app import InterviewApp
from jupyter_interview.client import Recording
from jupyter_interview.contract.session import Audience
from jupyter_interview.domain.limits import Limits
from jupyter_interview.playback.format import canonical
from jupyter_interview.playback.parts import merged
from jupyter_interview.sessions import recordings as recordings_module
from jupyter_interview.sessions.recordings import Recordings
from tests.clients import Api
from tests.contract.documents import answer_problems
from tests.web.test_removed_meanwhile import Slow


@pytest.fixture
def interview_config() -> dict[str, Any]:
    return {"limits": {"exports_per_minute": 100}}


RUN = "/sessions/{sessionId}/recording/runs/{runId}"
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


async def test_RC19_only_what_came_since_is_fetched(api: Api) -> None:
    """RC19, RC20: step by step while it is live, with the bytes of the whole; and whole for whoever
    asks for what is not there."""
    session = (await api.create("python", code="x = 1\n", state="draft"))["id"]
    path = f"/sessions/{session}"
    drafted = json.loads((await api("GET", f"{path}/recording")).content)
    await api.ok("PATCH", path, {"state": "live"})
    guest, _ = await api.guest(session, "Bö 🐢")

    async def part_after(seq: int) -> dict[str, Any]:
        answer = await api("GET", f"{path}/recording?after={seq}")
        assert answer_problems("GET", TEMPLATE, 200, answer.content) == []
        told: dict[str, Any] = json.loads(answer.content)
        return told

    document = await part_after(drafted["session"]["upTo"])
    assert "after" not in document and merged(drafted, document) == document
    for number in range(4):
        await guest.ok("PUT", f"{path}/code", {"code": "x = 1\n" + "y = '🐢'\n" * number})
        if number == 2:
            await guest.ok("POST", f"{path}/execute", {"output": "1\n"})
        up_to = document["session"]["upTo"]
        part = await part_after(up_to)
        assert part["after"] == up_to and len(part["edits"]["seq"]) <= 1
        document = merged(document, part)
        whole = (await api("GET", f"{path}/recording")).content
        assert canonical(document) == whole
    assert document["runs"] and len(document["edits"]["seq"]) == 4
    for after in (0, document["session"]["upTo"] + 1):
        assert canonical(await part_after(after)) == whole
    for after in ("-1", "x", "1.5", "٣", "9" * 19):
        answer = await api("GET", f"{path}/recording?after={quote(after)}")
        assert (answer.status, json.loads(answer.content)["code"]) == (400, "invalid_field")
    await api.ok("PATCH", path, {"state": "ended"})
    part = await part_after(document["session"]["upTo"])
    assert "after" in part
    whole = (await api("GET", f"{path}/recording")).content
    assert canonical(merged(document, part)) == whole
    for where in (f"{path}/recording?after=1", f"{path}/recording?after=1&audience=everybody"):
        assert (await guest("GET", where)).status == 403


async def test_RC19_what_everybody_could_see_is_followed_as_well(api: Api) -> None:
    """RC19: by hosts, and by candidates once it is released, up to where it was ended."""
    session = (await api.create("python", code="x = 1\n"))["id"]
    path = f"/sessions/{session}"
    guest, _ = await api.guest(session, "Bo")
    asked = f"{path}/recording?audience=everybody"
    before = json.loads((await api("GET", asked)).content)
    await guest.ok("PUT", f"{path}/code", {"code": "y = 2\n"})
    await api.ok("PATCH", path, {"state": "ended"})
    await api.ok("PUT", f"{path}/release", {})
    whole = (await guest("GET", f"{path}/recording")).content
    for who, where in (api, f"{asked}&after="), (guest, f"{path}/recording?after="):
        answer = await who("GET", f"{where}{before['session']['upTo']}")
        assert canonical(merged(before, json.loads(answer.content))) == whole


async def test_RC21_whoever_has_the_newest_is_told_so(api: Api) -> None:
    """RC21: with nothing else, also where a part is asked for, until something happens. The tag of
    what a candidate gets tells nothing of what has happened since the end."""
    session = (await api.create("python", code="x = 1\n"))["id"]
    path = f"/sessions/{session}"
    guest, _ = await api.guest(session, "Bo")
    whole = await api("GET", f"{path}/recording")
    up_to, tag = json.loads(whole.content)["session"]["upTo"], whole.headers["ETag"]
    places = (f"{path}/recording", f"{path}/recording?after={up_to}")
    for where in places:
        for said in (tag, f'"other", W/{tag}'):
            same = await api("GET", where, headers={"If-None-Match": said})
            assert (same.status, same.content) == (304, b"")
            assert same.headers["ETag"] == tag and same.headers["Cache-Control"] == "no-store"
    other = await api("GET", f"{places[0]}?audience=everybody", headers={"If-None-Match": tag})
    assert other.status == 200 and other.headers["ETag"] != tag
    assert (await guest("GET", places[0], headers={"If-None-Match": tag})).status == 403
    await guest.ok("PUT", f"{path}/code", {"code": "y = 2\n"})
    for where in places:
        newer = await api("GET", where, headers={"If-None-Match": tag})
        assert newer.status == 200 and newer.headers["ETag"] != tag
    await api.ok("PATCH", path, {"state": "ended"})
    await api.ok("PUT", f"{path}/release", {})
    copy = await guest("GET", places[0])
    of_hosts = (await api("GET", f"{places[0]}?audience=everybody")).headers["ETag"]
    assert (await guest("GET", places[0], headers={"If-None-Match": of_hosts})).status == 200
    mine = {"If-None-Match": copy.headers["ETag"]}
    assert (await guest("GET", places[0], headers=mine)).status == 304


async def test_RC22_all_that_a_run_has_printed(api: Api) -> None:
    """RC22: for those who may have the recording, of the runs that are in it."""
    session = (await api.create("python", code="x = 1\n"))["id"]
    path = f"/sessions/{session}"
    guest, bo = await api.guest(session, "Bo")
    printed = "é🐢\n" * 5000
    await guest.ok("POST", f"{path}/execute", {"output": printed})
    [told] = json.loads((await api("GET", f"{path}/recording")).content)["runs"]
    assert told["isCut"] and len(told["output"][0]["text"]) == 8192
    of_run = f"{path}/recording/runs/{told['id']}"
    answer = await api("GET", of_run)
    assert answer_problems("GET", RUN, 200, answer.content) == []
    run = answer.json
    assert (run["id"], run["user"]["id"], run["state"]) == (told["id"], bo["id"], "ok")
    assert "".join(piece["text"] for piece in run["outputs"]) == printed
    for who, where, status in (
        (guest, of_run, 403),
        (api, f"{path}/recording/runs/run-none-0001", 404),
        (api, f"{of_run}?audience=nobody", 400),
    ):
        assert (await who("GET", where)).status == status
    await api.ok("PATCH", path, {"state": "ended"})
    assert (await guest("GET", of_run)).status == 403
    await api.ok("PUT", f"{path}/release", {})
    assert (await guest("GET", of_run)).json == run
    assert (await guest("GET", f"{of_run}?audience=hosts")).status == 403
    await api.ok("DELETE", f"{path}/release")
    assert (await guest("GET", of_run)).status == 403


async def test_RC22_a_run_of_a_draft_is_no_run_of_the_recording(api: Api) -> None:
    session = (await api.create("python", code="x = 1\n", state="draft"))["id"]
    path = f"/sessions/{session}"
    ran = (await api("POST", f"{path}/execute", {"output": "of the draft"})).json["run"]["id"]
    await api.ok("PATCH", path, {"state": "live"})
    assert (await api("GET", f"{path}/recording/runs/{ran}")).status == 404


async def test_DL2_nothing_is_kept_of_an_interview_that_goes_before_it_has_its_turn(
    api: Api, jp_serverapp: ServerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DL2: recordings are made one after the other, and the next one is deleted meanwhile."""
    apps = jp_serverapp.extension_manager.extension_apps["jupyter_interview"]
    [app] = [app for app in apps if isinstance(app, InterviewApp)]
    registry = await app.settings["jupyter_interview_context"].service.registry()
    stored = [await registry._stored((await api.create("python"))["id"]) for _ in range(2)]
    recordings, slow = Recordings(registry._store, Limits()), Slow(b"")
    with monkeypatch.context() as patched:
        patched.setattr(recordings_module, "_packed", slow)
        first = asyncio.create_task(recordings.since(stored[0], Audience.HOSTS, 0))
        assert await asyncio.to_thread(slow.has_begun.wait, 60)
        second = asyncio.create_task(recordings.since(stored[1], Audience.HOSTS, 0))
        # It has begun, and waits for its turn.
        await asyncio.sleep(0)
        recordings.forget(stored[1].session.id)
        slow.may_end.set()
        await asyncio.gather(first, second)
    assert stored[1].session.id not in {session for session, _ in recordings._followed}
