"""Nothing but the way: shakes hands, and answers the first thing it hears with the bytes of a file.

    python bare.py PORT FILE

How long that takes is what client, kernel and loopback take for themselves.
"""

import asyncio
import sys
from pathlib import Path
from typing import cast

from websockets.frames import Frame, Opcode
from websockets.http11 import Request
from websockets.server import ServerProtocol
from websockets.typing import Subprotocol

OFFERED = [Subprotocol("interview.v1")]


class Bare(asyncio.Protocol):
    """One connection."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer
        self._codec = ServerProtocol(subprotocols=OFFERED)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._codec.receive_data(data)
        for event in self._codec.events_received():
            if isinstance(event, Request):
                self._codec.send_response(self._codec.accept(event))
                self._transport.write(b"".join(self._codec.data_to_send()))
            elif event.opcode is Opcode.BINARY:
                self._transport.write(self._answer)


async def main(port: int, message: bytes) -> None:
    answer = Frame(Opcode.BINARY, message).serialize(mask=False)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Bare(answer), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2]).read_bytes()))
