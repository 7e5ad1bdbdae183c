"""What all REST handlers share: bounded bodies, one error shape, credentials, CORS.

Every method is marked ``allow_unauthenticated``, because guests have no Jupyter identity; each then
makes its own check through ``credential``. A body is taken in as it streams, so that one that is
too big is refused before it is in memory.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..protocol.jsontext import decode_object, encode
from ..rooms.room import Room
from ..store.base import StoreError, StoreFull
from .credentials import SECRET_HEADER, Desk, Identity, Secret, desk_of, entered, identity_of
from .gateway import passed_on

_CODES: dict[int, ErrorCode] = {
    HTTPStatus.BAD_REQUEST: ErrorCode.INVALID_FIELD,
    HTTPStatus.UNAUTHORIZED: ErrorCode.UNAUTHENTICATED,
    HTTPStatus.FORBIDDEN: ErrorCode.FORBIDDEN,
    HTTPStatus.NOT_FOUND: ErrorCode.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED: ErrorCode.METHOD_NOT_ALLOWED,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ErrorCode.BODY_TOO_LARGE,
}
_SENTENCES: dict[ErrorCode, str] = {
    ErrorCode.INVALID_FIELD: "This request cannot be understood.",
    ErrorCode.UNAUTHENTICATED: "Log in to Jupyter, or use the link you were sent.",
    ErrorCode.FORBIDDEN: "You are not allowed to do this.",
    ErrorCode.NOT_FOUND: "There is nothing at this address.",
    ErrorCode.METHOD_NOT_ALLOWED: "This address does not know that method.",
    ErrorCode.BODY_TOO_LARGE: "The body is too big.",
}


@web.stream_request_body
class RestHandler(JupyterHandler):
    """One route of the REST interface."""

    action = {"GET": "read", "HEAD": "read"}

    def initialize(self) -> None:
        self._body = bytearray()
        self._too_big = False

    @property
    def desk(self) -> Desk:
        return desk_of(self)

    async def prepare(self) -> None:  # type: ignore[override]
        if await passed_on(self):
            return
        await super().prepare()
        if not self.check_origin():
            raise InterviewError(ErrorCode.CROSS_ORIGIN, "Pages of other origins may not do this.")

    def _refuse_big(self) -> None:
        if self._too_big:
            limit = self.desk.service.limits.body_bytes
            raise InterviewError(
                ErrorCode.BODY_TOO_LARGE, f"A body may have at most {limit:,} bytes."
            )

    def data_received(self, chunk: bytes) -> None:
        """Keep no more than may be; what is over is read and forgotten.

        Hanging up in the middle would be quicker, but most clients then report a lost connection
        and never see why they were refused.
        """
        if len(self._body) + len(chunk) > self.desk.service.limits.body_bytes:
            self._too_big = True
            self._body.clear()
        if not self._too_big:
            self._body += chunk

    def check_xsrf_cookie(self) -> None:
        """Not yet: whether a request needs it shows with its credential."""

    async def credential(self) -> Secret | Identity:
        """Who is asking; raises ``unauthenticated``, ``forbidden`` or ``xsrf``."""
        self._refuse_big()
        if (secret := self.request.headers.get(SECRET_HEADER)) is not None:
            return Secret(secret)
        return await self.identity()

    async def identity(self) -> Identity:
        """The same for what only somebody logged in may do."""
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
        """The room this request is about, and who it is of; who waits gets in only if said so."""
        async with entered(self, session_id, await self.credential()) as (room, actor):
            if not waiting:
                room.demand_inside(actor)
            yield room, actor

    async def demand_storing(self) -> None:
        """Refuse what would be done later, though its caller was told that it was not."""
        (await self.desk.service.registry()).recorder.demand_working()

    def body(self) -> dict[str, Any]:
        """The JSON object that was sent; none at all is an empty one."""
        self._refuse_big()
        if not self._body.strip():
            return {}
        return decode_object(bytes(self._body), self.desk.service.limits.json_depth)

    def answer(self, value: object, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.finish(encode(value))

    def answer_file(self, value: object, name: str) -> None:
        """JSON to be saved, under a name that nobody else has chosen."""
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.set_header("X-Content-Type-Options", "nosniff")
        self.answer(value)

    def answer_nothing(self) -> None:
        self.set_status(HTTPStatus.NO_CONTENT)
        self.finish()

    @allow_unauthenticated
    def options(self, *args: str, **kwargs: str) -> None:
        """What browsers ask before they send a request to another origin."""
        headers = "accept, authorization, content-type, x-interview-secret, x-xsrftoken"
        self.set_header("Access-Control-Allow-Headers", headers)
        methods = "GET, PUT, POST, PATCH, DELETE, OPTIONS"
        self.set_header("Access-Control-Allow-Methods", methods)
        wanted = self.request.headers.get("Access-Control-Request-Headers", "").lower()
        if "authorization" in wanted and "Access-Control-Allow-Origin" not in self._headers:
            # The request itself will carry a token, which Jupyter accepts from any origin.
            origin = self.request.headers.get("Origin", "")
            self.set_header("Access-Control-Allow-Origin", origin)
        self.answer_nothing()

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        if not isinstance(value, (InterviewError, StoreError)):
            super().log_exception(typ, value, tb)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Every error in the one shape; of what is not meant for people nothing is told."""
        problem = (kwargs.get("exc_info") or (None, None, None))[1]
        refusal = _as_refusal(problem, status_code)
        self.set_status(refusal.status)
        if hasattr(self, "_jupyter_current_user"):
            self.set_cors_headers()
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(refusal.body(), ensure_ascii=False))


def _as_refusal(problem: object, status_code: int) -> InterviewError:
    if isinstance(problem, InterviewError):
        return problem
    if isinstance(problem, StoreFull):
        return InterviewError(ErrorCode.STORAGE_FULL, str(problem))
    if isinstance(problem, StoreError):
        return InterviewError(ErrorCode.UNAVAILABLE, str(problem) or "Nothing can be stored now.")
    code = _CODES.get(status_code)
    if code is not None:
        return InterviewError(code, _SENTENCES[code])
    sentence = "Something went wrong on the server; its log says what."
    return InterviewError(ErrorCode.UNAVAILABLE, sentence)


class UnknownRoute(RestHandler):
    """Whatever else is asked for below ``interview/api``."""

    @allow_unauthenticated
    def get(self, *args: str) -> None:
        raise InterviewError(ErrorCode.NOT_FOUND, _SENTENCES[ErrorCode.NOT_FOUND])

    head = post = put = patch = delete = get
