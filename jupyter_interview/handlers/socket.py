"""The WebSocket: who is it, which mode, and then bytes to the room and back."""

import asyncio
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.base.websocket import WebSocketMixin
from tornado.websocket import WebSocketHandler

from ..access import secret_from_protocols
from ..domain.errors import ErrorCode, InterviewError
from ..protocol.close import CloseCode
from ..protocol.frames import SUBPROTOCOLS, Mode
from ..rooms.bucket import Bucket
from ..rooms.peer import Peer
from ..rooms.room import Room
from ..store.base import StoreError
from .credentials import SECRET_HEADER, Identity, Secret, desk_of, entered, identity_of
from .wire import TornadoWire

_CLOSE_FOR: dict[ErrorCode, CloseCode] = {
    ErrorCode.UNAUTHENTICATED: CloseCode.CREDENTIAL,
    ErrorCode.INVALID_CREDENTIAL: CloseCode.CREDENTIAL,
    ErrorCode.FORBIDDEN: CloseCode.ROLE,
    ErrorCode.NOT_FOUND: CloseCode.UNKNOWN,
    ErrorCode.SESSION_ENDED: CloseCode.ENDED,
    ErrorCode.RATE_LIMITED: CloseCode.RATE,
}


class Socket(WebSocketMixin, WebSocketHandler, JupyterHandler):
    """One connection. Whoever may not in is let through the handshake and then told by a close
    code, because browsers hide the status of a handshake from the page."""

    peer: Peer | None = None
    room: Room | None = None

    @allow_unauthenticated
    async def get(self, *args: Any, **kwargs: Any) -> None:
        await WebSocketHandler.get(self, *args, **kwargs)

    @property
    def ping_interval(self) -> float:
        """Seconds, as Tornado wants it; the mixin's milliseconds are for its own pings."""
        return desk_of(self).service.limits.ping_seconds

    @property
    def ping_timeout(self) -> float:
        return desk_of(self).service.limits.ping_seconds

    @property
    def max_message_size(self) -> int:
        """Room enough that a message a little over the limit is answered and not cut off."""
        return 4 * desk_of(self).service.limits.frame_bytes

    def skip_check_origin(self) -> bool:
        """Jupyter lets a token pass from anywhere; a socket's origin is looked at all the same."""
        return False

    def get_websocket_protocol(self) -> Any:
        """Tornado's, with words of ours for what it would end without any."""
        protocol = super().get_websocket_protocol()
        if protocol is not None and hasattr(protocol, "_handle_message"):
            _take_invalid_text(self, protocol)
        return protocol

    def select_subprotocol(self, subprotocols: list[str]) -> str | None:
        """The mode that was asked for; a secret among the offers is never chosen."""
        return next((name for name in SUBPROTOCOLS if name in subprotocols), None)

    async def open(self, *args: Any, **kwargs: Any) -> None:
        self.set_nodelay(True)
        limits, clock = desk_of(self).service.limits, desk_of(self).service.clock
        self._messages = Bucket(clock, limits.messages_per_second, limits.message_burst)
        self._bytes = Bucket(clock, limits.bytes_per_second, limits.byte_burst)
        try:
            await self._connect(str(self.path_kwargs["session_id"]))
        except InterviewError as refusal:
            code = _CLOSE_FOR.get(refusal.code, CloseCode.OVERLOADED)
            self.close(code, code.word)
        except StoreError:
            self.close(CloseCode.OVERLOADED, CloseCode.OVERLOADED.word)

    async def _connect(self, session_id: str) -> None:
        mode = SUBPROTOCOLS.get(self.selected_subprotocol or "", Mode.CONTRACT)
        async with entered(self, session_id, await self._credential()) as (room, actor):
            if self.ws_connection is None or self.ws_connection.is_closing():
                return
            wanted = self.get_query_argument("user", None)
            self.room = room
            self.peer = room.connect(actor, mode, TornadoWire(self), wanted)

    async def _credential(self) -> Secret | Identity:
        secret = self.request.headers.get(SECRET_HEADER)
        if secret is None:
            offered = self.request.headers.get("Sec-WebSocket-Protocol", "")
            secret = secret_from_protocols(item.strip() for item in offered.split(","))
        if secret is not None:
            return Secret(secret)
        return await identity_of(self, "execute")

    async def on_message(self, message: str | bytes) -> None:
        if self.room is None or self.peer is None:
            return
        if isinstance(message, bytes):
            self.room.receive_binary(self.peer, message)
        else:
            self.room.receive_text(self.peer, message.encode())
        # Nothing more is read from a client that says too much, until it is within its pace again.
        pause = max(self._messages.take(), self._bytes.take(len(message)))
        if pause > 0:
            await asyncio.sleep(pause)

    def on_invalid_text(self, data: bytes) -> None:
        """A text message that is not UTF-8; Tornado would drop the connection without a word."""
        if self.room is not None and self.peer is not None:
            self.room.receive_text(self.peer, data)

    def on_close(self) -> None:
        if self.room is not None and self.peer is not None:
            self.room.disconnect(self.peer)


def _take_invalid_text(handler: Socket, protocol: Any) -> None:
    handle = protocol._handle_message

    def handle_message(opcode: int, data: bytes) -> Any:
        if opcode == 0x1 and not protocol.client_terminated and not _is_text(data):
            handler.on_invalid_text(data)
            return None
        return handle(opcode, data)

    protocol._handle_message = handle_message


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
