"""Draft, lobby, locks, roles, removal: what people hear, and what those who wait never do."""

import dataclasses
import json
from typing import Any

import pytest

from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.rest import NewSession
from jupyter_interview.contract.session import Join, Kick, NewInvite, PersonChange, SessionChange
from jupyter_interview.domain.actor import Actor
from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.roles import Role, State
from jupyter_interview.rooms.room import Room

from .stage import (
    OWNER,
    Client,
    Paper,
    Stage,
    as_json,
    by_link,
    change_person,
    make_link,
    on_stage,
    refused,
)

ADMIT = PersonChange(None, True)
CANARY = "canary-4711"


def start(room: Room) -> None:
    room.perform(OWNER, SessionChange(state=State.LIVE))


def everything(client: Client) -> str:
    """All that was ever sent to a client, as one text."""
    told = [f if isinstance(f, dict) else f.payload.hex() for f in client.frames]
    return json.dumps(told, ensure_ascii=False)


def test_LC1_a_draft_is_for_those_who_hold_it_and_the_others_wait() -> None:
    """LC1, LC8"""

    async def talk(stage: Stage) -> None:
        room = await stage.open(command=NewSession("python", "T", "", State.DRAFT))
        ana = stage.connect(room)
        assert "start" in ana.hears("welcome")[0]["actions"]
        guest = stage.guest(room, "Bo")
        assert guest.waiting
        bo, events = stage.connect(room, guest), stage.connect(room, guest, Mode.CONTRACT)
        told = ana.hears("user_joined")
        assert [user["user"]["waiting"] for user in told] == [True, True]
        paper = Paper(7)
        ana.types(paper.writes(CANARY))
        assert bo.kinds() == ["waiting"] and not bo.updates() and events.frames == []
        with refused(ErrorCode.WAITING):
            room.demand_inside(guest)
        room.perform(OWNER, SessionChange(title="Renamed"))
        assert [t["session"]["title"] for t in bo.hears("waiting")] == ["T", "Renamed"]
        with refused(ErrorCode.FORBIDDEN):
            change_person(room, OWNER, guest.participant_id or "", ADMIT)

    on_stage(talk)


def test_LC9_a_host_who_becomes_a_candidate_of_a_draft_waits_and_reads_nothing_more() -> None:
    async def talk(stage: Stage) -> None:
        room = await stage.open(command=NewSession("python", "T", "", State.DRAFT))
        ana = stage.connect(room)
        _link, secret, _stored = make_link(room, OWNER, NewInvite(Role.INTERVIEWER, 3600, None))
        joined = by_link(room, secret, Join("Eve", None, None), "user:eve")
        eve = room.member("user:eve", "Eve")
        assert eve is not None and not eve.waiting
        before = [stage.connect(room, eve), stage.connect(room, eve, Mode.CONTRACT)]
        change_person(room, OWNER, joined.record.id, PersonChange(Role.CANDIDATE, False))
        assert [client.closed for client in before] == [4412, 4412]
        assert ana.hears("user_joined")[-1]["user"]["waiting"]
        ana.types(Paper(7).writes(CANARY))
        eve = room.member("user:eve", "Eve")
        assert eve is not None and eve.waiting
        after = stage.connect(room, eve)
        assert after.kinds() == ["waiting"]

        async def told() -> list[dict[str, Any]]:
            lists = await stage.listed("user:eve"), await stage.listed("user:eve", code="false")
            assert [len(sessions) for sessions in lists] == [1, 1]
            return [sessions[0] for sessions in lists]

        for client in before, [after]:
            assert CANARY not in "".join(map(everything, client))
        await stage.stored()
        in_memory = await told()
        stage.registry = stage._registry()
        for session in in_memory + await told():
            assert (session["role"], session["actions"]) == ("candidate", [])
            assert CANARY not in json.dumps(session)

    on_stage(talk)


async def _listed_of_an_older_server(stage: Stage, in_memory: bool) -> list[dict[str, Any]]:
    """Someone who was an interviewer of a draft and is an admitted candidate of it."""
    room = await stage.open(command=NewSession("python", "T", CANARY, State.DRAFT))
    _link, secret, _stored = make_link(room, OWNER, NewInvite(Role.INTERVIEWER, 3600, None))
    joined = by_link(room, secret, Join("Eve", None, None), "user:eve")
    record = dataclasses.replace(joined.record, role=Role.CANDIDATE.value, admitted=True)
    people = room.core.people.with_person(record)
    room.core.interview = dataclasses.replace(room.core.interview, people=people)
    await room.core.journal.put([record]).wait()
    if not in_memory:
        stage.registry = stage._registry()
    return [*await stage.listed("user:eve"), *await stage.listed("user:eve", code="false")]


@pytest.mark.parametrize("in_memory", [True, False])
def test_LC1_a_list_shows_nothing_of_a_draft_to_those_who_may_not_read_it(in_memory: bool) -> None:
    async def talk(stage: Stage) -> None:
        listed = await _listed_of_an_older_server(stage, in_memory)
        assert [session["actions"] for session in listed] == [[], []]
        assert CANARY not in json.dumps(listed)

    on_stage(talk)


def test_LC2_starting_begins_a_document_without_a_past() -> None:
    """LC2, LC10"""

    async def talk(stage: Stage) -> None:
        room = await stage.open(command=NewSession("python", "T", "", State.DRAFT))
        ana, guest = stage.connect(room), stage.guest(room, "Bo")
        bo, events = stage.connect(room, guest), stage.connect(room, guest, Mode.CONTRACT)
        paper = Paper(7)
        ana.types(paper.writes("task\n" + CANARY))
        text, erased = paper.text(), slice(len("task\n"), len("task\n" + CANARY))
        ana.types(paper.changes(lambda: text.__delitem__(erased)))
        ana.says("run_started", runId="run-00000001", language="python")
        ana.says("run_output", runId="run-00000001", index=0, stream="stdout", text=CANARY)
        start(room)
        assert ana.closed == 4412
        assert room.core.session.epoch == 2 and room.core.code() == "task\n"
        welcome = bo.hears("welcome")[0]
        assert welcome["epoch"] == 2 and welcome["runs"] == [] and "edit" in welcome["actions"]
        bo.says_step1()
        reader = Paper(9)
        reader.learns(bo)
        assert str(reader.text()) == "task\n"
        stage.clock.turn(1)
        assert events.hears("code_change") == [{"code": "task\n"}]
        for client in bo, events:
            assert CANARY not in everything(client)
            assert CANARY.encode().hex() not in everything(client)
        again = stage.connect(room)
        again.says("run_started", runId="run-00000001", language="python")
        assert again.hears("error")[0]["code"] == "run_conflict"
        await stage.stored()
        room = await stage.restart()
        assert room.core.session.epoch == 2 and room.core.code() == "task\n"
        late = stage.connect(room, stage.guest(room, "Di"))
        late.says_step1()
        assert CANARY.encode().hex() not in everything(late) and CANARY not in everything(late)

    on_stage(talk)


def test_LC3_who_waits_in_the_lobby_is_let_in_on_the_same_connection() -> None:
    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana = stage.connect(room)
        early = stage.connect(room, stage.guest(room, "Early"))
        room.perform(OWNER, SessionChange(lobby=True))
        assert early.hears("session_state")[0]["lobby"] is True
        guest = stage.guest(room, "Bo")
        bo = stage.connect(room, guest)
        assert bo.kinds() == ["waiting"] and not early.hears("user_joined")
        change_person(room, OWNER, guest.participant_id or "", ADMIT)
        assert bo.kinds()[:2] == ["waiting", "welcome"]
        assert early.hears("user_joined")[0]["user"]["name"] == "Bo"
        assert ana.hears("user_joined")[-1]["user"]["waiting"] is False
        bo.types(Paper(8).writes("in"))
        assert ana.updates() and early.updates()
        third = stage.connect(room, stage.guest(room, "Third"))
        room.perform(OWNER, SessionChange(lobby=False))
        assert third.kinds()[:3] == ["waiting", "waiting", "welcome"]

    on_stage(talk)


def test_LC11_nobody_who_is_in_has_to_wait_after_a_restart() -> None:
    async def talk(stage: Stage) -> None:
        room = await stage.open()
        guest = stage.guest(room, "Bo")
        room.perform(OWNER, SessionChange(lobby=True))
        waiting = stage.guest(room, "Di")
        await stage.stored()
        room = await stage.restart()
        assert stage.connect(room, guest).kinds()[0] == "welcome"
        assert stage.connect(room, waiting).kinds() == ["waiting"]

    on_stage(talk)


def test_LC4_locks_bind_candidates_and_are_told_at_once() -> None:
    """LC4, LC12"""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
        room.perform(OWNER, SessionChange(editing_locked=True))
        told = bo.hears("session_state")[-1]
        assert told["locks"] == {"editing": True, "runs": False}
        assert "edit" not in told["actions"] and "run" in told["actions"]
        bo.types(Paper(8).writes("no"))
        assert bo.hears("error")[-1]["code"] == "locked" and not ana.updates()
        bo.says("run_started", runId="run-00000001", language="python")
        assert ana.hears("run_started")
        room.perform(OWNER, SessionChange(runs_locked=True))
        bo.says("run_output", runId="run-00000001", index=0, stream="stdout", text="late")
        bo.says("execution_result", runId="run-00000001", **OK)
        assert ana.hears("execution_result")[-1]["run"]["state"] == "ok"
        bo.says("run_started", runId="run-00000002", language="python")
        assert bo.hears("error")[-1]["code"] == "locked"
        ana.types(Paper(9).writes("the owner goes on"))
        assert bo.updates()
        room.perform(OWNER, SessionChange(editing_locked=False, runs_locked=False))
        bo.types(Paper(10).writes("again"))
        assert ana.updates()

    on_stage(talk)


OK = {"state": "ok", "error": None, "durationMs": 5, "truncated": False}


def test_LC5_a_role_changes_on_the_open_connection() -> None:
    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana, guest = stage.connect(room), stage.guest(room, "Bo")
        bo = stage.connect(room, guest)
        who = guest.participant_id or ""
        change_person(room, OWNER, who, PersonChange(Role.OBSERVER, False))
        assert bo.hears("session_state")[-1]["role"] == "observer"
        assert ana.hears("user_joined")[-1]["user"]["role"] == "observer"
        bo.types(Paper(8).writes("no"))
        assert bo.hears("error")[-1]["code"] == "forbidden" and not ana.updates()
        change_person(room, OWNER, who, PersonChange(Role.INTERVIEWER, False))
        assert "lock" in bo.hears("session_state")[-1]["actions"]
        interviewer = Actor(Role.INTERVIEWER, participant_id=who)
        room.perform(interviewer, SessionChange(editing_locked=True))
        bo.types(Paper(9).writes("yes"))
        assert ana.updates()
        with refused(ErrorCode.FORBIDDEN):
            change_person(room, interviewer, who, PersonChange(Role.CANDIDATE, False))
        owner = ana.hears("welcome")[0]["user"]["id"]
        with refused(ErrorCode.FORBIDDEN):
            change_person(room, OWNER, owner, PersonChange(Role.CANDIDATE, False))
        with refused(ErrorCode.NOT_FOUND):
            change_person(room, OWNER, "p-nobody", PersonChange(Role.CANDIDATE, False))

    on_stage(talk)


def test_LC13_who_is_removed_is_out_and_their_link_opens_for_nobody_else() -> None:
    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana = stage.connect(room)
        _, secret, _ = make_link(room, OWNER, NewInvite(Role.CANDIDATE, 3600, None))
        joined = [by_link(room, secret, Join(name, None, None)) for name in ("Bo", "Di")]
        bo, di = (room.guest(j.secret or "") for j in joined)
        assert bo is not None and di is not None
        bo_client, di_client = stage.connect(room, bo), stage.connect(room, di)
        room.perform(OWNER, Kick(bo.participant_id or ""))
        assert (bo_client.closed, bo_client.reason) == (4401, "kicked")
        assert di_client.closed is None
        assert ana.hears("user_left")[-1]["reason"] == "kicked"
        assert room.guest(joined[0].secret or "") is None
        with refused(ErrorCode.INVALID_CREDENTIAL):
            by_link(room, secret, Join("Bo again", None, None))
        with refused(ErrorCode.NOT_FOUND):
            room.perform(OWNER, Kick(bo.participant_id or ""))

    on_stage(talk)


def test_LC6_interviewers_remove_candidates_and_not_each_other() -> None:
    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana = stage.connect(room)
        one = stage.guest(room, "One", Role.INTERVIEWER)
        other = stage.guest(room, "Other", Role.INTERVIEWER)
        bo = stage.guest(room, "Bo")
        owner = ana.hears("welcome")[0]["user"]["id"]
        for target in other.participant_id or "", owner:
            with refused(ErrorCode.FORBIDDEN):
                room.perform(one, Kick(target))
        room.perform(one, Kick(bo.participant_id or ""))
        with refused(ErrorCode.FORBIDDEN):
            room.perform(OWNER, Kick(owner))

    on_stage(talk)


def test_LC7_there_is_no_way_back_to_a_draft_and_all_is_done_or_nothing() -> None:
    """LC7, LC14"""

    async def talk(stage: Stage) -> None:
        room = await stage.open()
        with refused(ErrorCode.INVALID_FIELD):
            room.perform(OWNER, SessionChange(title="No", state=State.DRAFT, lobby=True))
        session = room.core.session
        assert session.title == "Interview" and not session.settings.lobby
        interviewer = stage.guest(room, "I", Role.INTERVIEWER)
        room.perform(interviewer, SessionChange(state=State.ENDED))
        with refused(ErrorCode.FORBIDDEN):
            room.perform(interviewer, SessionChange(state=State.LIVE, title="No"))
        assert room.core.session.title == "Interview"
        room.perform(OWNER, SessionChange(state=State.LIVE, runs_locked=True))
        assert room.core.session.settings.runs_locked and room.core.session.epoch == 1

    on_stage(talk)


def test_OF1_edits_and_runs_made_offline_keep_their_time_as_their_authors_word() -> None:
    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana = stage.connect(room)
        stage.clock.turn(100)
        now = stage.clock.now_us()
        ana.says("edits_made", ageMs=60_000)
        paper = Paper(7)
        ana.types(paper.writes("offline"))
        ana.says("edits_made", ageMs=0)
        ana.types(paper.writes("online"))
        ana.says("run_started", runId="run-00000001", language="python", ageMs=50_000)
        ana.says("execution_result", runId="run-00000001", ageMs=49_000, **OK)
        ana.says("edits_made", ageMs=500_000)
        ana.types(paper.writes("before there was an interview"))
        run = ana.hears("execution_result")[-1]["run"]
        assert run["offline"] and run["startedAt"] < run["endedAt"]
        await stage.stored()
        log = await stage.store.log(stage.session_id)
        made = [entry.made_us for entry in log if entry.kind in (0, 2, 4)]
        created = room.core.session.created_us
        assert made[-5:] == [now - 60_000_000, None, now - 50_000_000, now - 49_000_000, created]
        assert all(entry.at_us <= now for entry in log)
        room = await stage.restart()
        assert as_json(room.core.runs["run-00000001"].told()) == run
        for wrong in -1, 7 * 24 * 3600 * 1000 + 1, "1", 0.5, None:
            ana.says("edits_made", ageMs=wrong)
        assert [e["code"] for e in ana.hears("error")] == ["invalid_field"] * 5

    on_stage(talk)


def test_OF2_the_place_of_an_ack_is_in_the_log_and_in_no_other() -> None:
    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana = stage.connect(room)
        ana.types(Paper(7).writes("x"))
        await stage.stored()
        ack = ana.hears("ack")[-1]
        entry = (await stage.store.log(stage.session_id, ack["seq"] - 1, 1))[0]
        assert (entry.seq, str(entry.at_us)) == (ack["seq"], ack["at"])
        reader = stage.connect(room)
        ana.types(Paper(8).writes("y"))
        await stage.stored()
        stage.clock.turn(1)
        assert reader.hears("ack")[-1] == {**ana.hears("ack")[-1], "updates": 0}
        ack = reader.hears("ack")[-1]
        room = await stage.restart()
        welcome = stage.connect(room).hears("welcome")[0]
        assert (welcome["seq"], welcome["at"]) >= (ack["seq"], ack["at"])
        assert welcome["continues"] is True
        late = Client(room)
        late.peer = room.connect(OWNER, Mode.SYNC, late, None, False)
        assert late.hears("welcome")[0]["continues"] is False

    on_stage(talk, Limits(place_interval=0.5))


def test_AC11_where_people_are_told_apart_a_session_is_its_makers_and_the_invited_ones() -> None:
    async def talk(stage: Stage) -> None:
        room = await stage.open(by="user:ana")
        assert room.member("user:ana", "Ana") == Actor(Role.OWNER, "user:ana", name="Ana")
        assert room.member("user:bo", "Bo") is None
        _, secret, _ = make_link(room, OWNER, NewInvite(Role.OBSERVER, 3600, None))
        joined = by_link(room, secret, Join("Bo", None, None), "user:bo")
        assert joined.record.kind == "user" and joined.secret
        member = room.member("user:bo", "Bo")
        assert member is not None and member.role is Role.OBSERVER
        await stage.stored()
        assert [s["role"] for s in await stage.listed("user:bo")] == ["observer"]
        assert await stage.listed("user:carl") == []
        room.perform(OWNER, Kick(joined.record.id))
        assert room.member("user:bo", "Bo") is None
        own = by_link(
            room,
            make_link(room, OWNER, NewInvite(Role.OBSERVER, 60, None))[1],
            Join("Me", None, None),
            "user:ana",
        )
        assert (own.record.kind, own.record.role) == ("user", "owner")

    on_stage(talk)


def test_OU26_those_who_hold_it_choose_whether_values_are_shown() -> None:
    async def talk(stage: Stage) -> None:
        room = await stage.open()
        bo = stage.connect(room, stage.guest(room, "Bo"))
        assert bo.hears("welcome")[0]["session"]["showValues"] is True
        with refused(ErrorCode.FORBIDDEN):
            room.perform(stage.guest(room, "Cy"), SessionChange(shows_values=False))
        room.perform(OWNER, SessionChange(shows_values=False))
        assert bo.hears("session_state")[0]["showValues"] is False
        await stage.stored()
        room = await stage.restart()
        assert room.core.session.settings.shows_values is False

    on_stage(talk)
