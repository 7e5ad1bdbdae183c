"""HB14, TA8, OP9, EX13, EX30, RL9, HD4: what an operator does with interviews of others, by the
command line."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path

import pytest

from jupyter_interview.cli import main
from jupyter_interview.contract.remark_bodies import GiveScore, Submit, WriteNote
from jupyter_interview.contract.rest import NewSession
from jupyter_interview.contract.session import Join, SessionChange
from jupyter_interview.domain.actor import Actor
from jupyter_interview.domain.clock import SystemClock, iso
from jupyter_interview.domain.errors import ErrorCode, InterviewError
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.roles import Role, State
from jupyter_interview.readers.exporters.recorded import RECORDED, WITH_REMARKS
from jupyter_interview.session.release import DAY_US
from jupyter_interview.sessions.registry import Registry
from jupyter_interview.store.sqlite import SqliteStore

LOG = logging.getLogger(__name__)
OLD, NEW = "user:ed", "user:bo"
OLDER = Path(__file__).parent / "store/fixtures/interviews-3.sqlite"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"JUPYTER_{name}_DIR", str(tmp_path / name))
    monkeypatch.delenv("JUPYTER_INTERVIEW_DB_URL", raising=False)
    return tmp_path / "interviews.db"


@asynccontextmanager
async def serving(path: Path) -> AsyncIterator[Registry]:
    """What a server has of the interviews in this file."""
    store = SqliteStore(path)
    await store.open()
    registry = Registry(store, SystemClock(), Limits(), 0, LOG)
    try:
        yield registry
    finally:
        await registry.close()
        await store.close()


def kept(path: Path, next_one: Role = Role.OBSERVER) -> list[str]:
    """Two interviews of somebody, in which the next owner is an observer or has another role."""

    async def make() -> list[str]:
        ids = []
        async with serving(path) as registry:
            for title in ("Round 1", "Round \x1b[2J2"):
                session = await registry.create(NewSession("python", title, "x = 1\n"), OLD)
                ids.append(session.id)
                async with registry.room(session.id) as room:
                    for identity, name, role in ((OLD, "Ed", None), (NEW, "Bo", next_one)):
                        actor = room.member(identity, name, role)
                        assert actor is not None
                        await room.perform(actor, Join(name)).wait()
        return ids

    return asyncio.run(make())


def roles(path: Path, session: str) -> dict[str, Role | None]:
    """The roles in which the two are let in."""

    async def look() -> dict[str, Role | None]:
        async with serving(path) as registry, registry.room(session) as room:
            found = {one: room.member(one, "") for one in (OLD, NEW)}
            return {one: None if actor is None else actor.role for one, actor in found.items()}

    return asyncio.run(look())


def ask(path: Path, *words: str) -> int:
    return main([*words, "--db-path", str(path)])


def test_HB14_interviews_of_who_is_gone_are_handed_over_and_deleted(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = kept(path)
    assert ask(path, "owners", "list") == 0
    assert f"{OLD}  interviews: 2, live: 2\n" in capsys.readouterr().out
    assert ask(path, "owners", "show", OLD) == 0
    shown = capsys.readouterr().out
    assert f"{first}  live" in shown and "Round 1\n" in shown and "\x1b" not in shown

    # Only what is named, and only of this owner.
    with pytest.raises(SystemExit):
        ask(path, "owners", "hand-over", OLD, "--to", NEW)
    assert ask(path, "owners", "hand-over", NEW, "--to", OLD, "--session", first) == 1
    assert f"{NEW} has no interview {first}." in capsys.readouterr().err

    assert ask(path, "owners", "hand-over", OLD, "--to", NEW, "--session", first) == 0
    assert roles(path, first) == {OLD: None, NEW: Role.OWNER}
    assert roles(path, second) == {OLD: Role.OWNER, NEW: Role.OBSERVER}

    assert ask(path, "owners", "delete", OLD, "--all") == 0
    assert ask(path, "owners", "delete", OLD, "--all") == 1
    assert b"Round 1" in path.read_bytes() and b"[2J2" not in path.read_bytes()
    with pytest.raises(InterviewError) as refused:
        roles(path, second)
    assert refused.value.code is ErrorCode.NOT_FOUND
    assert roles(path, first)[NEW] is Role.OWNER


def test_HB14_nothing_is_changed_below_a_running_server(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [first, _] = kept(path)

    async def meanwhile(work: Callable[[], int]) -> int:
        async with serving(path):
            return await asyncio.to_thread(work)

    assert asyncio.run(meanwhile(lambda: ask(path, "owners", "delete", OLD, "--all"))) == 1
    assert "in use by another Jupyter server" in capsys.readouterr().err
    assert roles(path, first)[OLD] is Role.OWNER


def test_HB15_names_are_given_to_the_next_accounts(path: Path) -> None:
    async def come(made_us: int) -> str:
        async with serving(path) as registry:
            return await registry.accounts.identity(OLD, made_us)

    assert [asyncio.run(come(at)) for at in (1, 9_000_001)] == [OLD, f"{OLD}/2"]
    assert ask(path, "owners", "forget") == 0
    assert asyncio.run(come(9_000_001)) == OLD


def test_TA8_an_interview_is_written_to_a_new_file(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, _ = kept(path)
    for form, told in (
        ("code", "x = 1"),
        ("markdown", "# Round 1"),
        ("json", "[]"),
        ("csv", "who"),
    ):
        output = tmp_path / form
        words = ("export", first, "--form", form, "--output", str(output))
        assert ask(path, *words) == 0
        assert told in output.read_text() and output.stat().st_mode & 0o777 == 0o600
        assert ask(path, *words) == 1
        assert "File exists" in capsys.readouterr().err
    nothing = tmp_path / "nothing"
    assert ask(path, "export", "NeverNever123", "--form", "csv", "--output", str(nothing)) == 1
    assert "There is no such interview." in capsys.readouterr().err
    assert not nothing.exists()


def test_EX13_the_command_line_makes_the_same_of_a_database_and_of_files(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """EX13: a recording that was taken away is a source as the interview is."""
    first, second = kept(path)
    url = ("--url", "https://host.example/base/")

    def export(*words: str) -> tuple[int, bytes]:
        output = tmp_path / f"out-{len(list(tmp_path.glob('out-*')))}"
        status = ask(path, "export", *words, "--output", str(output))
        return status, output.read_bytes() if output.exists() else b""

    recordings = []
    for number, session in enumerate((first, second)):
        status, content = export(session, "--form", "recording")
        file = tmp_path / f"r{number}.json"
        file.write_bytes(content)
        recordings.append(str(file))
        assert status == 0 and json.loads(content)["session"]["id"] == session
    for form in RECORDED:
        of_database = export(first, "--form", form, *url)
        of_file = export("--recording", recordings[0], "--format", form, *url)
        assert of_database == of_file and of_file[0] == 0, form
    assert (
        b"https://host.example/base/interview/replay/" + first.encode()
        in export(first, "--form", "report", *url)[1]
    )
    files = [word for one in recordings for word in ("--recording", one)]
    of_both = export(first, second, "--form", "report-csv")
    assert of_both == export(*files, "--form", "report-csv") and of_both[1].count(b"\n") == 3
    capsys.readouterr()
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"format": "jupyter-interview-recording", "version": 1}')
    partly = tmp_path / "partly.json"
    document = json.loads(Path(recordings[0]).read_bytes())
    document["start"]["at"] = 10**30
    partly.write_text(json.dumps({**document, "runs": [{}], "seals": [{}]}))
    assert main(["verify", str(partly)]) == 1 and "is no recording" in capsys.readouterr().err
    for words, said in (
        (("--recording", str(partly), "--form", "report"), "is no recording"),
        (("--recording", str(partly), "--form", "report-csv"), "is no recording"),
        ((first, second, "--form", "git"), "Several interviews"),
        (("--form", "git"), "Name interviews"),
        ((first, *files, "--form", "report-csv"), "Name interviews"),
        (("--recording", recordings[0], "--form", "code"), "Of a recording can be made"),
        (("--recording", str(wrong), "--form", "git"), "is no recording"),
        ((*files[:2], "--form", "git", "--audience", "everybody"), "hosts alone may know"),
    ):
        status, content = export(*words)
        assert status != 0 and content == b"" and said in capsys.readouterr().err


def test_RL9_copies_are_released_and_taken_back_by_the_command_line(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """RL9, RL10: of interviews that have ended, below no running server; the next one knows it."""
    first, second = kept(path)
    assert ask(path, "release", first) == 1
    refused = capsys.readouterr().err
    assert f"{first}: Only the owner" in refused and "once it has ended" in refused

    async def of(*ids: str, ends: bool = False) -> list[int | None]:
        async with serving(path) as registry:
            released = []
            for one in ids:
                async with registry.room(one) as room:
                    if ends:
                        ending = SessionChange(state=State.ENDED)
                        await room.perform(Actor(Role.OWNER), ending).wait()
                    released.append(room.core.session.released_us)
            return released

    asyncio.run(of(first, second, ends=True))
    assert ask(path, "release", first, second) == 0
    assert f": {first} {second}\n" in capsys.readouterr().out
    one, two = asyncio.run(of(first, second))
    assert one is not None and two is not None and one == two
    in_30_days = SystemClock().now_us() + 30 * DAY_US
    assert in_30_days - 3600 * 1_000_000 < one <= in_30_days
    day = iso(SystemClock().now_us() + 3 * DAY_US)[:10]
    assert ask(path, "release", first, "--until", day) == 0
    assert iso(asyncio.run(of(first))[0] or 0) == iso(_end_of(day))
    assert ask(path, "release", first, "--take-back") == 0
    assert asyncio.run(of(first, second)) == [None, two]
    assert ask(path, "release", first, "--until", "2020-01-01") == 1
    assert "from now on" in capsys.readouterr().err
    settings = path.parent / "settings.py"
    settings.write_text("c.InterviewApp.retention_days = 2")
    asked = ("--config", str(settings), "release", first)
    assert ask(path, *asked, "--until", day) == 1
    assert f"{first}: This server deletes the interview by itself" in capsys.readouterr().err
    assert ask(path, *asked) == 0
    assert (asyncio.run(of(first))[0] or 0) <= SystemClock().now_us() + 2 * DAY_US
    for words in (("--until", "soon"), ("--until", day, "--take-back")):
        with pytest.raises(SystemExit):
            ask(path, "release", first, *words)


def test_HD4_an_interview_on_hold_is_not_deleted_by_the_command_line(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """HD4, HD5: nor are those that were to be deleted with it; a server knows of the hold."""
    first, second = kept(path)
    assert ask(path, "hold", first) == 0
    assert f"on hold: {first}\n" in capsys.readouterr().out

    async def held() -> bool:
        async with serving(path) as registry, registry.room(first) as room:
            with pytest.raises(InterviewError) as refused:
                await registry.delete(room, Actor(Role.OWNER))
            assert refused.value.code is ErrorCode.HELD
            return room.core.session.held_us is not None

    assert asyncio.run(held())
    assert ask(path, "owners", "delete", OLD, "--session", first) == 1
    assert f"On hold, so nothing is deleted: {first}." in capsys.readouterr().err
    assert ask(path, "owners", "delete", OLD, "--all") == 1
    assert roles(path, first) and roles(path, second)
    assert ask(path, "owners", "hand-over", OLD, "--to", NEW, "--session", first) == 0
    assert ask(path, "owners", "delete", NEW, "--all") == 1
    assert ask(path, "hold", first, "--take-away") == 0
    assert f"can be deleted again: {first}\n" in capsys.readouterr().out
    assert ask(path, "owners", "delete", NEW, "--all") == 0


@pytest.mark.parametrize(("words", "said"), [(("hold",), "on hold"), (("release",), "released")])
def test_RL9_HD4_what_is_refused_keeps_nothing_from_the_others(
    path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    """RL9, HD4: each that was refused is named with its reason, and the status says so."""
    first, second = kept(path)

    async def done() -> list[bool]:
        async with serving(path) as registry:
            found = []
            for one in (first, second):
                async with registry.room(one) as room:
                    session = room.core.session
                    found.append((session.held_us or session.released_us) is not None)
            return found

    async def end() -> None:
        async with serving(path) as registry:
            for one in (first, second):
                async with registry.room(one) as room:
                    ending = SessionChange(state=State.ENDED)
                    await room.perform(Actor(Role.OWNER), ending).wait()

    asyncio.run(end())
    assert ask(path, *words, "nothing", first, "nowhere", second) == 1
    told = capsys.readouterr()
    assert told.err.splitlines() == [
        "nothing: There is no such interview.",
        "nowhere: There is no such interview.",
    ]
    assert told.out.startswith(said) and told.out.endswith(f": {first} {second}\n")
    assert asyncio.run(done()) == [True, True]
    assert ask(path, *words, "nothing") == 1
    assert capsys.readouterr().out == ""


def _end_of(day: str) -> int:
    """The end of a day in UTC, in microseconds."""
    return int(datetime.fromisoformat(f"{day}T00:00:00Z").timestamp() + 24 * 3600) * 1_000_000


def rated(path: Path, session: str) -> str:
    """A host beside the owner submits; the owner has a draft. Answers with the host's id."""

    async def rate() -> str:
        async with serving(path) as registry, registry.room(session) as room:
            owner = room.member(OLD, "Ed")
            other = room.member(NEW, "Bo", Role.INTERVIEWER)
            assert owner is not None and other is not None
            for actor, words in ((owner, "Querpfeifer"), (other, "Xylophonspieler")):
                note = WriteNote("note-0001", words, 0, None, False)
                told = await registry.remarks.write(room, actor, note)
            for criterion in told.rubric:
                score = GiveScore(criterion.id, 3, (), "seen")
                await registry.remarks.write(room, other, score)
            await registry.remarks.write(room, other, Submit("yes", "Kontrabassist"))
            record = room.core.people.best_of(NEW)
            assert record is not None
            return record.id

    return asyncio.run(rate())


def test_EX30_the_command_line_reads_notes_and_scores_as_one_host(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """EX30: by an identity or an id, and only what that host may read."""
    first, second = kept(path, Role.INTERVIEWER)
    host = rated(path, first)
    asked = ("--include", "remarks")

    def export(*words: str) -> tuple[int, str]:
        output = tmp_path / f"out-{len(list(tmp_path.glob('out-*')))}"
        status = ask(path, "export", *words, "--output", str(output))
        return status, output.read_text() if output.exists() else ""

    for form in WITH_REMARKS:
        for name in (NEW, host):
            status, content = export(first, "--form", form, *asked, "--as", name)
            assert status == 0 and "Xylophonspieler" in content, form
            assert "Querpfeifer" not in content, form
        status, content = export(first, "--form", form, *asked, "--as", OLD)
        assert status == 0 and "Xylophonspieler" not in content and "Querpfeifer" not in content
        assert "Xylophonspieler" not in export(first, "--form", form)[1]
    status, content = export(first, second, "--form", "report-csv", *asked, "--as", NEW)
    assert status == 0 and content.count("Xylophonspieler") == 1 and content.count("\n") == 3
    capsys.readouterr()
    recording = tmp_path / "recording.json"
    recording.write_text(export(first, "--form", "recording")[1])
    for words, said in (
        ((first, "--form", "report", *asked), "--as"),
        ((first, "--form", "report", "--as", NEW), "--include"),
        ((first, "--form", "git", *asked, "--as", NEW), "Notes and scores are in reports"),
        (
            ("--recording", str(recording), "--form", "report", *asked, "--as", NEW),
            "Notes and scores are in reports",
        ),
        (
            (first, "--form", "report", *asked, "--as", NEW, "--audience", "everybody"),
            "Notes and scores are for hosts",
        ),
        ((first, "--form", "report", *asked, "--as", "user:xy"), "user:xy is no host of"),
        (("NeverNever123", "--form", "report", *asked, "--as", NEW), "no such interview"),
    ):
        status, content = export(*words)
        assert status != 0 and content == "" and said in capsys.readouterr().err


def test_EX30_who_is_no_host_reads_nothing(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, _ = kept(path)
    words = ("--form", "report", "--include", "remarks", "--as", NEW)
    output = tmp_path / "report.html"
    assert ask(path, "export", first, *words, "--output", str(output)) == 1
    assert f"{NEW} is no host of {first}." in capsys.readouterr().err
    assert not output.exists()


def test_TA8_no_database_is_made_for_it(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(path, "owners", "list") == 1
    assert "There are no interviews in" in capsys.readouterr().err
    assert not path.exists()


@pytest.mark.parametrize("words", [("owners", "list"), ("owners", "show", OLD)])
@pytest.mark.parametrize(
    "content, said",
    [
        (OLDER.read_bytes(), "run: jupyter interview db upgrade --db-path"),
        (b"not a database".ljust(4096), "The database is damaged."),
        (b"", "There are no interviews in"),
    ],
    ids=["older", "damaged", "empty"],
)
def test_OP9_who_only_reads_changes_nothing(
    path: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    content: bytes,
    said: str,
) -> None:
    path.write_bytes(content)
    assert ask(path, *words) == 1
    assert said in capsys.readouterr().err
    beside = {one.name for one in path.parent.glob("interviews.db*")} - {"interviews.db.lock"}
    assert beside == {"interviews.db"}
    if content == OLDER.read_bytes():
        with closing(sqlite3.connect(path)) as now, closing(sqlite3.connect(OLDER)) as before:
            assert list(now.iterdump()) == list(before.iterdump())
    else:
        assert path.read_bytes() == content
