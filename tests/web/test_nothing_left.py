"""DL1 to DL3: after an interview was deleted, no byte of what anybody wrote in it is left.

A word that nobody else writes stands in everything that people, programs and hosts have in an
interview, and everything that can be made of it is made. Then the interview goes.
"""

import asyncio
import gc
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import CodeType, CoroutineType, FrameType, FunctionType, MethodType, ModuleType
from typing import Any

import pytest
from jupyter_server.serverapp import ServerApp

from jupyter_interview.app import InterviewApp
from jupyter_interview.domain.roles import Role
from jupyter_interview.readers.exporters import EXPORTERS
from jupyter_interview.readers.exporters.recorded import RECORDED
from tests.clients import Api
from tests.replicas.conftest import NewReplica, new_replica
from tests.services.postgres import Postgres
from tests.test_operating import ask, kept, path, rated, serving
from tests.web.test_release import DAY_US, Wall, wall
from tests.web.test_remarks import Rater
from tests.web.test_signals import pasted

__all__ = ["new_replica", "path", "wall"]

WORDS = {
    what: f"{what}Xylo{what}"
    for what in (
        *("Title", "Code", "Draft", "Earlier", "File", "Removed", "Class", "Name", "Renamed"),
        *("Label", "Waiting", "Output", "Question", "Case", "Announced", "Answer", "Sentence"),
        *("Note", "Gone", "Why", "Overall", "Correction"),
    )
}
EVERYBODY = "everybody"


@pytest.fixture
def interview_config() -> dict[str, Any]:
    limits = {"exports_per_minute": 100}
    return {"retention_days": 30, "server_runs": True, "limits": limits}


async def full_interview(api: Api) -> str:
    """One in which each of the words stands somewhere; it has ended."""
    draft = {"title": WORDS["Title"], "code": f"{WORDS['Draft']} = 1\n", "state": "draft"}
    session = (await api.create("python", **draft, group=WORDS["Class"]))["id"]
    path = f"/sessions/{session}"
    await api.ok("PUT", f"{path}/code", {"code": f"{WORDS['Earlier']} = 1\n"})
    await api.ok("PATCH", path, {"state": "live", "ai": "none", "aiSentence": WORDS["Sentence"]})
    guest, bo = await api.guest(session, WORDS["Name"])
    await guest.ok("PUT", f"{path}/code", {"code": f"{WORDS['Code']} = 1\n"})
    await guest.ok("PATCH", f"{path}/users/{bo['id']}", {"name": WORDS["Renamed"]})
    for name in ("File", "Removed"):
        file = await api.ok("POST", f"{path}/files", {"name": f"{WORDS[name]}.py"})
    await api.ok("DELETE", f"{path}/files/{file['id']}")
    await guest.ok("POST", f"{path}/execute", {"output": WORDS["Output"]})
    await api.ok("POST", f"{path}/invites", {"role": "observer", "label": WORDS["Label"]})
    written = {"title": "Double", "statement": WORDS["Question"], "language": "python"}
    case = {"name": "one", "call": "f", "args": [WORDS["Case"]], "returns": 1, "hidden": True}
    question = {"written": {**written, "starter": "", "cases": [case]}, "into": "new"}
    await api.ok("POST", f"{path}/questions", question)
    await api.ok("POST", f"{path}/announcements", {"text": WORDS["Announced"]})
    await noted(guest, path)
    rater = Rater(api, session)
    await rater.notes("note-0001", WORDS["Note"])
    await rater.notes("note-0002", WORDS["Gone"])
    await api.ok("DELETE", f"{rater.path}/notes/note-0002")
    await rater.scores_all(why=WORDS["Why"])
    await rater.submits(why=WORDS["Overall"])
    await rater.corrects("correction-1", WORDS["Correction"], answer="no")
    await api.ok("PATCH", path, {"lobby": True})
    await api.guest(session, WORDS["Waiting"])
    await api.ok("PATCH", path, {"state": "ended"})
    await all_taken(api, session)
    return str(session)


async def noted(guest: Api, path: str) -> None:
    """What is noted of the candidate, and what they say of it."""
    signal = await pasted(guest, path.rpartition("/")[2])
    await guest.ok("PUT", f"{path}/signals/{signal}/answer", {"text": WORDS["Answer"]})


async def all_taken(api: Api, session: str) -> None:
    path = f"/sessions/{session}"
    for form in (*EXPORTERS, *RECORDED):
        for audience in ("", *((f"?audience={EVERYBODY}",) if form in RECORDED else ())):
            taken = await api("GET", f"{path}/exports/{form}{audience}")
            assert taken.status == 200, (form, taken.content)
    for rest in ("recording", f"recording?audience={EVERYBODY}", "seal", "moments", "remarks"):
        assert (await api("GET", f"{path}/{rest}")).status == 200, rest


def found(files: Path) -> set[str]:
    """Which words stand in any file below a folder, also in free pages and in the log of SQLite."""
    content = b"".join(one.read_bytes() for one in files.rglob("*") if one.is_file())
    return {what for what, word in WORDS.items() if holds(content, word)}


def holds(content: bytes, word: str) -> bool:
    return word.encode() in content or word.encode("utf-16-le") in content


class Place:
    """The server of a test: its database, its folder for temporary files, and what it remembers."""

    def __init__(self, app: InterviewApp, kept: Path, temporary: Path) -> None:
        self.app, self.kept, self.temporary = app, kept, temporary

    def remembers(self) -> set[str]:
        """Which words are in the memory of what serves interviews, as far as Python can follow."""
        gc.collect()
        outside = (
            *(ModuleType, type, FunctionType, CodeType, FrameType, CoroutineType),
            *(asyncio.AbstractEventLoop, asyncio.Task, ServerApp),
        )
        seen, words = set[int](), set[str]()
        ahead: list[Any] = [self.app.settings["jupyter_interview_context"]]
        while ahead:
            one = ahead.pop()
            if id(one) in seen or isinstance(one, outside):
                continue
            seen.add(id(one))
            if isinstance(one, str | bytes | bytearray):
                content = one.encode() if isinstance(one, str) else bytes(one)
                words |= {what for what, word in WORDS.items() if holds(content, word)}
            elif isinstance(one, MethodType) or gc.is_tracked(one) or hasattr(one, "__dict__"):
                ahead += gc.get_referents(one)
        return words


@pytest.fixture
def place(jp_serverapp: ServerApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    apps = jp_serverapp.extension_manager.extension_apps["jupyter_interview"]
    [app] = [app for app in apps if isinstance(app, InterviewApp)]
    return Place(app, tmp_path / "kept", temporary)


def by_rest(api: Api, place: Place, wall: Wall) -> Callable[[str], Any]:
    async def delete(session: str) -> None:
        await api.ok("DELETE", f"/sessions/{session}")

    return delete


def by_age(api: Api, place: Place, wall: Wall) -> Callable[[str], Any]:
    async def delete(session: str) -> None:
        assert place.app.service is not None
        retention = place.app.service._retention
        assert retention is not None
        wall.added += 31 * DAY_US
        retention.start()
        await retention.idle()

    return delete


@pytest.mark.parametrize("way", [by_rest, by_age])
async def test_DL1_no_byte_is_left_of_an_interview(
    api: Api, place: Place, wall: Wall, way: Callable[..., Callable[[str], Any]]
) -> None:
    """DL1, DL2: in the files of the database, in temporary ones, and in memory."""
    session = await full_interview(api)
    assert found(place.kept) == {*WORDS}, "each word is stored"
    registry = await place.app.service.registry()  # type: ignore[union-attr]
    assert len(registry._recordings._kept) == 2 and len(registry._recordings._seals) == 1
    assert place.remembers(), "and some are in memory"
    await way(api, place, wall)(session)
    assert (await api("GET", f"/sessions/{session}")).status == 404
    assert found(place.kept) == set()
    assert found(place.temporary) == set()
    assert not registry._recordings._kept and not registry._recordings._seals
    assert place.remembers() == set()


def test_DL1_no_byte_is_left_after_the_command_line(path: Path) -> None:
    """DL1: notes and scores included, in whatever file is beside the database."""
    first, second = kept(path, Role.INTERVIEWER)
    rated(path, first)

    async def copies() -> None:
        async with serving(path) as registry:
            for form in RECORDED:
                await registry.take_away(first, form)

    asyncio.run(copies())
    words = (b"Round 1", b"Querpfeifer", b"Xylophonspieler", b"Kontrabassist", first.encode())
    assert [word for word in words if word not in path.read_bytes()] == []
    assert ask(path, "owners", "delete", "user:ed", "--session", first) == 0
    files = [file.read_bytes() for file in path.parent.rglob("*") if file.is_file()]
    assert [word for word in words if any(word in file for file in files)] == []
    assert any(second.encode() in file for file in files)


async def test_DL3_no_row_is_left_in_postgresql(
    postgres_cluster: Postgres, new_replica: NewReplica
) -> None:
    """DL3: in no table, under whatever name."""
    url = postgres_cluster.database()
    name = url.rpartition("/")[2]
    flags = ("--InterviewApp.limits={'exports_per_minute': 100}",)
    async with new_replica(url, "one", *flags) as one:
        session = await full_interview(one.api)
        words = {*WORDS.values(), session}
        assert in_rows(postgres_cluster, name, words) == words, "each word is stored"
        await one.api.ok("DELETE", f"/sessions/{session}")
        assert in_rows(postgres_cluster, name, words) == set()


def in_rows(cluster: Postgres, name: str, words: set[str]) -> set[str]:
    """Which of these stand in a row of any table, also within bytes."""
    tables = cluster.sql(name, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    listed = ", ".join(f"('{word}', '{word.encode().hex()}')" for word in sorted(words))
    found = (
        cluster.sql(
            name,
            f'SELECT DISTINCT plain FROM "{table}" AS t, (VALUES {listed}) AS w (plain, hex)'
            " WHERE strpos(t::text, plain) > 0 OR strpos(t::text, hex) > 0",
        )
        for table in tables.split()
    )
    return {word for told in found for word in told.split()}
