"""One kernel with its connection: started, asked, interrupted and ended."""

import asyncio
import uuid
from contextlib import suppress

from . import wire
from .channel import Channel
from .problems import NO_START, SLOW_START, UNREACHABLE, KernelProblem
from .server import Server

START_SECONDS = 30.0
INTERRUPT_SECONDS = 1.0
DELETE_SECONDS = 10.0


class Kernel:
    """A kernel that no other program has run in.

    ``receive`` gives its messages in their order. Whoever is done with it calls ``end``, once.
    """

    def __init__(self, server: Server, kernel_id: str, channel: Channel, session: str) -> None:
        self._server = server
        self._id = kernel_id
        self._channel = channel
        self._session = session
        self._is_asked = False

    @classmethod
    async def connect(cls, server: Server, kernel_id: str) -> "Kernel":
        """Connect to a kernel that was started; raises KernelProblem."""
        session = uuid.uuid4().hex
        path = f"/api/kernels/{kernel_id}/channels?session_id={session}"
        channel = await Channel.open(server.request(path, START_SECONDS), START_SECONDS)
        return cls(server, kernel_id, channel, session)

    @property
    def is_fresh(self) -> bool:
        """Whether it is there, as far as one can see, and has said nothing since it was ready."""
        return self._channel.is_quiet

    @property
    def was_flooded(self) -> bool:
        return self._channel.was_flooded

    async def prepare(self, code: str) -> None:
        """Run this and wait until it has ended well; raises KernelProblem."""
        request = await self.execute(code)
        self._is_asked = False
        is_idle, reply = False, None
        while not is_idle or reply is None:
            data = await self.receive()
            if data is None:
                raise KernelProblem(UNREACHABLE)
            message = wire.read(data)
            if message is None or message.parent_header.msg_id != request:
                continue
            kind, content = message.header.msg_type, message.content
            if kind == "execute_reply":
                reply = content.get("status")
            elif kind == "status":
                is_idle = content.get("execution_state") == "idle"
        if reply != "ok":
            raise KernelProblem(NO_START)

    async def execute(self, code: str, silent: bool = True) -> str:
        """Run this; answers with the id that the messages about it name."""
        identity, message = wire.execute(code, silent=silent, session=self._session)
        self._is_asked = True
        await self._channel.send(message)
        return identity

    async def answer(self, line: str, question: wire.Header) -> None:
        """Answer a question of the program."""
        await self._channel.send(wire.input_reply(line, self._session, question))

    async def receive(self) -> str | bytes | None:
        return await self._channel.receive()

    async def interrupt(self) -> bool:
        """Interrupt what it runs; answers whether its server does what it is asked."""
        with suppress(KernelProblem):
            return await self._server.interrupt(self._id, INTERRUPT_SECONDS)
        return False

    async def has_server(self) -> bool:
        """Whether the server of this kernel answers still."""
        return await self._server.answers(INTERRUPT_SECONDS)

    def rest(self) -> None:
        """Note that it runs nothing any more."""
        self._is_asked = False

    def drop(self) -> None:
        """Close the connection; nothing more of it is heard."""
        self._channel.drop()

    async def end(self) -> bool:
        """Let go of the kernel; answers whether it is gone.

        A program that runs is interrupted, and has a second for its last deeds.
        """
        try:
            if self._is_asked and await self.interrupt():
                with suppress(TimeoutError):
                    async with asyncio.timeout(INTERRUPT_SECONDS):
                        await self._hear_the_end()
        finally:
            self.drop()
        with suppress(KernelProblem):
            await self._server.delete(self._id, DELETE_SECONDS)
            return True
        return False

    @property
    def id(self) -> str:
        return self._id

    async def _hear_the_end(self) -> None:
        while (data := await self.receive()) is not None:
            message = wire.read(data)
            if message is not None and message.header.msg_type == "status":
                if message.content.get("execution_state") != "busy":
                    return
            await asyncio.sleep(0)


async def started(server: Server, name: str, wanted: str, preparation: str | None) -> Kernel:
    """A kernel that is ready for its program; raises KernelProblem.

    Whoever calls this ends a kernel with the id ``wanted`` when it fails.
    """
    loop = asyncio.get_running_loop()
    limit = loop.time() + START_SECONDS
    kernel_id = await server.start(name, wanted, START_SECONDS)
    kernel = None
    try:
        async with asyncio.timeout_at(limit):
            kernel = await Kernel.connect(server, kernel_id)
            if preparation is not None:
                await kernel.prepare(preparation)
    except BaseException as problem:
        if kernel is not None:
            kernel.drop()
        with suppress(KernelProblem):
            await server.delete(kernel_id, DELETE_SECONDS)
        if isinstance(problem, TimeoutError):
            raise KernelProblem(SLOW_START) from None
        raise
    return kernel
