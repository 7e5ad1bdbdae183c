"""What is noted of somebody: who hears of it, what it takes, and what one says of it."""

from typing import Any

from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.session import (
    AnswerSignal,
    NoteAway,
    PersonChange,
    SessionChange,
)
from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.roles import Role, State
from jupyter_interview.session.signals import MOST, MOST_OF_ONE

from .stage import OWNER, Client, Paper, Stage, change_person, refused, staged

PASTED = "def answer():\n    return 42\n" * 4
REPORT: dict[str, Any] = {
    "how": "paste",
    "file": "code:python",
    "characters": len(PASTED),
    "lines": 9,
    "source": "outside",
}


def noted(client: Client) -> list[tuple[str, str, int]]:
    """Of whom what was noted, as this client hears it."""
    heard = [told["signal"] for told in client.hears("signal")]
    return [(one["user"]["name"], one["kind"], one["characters"]) for one in heard]


def codes(client: Client) -> list[str]:
    return [told["code"] for told in client.hears("error")]


@staged()
async def test_SG3_hosts_hear_of_it_and_whom_it_is_about(stage: Stage) -> None:
    """SG3: nobody else, and no client of the contract mode; also who comes later, or is made a
    host."""
    room = await stage.open()
    bo, cy = stage.guest(room, "Bo"), stage.guest(room, "Cy")
    owner, guest, other = (stage.connect(room, who) for who in (OWNER, bo, cy))
    plain = stage.connect(room, OWNER, Mode.CONTRACT)
    guest.types(Paper(7).writes(PASTED))
    plain.frames.clear()
    guest.says("insert_noted", **REPORT)
    said = [("Bo", "insert", len(PASTED))]
    assert noted(owner) == noted(guest) == said
    assert owner.hears("signal") == guest.hears("signal"), "in the same words"
    assert noted(other) == [] and plain.kinds() == []
    await stage.stored()
    room = await stage.restart()
    welcomes = [stage.connect(room, who).hears("welcome")[0] for who in (OWNER, bo, cy)]
    assert [len(told["signals"]) for told in welcomes] == [1, 1, 0]
    assert [len(room.signals(who)) for who in (OWNER, bo, cy)] == [1, 1, 0]
    later = stage.connect(room, cy)
    assert cy.participant_id
    change_person(room, OWNER, cy.participant_id, PersonChange(Role.INTERVIEWER, False, None))
    assert noted(later) == said


@staged()
async def test_SG2_nothing_is_noted_where_that_is_off(stage: Stage) -> None:
    """SG2: and then nothing is refused either, since a page may have heard of it too late."""
    room = await stage.open()
    guest = stage.connect(room, stage.guest(room, "Bo"))
    guest.types(Paper(7).writes(PASTED))
    room.perform(OWNER, SessionChange(note_inserts=False))
    guest.says("insert_noted", **REPORT)
    guest.says("away_noted", how="hidden", seconds=9)
    assert noted(guest) == [] and codes(guest) == []
    room.perform(OWNER, SessionChange(note_away=True))
    guest.says("away_noted", how="hidden", seconds=9)
    [told] = guest.hears("signal")
    assert (told["signal"]["how"], told["signal"]["seconds"]) == ("hidden", 9)


@staged()
async def test_SG4_no_more_is_noted_than_has_come(stage: Stage) -> None:
    """SG4: neither twice of the same text, nor of somebody else's."""
    room = await stage.open()
    bo, cy = stage.guest(room, "Bo"), stage.guest(room, "Cy")
    guest, other = stage.connect(room, bo), stage.connect(room, cy)
    guest.says("insert_noted", **REPORT)
    assert codes(guest) == ["invalid_field"]
    guest.types(Paper(7).writes(PASTED))
    other.says("insert_noted", **REPORT)
    assert codes(other) == ["invalid_field"]
    guest.says("insert_noted", **REPORT)
    guest.says("insert_noted", **REPORT)
    assert len(noted(guest)) == 1 and codes(guest) == ["invalid_field"] * 2


@staged()
async def test_LB31_what_came_before_a_restart_is_noted_after_it(stage: Stage) -> None:
    """LB31: and once, as without a restart."""
    room = await stage.open()
    bo, cy = stage.guest(room, "Bo"), stage.guest(room, "Cy")
    stage.connect(room, bo).types(Paper(7).writes(PASTED))
    for reports in (1, 0):
        await stage.stored()
        room = await stage.restart()
        guest, other = stage.connect(room, bo), stage.connect(room, cy)
        other.says("insert_noted", **REPORT)
        assert codes(other) == ["invalid_field"]
        guest.says("insert_noted", **REPORT)
        assert len(noted(guest)) == reports, codes(guest)


@staged(signals_per_minute=2)
async def test_SG4_only_so_much_is_noted_in_a_minute(stage: Stage) -> None:
    room = await stage.open()
    room.perform(OWNER, SessionChange(note_away=True))
    guest = stage.connect(room, stage.guest(room, "Bo"))
    for _ in range(3):
        guest.says("away_noted", how="unfocused", seconds=6)
    assert len(noted(guest)) == 2 and codes(guest) == ["rate_limited"]
    stage.clock.turn(60)
    guest.says("away_noted", how="unfocused", seconds=6)
    assert len(noted(guest)) == 3


@staged(signals_per_minute=2 * MOST)
async def test_SG4_only_so_much_is_noted_of_one_interview(stage: Stage) -> None:
    room = await stage.open()
    room.perform(OWNER, SessionChange(note_away=True))
    for number in range(1, 1 + MOST // MOST_OF_ONE):
        one = stage.guest(room, f"Bo {number}")
        for _ in range(MOST_OF_ONE + 5):
            room.perform(one, NoteAway("hidden", 6))
        # Nobody can keep others from being noted.
        assert len(room.signals(OWNER)) == number * MOST_OF_ONE
    room.perform(stage.guest(room, "Cy"), NoteAway("hidden", 6))
    assert len(room.signals(OWNER)) == MOST
    told = stage.connect(room).hears("welcome")[0]["signals"]
    assert [one["id"] for one in told] == [one.id for one in room.signals(OWNER)[-200:]]


@staged()
async def test_SG4_a_report_that_makes_no_sense_is_refused(stage: Stage) -> None:
    room = await stage.open()
    guest = stage.connect(room, stage.guest(room, "Bo"))
    guest.types(Paper(7).writes(PASTED))
    wrong = ({"how": "stolen"}, {"source": "the web"}, {"characters": 0}, {"lines": -1})
    for part in (*wrong, {"file": 7}, {"characters": True}):
        guest.says("insert_noted", **{**REPORT, **part})
    guest.says("away_noted", how="hidden", seconds=4)
    guest.says("away_noted", how="asleep", seconds=9)
    assert codes(guest) == ["invalid_field"] * 8 and noted(guest) == []
    guest.says("insert_noted", **{**REPORT, "file": "f-nowhere"})
    assert codes(guest)[-1] == "not_found" and guest.closed is None


@staged()
async def test_SG5_one_says_what_it_was_and_hosts_read_it(stage: Stage) -> None:
    """SG5: over a restart, and when the interview has ended."""
    room = await stage.open()
    bo = stage.guest(room, "Bo")
    owner, guest = stage.connect(room), stage.connect(room, bo)
    guest.types(Paper(7).writes(PASTED))
    guest.says("insert_noted", **REPORT)
    [signal] = room.signals(bo)
    room.perform(bo, AnswerSignal("My own notes", True, signal.id))
    for client in (owner, guest):
        answer = client.hears("signal")[-1]["signal"]["answer"]
        assert (answer["text"], answer["fromAi"]) == ("My own notes", True)
    room.perform(OWNER, SessionChange(state=State.ENDED))
    await stage.stored()
    room = await stage.restart()
    room.perform(bo, AnswerSignal("From the first round", False, signal.id))
    [told] = room.signals(OWNER)
    assert told.answer is not None and told.answer.text == "From the first round"
    stage.clock.turn(24 * 3600 + 1)
    with refused(ErrorCode.FORBIDDEN):
        room.perform(bo, AnswerSignal("", False, signal.id))
    with refused(ErrorCode.NOT_FOUND):
        room.perform(OWNER, AnswerSignal("", False, signal.id))


@staged()
async def test_SG1_everybody_is_told_what_is_said_of_ai_and_what_is_noted(stage: Stage) -> None:
    room = await stage.open()
    bo = stage.guest(room, "Bo")
    owner, guest = stage.connect(room), stage.connect(room, bo)
    assert guest.hears("welcome")[0]["session"]["ai"] == "unsaid"
    room.perform(OWNER, SessionChange(ai="own_tools", ai_sentence="Say aloud what you ask it"))
    for client in (owner, guest):
        told = client.hears("session_state")[-1]
        assert (told["ai"], told["aiSentence"]) == ("own_tools", "Say aloud what you ask it")
    with refused(ErrorCode.FORBIDDEN):
        room.perform(bo, SessionChange(ai="none"))
    await stage.stored()
    room = await stage.restart()
    welcome = stage.connect(room, bo).hears("welcome")[0]["session"]
    assert welcome["aiSentence"] == "Say aloud what you ask it" and welcome["noteInserts"] is True


@staged()
async def test_SG2_a_host_is_noted_as_everybody_is(stage: Stage) -> None:
    """SG2: and no candidate hears of it."""
    room = await stage.open()
    owner = stage.connect(room)
    guest = stage.connect(room, stage.guest(room, "Bo"))
    owner.types(Paper(7).writes(PASTED))
    owner.says("insert_noted", **REPORT)
    assert noted(owner) == [("Ana", "insert", len(PASTED))] and noted(guest) == []
