"""Raised hands: whose they are, who hears of them, and what lowers them."""

from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.session import Leave, PersonChange
from jupyter_interview.domain.actor import Actor
from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.roles import Role
from jupyter_interview.rooms.room import Room

from .stage import OWNER, Stage, change_person, refused, staged


def hand(room: Room, actor: Actor) -> object:
    """Since when it is up, for the people who hold the interview."""
    return next(u.hand_raised_at for u in room.users(OWNER) if u.id == actor.participant_id)


@staged()
async def test_CS7_a_hand_goes_up_and_down_for_everybody(stage: Stage) -> None:
    """CS7: over the socket; in sync mode all hear of it, contract clients do not."""
    room = await stage.open()
    bo, cy = stage.guest(room, "Bo"), stage.guest(room, "Cy", Role.OBSERVER)
    owner, guest, other = (stage.connect(room, who) for who in (OWNER, bo, cy))
    events = stage.connect(room, cy, Mode.CONTRACT)
    for client in (owner, guest, other, events):
        client.frames.clear()
    guest.says("hand_change", raised=True)
    up = hand(room, bo)
    assert up is not None
    for client in (owner, guest, other):
        assert [u["user"]["handRaisedAt"] for u in client.hears("user_joined")] == [up]
    stage.clock.turn(5)
    guest.says("hand_change", raised=True)
    assert hand(room, bo) == up and len(owner.hears("user_joined")) == 1
    guest.says("hand_change", raised=False)
    assert hand(room, bo) is None
    assert owner.hears("user_joined")[-1]["user"]["handRaisedAt"] is None
    assert events.frames == []


@staged()
async def test_CS8_whose_hand_it_is(stage: Stage) -> None:
    """CS8: one's own over REST too; of others only the hosts', and only down."""
    room = await stage.open()
    bo, cy = stage.guest(room, "Bo"), stage.guest(room, "Cy")
    ira = stage.guest(room, "Ira", Role.INTERVIEWER)
    assert bo.participant_id and ira.participant_id
    change_person(room, bo, bo.participant_id, PersonChange(None, False, True))
    assert hand(room, bo) is not None
    with refused(ErrorCode.FORBIDDEN):
        change_person(room, cy, bo.participant_id, PersonChange(None, False, False))
    with refused(ErrorCode.FORBIDDEN):
        change_person(room, ira, bo.participant_id, PersonChange(None, False, True))
    with refused(ErrorCode.FORBIDDEN):
        change_person(room, ira, ira.participant_id, PersonChange(None, False, True))
    with refused(ErrorCode.NOT_FOUND):
        change_person(room, ira, "p-nobody-here", PersonChange(None, False, False))
    with refused(ErrorCode.FORBIDDEN):
        change_person(room, cy, "p-nobody-here", PersonChange(None, False, False))
    change_person(room, ira, bo.participant_id, PersonChange(None, False, False))
    assert hand(room, bo) is None


@staged()
async def test_CS9_a_hand_outlives_a_connection_and_a_restart(stage: Stage) -> None:
    """CS9: until its owner leaves."""
    room = await stage.open()
    bo = stage.guest(room, "Bo")
    guest = stage.connect(room, bo)
    guest.says("hand_change", raised=True)
    up = hand(room, bo)
    guest.goes()
    await stage.stored()
    room = await stage.restart()
    assert hand(room, bo) == up
    assert bo.participant_id
    room.perform(bo, Leave(bo.participant_id))
    gone = room.core.people.get(bo.participant_id)
    assert gone is not None and gone.hand_us is None
