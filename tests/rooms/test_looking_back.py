"""QU48, QU49, FK2: hosts look back at texts, run tests on them and go on from them, and nobody else
learns of it."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.contract.rest import NewSession
from jupyter_interview.contract.session import CheckHere, PersonChange, SessionChange
from jupyter_interview.contract.values import CaseResult
from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.records import LogKind
from jupyter_interview.domain.roles import Role, State
from jupyter_interview.journal.journal import LogPosition
from jupyter_interview.journal.past import PastTexts
from jupyter_interview.rooms.room import Room
from jupyter_interview.store.base import Store
from jupyter_interview.store.postgres import PostgresStore
from jupyter_interview.store.sqlite import SqliteStore
from tests.chance import seed_for
from tests.journal.test_damage import poison
from tests.sessions.test_registry import evicted, newest_snapshot, write_much
from tests.store.memory_store import MemoryStore
from tests.thorough import times

from .files import add
from .questions import SECRET, begin, checks_of, heard, load, result
from .stage import OWNER, Paper, Stage, change_person, on_stage, refused, staged
from .test_files_by_chance import REFUSALS, Person
from .test_server_runs import hosted

PLACE = "2:1790000000000000"


@dataclass(frozen=True)
class Seen:
    """What the room had at a place."""

    at: LogPosition
    files: tuple[tuple[str, str, str], ...]
    shown: str


def seen(room: Room) -> Seen:
    core = room.core
    texts = tuple((one.id, one.name, core.document.text(one.id)) for one in core.folder.files)
    return Seen(core.journal.position, texts, core.folder.shown)


def told(past: PastTexts) -> Seen:
    texts = tuple((one.id, one.name, past.texts[one.id]) for one in past.files)
    return Seen(past.at, texts, past.shown)


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def make_store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    if request.param == "postgres":
        cluster = request.getfixturevalue("postgres_cluster")
        return lambda: PostgresStore(cluster.database())
    if request.param == "sqlite":
        return lambda: SqliteStore(tmp_path / "interviews.sqlite")
    return MemoryStore


@pytest.mark.parametrize("number", range(times(12, 3)))
def test_QU48_a_text_at_a_place_is_the_one_that_was_live_there(
    number: int, make_store: Callable[[], Store]
) -> None:
    """Several people with and without a connection, who add, rename, remove and bring back files,
    and a server that begins anew, with a snapshot and without."""
    chance = random.Random(seed_for(f"looking back {number}"))

    async def talk(stage: Stage) -> None:
        stage.store = make_store()  # type: ignore[assignment]
        stage.registry = stage._registry()
        room = await stage.open(code="begun\n")
        people = [Person(one, Paper(100 + n), chance) for n, one in enumerate(("Ana", "Bo"))]
        for person in people:
            person.enter(stage, room)
        known = [seen(room)]
        for number in range(200):
            person, what = chance.choice(people), chance.random()
            if what < 0.55:
                person.write(number)
            elif what < 0.8:
                person.send()
            elif what < 0.97:
                person.change_files()
            else:
                await stage.stored()
                for one in people:
                    assert one.client is not None
                    assert {error["code"] for error in one.client.hears("error")} <= REFUSALS
                    one.client.goes()
                if chance.random() < 0.5:
                    await evicted(stage)
                room = await stage.restart()
                for one in people:
                    one.enter(stage, room)
            stage.clock.turn(chance.random())
            if room.core.journal.position != known[-1].at:
                known.append(seen(room))
            if chance.random() < 0.1:
                then = chance.choice(known)
                assert told(await stage.registry.texts_at(stage.session_id, then.at)) == then
        assert len(known) > 30
        for then in known:
            assert told(await stage.registry.texts_at(stage.session_id, then.at)) == then
        await stage.registry.close()
        await stage.store.close()

    on_stage(talk, Limits(file_changes_per_minute=1000))


@staged()
async def test_QU48_a_snapshot_is_used_where_it_is_older(stage: Stage) -> None:
    """And where it is newer the log is read from its beginning."""
    room = await stage.open()
    ana, paper = stage.connect(room), Paper(7)
    ana.types(paper.writes("first\n"))
    before = seen(room)
    write_much(ana, paper)
    await stage.stored()
    ana.goes()
    await evicted(stage)
    snapshot = await newest_snapshot(stage)
    assert snapshot is not None
    room = await stage.enter()
    back = stage.connect(room)
    back.types(paper.writes("after\n"))
    after = seen(room)
    assert before.at.seq < snapshot.seq < after.at.seq
    await stage.stored()
    # What is in the snapshot is not asked of the log for a place behind it.
    poison(stage, before.at.seq, LogKind.UPDATE, b"\xff")
    assert told(await stage.registry.texts_at(stage.session_id, after.at)) == after
    with refused(ErrorCode.NOT_FOUND):
        await stage.registry.texts_at(stage.session_id, before.at)


@staged()
async def test_QU48_what_cannot_be_known_is_refused(stage: Stage) -> None:
    """A place that the log does not have, one behind an entry that cannot be read, and a draft that
    was started."""
    room = await stage.open(command=NewSession("python", "Interview", "x = 1\n", State.DRAFT))
    ana = stage.connect(room)
    ana.says("file_add", name="tried.py")
    draft = seen(room)
    assert told(await stage.registry.texts_at(stage.session_id, draft.at)) == draft
    room.perform(OWNER, SessionChange(state=State.LIVE))
    live = seen(room)
    assert told(await stage.registry.texts_at(stage.session_id, live.at)) == live
    nowhere = LogPosition(live.at.seq, live.at.at_us + 1)
    for at in (draft.at, nowhere, LogPosition(live.at.seq + 1, live.at.at_us), LogPosition(0, 0)):
        with refused(ErrorCode.NOT_FOUND):
            await stage.registry.texts_at(stage.session_id, at)
    back, paper = stage.connect(room), Paper(8)
    back.types(paper.writes("one\n"))
    first = seen(room)
    back.types(paper.writes("two\n"))
    second = seen(room)
    await stage.stored()
    poison(stage, second.at.seq, LogKind.UPDATE, b"\xff\xff\xff\x7f")
    assert told(await stage.registry.texts_at(stage.session_id, first.at)) == first
    with refused(ErrorCode.NOT_FOUND):
        await stage.registry.texts_at(stage.session_id, second.at)


@staged()
async def test_FK2_no_name_leads_to_a_moment_that_cannot_be_known(stage: Stage) -> None:
    """By a time and by an entry: before a gap of the log, in it and behind it."""
    room = await stage.open()
    ana, paper = stage.connect(room), Paper(8)
    known = []
    for text in ("one\n", "two\n", "three\n"):
        stage.clock.turn(60)
        ana.types(paper.writes(text))
        known.append(seen(room))
    await stage.stored()
    first, lost, last = known
    for name, then in (("01:00", first), ("02:59", lost), ("59:59", last), ("0:00", None)):
        at = await stage.registry.place(stage.session_id, name)
        assert at.seq < first.at.seq if then is None else at == then.at, name
        assert at == await stage.registry.place(stage.session_id, f"{at.seq}")
        past = await stage.registry.texts_at(stage.session_id, at)
        assert then is None or told(past) == then
    poison(stage, lost.at.seq, LogKind.UPDATE, b"\xff\xff\xff\x7f")
    at = await stage.registry.place(stage.session_id, "01:00")
    assert told(await stage.registry.texts_at(stage.session_id, at)) == first
    for name in (f"{lost.at.seq}", f"{last.at.seq}", "02:00", "03:00", "59:59"):
        with refused(ErrorCode.NOT_FOUND):
            at = await stage.registry.place(stage.session_id, name)
            await stage.registry.texts_at(stage.session_id, at)


@staged()
async def test_QU48_others_have_their_turn_while_a_long_log_is_read(stage: Stage) -> None:
    room = await stage.open()
    ana, paper = stage.connect(room), Paper(7)
    for number in range(1000):
        ana.types(paper.writes(f"{number}\n"))
    await stage.stored()
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    working = asyncio.create_task(others())
    await stage.registry.texts_at(stage.session_id, room.core.journal.position)
    working.cancel()
    assert turns >= 1000 / 50


@staged()
async def test_QU48_moments_are_runs_checks_and_the_end(stage: Stage) -> None:
    room = await stage.open(command=NewSession("python", "Interview", "", State.DRAFT))
    ana = stage.connect(room)
    ana.says("run_started", runId="run-of-draft", language="python")
    [tried] = await stage.registry.moments(stage.session_id)
    assert (tried.kind, tried.number) == ("run", 1)
    room.perform(OWNER, SessionChange(state=State.LIVE))
    assert await stage.registry.moments(stage.session_id) == ()
    ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
    question = load(room)
    places, before = [], []

    def written() -> LogPosition:
        """Where the log is, in which a seal may follow what somebody did."""
        return room.core.journal.position

    for run in ("run-00000001", "run-00000002"):
        before.append(written().seq)
        bo.says("run_started", runId=run, language="python")
        places.append(written())
        end = {"state": "ok", "error": None, "durationMs": 1, "truncated": False}
        bo.says("execution_result", runId=run, **end)
    before.append(written().seq)
    check = begin(bo, question)
    places.append(written())
    bo.says("check_ended", checkId=check, state="stopped")
    begin(ana, question, 2, at=places[0].told())
    for state in (State.ENDED, State.LIVE):
        before.append(written().seq)
        room.perform(OWNER, SessionChange(state=state))
        places.append(written())
    moments = await stage.registry.moments(stage.session_id)
    assert [(one.kind, one.number, one.user and one.user.name) for one in moments] == [
        ("run", 1, "Bo"),
        ("run", 2, "Bo"),
        ("check", 1, "Bo"),
        ("ended", 1, None),
        ("reopened", 1, None),
    ]
    for moment, earlier, place in zip(moments, before, places, strict=True):
        at = LogPosition.read(moment.at)
        assert at is not None and earlier < at.seq <= place.seq and at.at_us == place.at_us


@staged()
async def test_QU49_nobody_but_hosts_learns_of_a_check_of_an_earlier_moment(stage: Stage) -> None:
    """Neither while it goes on, nor on coming, nor as what is told of hidden tests."""
    room = await stage.open()
    ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
    di = stage.connect(room, stage.guest(room, "Di", Role.OBSERVER))
    question = load(room)
    for number, hidden in enumerate((False, True), 1):
        check = begin(ana, question, number, hidden, at=PLACE)
        started = ana.takes("check_started")["check"]
        assert (started["id"], started["at"]) == (check, PLACE)
        ana.says("check_results", checkId=check, results=[result(0), result(1)])
        ana.says("check_ended", checkId=check, state="ended")
        assert ana.takes("check_results") and ana.takes("check_ended")["passed"] == 2
    assert "hidden_result" not in ana.kinds()
    late = stage.connect(room, stage.guest(room, "Cy"))
    for client in (bo, di, late):
        assert [kind for kind in client.kinds() if "check" in kind or "hidden" in kind] == []
        assert SECRET.encode() not in heard(client)
    assert checks_of(late) == []
    assert [one["at"] for one in checks_of(stage.connect(room))] == [PLACE, PLACE]
    before = len(bo.frames)
    bo.says("stop_check", checkId="check-00000001")
    assert bo.takes("error")["code"] == "run_conflict" and len(bo.frames) == before
    assert bo.peer is not None
    change_person(room, OWNER, bo.peer.participant_id, PersonChange(Role.INTERVIEWER, False))
    assert [frame["check"]["at"] for frame in bo.hears("check_started")] == [PLACE, PLACE]


@staged()
async def test_QU49_only_hosts_have_earlier_texts_tested(stage: Stage) -> None:
    room = await stage.open()
    question = load(room)
    for name, role in (("Bo", Role.CANDIDATE), ("Di", Role.OBSERVER)):
        client = stage.connect(room, stage.guest(room, name, role))
        begin(client, question, at=PLACE)
        assert client.takes("error")["code"] == "forbidden"
    ana = stage.connect(room)
    for place in ("", "7", "7:", "-1:5", "1:2:3", "a:b", 7, "٧:٧", "1:" + "9" * 17):
        begin(ana, question, at=place)
        error = ana.takes("error")
        assert (error["code"], error["about"]) == ("invalid_field", "check_started"), place


@staged()
async def test_QU49_hosts_run_tests_after_the_end(stage: Stage) -> None:
    """On the texts of the end and on earlier ones, and it is told to its end."""
    room = await stage.open()
    ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
    question = load(room)
    room.perform(OWNER, SessionChange(state=State.ENDED))
    assert bo.closed is not None and ana.closed is None
    more: list[dict[str, Any]] = [{}, {"at": PLACE}]
    for number, place in enumerate(more, 1):
        check = begin(ana, question, number, True, **place)
        ana.says("check_results", checkId=check, results=[result(0), result(1)])
        ana.says("check_ended", checkId=check, state="ended")
        assert ana.takes("check_ended")["passed"] == 2
    ana.says("run_started", runId="run-00000001", language="python")
    assert ana.takes("error")["code"] == "session_ended"


@staged()
async def test_QU49_hidden_tests_on_the_last_text_are_told_after_a_reopening(stage: Stage) -> None:
    """As those before the end are (QU20): what the question lets the others learn. Nobody is told
    before, and of earlier texts nothing is told."""
    room = await stage.open()
    ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
    question = load(room)
    room.perform(OWNER, SessionChange(state=State.ENDED))
    places: list[dict[str, Any]] = [{}, {"at": PLACE}]
    for number, place in enumerate(places, 1):
        check = begin(ana, question, number, True, **place)
        passed = [result(0), result(1)] if place else [result(0), result(1, "failed")]
        ana.says("check_results", checkId=check, results=passed)
        ana.says("check_ended", checkId=check, state="ended")
    assert "hidden_result" not in bo.kinds()
    room.perform(OWNER, SessionChange(state=State.LIVE))
    late = stage.connect(room, stage.guest(room, "Cy"))
    assert checks_of(late) == [] and SECRET.encode() not in heard(late)
    [told] = late.takes("welcome")["hiddenResults"]
    assert (told["passed"], told["total"]) == (1, 2)


@staged()
async def test_QU49_the_server_runs_the_texts_of_the_place(stage: Stage) -> None:
    """Files that were removed and renamed since are as they were."""
    service = hosted(stage)
    room = await stage.open(code="right = 1\n")
    ana = stage.connect(room)
    question = load(room, into="below")
    helper = add(room, "old.py", "OLD = 1\n")
    ana.says("run_started", runId="run-00000001", language="python")
    at = room.core.journal.position
    shown = room.core.folder.shown
    right = room.core.document.text(shown)
    ana.says("file_remove", file=helper)
    ana.says("file_rename", file=shown, name="renamed.py")
    room.put_code(OWNER, "broken\n")
    past = await stage.registry.texts_at(stage.session_id, at)
    story = room.begin_check(OWNER, CheckHere(question, True, shown, at=at.told()), past)
    assert (story.order.code, story.order.name) == (right, "solution.py")
    assert {file.name: file.text for file in story.order.files}["old.py"] == "OLD = 1\n"
    started = ana.takes("check_started")["check"]
    assert (started["at"], started["file"]) == (at.told(), "solution.py")
    for index in (0, 1):
        story.answered(CaseResult(index, "", "passed", "", "", "", 0.5))
    story.ended("ended")
    assert story.check.passed == 2 and "hidden_result" not in ana.kinds()
    [record] = room.core.interview.checks.records.values()
    begun = story.check
    assert record.check is begun and service.tales == []
