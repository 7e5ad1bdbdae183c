"""Hosts take people who are away off the list, who are on it again when they come."""

import pytest

from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.rest import NewSession
from jupyter_interview.contract.session import Join, PersonChange, SessionChange
from jupyter_interview.domain.actor import SHARED, Actor
from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.roles import Role, State
from jupyter_interview.rooms.room import Room

from .stage import GRACE, OWNER, Stage, join, refused, staged

ROLES = (Role.INTERVIEWER, Role.CANDIDATE, Role.OBSERVER)


def take_off(room: Room, actor: Actor, whom: str | None) -> None:
    assert whom is not None
    room.perform(actor, PersonChange(None, False, participant=whom, listed=False))


def names(room: Room, actor: Actor = OWNER) -> list[str]:
    return [user.name for user in room.users(actor)]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", [State.LIVE, State.ENDED])
def test_LC16_anybody_who_is_away_is_taken_off_the_list(role: Role, state: State) -> None:
    """LC16, LC17: by any host, and everybody hears it; the page of before comes back."""

    @staged()
    async def talk(stage: Stage) -> None:
        room = await stage.open()
        owner = stage.connect(room)
        ira, cy = stage.guest(room, "Ira", Role.INTERVIEWER), stage.guest(room, "Cy")
        away = stage.guest(room, "Leda", role)
        page = stage.connect(room, away)
        with refused(ErrorCode.FORBIDDEN):
            take_off(room, ira, away.participant_id)
        page.goes()
        if state is State.ENDED:
            room.perform(OWNER, SessionChange(state=state))
        with refused(ErrorCode.FORBIDDEN):
            take_off(room, cy, away.participant_id)
        take_off(room, ira, away.participant_id)
        told = owner.takes("user_left")
        assert (told["user"]["id"], told["reason"]) == (away.participant_id, "unlisted")
        for actor in (OWNER, ira, cy):
            assert "Leda" not in names(room, actor)
        owner.frames.clear()
        stage.clock.turn(2 * GRACE)
        assert "Leda" not in str(owner.frames)
        await stage.stored()
        room = await stage.restart()
        assert "Leda" not in names(room)
        if state is State.ENDED:
            room.perform(OWNER, SessionChange(state=State.LIVE))
        owner = stage.connect(room)
        assert "Leda" not in str(owner.hears("welcome"))
        back = stage.connect(room, away)
        assert back.hears("welcome")[0]["user"]["name"] == "Leda"
        told = owner.hears("user_joined")[-1]["user"]
        assert (told["id"], told["online"]) == (away.participant_id, True)
        assert names(room).count("Leda") == 1
        await stage.stored()
        assert names(await stage.restart()).count("Leda") == 1

    talk()


@staged()
async def test_LC16_pages_of_the_contract_hear_it_as_a_leave(stage: Stage) -> None:
    """LC16, LC17"""
    room = await stage.open()
    bo, leda = stage.guest(room, "Bo"), stage.guest(room, "Leda")
    events = stage.connect(room, bo, Mode.CONTRACT)
    stage.connect(room, leda).goes()
    take_off(room, OWNER, leda.participant_id)
    assert [told["user"]["name"] for told in events.hears("user_left")] == ["Leda"]
    events.frames.clear()
    stage.connect(room, leda)
    assert events.hears("user_joined")[0]["user"]["name"] == "Leda"


@staged()
async def test_LC16_an_owner_stays_the_owner(stage: Stage) -> None:
    """LC16, LC17, LC18: and is who they were, with a login of their own or a shared one."""
    for by, identity in ((SHARED, SHARED), ("user:ana", "user:ana")):
        room = await stage.open(by=by)
        login = Actor(Role.OWNER, identity=identity, name="Ana")
        leda = join(room, login, Join("Leda")).record
        ira = stage.guest(room, "Ira", Role.INTERVIEWER)
        for come in (
            lambda room=room, login=login: join(room, login, Join("Leda")).record.id,
            lambda room=room, login=login, id=leda.id: _connected(stage, room, login, id),
        ):
            take_off(room, ira, leda.id)
            assert names(room, login) == ["Ira"]
            assert room.member(identity, "Leda") is not None
            assert come() == leda.id
            assert names(room, login) == ["Leda", "Ira"]
            assert room.users(login)[0].role is Role.OWNER


def _connected(stage: Stage, room: Room, login: Actor, participant: str) -> str:
    page = stage.connect(room, login, wanted=participant)
    assert page.peer is not None
    return page.peer.participant_id


@staged()
async def test_LC16_who_waits_is_taken_off_and_nobody_but_hosts_hears_it(stage: Stage) -> None:
    """LC16, LC3: in the lobby; they wait again when they come."""
    room = await stage.open(command=NewSession("python", "Interview", "", settings={"lobby": True}))
    inside = stage.guest(room, "Bo")
    room.perform(OWNER, PersonChange(None, True, participant=inside.participant_id or ""))
    owner, bo = stage.connect(room), stage.connect(room, inside)
    leda = stage.guest(room, "Leda")
    stage.connect(room, leda).goes()
    bo.frames.clear()
    take_off(room, OWNER, leda.participant_id)
    assert owner.hears("user_left")[-1]["reason"] == "unlisted"
    assert "Leda" not in str(bo.frames) and "Leda" not in names(room)
    back = stage.connect(room, leda)
    assert back.hears("waiting") and names(room)[-1] == "Leda"
    assert "Leda" not in str(bo.frames)
