"""The one permission table: who may do what, while an interview is live and after it ended.

Everything that asks "may they?" asks here, for REST and socket alike, and the ``actions`` a client
draws its controls from are read off the same rows. A refusal is ``session_ended`` when the role
could do it in a live session and nothing but the end stands in the way; otherwise it is
``forbidden``.
"""

from enum import StrEnum

from .errors import ErrorCode, InterviewError


class Role(StrEnum):
    OWNER = "owner"
    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"
    OBSERVER = "observer"


class State(StrEnum):
    LIVE = "live"
    ENDED = "ended"


class Operation(StrEnum):
    """What can be asked of a session. The first nine are the contract's ``Action``."""

    READ = "read"
    EDIT = "edit"
    LANGUAGE = "language"
    RUN = "run"
    RENAME = "rename"
    INVITE = "invite"
    END = "end"
    REOPEN = "reopen"
    DELETE = "delete"
    JOIN = "join"
    LEAVE = "leave"
    STAY = "stay"
    REVOKE = "revoke"


ACTIONS: tuple[Operation, ...] = tuple(Operation)[:9]

_O, _I, _C, _W = Role.OWNER, Role.INTERVIEWER, Role.CANDIDATE, Role.OBSERVER
_ALL = frozenset(Role)
_HOSTS = frozenset({_O, _I})
_HANDS = frozenset({_O, _I, _C})
_NOBODY: frozenset[Role] = frozenset()

TABLE: dict[Operation, dict[State, frozenset[Role]]] = {
    Operation.READ: {State.LIVE: _ALL, State.ENDED: _ALL},
    Operation.EDIT: {State.LIVE: _HANDS, State.ENDED: _NOBODY},
    Operation.LANGUAGE: {State.LIVE: _HANDS, State.ENDED: _NOBODY},
    Operation.RUN: {State.LIVE: _HANDS, State.ENDED: _NOBODY},
    Operation.RENAME: {State.LIVE: _HOSTS, State.ENDED: _NOBODY},
    Operation.INVITE: {State.LIVE: frozenset({_O}), State.ENDED: _NOBODY},
    Operation.END: {State.LIVE: _HOSTS, State.ENDED: _NOBODY},
    Operation.REOPEN: {State.LIVE: _NOBODY, State.ENDED: frozenset({_O})},
    Operation.DELETE: {State.LIVE: frozenset({_O}), State.ENDED: frozenset({_O})},
    Operation.JOIN: {State.LIVE: _ALL, State.ENDED: _NOBODY},
    Operation.LEAVE: {State.LIVE: _ALL, State.ENDED: _ALL},
    Operation.STAY: {State.LIVE: _ALL, State.ENDED: _HOSTS},
    Operation.REVOKE: {State.LIVE: frozenset({_O}), State.ENDED: frozenset({_O})},
}
"""``STAY`` is keeping a live connection; ``REVOKE`` is seeing and revoking invites."""

_SENTENCES: dict[Operation, str] = {
    Operation.EDIT: "Observers watch; they cannot edit.",
    Operation.LANGUAGE: "Observers watch; they cannot switch the language.",
    Operation.RUN: "Observers watch; they cannot run code.",
    Operation.RENAME: "Only the people who hold this interview can rename it.",
    Operation.INVITE: "Only the owner of this interview can invite people.",
    Operation.END: "Only the people who hold this interview can end it.",
    Operation.REOPEN: "Only the owner of this interview can reopen it.",
    Operation.DELETE: "Only the owner of this interview can delete it.",
    Operation.REVOKE: "Only the owner of this interview can see and revoke its links.",
}
ENDED_SENTENCE = "This interview has ended."


def may(role: Role, operation: Operation, state: State) -> bool:
    """What the table says."""
    return role in TABLE[operation][state]


def actions(role: Role, state: State) -> list[str]:
    """What somebody of this role may do now, as the contract's ``actions``."""
    return [action.value for action in ACTIONS if may(role, action, state)]


def refusal(role: Role, operation: Operation, state: State) -> InterviewError | None:
    """Why not, or None when they may."""
    if may(role, operation, state):
        return None
    if state is State.ENDED and may(role, operation, State.LIVE):
        return InterviewError(ErrorCode.SESSION_ENDED, ENDED_SENTENCE)
    sentence = _SENTENCES.get(operation, "You are not allowed to do this.")
    return InterviewError(ErrorCode.FORBIDDEN, sentence)


def demand(role: Role, operation: Operation, state: State) -> None:
    """Raise the refusal, if there is one."""
    if (why := refusal(role, operation, state)) is not None:
        raise why
