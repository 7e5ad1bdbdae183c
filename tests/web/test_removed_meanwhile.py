"""QU53: a request that waits is answered for the person as they are then."""

import asyncio
import gzip
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from jupyter_interview.contract.values import File, Moment
from jupyter_interview.journal.journal import LogPosition
from jupyter_interview.journal.past import PastTexts
from jupyter_interview.readers.exporters import EXPORTERS
from jupyter_interview.readers.exporters.taken import Taken
from jupyter_interview.sessions import recordings as recordings_module
from jupyter_interview.sessions import registry as registry_module
from jupyter_interview.store.sql import SqlStore
from jupyter_interview.web import questions as questions_module
from tests.clients import Answer, Api, SyncSocket

SECRET = b"zanzibar-umbrella"
WRITTEN = {
    "title": "Doubles",
    "statement": "Write `double_of`.",
    "language": "python",
    "starter": "def double_of(number):\n    while True:\n        pass\n",
    "cases": [
        {"name": "hidden one", "call": "double_of", "args": [1], "returns": 2, "hidden": True}
    ],
}
Meanwhile = Callable[[Api, str, str], Awaitable[Any]]


async def removed(api: Api, session: str, user: str) -> None:
    await api("DELETE", f"/sessions/{session}/users/{user}")


async def demoted(api: Api, session: str, user: str) -> None:
    await api.ok("PATCH", f"/sessions/{session}/users/{user}", {"role": "observer"})


async def deleted(api: Api, session: str, _: str) -> None:
    await api.ok("DELETE", f"/sessions/{session}")


MEANWHILE: list[tuple[Meanwhile, str]] = [
    (removed, "invalid_credential"),
    (demoted, "forbidden"),
    (deleted, "not_found"),
]


class Slow:
    """What makes a file, in a thread, and waits until it may go on."""

    def __init__(self, made: Any) -> None:
        self._made = made
        self.has_begun = threading.Event()
        self.may_end = threading.Event()

    def __call__(self, *_: object) -> Any:
        self.has_begun.set()
        assert self.may_end.wait(60)
        return self._made


def in_thread(slow: Slow) -> Callable[..., Awaitable[Any]]:
    """The same for what makes something piece by piece."""
    return lambda *_: asyncio.to_thread(slow)


async def answered(slow: Slow, asked: Awaitable[Answer], meanwhile: Awaitable[Any]) -> Answer:
    """The answer of a request in whose middle something else is done."""
    asking = asyncio.ensure_future(asked)
    assert await asyncio.to_thread(slow.has_begun.wait, 60)
    try:
        await meanwhile
    finally:
        slow.may_end.set()
    return await asking


@pytest.mark.parametrize(("meanwhile", "code"), MEANWHILE, ids=["removed", "demoted", "deleted"])
@pytest.mark.parametrize(
    "what",
    ["the interview", "a question", "a participant", "a recording", "its moments", "earlier texts"],
)
async def test_QU53_no_file_is_for_somebody_who_may_not_have_it_any_more(
    what: str,
    meanwhile: Meanwhile,
    code: str,
    api: Api,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = (await api.create("python"))["id"]
    question = await api.ok("POST", f"/sessions/{session}/questions", {"written": WRITTEN})
    host, user = await api.guest(session, "Bo", "interviewer")
    me = user["id"]
    match what:
        case "the interview":
            slow = Slow(Taken("all.txt", "text/plain", SECRET))
            monkeypatch.setitem(EXPORTERS, "code", slow)
            path = "exports/code"
        case "a question":
            slow = Slow(SECRET)
            monkeypatch.setattr(questions_module, "packed", slow)
            path = f"questions/{question['id']}/files"
        case "a recording":
            slow = Slow(gzip.compress(SECRET))
            monkeypatch.setattr(recordings_module, "_packed", slow)
            path = "recording"
        case "its moments":
            moment = Moment("1:1", "2026-01-01T00:00:00Z", SECRET.decode(), 1, None)
            slow = Slow((moment,))
            monkeypatch.setattr(registry_module, "moments_of", in_thread(slow))
            path = "moments"
        case "earlier texts":
            file = File("f", "solution.py", "python")
            slow = Slow(
                PastTexts(LogPosition(1, 1), (file,), {"f": SECRET.decode()}, "f", None, b"")
            )
            monkeypatch.setattr(registry_module, "texts_at", in_thread(slow))
            path = "texts?at=1:1"
        case _:
            slow = Slow({"held": SECRET.decode()})
            monkeypatch.setattr(registry_module, "export", slow)
            path = f"users/{me}/export"
    asked = host("GET", f"/sessions/{session}/{path}")
    answer = await answered(slow, asked, meanwhile(api, session, me))
    if what == "a participant" and meanwhile is demoted:
        assert answer.status == 200, "what is held on oneself is everybody's own"
    else:
        assert (answer.code, SECRET in answer.content) == (code, False)


@pytest.mark.parametrize(("meanwhile", "code"), MEANWHILE, ids=["removed", "demoted", "deleted"])
@pytest.mark.parametrize("method", ["GET", "PUT"])
async def test_QU53_notes_are_neither_told_nor_kept_for_who_is_no_host_any_more(
    method: str, meanwhile: Meanwhile, code: str, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """QU53, NS9"""
    session = (await api.create("python"))["id"]
    host, user = await api.guest(session, "Bo", "interviewer")
    path = f"/sessions/{session}/remarks"
    slow = Slow([])
    with monkeypatch.context() as patched:
        patched.setattr(SqlStore, "remarks", in_thread(slow))
        where = path if method == "GET" else f"{path}/notes/note-0001"
        asked = host(method, where, None if method == "GET" else {"text": SECRET.decode()})
        answer = await answered(slow, asked, meanwhile(api, session, user["id"]))
    assert (answer.code, SECRET in answer.content) == (code, False)
    if meanwhile is demoted:
        users = f"/sessions/{session}/users/{user['id']}"
        await api.ok("PATCH", users, {"role": "interviewer"})
        assert (await host.ok("GET", path))["mine"]["notes"] == []


class TestOnTheServer:
    @pytest.fixture
    def interview_config(self) -> dict[str, Any]:
        return {"server_runs": True}

    async def test_QU53_who_is_removed_learns_nothing_of_their_check(self, api: Api) -> None:
        session = (await api.create("python"))["id"]
        question = await api.ok("POST", f"/sessions/{session}/questions", {"written": WRITTEN})
        host, user = await api.guest(session, "Bo", "interviewer")
        async with SyncSocket(api, session) as panel:
            body = {"question": question["id"], "hidden": True}
            asking = asyncio.ensure_future(host("POST", f"/sessions/{session}/checks", body))
            check = (await panel.expect("check_started"))["check"]
            await removed(api, session, user["id"])
            answer = await asking
        assert (answer.status, answer.code) == (401, "invalid_credential")
        assert check["id"].encode() not in answer.content
