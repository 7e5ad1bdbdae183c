"""PR1, PR2: who is here, who is away, and where their cursors are."""

from jupyter_interview.contract.frames import Mode

from .stage import OWNER, Stage, as_json, staged

PLACE = {"type": None, "tname": "code:python", "item": None, "assoc": 0}
CURSOR = {"anchor": PLACE, "head": PLACE}


@staged()
async def test_PR2_away_is_told_after_the_grace_and_coming_back_too(stage: Stage) -> None:
    room = await stage.open()
    panel, events = stage.connect(room), stage.connect(room, OWNER, Mode.CONTRACT)
    actor = stage.guest(room, "Bo")
    bo = stage.connect(room, actor)
    assert [f["payload"]["user"]["online"] for f in panel.frames[-2:]] == [False, True]
    assert events.kinds() == ["user_joined"]

    bo.goes()
    stage.clock.turn(9.9)
    assert "user_left" not in panel.kinds()
    back = stage.connect(room, actor)
    stage.clock.turn(20)
    assert "user_left" not in panel.kinds() + events.kinds()

    back.goes()
    stage.clock.turn(10)
    left = panel.takes("user_left")
    assert left["reason"] == "away" and left["user"]["online"] is False
    assert set(events.takes("user_left")) == {"user"}
    assert left["user"] in as_json(room.users(OWNER))

    stage.connect(room, actor, Mode.CONTRACT)
    assert [f["payload"]["user"]["online"] for f in events.frames] == [False, True]


@staged()
async def test_PR2_one_of_two_connections_is_enough_to_be_here(stage: Stage) -> None:
    room = await stage.open()
    panel = stage.connect(room)
    actor = stage.guest(room, "Bo")
    one, two = stage.connect(room, actor), stage.connect(room, actor, Mode.CONTRACT)
    one.goes()
    stage.clock.turn(60)
    assert "user_left" not in panel.kinds()
    two.goes()
    stage.clock.turn(10)
    assert "user_left" in panel.kinds()


@staged()
async def test_PR1_cursors_are_told_to_others_and_to_latecomers(stage: Stage) -> None:
    room = await stage.open(code="abc\n")
    panel = stage.connect(room)
    bo = stage.connect(room, stage.guest(room, "Bo"))
    bo.says("cursor_change", language="python", cursor=CURSOR)
    told = panel.takes("cursor_change")
    assert told == {
        "peer": bo.peer.number,
        "userId": bo.peer.participant_id,
        "file": "code:python",
        "language": "python",
        "cursor": CURSOR,
    }
    assert "cursor_change" not in bo.kinds()
    late = stage.connect(room, stage.guest(room, "Di"))
    assert late.takes("cursor_change") == told
    bo.goes()
    assert panel.takes("cursor_change")["cursor"] is None


@staged()
async def test_PR1_a_flood_of_cursors_is_thinned_and_the_last_one_comes(stage: Stage) -> None:
    room = await stage.open(code="abcdefghij\n")
    panel, bo = stage.connect(room), stage.connect(room, stage.guest(room, "Bo"))
    for clock in range(100):
        place = {**PLACE, "item": {"client": 5, "clock": clock}, "tname": None}
        bo.says("cursor_change", language="python", cursor={"anchor": place, "head": place})
    assert panel.kinds().count("cursor_change") == 1
    stage.clock.turn(1)
    told = panel.hears("cursor_change")
    assert len(told) == 2 and told[-1]["cursor"]["head"]["item"]["clock"] == 99


@staged()
async def test_PR1_an_offset_becomes_a_place_that_stays_put(stage: Stage) -> None:
    """UTF-16 units, as browsers count; the place is the character to the right."""
    room = await stage.open(code="é🐢x\n")
    panel = stage.connect(room)
    events = stage.connect(room, stage.guest(room, "Bo"), Mode.CONTRACT)
    client_id = room.core.document.client_id
    for position, clock in [(0, 0), (1, 1), (2, 1), (3, 3), (4, 4)]:
        events.says("cursor_change", position=position)
        stage.clock.turn(1)
        head = panel.takes("cursor_change")["cursor"]["head"]
        assert head["item"] == {"client": client_id, "clock": clock}, position
    for beyond in (5, 99):
        events.says("cursor_change", position=beyond, anchor=0)
        stage.clock.turn(1)
        cursor = panel.takes("cursor_change")["cursor"]
        assert cursor["head"] == PLACE
        assert cursor["anchor"]["item"] == {"client": client_id, "clock": 0}
