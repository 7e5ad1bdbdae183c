"""What all REST handlers share: bounded bodies, one error shape, credentials, CORS.

Every method is marked ``allow_unauthenticated``, because guests have no Jupyter identity; each
method then makes its own check with ``credential``. A body is read as a stream, so one that is too
big is refused before it is in memory. From a stranger only as much is read as joining needs.
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

import msgspec
from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web

from ..cluster.call import Unreachable
from ..cluster.forward import passed_on
from ..contract.json_text import decode_object
from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.limits import Limits
from ..rooms.room import Room
from ..sessions.creating import RequestKey
from .bounds import BoundedBody, WatchedReader
from .context import AppContext, context_of
from .credentials import (
    SECRET_HEADER,
    Identity,
    Secret,
    entered,
    identity_of,
    is_known,
    refused_secret,
)
from .refusals import SENTENCES, Refusing, unreachable

KEY_HEADER = "Idempotency-Key"
SECRET_KEY_CHARACTERS = 32
"""The fewest characters of a key of which a secret is made: whoever knows it knows the secret."""
_KEY = re.compile(r"[!#-\[\]-~]{1,255}")
"""Neither quotes nor backslashes, which would have to be escaped."""
_READ_TO_THE_END = 2**40
"""For people who are known: most clients read a refusal only when they have sent everything."""


class RestHandler(BoundedBody, WatchedReader, Refusing):
    """One route of the REST interface."""

    action = {"GET": "read", "HEAD": "read"}

    def initialize(self) -> None:
        self._body = bytearray()
        self._too_big = False
        self._asked: tuple[Room, Actor, bool] | None = None
        self._most_of_a_body = self.context.service.limits.body_bytes

    @property
    def context(self) -> AppContext:
        return context_of(self)

    async def prepare(self) -> None:  # type: ignore[override]
        try:
            if await passed_on(self):
                return
        except Unreachable:
            raise unreachable() from None
        await super().prepare()
        if not self.check_origin():
            raise InterviewError(ErrorCode.CROSS_ORIGIN, "Pages of other origins may not do this.")
        await self._demand_small_body_of_strangers()

    @classmethod
    def most_of_a_body(cls, limits: Limits) -> int:
        """Bounded later, by ``_demand_small_body_of_strangers``, which knows who is asking."""
        return _READ_TO_THE_END

    async def _demand_small_body_of_strangers(self) -> None:
        """Find out who is asking before more of a body is read than joining needs.

        A body whose announced length is too big is refused before any of it is read. A body that
        comes in chunks is cut off when it becomes too long.
        """
        most = self.context.service.limits.stranger_body_bytes
        announced = self.request.headers.get("Content-Length", "0")
        is_chunked = "Transfer-Encoding" in self.request.headers
        if not is_chunked and announced.isdecimal() and int(announced[:20]) <= most:
            return
        if await is_known(self):
            return
        self._most_of_a_body = most
        if not is_chunked:
            raise await self.refusal_of_stranger()

    async def refusal_of_stranger(self) -> InterviewError:
        """The refusal for a stranger whose body will not be read."""
        if SECRET_HEADER in self.request.headers:
            return refused_secret(self)
        return self.unknown()

    def unknown(self) -> InterviewError:
        """The refusal for a request without a credential."""
        return InterviewError(ErrorCode.UNAUTHENTICATED, SENTENCES[ErrorCode.UNAUTHENTICATED])

    def take_bigger_body(self, most: int) -> None:
        """Read more of a body than others may have, and in the same proportion for longer. To be
        called before the body is read, for people who may send so much."""
        limits, connection = self.context.service.limits, self.request.connection
        self._most_of_a_body = max(most, limits.body_bytes)
        if (bound := getattr(connection, "set_body_timeout", None)) is not None:
            bound(limits.body_seconds * self._most_of_a_body / limits.body_bytes)

    def too_big(self) -> InterviewError:
        sentence = f"A body may have at most {self._most_of_a_body:,} bytes."
        return InterviewError(ErrorCode.BODY_TOO_LARGE, sentence)

    def _refuse_big(self) -> None:
        if self._too_big:
            raise self.too_big()

    def on_finish(self) -> None:
        """Forget what was sent: tasks that this request has begun keep its handler in their context
        for as long as they go on, which may be longer than an interview is kept."""
        super().on_finish()
        self._body.clear()

    def data_received(self, chunk: bytes) -> None:
        """Keep what is within the limit; what is beyond it is read and dropped.

        Closing the connection in the middle would be quicker, but most clients then report a lost
        connection and never see why they were refused. Strangers are refused like that all the
        same.
        """
        if self._too_big:
            return
        if len(self._body) + len(chunk) <= self._most_of_a_body:
            self._body += chunk
            return
        self._too_big = True
        self._body.clear()
        if self._most_of_a_body < self.context.service.limits.body_bytes:
            self.set_status(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            self.write_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

    def check_xsrf_cookie(self) -> None:
        """Check nothing yet: whether a request needs the cookie depends on its credential."""

    async def credential(self) -> Secret | Identity:
        """The person who is asking; raises ``unauthenticated``, ``forbidden`` or ``xsrf``."""
        self._refuse_big()
        if (secret := self.request.headers.get(SECRET_HEADER)) is not None:
            return Secret(secret)
        return await self.identity()

    async def identity(self) -> Identity:
        """The same for what only people who are logged in may do."""
        self._refuse_big()
        method = str(self.request.method)
        identity = await identity_of(self, self.action.get(method, "write"))
        if method not in self.action:
            self._demand_xsrf()
        return identity

    def _demand_xsrf(self) -> None:
        try:
            super().check_xsrf_cookie()
        except web.HTTPError as refused:
            if refused.status_code != HTTPStatus.FORBIDDEN:
                raise
            raise InterviewError(
                ErrorCode.XSRF, "With a login cookie, writing needs the X-XSRFToken header."
            ) from None

    @asynccontextmanager
    async def entered(
        self, session_id: str, waiting: bool = False
    ) -> AsyncIterator[tuple[Room, Actor]]:
        """The room and the actor of this request. People in the lobby are refused unless
        ``waiting``."""
        async with entered(self, session_id, await self.credential()) as (room, actor):
            if not waiting:
                room.demand_inside(actor)
            self._asked = room, actor, waiting
            try:
                yield room, actor
            finally:
                self._asked = None

    def demand_still(self) -> None:
        """Refuse to answer somebody who may not come in any more: requests wait, and meanwhile a
        host may remove whoever has sent one."""
        if self._asked is not None:
            room, actor, waiting = self._asked
            now = room.core.as_now(actor)
            if not waiting:
                room.demand_inside(now)

    async def demand_storing(self) -> None:
        """Refuse a request that cannot be stored now, so that it is not stored later after all."""
        (await self.context.service.registry()).recorder.demand_working()

    def request_key(self, owner: str, about: str = "") -> RequestKey | None:
        """The key with which this request may be sent again, if the client has sent one.

        ``about`` is what the request asks for beside its body.
        """
        key = self.key_sent()
        body = about.encode() + bytes(self._body)
        return None if key is None else RequestKey.of(owner, key, body)

    def key_sent(self, least: int = 1) -> str | None:
        """The ``Idempotency-Key`` of the request, with at least so many characters.

        It is a string as RFC 9651 has it; one without quotes is taken as well.
        """
        sent = self.request.headers.get(KEY_HEADER)
        if sent is None:
            return None
        key = sent.strip()
        if len(key) > 1 and key[0] == key[-1] == '"':
            key = key[1:-1]
        if not _KEY.fullmatch(key):
            sentence = f"An {KEY_HEADER} is up to 255 visible characters of ASCII."
            raise InterviewError(ErrorCode.INVALID_FIELD, sentence)
        if len(key) < least:
            sentence = f"An {KEY_HEADER} has at least {least} characters here: take a random UUID."
            raise InterviewError(ErrorCode.INVALID_FIELD, sentence)
        return key

    def guest_url(self) -> str:
        """The address at which guests reach this server, with a slash at its end."""
        if self.context.public_url:
            return self.context.public_url.rstrip("/") + "/"
        return f"{self.request.protocol}://{self.request.host}{self.base_url}"

    def body(self, depth: int | None = None) -> dict[str, Any]:
        """The JSON object that was sent; an empty body is an empty object. ``depth`` is how deep it
        may be nested where that is not the usual limit."""
        self._refuse_big()
        if not self._body.strip():
            return {}
        most = self.context.service.limits.json_depth if depth is None else depth
        return decode_object(bytes(self._body), most)

    def content(self) -> bytes:
        """The bytes that were sent."""
        self._refuse_big()
        return bytes(self._body)

    def answer(self, value: object, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.demand_still()
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.finish(msgspec.json.encode(value))

    def answer_file(self, value: object, name: str) -> None:
        """Answer with JSON to be saved as a file; ``name`` must not come from a client."""
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.set_header("X-Content-Type-Options", "nosniff")
        self.answer(value)

    def answer_nothing(self) -> None:
        self.set_status(HTTPStatus.NO_CONTENT)
        self.finish()

    @allow_unauthenticated
    def options(self, *args: str, **kwargs: str) -> None:
        """Answer the question that browsers ask before a request to another origin."""
        headers = (
            "accept, authorization, content-type, idempotency-key, x-interview-secret, x-xsrftoken"
        )
        self.set_header("Access-Control-Allow-Headers", headers)
        methods = "GET, PUT, POST, PATCH, DELETE, OPTIONS"
        self.set_header("Access-Control-Allow-Methods", methods)
        wanted = self.request.headers.get("Access-Control-Request-Headers", "").lower()
        if "authorization" in wanted and "Access-Control-Allow-Origin" not in self._headers:
            # The request itself will carry a token, which Jupyter accepts from any origin.
            origin = self.request.headers.get("Origin", "")
            self.set_header("Access-Control-Allow-Origin", origin)
        self.answer_nothing()


class UnknownRoute(RestHandler):
    """Every other address below ``interview/api``."""

    @allow_unauthenticated
    def get(self, *args: str) -> None:
        raise InterviewError(ErrorCode.NOT_FOUND, SENTENCES[ErrorCode.NOT_FOUND])

    head = post = put = patch = delete = get
