"""Short conversations in a room: some people join, say something, and others hear it."""

from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.session import ChooseLanguage, Leave, SessionChange
from jupyter_interview.domain.actor import Actor
from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.roles import Role, State

from .stage import GRACE, OWNER, Client, Paper, Stage, on_stage, refused


def test_so2_welcome_comes_first_then_sync() -> None:
    """SO2"""

    async def talk(stage: Stage) -> None:
        room = await stage.open(code="print(1)")
        ana = stage.connect(room)
        assert ana.frames[0]["type"] == "welcome"
        assert ana.frames[1].kind.name == "STEP1"
        assert ana.frames[0]["payload"]["users"][0]["online"] is True

    on_stage(talk)


def test_so3_what_happens_while_a_client_connects_is_told() -> None:
    """SO13: the last text always comes, also to a client that saw the one before it."""

    async def talk(stage: Stage) -> None:
        room = await stage.open(code="one")
        shown = stage.registry.shown(stage.session_id)
        room.put_code(OWNER, "two")
        events = Client(room)
        events.peer = room.connect(OWNER, Mode.CONTRACT, events, shown=shown)
        stage.clock.turn(1)
        assert events.hears("code_change") == [{"code": "two"}]
        same = Client(room)
        shown = stage.registry.shown(stage.session_id)
        same.peer = room.connect(OWNER, Mode.CONTRACT, same, shown=shown)
        room.perform(OWNER, ChooseLanguage("javascript"))
        stage.clock.turn(1)
        assert same.kinds() == ["language_change", "code_change"]
        late = Client(room)
        late.peer = room.connect(OWNER, Mode.CONTRACT, late, shown=shown)
        stage.clock.turn(1)
        assert late.kinds() == ["language_change", "code_change"]

    on_stage(talk)


def test_ac7_an_observer_is_refused_and_at_last_shown_out() -> None:
    """AC7, SO5: not applied, not relayed; the third refusal in ten seconds ends the connection."""

    async def talk(stage: Stage) -> None:
        room = await stage.open(code="x")
        ana = stage.connect(room)
        watcher = stage.connect(room, stage.guest(room, "Wu", Role.OBSERVER))
        watcher.types(Paper(9).writes("mine"))
        watcher.says("language_change", language="javascript")
        assert [e["code"] for e in watcher.hears("error")] == ["forbidden", "forbidden"]
        assert watcher.closed is None
        watcher.says("run_started", runId="run-00000001", language="python")
        assert watcher.closed == 4403
        assert not ana.updates() and not ana.hears("run_started")
        assert room.read(OWNER).code == "x" and room.read(OWNER).language == "python"

    on_stage(talk)


def test_do3_who_comes_gets_everything_whatever_others_got_before() -> None:
    """DO3: before and after a change, and from a snapshot; a gate that came late knows it all."""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana, paper = stage.connect(room), Paper(7)
        typed = ""
        for number in range(60):
            ana.types(paper.writes(str(number)))
            typed += str(number)
        for more in ("", "!"):
            if more:
                ana.types(paper.writes(more))
            for _ in range(2):
                late, reader = stage.connect(room), Paper(8)
                late.says_step1()
                reader.learns(late)
                assert str(reader.text()) == typed + more
        await stage.stored()
        room = await stage.restart()
        bo, reader = stage.connect(room, stage.guest(room, "Bo")), Paper(9)
        bo.says_step1()
        reader.learns(bo)
        assert str(reader.text()) == typed + "!"
        bo.types(reader.writes("?"))
        bo.types(paper.writes("ana's own"))
        assert room.read(OWNER).code == typed + "!?"
        assert bo.closed == 4409

    on_stage(talk)


def test_so6_a_slow_reader_loses_cursors_first_and_then_the_connection() -> None:
    """SO6: 1013, and the text is whole when they come back."""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana, slow_one = stage.connect(room), stage.guest(room, "Bo")
        slow = stage.connect(room, slow_one)
        slow.backlog = stage.limits.outbound_presence_bytes + 1
        place = {"type": None, "tname": "code:python", "item": None, "assoc": 0}
        cursor = {"anchor": place, "head": place}
        ana.says("cursor_change", language="python", cursor=cursor)
        stage.clock.turn(1)
        assert not slow.hears("cursor_change") and slow.closed is None
        slow.backlog = stage.limits.outbound_bytes + 1
        ana.types(Paper(7).writes("text"))
        assert slow.closed == 1013
        slow.goes()
        assert room.read(slow_one).code == "text"

    on_stage(talk)


def test_RU39_a_refusal_names_the_run_that_it_is_about() -> None:
    """RU39: if the refused frame named one."""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana = stage.connect(room)
        ana.says("run_output", runId="run-00000009", index=0, stream="stdout", text="1\n")
        ana.says("run_output", runId="run-00000009", index="first")
        ana.says("run_output", runId="no id", index=0, stream="stdout", text="1\n")
        ana.says("language_change", language="cobol")
        told = [(error["about"], error.get("runId")) for error in ana.hears("error")]
        assert told == [
            ("run_output", "run-00000009"),
            ("run_output", "run-00000009"),
            ("run_output", None),
            ("language_change", None),
        ]
        assert all("runId" not in error for error in ana.hears("error")[2:])

    on_stage(talk)


def test_pr2_away_only_after_the_grace_and_back_again() -> None:
    """PR2"""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana, bo = stage.connect(room), stage.guest(room, "Bo")
        plain = stage.connect(room, mode=Mode.CONTRACT)
        first = stage.connect(room, bo)
        first.goes()
        stage.clock.turn(GRACE - 1)
        second = stage.connect(room, bo)
        second.goes()
        stage.clock.turn(GRACE - 1)
        assert not ana.hears("user_left")
        stage.clock.turn(2)
        assert ana.hears("user_left")[0]["reason"] == "away"
        assert set(plain.hears("user_left")[0]) == {"user"}
        assert [user.online for user in room.users(OWNER)] == [True, False]
        joined = len(plain.hears("user_joined"))
        stage.connect(room, bo)
        assert len(plain.hears("user_joined")) == joined + 1

    on_stage(talk)


def test_ru5_a_lost_run_may_still_tell_its_end_once() -> None:
    """RU5, RU2: lost after the grace; its end is believed when it comes, and only once."""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana, bo = stage.connect(room), stage.guest(room, "Bo")
        runner = stage.connect(room, bo)
        runner.says("run_started", runId="run-00000001", language="python")
        runner.says("run_output", runId="run-00000001", index=0, stream="stdout", text="1\n")
        ana.says("run_output", runId="run-00000001", index=1, stream="stdout", text="forged")
        assert ana.hears("error")[0]["code"] == "run_conflict"
        runner.goes()
        stage.clock.turn(GRACE + 1)
        assert ana.hears("execution_result")[-1]["run"]["state"] == "lost"
        end = {"runId": "run-00000001", "state": "ok", "error": None, "durationMs": 5}
        back = stage.connect(room, bo)
        back.says("execution_result", **end, truncated=False)
        assert ana.hears("execution_result")[-1]["run"]["state"] == "ok"
        back.says("execution_result", **end, truncated=False)
        assert back.hears("error")[-1]["code"] == "run_conflict"
        assert [run["outputs"] for run in stage.connect(room).hears("welcome")[0]["runs"]] == [
            [{"stream": "stdout", "text": "1\n"}]
        ]

    on_stage(talk)


def test_ru4_output_is_cut_at_the_limit() -> None:
    """RU4, OU18, OU19: in bytes of UTF-8, between characters, and the same for late joiners."""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana = stage.connect(room)
        run = {"runId": "run-00000001"}
        ana.says("run_started", **run, language="python")
        for index in range(20):
            ana.says("run_output", **run, index=index, stream="stdout", text="🐢" * 3)
        ana.says("run_output", **run, index=20, stream="stdout", text="\nmore\n")
        end = {"state": "ok", "error": None, "durationMs": 5, "truncated": False}
        ana.says("execution_result", **run, **end)
        late = stage.connect(room).hears("welcome")[0]["runs"][0]
        assert late["truncated"] is True
        assert late["outputs"] == [
            {"stream": "stdout", "text": "🐢" * 12},
            {"stream": "stdout", "text": "more\n", "omitted": 20 * 12 - 48 + 1},
        ]

    on_stage(talk, Limits(output_bytes=102))


def test_se4_the_end_shows_guests_out_and_lets_the_owner_read() -> None:
    """SE4, SE3: everybody hears it, a write is refused with 410, reopening lets them in again."""

    async def talk(stage: Stage) -> None:
        room = await stage.open(code="x")
        ana, bo = stage.connect(room), stage.guest(room, "Bo")
        guest = stage.connect(room, bo)
        room.perform(OWNER, SessionChange(None, State.ENDED))
        assert guest.hears("session_state")[0]["state"] == "ended" and guest.closed == 4410
        assert ana.hears("session_state")[0]["actions"] == [
            "read",
            "look_back",
            "notes",
            "unlist",
            "export",
            "take",
            "reopen",
            "release",
            "hold",
            "delete",
        ]
        ana.types(Paper(7).writes("late"))
        assert ana.hears("error")[0]["code"] == "session_ended" and ana.closed is None
        with refused(ErrorCode.SESSION_ENDED):
            room.put_code(OWNER, "late")
        assert room.read(OWNER).code == "x"
        room.perform(OWNER, SessionChange(None, State.LIVE))
        assert stage.connect(room, bo).hears("welcome")[0]["actions"] == [
            "read",
            "edit",
            "language",
            "files",
            "run",
            "hand",
        ]

    on_stage(talk)


def test_ac10_nobody_can_say_who_they_are() -> None:
    """AC10: names, times and ids in a frame are ignored."""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana, bo = stage.connect(room), stage.guest(room, "Bo")
        liar = stage.connect(room, bo)
        claims = {"userId": "p-ana", "timestamp": "1999-01-01T00:00:00Z", "role": "owner"}
        liar.says("execution_result", output="42", error=None, **claims)
        heard = ana.hears("execution_result")[0]
        assert heard["run"]["user"]["name"] == "Bo" and heard["timestamp"].startswith("2026")

    on_stage(talk)


def test_st1_what_was_acknowledged_survives_and_what_was_not_is_told_again() -> None:
    """ST1, DO3: the room of the next process has what was on disk, and asks for the rest."""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana, paper = stage.connect(room), Paper(7)
        ana.types(paper.writes("kept "))
        await stage.stored()
        stage.store.failing = True
        lost = paper.writes("typed as the power went")
        ana.types(lost)
        room = await stage.restart()
        stage.store.failing = False
        assert room.read(OWNER).code == "kept "
        again = stage.connect(room)
        again.types(lost)
        again.types(lost)
        assert room.read(OWNER).code == "kept typed as the power went"

    on_stage(talk)


def test_a_participant_has_only_so_many_connections() -> None:
    """IN2"""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        for _ in range(2):
            stage.connect(room)
        with refused(ErrorCode.RATE_LIMITED):
            stage.connect(room)

    on_stage(talk, Limits(sockets_per_participant=2))


def test_ac5_an_identity_speaks_for_its_own_participants_only() -> None:
    """AC5"""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        bo = stage.guest(room, "Bo")
        assert bo.participant_id is not None
        for actor, whom in ((OWNER, bo.participant_id), (bo, "p-nobody")):
            with refused(ErrorCode.FORBIDDEN):
                room.perform(actor, Leave(whom))
        room.perform(bo, Leave(bo.participant_id))
        assert [user.name for user in room.users(OWNER)] == []
        gone = Actor(Role.CANDIDATE, participant_id=bo.participant_id)
        with refused(ErrorCode.INVALID_CREDENTIAL):
            stage.connect(room, gone)

    on_stage(talk)
