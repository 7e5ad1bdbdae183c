"""How a request is refused: always in one error shape, and without details of the server's
inside."""

import json
from http import HTTPStatus
from math import ceil
from typing import Any

from jupyter_server.base.handlers import JupyterHandler

from ..domain.errors import ErrorCode, InterviewError
from ..store.base import StoreError, StoreFull

RETRY_SECONDS = 10
"""Seconds after which to ask again, when nothing better is known."""

_CODES: dict[int, ErrorCode] = {
    HTTPStatus.BAD_REQUEST: ErrorCode.INVALID_FIELD,
    HTTPStatus.UNAUTHORIZED: ErrorCode.UNAUTHENTICATED,
    HTTPStatus.FORBIDDEN: ErrorCode.FORBIDDEN,
    HTTPStatus.NOT_FOUND: ErrorCode.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED: ErrorCode.METHOD_NOT_ALLOWED,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ErrorCode.BODY_TOO_LARGE,
}
SENTENCES: dict[ErrorCode, str] = {
    ErrorCode.INVALID_FIELD: "This request cannot be understood.",
    ErrorCode.UNAUTHENTICATED: "Log in to Jupyter, or use the link you were sent.",
    ErrorCode.FORBIDDEN: "You are not allowed to do this.",
    ErrorCode.NOT_FOUND: "There is nothing at this address.",
    ErrorCode.METHOD_NOT_ALLOWED: "This address does not know that method.",
    ErrorCode.BODY_TOO_LARGE: "The body is too big.",
}


_LATER = "It is done here all the same, and is stored as soon as that is possible."


class Refusing(JupyterHandler):
    """A handler whose errors are JSON in the one shape."""

    undone = frozenset({"POST"})
    """The methods of which nothing is left when it could not be stored."""

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        if not isinstance(value, (InterviewError, StoreError)):
            super().log_exception(typ, value, tb)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer with the one error shape; an unexpected error is not described."""
        problem = (kwargs.get("exc_info") or (None, None, None))[1]
        refusal = as_refusal(problem, status_code)
        is_kept = isinstance(problem, StoreError) and problem.will_be_tried_again
        if is_kept and self.request.method not in self.undone:
            refusal = InterviewError(refusal.code, f"{refusal.sentence} {_LATER}")
        self.set_status(refusal.status)
        if hasattr(self, "_jupyter_current_user"):
            self.set_cors_headers()
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        tell_when_to_retry(self, refusal)
        self.finish(json.dumps(refusal.body(), ensure_ascii=False))


def unreachable() -> InterviewError:
    """The refusal when the server that holds an interview cannot be reached."""
    sentence = "Another server has this interview and cannot be reached; try again in a moment."
    return InterviewError(ErrorCode.UNAVAILABLE, sentence)


def tell_when_to_retry(handler: JupyterHandler, refusal: InterviewError) -> None:
    """Say with every 429 after how many seconds the same request may be repeated."""
    if refusal.code is ErrorCode.RATE_LIMITED:
        seconds = RETRY_SECONDS if refusal.retry_after is None else ceil(refusal.retry_after)
        handler.set_header("Retry-After", str(max(1, seconds)))
        handler.set_header("Access-Control-Expose-Headers", "Retry-After")


def as_refusal(problem: object, status_code: int) -> InterviewError:
    if isinstance(problem, InterviewError):
        return problem
    if isinstance(problem, StoreFull):
        return InterviewError(ErrorCode.STORAGE_FULL, str(problem))
    if isinstance(problem, StoreError):
        return InterviewError(ErrorCode.UNAVAILABLE, str(problem) or "Nothing can be stored now.")
    code = _CODES.get(status_code)
    if code is not None:
        return InterviewError(code, SENTENCES[code])
    sentence = "Something went wrong on the server; its log says what."
    return InterviewError(ErrorCode.UNAVAILABLE, sentence)
