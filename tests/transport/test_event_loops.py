"""FL1, FL22: a connection is the same on Python's event loop and on another one.

uvloop does not pause a transport whose protocol asks for it in ``connection_made``.
"""

import asyncio
import socket
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import pytest
import uvloop
from websockets.frames import Opcode

from jupyter_interview.contract.close_codes import CloseCode
from jupyter_interview.domain.clock import SystemClock
from jupyter_interview.domain.limits import Limits
from jupyter_interview.transport.raw_socket import RawSocket, Rounds
from tests.clients import PATIENCE
from tests.transport.raw import message

Run = Callable[[Coroutine[Any, Any, None]], None]
LIMITS = Limits()


@pytest.fixture(params=[asyncio.run, uvloop.run], ids=["asyncio", "uvloop"])
def run(request: pytest.FixtureRequest) -> Run:
    chosen: Run = request.param
    return chosen


class Heard:
    """A listener that keeps what it hears."""

    def __init__(self) -> None:
        self.texts: list[bytes] = []
        self._news = asyncio.Event()

    def hear_text(self, data: bytes) -> None:
        self.texts.append(data)
        self._news.set()

    def hear_binary(self, *messages: bytes) -> None:
        raise AssertionError(messages)

    def disconnected(self) -> None:
        self._news.set()

    async def expect(self, *texts: bytes) -> None:
        async with asyncio.timeout(PATIENCE):
            while self.texts != list(texts):
                await self._news.wait()
                self._news.clear()


async def accepted() -> tuple[RawSocket, socket.socket]:
    """A connection whose client has sent two frames before it was accepted."""
    own, client = socket.socketpair()
    own.setblocking(False)
    client.setblocking(False)
    client.send(message(Opcode.TEXT, b"1") + message(Opcode.TEXT, b"2"))
    loop = asyncio.get_running_loop()
    _, raw = await loop.connect_accepted_socket(lambda: RawSocket(LIMITS, Rounds()), own)
    return raw, client


def test_FL22_what_came_before_its_credential_was_checked_is_heard_afterwards(run: Run) -> None:
    async def conversation() -> None:
        raw, client = await accepted()
        listener, loop = Heard(), asyncio.get_running_loop()
        await loop.sock_sendall(client, message(Opcode.TEXT, b"3"))
        raw.listen(listener, message(Opcode.TEXT, b"0"), SystemClock())
        await listener.expect(b"0", b"1", b"2", b"3")
        for number in (b"4", b"5"):
            await loop.sock_sendall(client, message(Opcode.TEXT, number))
            await listener.expect(b"0", b"1", b"2", b"3", *(b"4", b"5")[: int(number) - 3])
        raw.hurry()
        client.close()

    run(conversation())


def test_FL1_a_flood_before_its_credential_was_checked_stays_unread(run: Run) -> None:
    async def conversation() -> None:
        raw, client = await accepted()
        flood = message(Opcode.PING, b"") * 10_000
        taken = 0
        for _ in range(1000):
            try:
                taken += client.send(flood)
            except BlockingIOError:
                await asyncio.sleep(0)
            except OSError:
                break
        assert taken < 100 * LIMITS.stranger_bytes
        with suppress(BlockingIOError):
            # It was not parsed, so the answer does not depend on what it was.
            assert CloseCode.TOO_BIG.to_bytes(2, "big") in client.recv(1024)
        raw.hurry()
        client.close()

    run(conversation())
