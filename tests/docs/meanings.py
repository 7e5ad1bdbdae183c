"""What the names in the generated tables mean, in words for users."""

from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.roles import Operation

DYNAMIC_DEFAULTS: dict[str, str] = {
    "db_path": "`jupyter_interview/interviews.db` in Jupyter's data directory",
}
"""Defaults of traits that depend on the machine; ``test_tables.py`` compares them with the code."""

OPERATIONS: dict[Operation, str] = {
    Operation.READ: "read the session, its people, text and runs",
    Operation.EDIT: "edit the text",
    Operation.LANGUAGE: "switch the language",
    Operation.RUN: "run code and publish the result",
    Operation.RENAME: "rename",
    Operation.INVITE: "make links",
    Operation.END: "end",
    Operation.REOPEN: "reopen",
    Operation.DELETE: "delete",
    Operation.JOIN: "join",
    Operation.LEAVE: "leave (oneself only)",
    Operation.STAY: "open and keep a socket",
    Operation.REVOKE: "list and revoke links",
}

LIMITS: dict[str, str] = {
    "body_bytes": "the body of a REST request",
    "json_bytes": "a JSON frame on the socket",
    "json_depth": "levels of nesting in JSON",
    "frame_bytes": "a binary frame on the socket",
    "text_bytes": "the text of one language, in UTF-8",
    "output_bytes": "the stored output of one run, in UTF-8",
    "name_characters": "a participant's name",
    "title_characters": "a session's title",
    "error_bytes": "the stored error text of one run; longer ones are cut",
    "participants": "people who ever joined one session",
    "invites": "links ever made for one session",
    "yjs_clients": "Yjs client ids in one session (every opened panel uses one)",
    "sockets_per_participant": "open connections of one participant",
    "sockets_per_session": "open connections of one session",
    "messages_per_second": "frames from one connection",
    "message_burst": "frames from one connection at once",
    "bytes_per_second": "bytes from one connection",
    "byte_burst": "bytes from one connection at once",
    "sync_requests_per_second": "sync step 1 messages from one connection",
    "sync_request_burst": "sync step 1 messages from one connection at once",
    "runs_per_minute": "runs of one participant",
    "wrong_secrets_per_minute": "wrong secrets from one address, before 429",
    "refusals": "frames refused because of the role before the socket is closed with 4403",
    "refusal_window": "seconds in which those count",
    "outbound_presence_bytes": "unsent bytes above which a connection gets no cursors",
    "outbound_bytes": "unsent bytes above which a connection is closed with 1013",
    "code_change_interval": "seconds between two `code_change` events",
    "presence_interval": "seconds between two rounds of `cursor_change` events",
    "welcome_runs": "runs in `welcome`",
    "welcome_output_bytes": "output of all runs in `welcome` together",
    "ack_interval": "seconds an `ack` may wait for another frame to go along with",
    "commit_interval": "seconds that changes are collected before they are stored",
    "commit_changes": "changes after which they are stored at once",
    "idle_room_seconds": "seconds a session without connections stays in memory",
    "ping_seconds": "seconds between two pings, and until an unanswered one ends the connection",
}

ERRORS: dict[ErrorCode, str] = {
    ErrorCode.INVALID_JSON: "the body or frame is not a JSON object, or is nested too deep",
    ErrorCode.INVALID_UTF8: "the body or frame is not UTF-8",
    ErrorCode.INVALID_FIELD: "a field is missing, of the wrong type or out of range",
    ErrorCode.UNKNOWN_FIELD: "a field looks like a misspelling, or an invite has one too many",
    ErrorCode.UNKNOWN_LANGUAGE: "the language is not one of `languages`",
    ErrorCode.UNKNOWN_EVENT: "a frame of a type that is not listed for this mode",
    ErrorCode.TEXT_TOO_LONG: "the text would grow over its limit",
    ErrorCode.BODY_TOO_LARGE: "the body is over its limit",
    ErrorCode.UNAUTHENTICATED: "no credential",
    ErrorCode.INVALID_CREDENTIAL: "a secret that is wrong, expired, used up or revoked",
    ErrorCode.XSRF: "a write with a cookie and without the XSRF header",
    ErrorCode.CROSS_ORIGIN: "a request from a page of another origin",
    ErrorCode.FORBIDDEN: "your role may not do that",
    ErrorCode.NOT_FOUND: "no such session, participant, link or path",
    ErrorCode.METHOD_NOT_ALLOWED: "the path does not have this method",
    ErrorCode.RUN_CONFLICT: "a run that is not yours, is unknown, has ended or already exists",
    ErrorCode.SESSION_ENDED: "the session has ended; what you asked for needs a live one",
    ErrorCode.RATE_LIMITED: "too many wrong secrets, runs or connections",
    ErrorCode.NOT_ENABLED: "this server does not do that (server runs)",
    ErrorCode.UPDATE_REFUSED: "a Yjs update that the gate does not let through",
    ErrorCode.UNAVAILABLE: "the server cannot store it now, or is going away; try again",
}
