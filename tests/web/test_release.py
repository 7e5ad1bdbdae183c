"""RL1 to RL6, RL11: the copy that candidates fetch of an interview that has ended, over REST."""

import asyncio
import io
import zipfile
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jupyter_server.serverapp import ServerApp

from jupyter_interview.app import InterviewApp
from jupyter_interview.client import Recording
from jupyter_interview.readers.exporters import EXPORTERS
from jupyter_interview.readers.exporters.recorded import RECORDED
from jupyter_interview.web import release
from tests.banks.shelf import CANARY, MODEL, make_bank, put_canaries
from tests.clients import Answer, Api, SyncSocket
from tests.contract.documents import answer_problems
from tests.web.test_recorded_exports import told_in
from tests.web.test_remarks import Rater
from tests.web.test_removed_meanwhile import Slow, answered
from tests.web.test_take_away import taken

TEMPLATE = "/sessions/{sessionId}/release"
DAY_US = 24 * 3600 * 1_000_000
COPIED = sorted(release.COPIED)
PRIVATE = "Xylophonspieler"
"""In whatever hosts write for themselves."""


@pytest.fixture
def interview_config(tmp_path: Path) -> dict[str, Any]:
    bank = make_bank(tmp_path / "own", MODEL)
    put_canaries(bank / MODEL)
    limits = {"exports_per_minute": 40}
    return {
        "limits": limits,
        "question_dirs": [str(bank)],
        "server_runs": True,
        "retention_days": 60,
    }


class Wall:
    """The wall clock of the server, which goes on when a test says so, too."""

    def __init__(self, now_us: Any) -> None:
        self._now_us = now_us
        self.added = 0

    def __call__(self) -> int:
        return int(self._now_us()) + self.added


@pytest.fixture
def wall(jp_serverapp: ServerApp, monkeypatch: pytest.MonkeyPatch) -> Wall:
    apps = jp_serverapp.extension_manager.extension_apps["jupyter_interview"]
    [app] = [app for app in apps if isinstance(app, InterviewApp)]
    clock = app.settings["jupyter_interview_context"].service.clock
    wall = Wall(clock.now_us)
    monkeypatch.setattr(clock, "now_us", wall)
    return wall


def in_days(days: float) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


def days_until(until: str) -> float:
    return (datetime.fromisoformat(until) - datetime.now(UTC)) / timedelta(days=1)


async def ended(api: Api) -> tuple[str, Api]:
    """An interview that has ended, and its candidate."""
    session = (await api.create("python", title="Round 1", code="x = 1\n"))["id"]
    guest, _ = await api.guest(session, "Bo")
    await guest.ok("PUT", f"/sessions/{session}/code", {"code": "print('é')\n"})
    await guest.ok("POST", f"/sessions/{session}/execute", {"output": "é\n"})
    await api.ok("PATCH", f"/sessions/{session}", {"state": "ended"})
    return session, guest


async def released(api: Api, session: str, **body: Any) -> str:
    answer = await api("PUT", f"/sessions/{session}/release", body)
    assert answer.status == 200, answer.content
    assert answer_problems("PUT", TEMPLATE, 200, answer.content) == []
    until: str = answer.json["until"]
    assert (await api.ok("GET", f"/sessions/{session}"))["releasedUntil"] == until
    return until


async def copy(guest: Api, session: str, form: str = "recording") -> Answer:
    return await guest("GET", f"/sessions/{session}/exports/{form}")


async def refused(guest: Api, session: str) -> None:
    for path in (*(f"exports/{form}" for form in COPIED), "recording"):
        answer = await guest("GET", f"/sessions/{session}/{path}")
        assert (answer.status, answer.code) == (403, "forbidden"), path


async def test_RL1_the_owner_releases_copies_until_a_date_and_takes_them_back(api: Api) -> None:
    """RL1, RL2: without a date for 30 days; a candidate fetches before and after that nothing."""
    session, guest = await ended(api)
    await refused(guest, session)
    assert (await guest.ok("GET", f"/sessions/{session}"))["releasedUntil"] is None
    assert 29.9 < days_until(await released(api, session)) < 30
    assert (await copy(guest, session)).status == 200
    assert 6.9 < days_until(await released(api, session, until=in_days(7))) < 7
    assert (await copy(guest, session)).status == 200
    assert await api.ok("DELETE", f"/sessions/{session}/release") is None
    await refused(guest, session)
    assert (await api.ok("GET", f"/sessions/{session}"))["releasedUntil"] is None
    assert await api.ok("DELETE", f"/sessions/{session}/release") is None


async def test_RL1_not_for_longer_than_the_interview_is_kept(api: Api, wall: Wall) -> None:
    """RL1: where nobody says a date, the copy ends with the interview."""
    session, _ = await ended(api)
    refusal = await api("PUT", f"/sessions/{session}/release", {"until": in_days(61)})
    assert (refusal.status, refusal.code) == (400, "invalid_field")
    assert "This server deletes the interview by itself on 20" in refusal.json["error"]
    assert 59 < days_until(await released(api, session, until=in_days(59.5))) < 60
    wall.added = 45 * DAY_US
    assert 59.9 < days_until(await released(api, session)) < 60


async def test_RL1_a_hold_keeps_the_interview_and_its_copies(api: Api, wall: Wall) -> None:
    """RL1: on hold no age deletes it, so a copy is for as long as anywhere else. It is there until
    then also when the hold is taken away, unless the interview goes earlier."""
    session, guest = await ended(api)
    await api.ok("PUT", f"/sessions/{session}/hold")
    assert 89 < days_until(await released(api, session, until=in_days(90))) < 90
    wall.added = 70 * DAY_US
    assert 99.9 < days_until(await released(api, session)) < 100
    assert (await copy(guest, session)).status == 200
    await api.ok("DELETE", f"/sessions/{session}/hold")
    assert (await copy(guest, session)).status == 200
    refusal = await api("PUT", f"/sessions/{session}/release")
    assert (refusal.status, refusal.code) == (400, "invalid_field")
    assert refusal.json["error"].endswith("Put it on hold first.")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"until": "2020-01-01T00:00:00Z"}, "invalid_field"),
        ({"until": "2099-01-01T00:00:00Z"}, "invalid_field"),
        ({"until": "2026-12-31"}, "invalid_field"),
        ({"until": "soon"}, "invalid_field"),
        ({"until": 7}, "invalid_field"),
        ({"untill": in_days(1)}, "unknown_field"),
    ],
)
async def test_RL1_what_is_no_date_to_come_is_refused(api: Api, body: Any, code: str) -> None:
    session, guest = await ended(api)
    answer = await api("PUT", f"/sessions/{session}/release", body)
    assert (answer.status, answer.code) == (400, code)
    await refused(guest, session)


async def test_RL1_nobody_else_releases_and_only_what_has_ended(api: Api) -> None:
    session = (await api.create())["id"]
    path = f"/sessions/{session}/release"
    people = [(await api.guest(session, role, role))[0] for role in ("interviewer", "candidate")]
    live = await api("PUT", path)
    assert (live.status, live.code) == (403, "forbidden")
    assert live.json["error"].endswith("once it has ended.")
    await api.ok("PATCH", f"/sessions/{session}", {"state": "ended"})
    for method in ("PUT", "DELETE"):
        for one in people:
            assert (await one(method, path)).code == "forbidden"
        assert (await api.anonymous()(method, path)).status == 401
    assert (await api("PUT", "/sessions/nothing/release")).status == 404


async def test_RL2_the_copy_is_what_everybody_could_see(api: Api) -> None:
    """RL2: the recording is the one that was sealed; each form is the one hosts get of it."""
    session, guest = await ended(api)
    await released(api, session)
    seal = (await guest.ok("GET", f"/sessions/{session}/seal"))["sha256"]
    file = await copy(guest, session)
    assert seal == sha256(file.content).hexdigest() == Recording(file.json).seal
    assert Recording(file.json).at().text == "print('é')\n"
    served = await guest("GET", f"/sessions/{session}/recording")
    packed = await guest(
        "GET", f"/sessions/{session}/recording", headers={"Accept-Encoding": "gzip"}
    )
    assert served.content == file.content and packed.content[:2] == b"\x1f\x8b"
    for form in COPIED:
        mine = await copy(guest, session, form)
        assert mine.status == 200, mine.content
        if form in ("ipynb", "git", "recording", "code"):
            assert mine.content == (await taken(api, session, f"{form}?audience=everybody")).content
        named = await copy(guest, session, f"{form}?audience=everybody")
        assert named.status == 200 and named.headers["Cache-Control"] == "no-store"
    assert {*COPIED} == {"code", *RECORDED}


async def test_RL3_no_byte_of_it_is_what_hosts_alone_may_know(api: Api) -> None:
    """RL3: notes, scores, private sides, hidden tests, signals, the draft, who waited, links."""
    body = {"state": "draft", "lobby": True, "noteAway": True}
    model = [{"bank": "own", "name": MODEL}]
    session = (await api.create("python", questions=model, **body))["id"]
    path = f"/sessions/{session}"
    told = await api.ok("GET", f"{path}/questions")
    assert CANARY in str(told["sides"])
    question, solution = told["questions"][0]["id"], told["sides"][0]["solutions"]["python"]
    await api.ok("PUT", f"{path}/code", {"code": f"# {PRIVATE} of the draft\n"})
    lines = [line for line in solution.splitlines(keepends=True) if CANARY not in line]
    await api.ok("PUT", f"{path}/code", {"code": "".join(lines)})
    await api.ok("PATCH", path, {"state": "live"})
    waiting, _ = await api.guest(session, f"{PRIVATE} who waits")
    guest, bo = await api.guest(session, "Bo")
    other, cy = await api.guest(session, "Cy")
    for one in (bo, cy):
        await api.ok("PATCH", f"{path}/users/{one['id']}", {"admitted": True})
    async with SyncSocket(other, session) as socket:
        await socket.expect("welcome")
        await socket.send("away_noted", how="hidden", seconds=4321)
        signal = (await socket.expect("signal"))["signal"]
    said = {"text": f"{PRIVATE} rang", "fromAi": False}
    await other.ok("PUT", f"{path}/signals/{signal['id']}/answer", said)
    await api.invite(session, label=f"{PRIVATE} who never came")
    for hidden in (True, False):
        await api.ok("POST", f"{path}/checks", {"question": question, "hidden": hidden})
    rater = Rater(api, session)
    await rater.notes("note-0001", PRIVATE, shared=True)
    criterion = (await rater.reads())["rubric"][0]["id"]
    await rater.scores(criterion, 2, why=PRIVATE)
    await api.ok("PATCH", path, {"state": "ended"})
    moments = (await api.ok("GET", f"{path}/moments"))["moments"]
    again = {"question": question, "hidden": True, "at": moments[-1]["at"]}
    assert (await api("POST", f"{path}/checks", again)).status == 201
    await rater.notes("note-0002", f"{PRIVATE}, after the end")
    assert b"4321" in (await taken(api, session, "recording")).content

    await released(api, session)
    links = [one["id"] for one in await api.ok("GET", f"{path}/invites")]
    secrets = [one.headers["X-Interview-Secret"] for one in (waiting, guest, other)]
    words = [CANARY, PRIVATE, "4321", signal["id"], criterion, *links, *secrets]
    words += ["identity", "secret", '"hidden":true', '"hidden": true', "user:", "interview/replay"]
    paths = [*(f"exports/{form}" for form in COPIED), "recording", "seal", "", "users", "files"]
    for where in paths:
        answer = await guest("GET", f"{path}/{where}".rstrip("/"))
        assert answer.status == 200, (where, answer.content)
        content = str(dict(answer.headers)).encode() + b"".join(unpacked(answer.content))
        if where == "exports/player":
            # The player itself has words that the recording must not have.
            content = told_in("player", content.decode()).encode()
        assert [word for word in words if word.encode() in content] == [], where
    for form in {*EXPORTERS} - {*COPIED}:
        assert (await copy(guest, session, form)).code == "forbidden"
    for where in ("exports/recording?audience=hosts", "recording?audience=hosts", "moments"):
        assert (await guest("GET", f"{path}/{where}")).code == "forbidden"
    for where in ("remarks", "invites"):
        assert (await guest("GET", f"{path}/{where}")).status in (403, 404)


def unpacked(content: bytes) -> list[bytes]:
    """A file, and those in it if it is a zip."""
    if content[:2] != b"PK":
        return [content]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [content, *(archive.read(name) for name in archive.namelist())]


async def test_RL4_it_ends_on_time(api: Api, wall: Wall) -> None:
    session, guest = await ended(api)
    until = await released(api, session, until=in_days(7))
    left = datetime.fromisoformat(until) - datetime.now(UTC)
    wall.added = round(left.total_seconds() * 1e6) - 60_000_000
    assert (await copy(guest, session)).status == 200
    wall.added += 120_000_000
    await refused(guest, session)
    assert (await guest.ok("GET", f"/sessions/{session}"))["releasedUntil"] == until
    assert (await guest.ok("GET", f"/sessions/{session}/seal"))["sha256"]
    assert datetime.fromisoformat(await released(api, session)) > datetime.fromisoformat(until)
    assert (await copy(guest, session)).status == 200


async def test_RL4_it_ends_when_the_interview_is_reopened_and_with_it(api: Api) -> None:
    """RL4: the next end needs another release, because it has another seal."""
    session, guest = await ended(api)
    await released(api, session)
    await api.ok("PATCH", f"/sessions/{session}", {"state": "live"})
    assert (await api.ok("GET", f"/sessions/{session}"))["releasedUntil"] is None
    await refused(guest, session)
    await api.ok("PATCH", f"/sessions/{session}", {"state": "ended"})
    await refused(guest, session)
    await released(api, session)
    assert (await copy(guest, session)).status == 200
    await api.ok("DELETE", f"/sessions/{session}")
    assert (await copy(guest, session)).status in (401, 404)


async def test_RL4_it_ends_for_who_has_left_or_was_shut_out(api: Api) -> None:
    session, guest = await ended(api)
    other = (await api.create())["id"]
    assert (await guest("GET", f"/sessions/{other}/exports/recording")).status == 401
    await released(api, session)
    [link] = await api.ok("GET", f"/sessions/{session}/invites")
    await api.ok("DELETE", f"/sessions/{session}/invites/{link['id']}")
    assert (await copy(guest, session)).status == 401

    session, guest = await ended(api)
    await released(api, session)
    [bo] = [
        user["id"]
        for user in await guest.ok("GET", f"/sessions/{session}/users")
        if user["role"] == "candidate"
    ]
    await guest.ok("POST", f"/sessions/{session}/leave", {"userId": bo})
    assert (await copy(guest, session)).status == 401


async def test_RL4_it_ends_for_who_was_removed_before_the_end(api: Api) -> None:
    session = (await api.create())["id"]
    guest, bo = await api.guest(session, "Bo")
    waits = (await api.create(lobby=True))["id"]
    waiting, _ = await api.guest(waits, "Cy")
    await api.ok("DELETE", f"/sessions/{session}/users/{bo['id']}")
    for one in (session, waits):
        await api.ok("PATCH", f"/sessions/{one}", {"state": "ended"})
        await released(api, one)
    assert (await copy(guest, session)).status == 401
    assert (await copy(waiting, waits)).code == "waiting"


async def test_RL4_a_request_that_waits_is_not_answered_when_it_has_ended(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, guest = await ended(api)
    await released(api, session)
    slow = Slow((await taken(api, session, "git?audience=everybody")).content)
    monkeypatch.setitem(RECORDED, "git", slow)
    back = api("DELETE", f"/sessions/{session}/release")
    answer = await answered(slow, copy(guest, session, "git"), back)
    assert (answer.status, answer.code) == (403, "forbidden")


async def test_RL5_observers_and_strangers_have_no_copy(api: Api) -> None:
    session = (await api.create())["id"]
    watching, _ = await api.guest(session, "Wim", "observer")
    helping, _ = await api.guest(session, "Ira", "interviewer")
    await api.ok("PATCH", f"/sessions/{session}", {"state": "ended"})
    await released(api, session)
    await refused(watching, session)
    assert (await watching.ok("GET", f"/sessions/{session}"))["releasedUntil"] is None
    assert (await helping.ok("GET", f"/sessions/{session}"))["releasedUntil"] is not None
    assert (await copy(api.anonymous(), session)).status == 401


async def test_RL6_pages_of_hosts_are_told_at_once(api: Api) -> None:
    session = (await api.create())["id"]
    async with SyncSocket(api, session) as socket:
        assert (await socket.expect("welcome"))["session"]["releasedUntil"] is None
        await api.ok("PATCH", f"/sessions/{session}", {"state": "ended"})
        assert (await socket.expect("session_state"))["releasedUntil"] is None
        until = await released(api, session)
        assert (await socket.expect("session_state"))["releasedUntil"] == until
        await api.ok("DELETE", f"/sessions/{session}/release")
        assert (await socket.expect("session_state"))["releasedUntil"] is None
    listed = await api.ok("GET", "/sessions")
    assert listed[0]["releasedUntil"] is None and "release" in listed[0]["actions"]
    until = await released(api, session)
    assert (await api.ok("GET", "/sessions"))[0]["releasedUntil"] == until


async def test_RL11_what_is_released_of_one_opens_no_other_of_its_class(api: Api) -> None:
    """RL11: each student has the copy of their own interview."""
    made = await api.ok("POST", "/classes", {"name": "Class 7", "csv": "Ana\nBo\n"})
    ids = [link["sessionId"] for link in made["links"]]
    students = []
    for link in made["links"]:
        secret = link["url"].partition("#")[2]
        body = {"userName": link["name"], "invite": secret}
        joined = await api.anonymous().ok("POST", f"/sessions/{link['sessionId']}/join", body)
        students.append(api.with_secret(joined["secret"]))
    await asyncio.gather(*(api.ok("PATCH", f"/sessions/{one}", {"state": "ended"}) for one in ids))
    await released(api, ids[0])
    assert (await copy(students[0], ids[0])).status == 200
    assert (await copy(students[0], ids[1])).status == 401
    await refused(students[1], ids[1])
    assert (await copy(students[1], ids[0])).status == 401


class TestDaysOfAnOperator:
    @pytest.fixture
    def interview_config(self) -> dict[str, Any]:
        return {"limits": {"release_days": 3, "release_days_most": 10}}

    async def test_RL1_an_operator_says_for_how_long_copies_are_released(self, api: Api) -> None:
        session, _ = await ended(api)
        assert 2.9 < days_until(await released(api, session)) < 3
        assert 9.8 < days_until(await released(api, session, until=in_days(9.9))) < 10
        answer = await api("PUT", f"/sessions/{session}/release", {"until": in_days(10.1)})
        assert (answer.status, answer.code) == (400, "invalid_field")
        assert "10 days" in answer.json["error"], answer.json
