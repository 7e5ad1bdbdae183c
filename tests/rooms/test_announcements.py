"""What a host tells everybody: who hears it, who reads it later, and when it is over."""

from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.rest import announce
from jupyter_interview.contract.session import Announce, SessionChange
from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.roles import Role, State

from .stage import OWNER, Stage, refused, staged


@staged()
async def test_CS21_everybody_inside_hears_it_and_who_comes_later_reads_it(stage: Stage) -> None:
    """CS21: until the next one, over a restart, and until the interview ends."""
    room = await stage.open()
    bo, cy = stage.guest(room, "Bo"), stage.guest(room, "Cy", Role.OBSERVER)
    inside = [stage.connect(room, who) for who in (OWNER, bo, cy)]
    contract = stage.connect(room, cy, Mode.CONTRACT)
    room.perform(OWNER, SessionChange(lobby=True))
    waiting = stage.connect(room, stage.guest(room, "Di"))
    contract.frames.clear()
    room.perform(OWNER, Announce("Ten minutes left"))
    for client in inside:
        [told] = [heard["announcement"] for heard in client.hears("announcement")]
        assert (told["text"], told["user"]["name"]) == ("Ten minutes left", "Ana")
    assert contract.frames == [] and "announcement" not in waiting.kinds()
    room.perform(OWNER, Announce("Five minutes left"))
    await stage.stored()
    room = await stage.restart()
    later = stage.connect(room, bo).hears("welcome")[0]["announcement"]
    assert later["text"] == "Five minutes left"
    room.perform(OWNER, SessionChange(state=State.ENDED))
    room.perform(OWNER, SessionChange(state=State.LIVE))
    assert stage.connect(room, bo).hears("welcome")[0]["announcement"] is None


def test_CS22_a_message_is_as_long_as_the_server_allows() -> None:
    limits = Limits(announcement_characters=3)
    assert announce({"text": " abc "}, limits) == Announce("abc")
    with refused(ErrorCode.INVALID_FIELD):
        announce({"text": "abcd"}, limits)
