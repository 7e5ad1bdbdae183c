"""The handshake of a WebSocket: who connects, and in which mode."""

from contextvars import Context
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.websocket import WebSocketMixin
from tornado.websocket import WebSocketHandler

from ..cluster.call import Unreachable
from ..cluster.forward import passed_on
from ..contract.close_codes import CloseCode
from ..contract.frames import PROTOCOL, choose_subprotocol, mode_of
from ..domain.errors import ErrorCode, InterviewError
from ..domain.limits import Limits
from ..domain.secrets import PROTOCOL_PREFIX, TOKEN_PREFIX, secret_from_protocols
from ..journal.journal import LogPosition
from ..rooms.core import Shown
from ..store.base import StoreError
from ..transport.conversation import Conversation
from ..transport.raw_socket import RawSocket
from ..transport.takeover import can_take_over, keep_stream, take_over
from .bounds import BoundedBody
from .context import context_of
from .credentials import SECRET_HEADER, Identity, Secret, entered, identity_of
from .refusals import Refusing, unreachable

_CLOSE_FOR: dict[ErrorCode, CloseCode] = {
    ErrorCode.UNAUTHENTICATED: CloseCode.CREDENTIAL,
    ErrorCode.INVALID_CREDENTIAL: CloseCode.CREDENTIAL,
    ErrorCode.FORBIDDEN: CloseCode.ROLE,
    ErrorCode.NOT_FOUND: CloseCode.UNKNOWN,
    ErrorCode.SESSION_ENDED: CloseCode.ENDED,
    ErrorCode.RATE_LIMITED: CloseCode.RATE,
    ErrorCode.VERSION: CloseCode.VERSION,
    ErrorCode.BODY_TOO_LARGE: CloseCode.TOO_BIG,
}


class Socket(BoundedBody, WebSocketMixin, WebSocketHandler, Refusing):
    """One connection. A client that is refused gets a close code after the handshake, because
    browsers hide the status of a handshake from the page."""

    shown: Shown | None = None
    _refusal: InterviewError | None = None
    """Why the connection will be closed, though the handshake is answered."""

    async def prepare(self, *args: Any, **kwargs: Any) -> None:
        """Treat a Jupyter token that is offered as a subprotocol like one in the header.

        Browsers cannot set headers of a socket, and a token in an address would be logged.
        """
        try:
            if await passed_on(self):
                return
        except Unreachable:
            self._refusal = unreachable()
        token = self._offered(TOKEN_PREFIX)
        if token is not None and "Authorization" not in self.request.headers:
            self.request.headers["Authorization"] = f"token {token}"
        await super().prepare(*args, **kwargs)

    @allow_unauthenticated
    async def get(self, *args: Any, **kwargs: Any) -> None:
        # A client may type or hear events as soon as its handshake is answered, but it is in the
        # room only some moments later. A client of the contract mode is told later what changed
        # since this moment; one with a document of its own gets the whole state anyway.
        if PROTOCOL not in self._offers():
            self.shown = context_of(self).service.shown(str(self.path_kwargs["session_id"]))
        context_of(self).strangers.demand(self._address, self._has_credential())
        await WebSocketHandler.get(self, *args, **kwargs)

    @property
    def _limits(self) -> Limits:
        return context_of(self).service.limits

    @property
    def _address(self) -> str:
        return str(self.request.remote_ip)

    @property
    def ping_interval(self) -> float:
        """No pings by Tornado, which has no part in the connection after the handshake."""
        return 0

    def get_compression_options(self) -> None:
        """No compression, whatever other sockets of this Jupyter do."""
        return None

    def skip_check_origin(self) -> bool:
        """Check the origin of every socket, though Jupyter skips the check for tokens."""
        return False

    def select_subprotocol(self, subprotocols: list[str]) -> str | None:
        """Choose the mode that the client offers, and never a secret among its offers."""
        return choose_subprotocol(subprotocols)

    async def open(self, *args: Any, **kwargs: Any) -> None:
        """Hand the connection over; this handler has nothing more to do.

        Where Tornado's stream has to stay, the handler stays as well, but Tornado reads nothing.
        """
        self.set_nodelay(True)
        connection: Any = self.ws_connection
        stream, rounds = connection.stream, context_of(self).rounds
        if not can_take_over(stream):
            socket = keep_stream(stream, self._limits, rounds)
            await self._begin(socket, b"")
            await socket.ended
            return
        taken = await take_over(stream, self._limits, rounds)
        if taken is not None:
            await self._begin(*taken)

    async def _begin(self, socket: RawSocket, early: bytes) -> None:
        """Check the credential, and then listen to the client or close with a code that says why
        not.

        Nothing is read before that, except for ``early``, which is not interpreted.
        """
        strangers, address = context_of(self).strangers, self._address
        strangers.begin(address)
        try:
            if len(early) > self._limits.stranger_bytes:
                raise InterviewError(ErrorCode.BODY_TOO_LARGE, "This is much for a handshake.")
            conversation = await self._connect(socket)
        except InterviewError as refusal:
            code = _CLOSE_FOR.get(refusal.code, CloseCode.OVERLOADED)
            socket.close(code, code.word)
            strangers.refuse(address, socket)
        except StoreError:
            socket.close(CloseCode.OVERLOADED, CloseCode.OVERLOADED.word)
        else:
            if conversation is not None:
                socket.listen(conversation, early, context_of(self).service.clock)
        finally:
            strangers.end(address)

    async def _connect(self, socket: RawSocket) -> Conversation | None:
        mode = mode_of(self.selected_subprotocol)
        if self._refusal is not None:
            raise self._refusal
        session_id = str(self.path_kwargs["session_id"])
        sockets = context_of(self).sockets
        async with entered(self, session_id, await self._credential()) as (room, actor):
            continues = await self._continues(session_id)
            if socket.closed:
                return None
            if len(sockets) >= self._limits.sockets_per_process:
                sentence = "There are too many open connections at this server."
                raise InterviewError(ErrorCode.RATE_LIMITED, sentence)
            wanted = self.get_query_argument("user", None)
            checks = self.get_query_argument("checks", "") == "1"
            peer = room.connect(actor, mode, socket, wanted, continues, self.shown, checks)
            sockets.add(socket)
            socket.ended.add_done_callback(lambda _: sockets.discard(socket), context=Context())
            return Conversation(room, peer, self.log)

    async def _continues(self, session_id: str) -> bool:
        """Whether the log contains the position up to which the client claims to know
        everything."""
        known = self.get_query_argument("known", None)
        if known is None:
            return True
        if (position := LogPosition.read(known)) is None:
            return False
        registry = await context_of(self).service.registry()
        return await registry.continues(session_id, position)

    async def _credential(self) -> Secret | Identity:
        secret = self.request.headers.get(SECRET_HEADER)
        if secret is None:
            secret = self._offered(PROTOCOL_PREFIX)
        if secret is not None:
            return Secret(secret)
        return await identity_of(self, "execute")

    def _has_credential(self) -> bool:
        """Whether the request carries a credential, right or wrong."""
        offered = self._offered(PROTOCOL_PREFIX), self.request.headers.get(SECRET_HEADER)
        return offered != (None, None) or self.current_user is not None

    def _offered(self, prefix: str) -> str | None:
        """What the client offers as a subprotocol with this prefix."""
        return secret_from_protocols(self._offers(), prefix)

    def _offers(self) -> list[str]:
        """The subprotocols that the client offers."""
        offered = self.request.headers.get("Sec-WebSocket-Protocol", "")
        return [item.strip() for item in offered.split(",")]
