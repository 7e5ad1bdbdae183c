"""FL3 to FL5, FL18: every frame counts, others have their turn, and honest clients lose nothing."""

import asyncio
from collections import Counter
from typing import Any

import pytest
from websockets.frames import Opcode

from jupyter_interview.transport.codec import SLICE_FRAMES, Codec
from jupyter_interview.transport.pace import Pace
from jupyter_interview.transport.raw_socket import RawSocket
from tests.clients import Api, EventSocket, SyncSocket
from tests.transport.raw import NONSENSE, Raw, message

EMPTY = {
    "pong": message(Opcode.PONG, b""),
    "ping": message(Opcode.PING, b""),
    "text": message(Opcode.TEXT, b""),
    "pieces": message(Opcode.TEXT, b"", fin=False) + message(Opcode.CONT, b"", fin=False) * 9999,
}


@pytest.fixture
def interview_config() -> dict[str, Any]:
    rates = {"messages_per_second": 1000, "message_burst": 100, "message_backlog": 500}
    return {"limits": {**rates, "bytes_per_second": 2**30, "byte_burst": 2**30}}


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """The most frames that were parsed together, turns of the loop, and what the paces were
    told."""
    counts: Counter[str] = Counter()
    take, pause, read_on = Codec.take, Pace.pause, RawSocket._take_next

    def counting_take(self: Codec, data: bytes) -> Any:
        frames = take(self, data)
        counts["at once"] = max(counts["at once"], len(frames))
        counts["parsed"] += len(frames)
        return frames

    def counting_pause(self: Pace, size: int, frames: int = 1) -> float:
        counts["frames"] += frames
        counts["bytes"] += size
        return pause(self, size, frames)

    def counting_turns(self: RawSocket) -> None:
        counts["turns"] += 1
        read_on(self)

    monkeypatch.setattr(Codec, "take", counting_take)
    monkeypatch.setattr(Pace, "pause", counting_pause)
    monkeypatch.setattr(RawSocket, "_take_next", counting_turns)
    return counts


@pytest.mark.parametrize("kind", EMPTY)
async def test_FL18_a_flood_of_frames_without_an_edit_is_cut_off(
    api: Api, transport: str, counted: Counter[str], kind: str
) -> None:
    """FL3, FL4: it is parsed in slices, and no further than the backlog one may have."""
    session = (await api.create())["id"]
    flood = EMPTY[kind] * (1 if kind == "pieces" else 10_000)
    async with SyncSocket(api, session) as panel:
        counted.clear()
        raw = await Raw(api, session).open()
        raw.writer.write(flood)
        assert await raw.close_code() == 4429
        assert counted["at once"] <= SLICE_FRAMES + 1
        assert 500 < counted["parsed"] < 1500 and counted["turns"] >= 3
        assert counted["frames"] >= 100
        await raw.hangs_up()
        await raw.close()
        await panel.type("still here")
        await panel.saved()


async def test_FL3_every_frame_and_every_byte_is_told_to_the_pace(
    api: Api, transport: str, counted: Counter[str]
) -> None:
    session = (await api.create())["id"]
    async with Raw(api, session) as raw:
        counted.clear()
        await raw.send(Opcode.PONG, b"12345")
        await raw.send(Opcode.PING, b"")
        assert (await raw.next(Opcode.PONG)).data == b""
        await raw.send(Opcode.TEXT, b"", fin=False)
        await raw.send(Opcode.CONT, NONSENSE[:5], fin=False)
        await raw.send(Opcode.CONT, b"", fin=False)
        await raw.send(Opcode.CONT, NONSENSE[5:])
        assert (await raw.event())["type"] == "error"
        assert counted["frames"] == 6
        assert counted["bytes"] == 5 + len(NONSENSE) + 6 * 6


async def test_FL4_an_endless_flood_of_edits_leaves_others_their_turn(
    api: Api, transport: str, counted: Counter[str]
) -> None:
    """It is binary, so it is taken for a backlog of edits: paced, and never cut off."""
    session = (await api.create())["id"]
    malformed_is_heard_too = message(Opcode.BINARY, b"\x00\x02\x00")
    async with SyncSocket(api, session) as panel, SyncSocket(api, session) as other:
        raw = Raw(api, session, {"Sec-WebSocket-Protocol": "interview.v1"})
        await raw.open()
        raw.writer.write(malformed_is_heard_too * 3000)
        for number in range(5):
            await panel.type(f"{number}")
            await panel.saved()
            await other.expect_text(panel.text())
        assert counted["at once"] <= SLICE_FRAMES + 1
        raw.writer.transport.abort()
        await raw.close()


async def test_FL5_an_offline_backlog_in_one_go_arrives_whole(api: Api, transport: str) -> None:
    """Twenty times the burst, in one write, from a client that then says goodbye."""
    session = (await api.create("python", code=""))["id"]
    async with SyncSocket(api, session) as panel:
        author = await SyncSocket(api, session).open()
        assert author.connection is not None
        for number in range(2000):
            author.write(f"{number}\n")
        updates, author._outgoing = author._outgoing, []
        for update in updates:
            size = len(update)
            head = bytes((0, 2)) + (
                bytes((size,)) if size < 128 else bytes((size & 127 | 128, size >> 7))
            )
            author.connection.protocol.send_binary(head + update)
        author.connection.send_data()
        await panel.expect_text(author.text())
        assert author.closed is None
        author.sent += len(updates)
        await author.saved()
        await author.close()


async def test_FL5_a_paste_in_many_frames_arrives_whole(api: Api, transport: str) -> None:
    """One message in a thousand pieces, with pings in between, some libraries' way."""
    session = (await api.create("python", code=""))["id"]
    text = "x = 1\n" * 5000
    whole = (
        b'{"type":"code_change","payload":{"code":"' + text.replace("\n", "\\n").encode() + b'"}}'
    )
    step = len(whole) // 1000
    pieces = [whole[at : at + step] for at in range(0, len(whole), step)]
    async with SyncSocket(api, session) as panel, Raw(api, session) as raw:
        for number, piece in enumerate(pieces):
            opcode = Opcode.CONT if number else Opcode.TEXT
            raw.writer.write(message(opcode, piece, fin=number == len(pieces) - 1))
            if number % 100 == 0:
                raw.writer.write(message(Opcode.PING, b""))
        await panel.expect_text(text)


async def test_FL5_two_hundred_keystrokes_a_second_are_all_heard(api: Api, transport: str) -> None:
    """Four times the rate of a server whose rate is 50: with the debt that ten seconds leave."""
    session = (await api.create("python", code=""))["id"]
    async with SyncSocket(api, session) as ana, EventSocket(api, session) as listener:
        for number in range(1500):
            await ana.type("x")
            if number % 4 == 0:
                await asyncio.sleep(0)
        await ana.saved()
        await listener.expect("code_change", code="x" * 1500)
        assert ana.closed is None


class TestSlowedDown:
    @pytest.fixture
    def interview_config(self) -> dict[str, Any]:
        rates = {"messages_per_second": 100, "message_burst": 1, "ping_seconds": 0.1}
        return {"limits": rates}

    async def test_FL5_who_is_read_slowly_is_not_taken_for_gone(
        self, api: Api, transport: str
    ) -> None:
        """SO8: its pongs wait behind its messages, for longer than a ping may be unanswered."""
        session = (await api.create("python", code=""))["id"]
        async with SyncSocket(api, session) as ana:
            for _ in range(60):
                await ana.type("x")
            await ana.saved()
            assert ana.closed is None
        assert (await api.ok("GET", f"/sessions/{session}"))["code"] == "x" * 60
