"""The WebSocket: who is it, which mode, and then a conversation between client and room."""

import asyncio
from contextvars import Context
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.base.websocket import WebSocketMixin
from tornado.websocket import WebSocketHandler

from ..access import PROTOCOL_PREFIX, TOKEN_PREFIX, secret_from_protocols
from ..domain.errors import ErrorCode, InterviewError
from ..domain.limits import Limits
from ..protocol.close import CloseCode
from ..protocol.frames import PROTOCOL, choose_subprotocol, mode_of
from ..rooms.core import Shown
from ..rooms.journal import Place
from ..store.base import StoreError
from .conversation import Conversation
from .credentials import SECRET_HEADER, Identity, Secret, desk_of, entered, identity_of
from .gateway import passed_on
from .lean import can_take_over, take_over
from .wire import Line, TornadoWire

_CLOSE_FOR: dict[ErrorCode, CloseCode] = {
    ErrorCode.UNAUTHENTICATED: CloseCode.CREDENTIAL,
    ErrorCode.INVALID_CREDENTIAL: CloseCode.CREDENTIAL,
    ErrorCode.FORBIDDEN: CloseCode.ROLE,
    ErrorCode.NOT_FOUND: CloseCode.UNKNOWN,
    ErrorCode.SESSION_ENDED: CloseCode.ENDED,
    ErrorCode.RATE_LIMITED: CloseCode.RATE,
    ErrorCode.VERSION: CloseCode.VERSION,
}


class Socket(WebSocketMixin, WebSocketHandler, JupyterHandler):
    """One connection. Whoever may not in is let through the handshake and then told by a close
    code, because browsers hide the status of a handshake from the page."""

    conversation: Conversation | None = None
    lean = False
    shown: Shown | None = None
    one_too_many = False

    async def prepare(self, *args: Any, **kwargs: Any) -> None:
        """Take a Jupyter token that is offered as a subprotocol for one in the header.

        Browsers cannot set headers of a socket, and in an address a token would stand in logs.
        """
        if await passed_on(self):
            return
        token = self._offered(TOKEN_PREFIX)
        if token is not None and "Authorization" not in self.request.headers:
            self.request.headers["Authorization"] = f"token {token}"
        await super().prepare(*args, **kwargs)

    @allow_unauthenticated
    async def get(self, *args: Any, **kwargs: Any) -> None:
        connection = getattr(self.request, "connection", None)
        stream = getattr(connection, "stream", None)
        # A client may type or look away as soon as its handshake is answered, and it is in the room
        # only some moments later; what happens in between must not be lost on it.
        # One with a document of its own gets all that then, however it was.
        if PROTOCOL not in self._offers():
            self.shown = desk_of(self).service.shown(str(self.path_kwargs["session_id"]))
        self.lean = can_take_over(stream) and self.get_compression_options() is None
        await WebSocketHandler.get(self, *args, **kwargs)

    @property
    def _limits(self) -> Limits:
        return desk_of(self).service.limits

    @property
    def ping_interval(self) -> float:
        """Seconds, as Tornado wants it; the mixin's milliseconds are for its own pings."""
        return 0 if self.lean else self._limits.ping_seconds

    @property
    def ping_timeout(self) -> float:
        return self._limits.ping_seconds

    @property
    def max_message_size(self) -> int:
        """Room enough that a message a little over the limit is answered and not cut off."""
        return 4 * self._limits.frame_bytes

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
        return choose_subprotocol(subprotocols)

    async def open(self, *args: Any, **kwargs: Any) -> None:
        self.set_nodelay(True)
        sockets = desk_of(self).sockets
        self.one_too_many = len(sockets) >= self._limits.sockets_per_process
        if not self.one_too_many:
            sockets.add(self)
        if not self.lean:
            self.conversation = await self._begin(TornadoWire(self), self)
            return
        try:
            await self._open_lean()
        finally:
            sockets.discard(self)

    async def _open_lean(self) -> None:
        """Leave the connection to another one, and go: there is nothing more to do for this one."""
        connection: Any = self.ws_connection
        taken = await take_over(connection.stream, self._limits, desk_of(self).rounds)
        if taken is None:
            return
        socket, early = taken
        if not self.one_too_many:
            sockets = desk_of(self).sockets
            sockets.add(socket)
            socket.ended.add_done_callback(lambda _: sockets.discard(socket), context=Context())
            sockets.discard(self)
        socket.listen(await self._begin(socket, socket), early)

    async def _begin(self, wire: Line, counted: object) -> Conversation | None:
        """The conversation over this wire, or its end with a code that says why there is none.

        Whoever is not let in takes nobody's place, however slowly they go.
        """
        try:
            return await self._connect(wire)
        except InterviewError as refusal:
            code = _CLOSE_FOR.get(refusal.code, CloseCode.OVERLOADED)
            wire.close(code, code.word)
            desk_of(self).sockets.discard(counted)
        except StoreError:
            wire.close(CloseCode.OVERLOADED, CloseCode.OVERLOADED.word)
        return None

    async def _connect(self, wire: Line) -> Conversation | None:
        mode = mode_of(self.selected_subprotocol)
        if self.one_too_many:
            sentence = "There are too many open connections at this server."
            raise InterviewError(ErrorCode.RATE_LIMITED, sentence)
        session_id = str(self.path_kwargs["session_id"])
        async with entered(self, session_id, await self._credential()) as (room, actor):
            continues = await self._continues(session_id)
            if wire.closed:
                return None
            wanted = self.get_query_argument("user", None)
            peer = room.connect(actor, mode, wire, wanted, continues, self.shown)
            return Conversation(room, peer, desk_of(self).service.clock, self._limits)

    async def _continues(self, session_id: str) -> bool:
        """Whether the log has the place up to which the client says it knows everything."""
        known = self.get_query_argument("known", None)
        if known is None:
            return True
        if (place := Place.read(known)) is None:
            return False
        registry = await desk_of(self).service.registry()
        return await registry.continues(session_id, place)

    async def _credential(self) -> Secret | Identity:
        secret = self.request.headers.get(SECRET_HEADER)
        if secret is None:
            secret = self._offered(PROTOCOL_PREFIX)
        if secret is not None:
            return Secret(secret)
        return await identity_of(self, "execute")

    def _offered(self, prefix: str) -> str | None:
        """What a client offers after this prefix as a subprotocol."""
        return secret_from_protocols(self._offers(), prefix)

    def _offers(self) -> list[str]:
        """The subprotocols a client offers."""
        offered = self.request.headers.get("Sec-WebSocket-Protocol", "")
        return [item.strip() for item in offered.split(",")]

    async def on_message(self, message: str | bytes) -> None:
        if self.conversation is None:
            return
        if isinstance(message, bytes):
            pause = self.conversation.hear_binary(message)
        else:
            pause = self.conversation.hear_text(message.encode())
        # Nothing more is read from a client that says too much, until it is within its pace again.
        if pause > 0:
            await asyncio.sleep(pause)

    def on_invalid_text(self, data: bytes) -> None:
        """A text message that is not UTF-8; Tornado would drop the connection without a word."""
        if self.conversation is not None:
            self.conversation.hear_text(data)

    def on_close(self) -> None:
        desk_of(self).sockets.discard(self)
        if self.conversation is not None:
            self.conversation.hang_up()


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
