"""Hosts take people who are away off the list, who are on it again when they come."""

from collections.abc import Callable

import pytest

from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.rest import NewSession
from jupyter_interview.contract.session import (
    Command,
    Join,
    Kick,
    Leave,
    PersonChange,
    RaiseHand,
    RenamePerson,
    SessionChange,
)
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
    stage.clock.turn(2 * GRACE)
    assert len(events.hears("user_left")) == 1
    page = stage.connect(room, leda)
    [told] = [one["user"] for one in events.hears("user_joined")]
    assert (told["name"], told["online"]) == ("Leda", True)
    page.goes()
    stage.clock.turn(2 * GRACE)
    take_off(room, OWNER, leda.participant_id)
    assert len(events.hears("user_left")) == 2
    await stage.stored()
    room = await stage.restart()
    events = stage.connect(room, bo, Mode.CONTRACT)
    stage.connect(room, leda)
    [told] = [one["user"] for one in events.hears("user_joined")]
    assert (told["name"], told["online"]) == ("Leda", True)


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


OF_WHO_IS_OFF: dict[str, Callable[[Actor], tuple[Actor, Command]]] = {
    "role": lambda leda: (OWNER, PersonChange(Role.OBSERVER, False, participant=_id(leda))),
    "host": lambda leda: (OWNER, PersonChange(Role.INTERVIEWER, False, participant=_id(leda))),
    "name": lambda leda: (leda, RenamePerson(_id(leda), "Leda the Second")),
    "hand": lambda leda: (OWNER, PersonChange(None, False, False, participant=_id(leda))),
    "removed": lambda leda: (OWNER, Kick(_id(leda))),
    "left": lambda leda: (leda, Leave(_id(leda))),
}


def _id(actor: Actor) -> str:
    assert actor.participant_id is not None
    return actor.participant_id


@pytest.mark.parametrize("what", OF_WHO_IS_OFF)
def test_LC17_nobody_is_told_of_who_is_off_the_list(what: str) -> None:
    """LC17: until they come again nothing that happens to them is told; then as they are now."""

    @staged()
    async def talk(stage: Stage) -> None:
        room = await stage.open()
        leda, bo = stage.guest(room, "Leda"), stage.guest(room, "Bo")
        room.perform(leda, RaiseHand(True))
        pages = [stage.connect(room), stage.connect(room, bo)]
        pages.append(stage.connect(room, bo, Mode.CONTRACT))
        take_off(room, OWNER, leda.participant_id)
        for page in pages:
            page.frames.clear()
        actor, command = OF_WHO_IS_OFF[what](leda)
        before = room.core.people.of_id(_id(leda))
        room.perform(actor, command)
        assert room.core.people.get(_id(leda)) != before
        assert [str(page.frames) for page in pages if "Leda" in str(page.frames)] == []
        assert "Leda" not in str(names(room))
        if what in ("removed", "left"):
            return
        stage.connect(room, leda)
        for page in pages:
            [told] = page.hears("user_joined")[-1:]
            [listed] = [one for one in room.users(OWNER) if one.id == _id(leda)]
            assert told["user"]["name"] == listed.name
            assert told["user"]["role"] == listed.role.value
            assert told["user"]["handRaisedAt"] == listed.hand_raised_at

    talk()


@pytest.mark.parametrize("asked", [SessionChange(lobby=False), SessionChange(state=State.LIVE)])
def test_LC17_who_is_off_the_list_is_let_in_unheard(asked: SessionChange) -> None:
    """LC17, LC3: when everybody who waits is let in."""

    @staged()
    async def talk(stage: Stage) -> None:
        state = State.LIVE if asked.state is None else State.DRAFT
        new = NewSession("python", "Interview", "", state, settings={"lobby": asked.state is None})
        room = await stage.open(command=new)
        owner = stage.connect(room)
        leda = stage.guest(room, "Leda")
        stage.connect(room, leda).goes()
        take_off(room, OWNER, leda.participant_id)
        owner.frames.clear()
        room.perform(OWNER, asked)
        assert "Leda" not in str(owner.frames) and "Leda" not in names(room)

    talk()


@staged()
async def test_LC17_who_is_let_in_and_taken_off_at_once_is_on_nobodys_list(stage: Stage) -> None:
    """LC16, LC17: in one request; whoever draws what they are told has nobody in the end."""
    room = await stage.open(command=NewSession("python", "Interview", "", settings={"lobby": True}))
    bo, leda = stage.guest(room, "Bo"), stage.guest(room, "Leda")
    room.perform(OWNER, PersonChange(None, True, participant=_id(bo)))
    page = stage.connect(room, bo)
    room.perform(OWNER, PersonChange(None, True, participant=_id(leda), listed=False))
    joined, left = page.hears("user_joined"), page.hears("user_left")
    assert [one["user"]["name"] for one in joined] == [one["user"]["name"] for one in left]


@staged()
async def test_LC17_who_comes_while_nothing_can_be_stored_is_listed(stage: Stage) -> None:
    """LC17"""
    room = await stage.open()
    leda, owner = stage.guest(room, "Leda"), stage.connect(room)
    take_off(room, OWNER, leda.participant_id)
    await stage.stored()
    stage.store.failing = True
    page = stage.connect(room, leda)
    assert "Leda" in str(page.hears("welcome")[0]["users"])
    assert owner.hears("user_joined")[-1]["user"]["online"] is True
    assert names(room).count("Leda") == 1
