"""Names are changed in a room, told to everybody, and kept by the log and the records."""

from dataclasses import replace

from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.rest import NewSession
from jupyter_interview.contract.session import Join, Kick, Leave, RenamePerson
from jupyter_interview.domain.actor import SHARED, Actor
from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.roles import Role
from jupyter_interview.rooms.room import Room

from .stage import OWNER, Stage, join, refused, staged


def names(room: Room) -> list[str]:
    return [user.name for user in room.users(OWNER)]


def rename(room: Room, actor: Actor, name: str) -> None:
    assert actor.participant_id is not None
    room.perform(actor, RenamePerson(actor.participant_id, name))


@staged()
async def test_NA21_everybody_sees_another_name_at_once(stage: Stage) -> None:
    """NA21: in both modes; what ran before was run under the old name, also after a restart."""
    room = await stage.open()
    bo = stage.guest(room, "race")
    owner, guest = stage.connect(room), stage.connect(room, bo)
    events = stage.connect(room, bo, Mode.CONTRACT)
    guest.says("run_started", runId="run-00000001", language="python")
    for client in (owner, guest, events):
        client.frames.clear()
    rename(room, bo, "Grace")
    for client in (owner, guest, events):
        [told] = client.hears("user_joined")
        assert (told["user"]["name"], told["user"]["id"]) == ("Grace", bo.participant_id)
    end = {"state": "ok", "error": None, "durationMs": 1, "truncated": False}
    guest.says("execution_result", runId="run-00000001", **end)
    guest.says("run_started", runId="run-00000002", language="python")
    await stage.stored()
    room = await stage.restart()
    assert names(room) == ["Grace", "Ana"]
    [before, after] = room.core.runs.newest(2)
    assert before.author is not None and after.author is not None
    assert (before.author.name, after.author.name) == ("race", "Grace")


@staged()
async def test_NA20_nobody_gets_the_name_of_another(stage: Stage) -> None:
    """NA3, NA20: a name that is taken gets a number, and nobody renames somebody else."""
    room = await stage.open()
    stage.connect(room)
    bo, cy = stage.guest(room, "Bo"), stage.guest(room, "Cy")
    rename(room, cy, "ANA")
    assert names(room) == ["Ana", "Bo", "ANA (2)"]
    rename(room, cy, "Cy")
    assert names(room) == ["Ana", "Bo", "Cy"]
    assert cy.participant_id is not None
    for actor in (bo, OWNER):
        with refused(ErrorCode.FORBIDDEN):
            room.perform(actor, RenamePerson(cy.participant_id, "Nobody"))


@staged()
async def test_NA19_somebody_who_waits_changes_theirs_and_hears_of_it(stage: Stage) -> None:
    room = await stage.open(command=NewSession("python", "Interview", "", settings={"lobby": True}))
    owner, bo = stage.connect(room), stage.guest(room, "B")
    watches = stage.connect(room, stage.guest(room, "Ira", Role.INTERVIEWER))
    waits = stage.connect(room, bo)
    waits.frames.clear()
    rename(room, bo, "Bo")
    assert [told["user"]["name"] for told in waits.hears("waiting")] == ["Bo"]
    assert waits.kinds() == ["waiting"]
    for host in (owner, watches):
        assert host.hears("user_joined")[-1]["user"]["name"] == "Bo"


@staged()
async def test_AC5_one_identity_is_one_person_whatever_it_is_called(stage: Stage) -> None:
    room = await stage.open()
    owner = stage.connect(room)
    ana = join(room, OWNER, Join("Ana")).record
    owner.frames.clear()
    again = join(room, OWNER, Join("Ana Lima", color="#123456"))
    assert (again.record.id, again.record.name) == (ana.id, "Ana Lima")
    assert [told["user"]["name"] for told in owner.hears("user_joined")] == ["Ana Lima"] * 2
    for default in (Join("ana", keep_name=True), Join("Anonymous Leda")):
        assert join(room, OWNER, default).record.name == "Ana Lima"
    assert names(room) == ["Ana Lima"]


@staged()
async def test_LC6_an_owner_who_is_away_can_be_removed_and_stays_the_owner(stage: Stage) -> None:
    """LC6: as older clients do it; the interview is theirs when they come back."""
    room = await stage.open(by=SHARED)
    everybody = Actor(Role.OWNER, identity=SHARED, name="Ana")
    leda = join(room, everybody, Join("Leda")).record
    here = stage.connect(room, everybody, wanted=join(room, everybody, Join("Ana")).record.id)
    assert here.peer is not None
    ira, bo = stage.guest(room, "Ira", Role.INTERVIEWER), stage.guest(room, "Bo")
    for actor, whom in ((bo, leda.id), (ira, here.peer.participant_id)):
        with refused(ErrorCode.FORBIDDEN):
            room.perform(actor, Kick(whom))
    room.perform(ira, Kick(leda.id))
    assert [user.name for user in room.users(everybody)] == ["Ana", "Ira", "Bo"]
    assert here.hears("user_left")[-1]["user"]["id"] == leda.id
    assert here.closed is None and room.member(SHARED, "Ana") is not None
    assert join(room, everybody, Join("Leda")).record.role == "owner"


@staged()
async def test_LC17_the_page_of_an_owner_who_was_removed_comes_back(stage: Stage) -> None:
    """LC17: with the same participant, though it lost its connection for a moment only."""
    room = await stage.open(by=SHARED)
    everybody = Actor(Role.OWNER, identity=SHARED, name="Anonymous Io")
    leda = join(room, everybody, Join("Leda")).record
    join(room, everybody, Join("Ana"))
    ira = stage.guest(room, "Ira", Role.INTERVIEWER)
    watches = stage.connect(room, ira)
    page = stage.connect(room, everybody, wanted=leda.id)
    assert page.peer is not None
    room.disconnect(page.peer)
    room.perform(ira, Kick(leda.id))
    watches.frames.clear()
    back = stage.connect(room, everybody, wanted=leda.id)
    assert back.peer is not None and back.peer.participant_id == leda.id
    assert watches.hears("user_joined")[0]["user"]["name"] == "Leda"
    await stage.stored()
    room = await stage.restart()
    told = [(user.id, user.name, user.role) for user in room.users(everybody)]
    assert told[0] == (leda.id, "Leda", "owner") and len(told) == 3
    room.perform(everybody, Kick(leda.id))
    # The newest of those who share the login is not taken for who they were.
    join(room, everybody, Join("Anonymous Io"))
    back = stage.connect(room, everybody, wanted=leda.id)
    assert back.peer is not None and back.peer.participant_id == leda.id
    room.disconnect(back.peer)
    room.perform(everybody, Kick(leda.id))
    again = join(room, everybody, Join("Leda Lima", participant=leda.id)).record
    assert (again.id, again.name) == (leda.id, "Leda Lima")
    room.perform(replace(everybody, participant_id=leda.id), Leave(leda.id))
    with refused(ErrorCode.FORBIDDEN):
        stage.connect(room, everybody, wanted=leda.id)
    bo = stage.guest(room, "Bo")
    assert bo.participant_id is not None
    room.perform(everybody, Kick(bo.participant_id))
    with refused(ErrorCode.FORBIDDEN):
        stage.connect(room, everybody, wanted=bo.participant_id)


@staged()
async def test_AC20_who_shares_an_identity_is_told_apart_by_the_name_they_chose(
    stage: Stage,
) -> None:
    """AC21: as with Jupyter's own token; somebody who says who they were is the same person."""
    everybody = Actor(Role.OWNER, identity=SHARED, name="Anonymous Io")
    room = await stage.open(by=SHARED)
    leda = join(room, everybody, Join("Anonymous Leda")).record
    assert join(room, everybody, Join("Anonymous Io")).record.id == leda.id
    paul = join(room, everybody, Join("Paul")).record
    assert paul.id != leda.id
    priya = join(room, everybody, Join("Priya", participant=leda.id)).record
    assert (priya.id, priya.name) == (leda.id, "Priya")
    assert join(room, everybody, Join("Paul")).record.id == paul.id
    stranger = stage.guest(room, "Bo")
    assert join(
        room, everybody, Join("Zoë", participant=stranger.participant_id)
    ).record.id not in (
        leda.id,
        paul.id,
        stranger.participant_id,
    )


@staged()
async def test_NA22_the_earlier_name_of_a_host_is_nobody_elses(stage: Stage) -> None:
    """NA22: neither of who joins nor of who is renamed, also after a restart."""
    room = await stage.open()
    ira, bo = stage.guest(room, "Ira", Role.INTERVIEWER), stage.guest(room, "Bo")
    rename(room, ira, "Irene")
    rename(room, bo, "Ira")
    await stage.stored()
    room = await stage.restart()
    stage.guest(room, "IRA")
    assert names(room) == ["Irene", "Ira (2)", "IRA (3)"]
    rename(room, ira, "Ira")
    assert names(room)[0] == "Ira"
