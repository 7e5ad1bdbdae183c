"""The least a room relay can do in Tornado: what comes from one goes to the others of the room.

It knows no document, no store, no roles and no acknowledgements. `relay.py` measures the real
server beside it.
"""

import asyncio
import sys
from collections import defaultdict

from tornado.web import Application
from tornado.websocket import WebSocketHandler

rooms: defaultdict[str, set["Relay"]] = defaultdict(set)


class Relay(WebSocketHandler):
    def open(self, room: str) -> None:
        self.room = rooms[room]
        self.room.add(self)

    def on_message(self, message: str | bytes) -> None:
        for other in self.room:
            if other is not self:
                other.write_message(message, binary=isinstance(message, bytes))

    def on_close(self) -> None:
        self.room.discard(self)


async def main(port: int) -> None:
    Application([(r"/(\w+)", Relay)]).listen(port, "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
