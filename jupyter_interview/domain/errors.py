"""The closed list of refusals, with one shape for REST and socket.

``ErrorCode`` is the ``code`` of every error body (openapi/openapi.yaml, schema ErrorCode); the
sentence beside it is for a person and says what to do.
"""

from enum import StrEnum
from http import HTTPStatus


class ErrorCode(StrEnum):
    """Why something was refused. Values are part of the public contract."""

    INVALID_JSON = "invalid_json"
    INVALID_UTF8 = "invalid_utf8"
    INVALID_FIELD = "invalid_field"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_LANGUAGE = "unknown_language"
    UNKNOWN_EVENT = "unknown_event"
    TEXT_TOO_LONG = "text_too_long"
    BODY_TOO_LARGE = "body_too_large"
    UNAUTHENTICATED = "unauthenticated"
    INVALID_CREDENTIAL = "invalid_credential"
    XSRF = "xsrf"
    CROSS_ORIGIN = "cross_origin"
    FORBIDDEN = "forbidden"
    WAITING = "waiting"
    LOCKED = "locked"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    KEY_REUSED = "key_reused"
    RUN_CONFLICT = "run_conflict"
    TEXTS_DIFFER = "texts_differ"
    ATTACHED_ELSEWHERE = "attached_elsewhere"
    NOT_EMPTY = "not_empty"
    SUBMITTED = "submitted"
    INCOMPLETE = "incomplete"
    HELD = "held"
    SESSION_ENDED = "session_ended"
    RATE_LIMITED = "rate_limited"
    NOT_ENABLED = "not_enabled"
    UPDATE_REFUSED = "update_refused"
    UNAVAILABLE = "unavailable"
    STORAGE_FULL = "storage_full"
    VERSION = "version"


STATUS: dict[ErrorCode, HTTPStatus] = {
    ErrorCode.INVALID_JSON: HTTPStatus.BAD_REQUEST,
    ErrorCode.INVALID_UTF8: HTTPStatus.BAD_REQUEST,
    ErrorCode.INVALID_FIELD: HTTPStatus.BAD_REQUEST,
    ErrorCode.UNKNOWN_FIELD: HTTPStatus.BAD_REQUEST,
    ErrorCode.UNKNOWN_LANGUAGE: HTTPStatus.BAD_REQUEST,
    ErrorCode.UNKNOWN_EVENT: HTTPStatus.BAD_REQUEST,
    ErrorCode.TEXT_TOO_LONG: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    ErrorCode.BODY_TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    ErrorCode.UNAUTHENTICATED: HTTPStatus.UNAUTHORIZED,
    ErrorCode.INVALID_CREDENTIAL: HTTPStatus.UNAUTHORIZED,
    ErrorCode.XSRF: HTTPStatus.FORBIDDEN,
    ErrorCode.CROSS_ORIGIN: HTTPStatus.NOT_FOUND,
    ErrorCode.FORBIDDEN: HTTPStatus.FORBIDDEN,
    ErrorCode.WAITING: HTTPStatus.FORBIDDEN,
    ErrorCode.LOCKED: HTTPStatus.FORBIDDEN,
    ErrorCode.NOT_FOUND: HTTPStatus.NOT_FOUND,
    ErrorCode.METHOD_NOT_ALLOWED: HTTPStatus.METHOD_NOT_ALLOWED,
    ErrorCode.KEY_REUSED: HTTPStatus.UNPROCESSABLE_ENTITY,
    ErrorCode.RUN_CONFLICT: HTTPStatus.CONFLICT,
    ErrorCode.TEXTS_DIFFER: HTTPStatus.CONFLICT,
    ErrorCode.ATTACHED_ELSEWHERE: HTTPStatus.CONFLICT,
    ErrorCode.NOT_EMPTY: HTTPStatus.CONFLICT,
    ErrorCode.SUBMITTED: HTTPStatus.CONFLICT,
    ErrorCode.INCOMPLETE: HTTPStatus.CONFLICT,
    ErrorCode.HELD: HTTPStatus.CONFLICT,
    ErrorCode.SESSION_ENDED: HTTPStatus.GONE,
    ErrorCode.RATE_LIMITED: HTTPStatus.TOO_MANY_REQUESTS,
    ErrorCode.NOT_ENABLED: HTTPStatus.NOT_IMPLEMENTED,
    ErrorCode.UPDATE_REFUSED: HTTPStatus.BAD_REQUEST,
    ErrorCode.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
    ErrorCode.STORAGE_FULL: HTTPStatus.INSUFFICIENT_STORAGE,
    ErrorCode.VERSION: HTTPStatus.UPGRADE_REQUIRED,
}


class InterviewError(Exception):
    """A refusal that may be shown to people: a code and a sentence.

    ``retry_after`` is after how many seconds the same may be asked again, if that is known.
    """

    def __init__(self, code: ErrorCode, sentence: str, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.retry_after = retry_after

    @property
    def status(self) -> HTTPStatus:
        """The HTTP status of this refusal."""
        return STATUS[self.code]

    def body(self) -> dict[str, str]:
        """The error body of the contract, ``{"error": sentence, "code": code}``."""
        return {"error": self.sentence, "code": self.code.value}
