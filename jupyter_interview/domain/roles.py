"""The one permission table: who may do what in which phase of an interview.

REST and socket check permissions only here, and the ``actions`` from which a client draws its
controls are read from the same rows. An interview is in one phase, or in both locked phases
together; then an operation must be allowed in both. Somebody who came by link and was not let in
yet is in the lobby, whatever the phase for the others is.
"""

from enum import StrEnum
from functools import cache

from .errors import ErrorCode, InterviewError


class Role(StrEnum):
    OWNER = "owner"
    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"
    OBSERVER = "observer"


def standing(role: Role) -> int:
    """The place of a role in the order of ``Role``: the better role has the smaller number."""
    return [*Role].index(role)


class State(StrEnum):
    """The state of a session, beside its lobby and its locks."""

    DRAFT = "draft"
    LIVE = "live"
    ENDED = "ended"


class Phase(StrEnum):
    """The columns of the table."""

    DRAFT = "draft"
    LOBBY = "lobby"
    LIVE = "live"
    EDITING_LOCKED = "editing locked"
    RUNS_LOCKED = "runs locked"
    ENDED = "ended"


class Operation(StrEnum):
    """What can be done with a session. Those in ``ACTIONS`` are the contract's ``Action``."""

    READ = "read"
    EDIT = "edit"
    LANGUAGE = "language"
    FILES = "files"
    SHOW = "show"
    RUN = "run"
    STOP = "stop"
    HAND = "hand"
    RENAME = "rename"
    INVITE = "invite"
    START = "start"
    ADMIT = "admit"
    ROLE = "role"
    LOCK = "lock"
    LOWER = "lower"
    ANNOUNCE = "announce"
    QUESTIONS = "questions"
    HIDDEN_TESTS = "hidden_tests"
    LOOK_BACK = "look_back"
    NOTES = "notes"
    KICK = "kick"
    UNLIST = "unlist"
    EXPORT = "export"
    TAKE = "take"
    ATTACH = "attach"
    END = "end"
    REOPEN = "reopen"
    RELEASE = "release"
    HOLD = "hold"
    DELETE = "delete"
    JOIN = "join"
    COPY = "copy"
    NAME = "name"
    LEAVE = "leave"
    STAY = "stay"
    REVOKE = "revoke"


ACTIONS: tuple[Operation, ...] = tuple(Operation)[: tuple(Operation).index(Operation.JOIN)]

Phases = frozenset[Phase]
LOBBY: Phases = frozenset({Phase.LOBBY})
LIVE: Phases = frozenset({Phase.LIVE})

_O, _I, _C, _W = Role.OWNER, Role.INTERVIEWER, Role.CANDIDATE, Role.OBSERVER
_NOBODY: frozenset[Role] = frozenset()
_OWNER = frozenset({_O})
_CANDIDATE = frozenset({_C})
HOSTS = frozenset({_O, _I})
"""Owners and interviewers, who never wait in the lobby."""
_HANDS = frozenset({_O, _I, _C})
_LED = frozenset({_C, _W})
_ALL = frozenset(Role)


def _row(
    draft: frozenset[Role],
    lobby: frozenset[Role],
    live: frozenset[Role],
    ended: frozenset[Role],
    editing_locked: frozenset[Role] | None = None,
    runs_locked: frozenset[Role] | None = None,
) -> dict[Phase, frozenset[Role]]:
    """A row of the table; a lock changes nothing unless its roles are given."""
    return {
        Phase.DRAFT: draft,
        Phase.LOBBY: lobby,
        Phase.LIVE: live,
        Phase.EDITING_LOCKED: live if editing_locked is None else editing_locked,
        Phase.RUNS_LOCKED: live if runs_locked is None else runs_locked,
        Phase.ENDED: ended,
    }


TABLE: dict[Operation, dict[Phase, frozenset[Role]]] = {
    Operation.READ: _row(HOSTS, HOSTS, _ALL, _ALL),
    Operation.EDIT: _row(HOSTS, HOSTS, _HANDS, _NOBODY, editing_locked=HOSTS),
    Operation.LANGUAGE: _row(HOSTS, HOSTS, _HANDS, _NOBODY, editing_locked=HOSTS),
    Operation.FILES: _row(HOSTS, HOSTS, _HANDS, _NOBODY, editing_locked=HOSTS),
    Operation.SHOW: _row(HOSTS, HOSTS, HOSTS, _NOBODY),
    Operation.RUN: _row(HOSTS, HOSTS, _HANDS, _NOBODY, runs_locked=HOSTS),
    Operation.STOP: _row(HOSTS, HOSTS, HOSTS, _NOBODY),
    Operation.HAND: _row(_NOBODY, _NOBODY, _LED, _NOBODY),
    Operation.RENAME: _row(HOSTS, HOSTS, HOSTS, _NOBODY),
    Operation.INVITE: _row(_OWNER, _OWNER, _OWNER, _NOBODY),
    Operation.START: _row(HOSTS, _NOBODY, _NOBODY, _NOBODY),
    Operation.ADMIT: _row(_NOBODY, HOSTS, HOSTS, _NOBODY),
    Operation.ROLE: _row(_OWNER, _OWNER, _OWNER, _NOBODY),
    Operation.LOCK: _row(HOSTS, HOSTS, HOSTS, _NOBODY),
    Operation.LOWER: _row(_NOBODY, HOSTS, HOSTS, _NOBODY),
    Operation.ANNOUNCE: _row(_NOBODY, HOSTS, HOSTS, _NOBODY),
    Operation.QUESTIONS: _row(HOSTS, HOSTS, HOSTS, _NOBODY),
    Operation.HIDDEN_TESTS: _row(HOSTS, HOSTS, HOSTS, _NOBODY),
    Operation.LOOK_BACK: _row(HOSTS, HOSTS, HOSTS, HOSTS),
    Operation.NOTES: _row(HOSTS, HOSTS, HOSTS, HOSTS),
    Operation.KICK: _row(HOSTS, HOSTS, HOSTS, _NOBODY),
    Operation.UNLIST: _row(HOSTS, HOSTS, HOSTS, HOSTS),
    Operation.EXPORT: _row(_OWNER, _OWNER, _OWNER, _OWNER),
    Operation.TAKE: _row(HOSTS, HOSTS, HOSTS, HOSTS),
    Operation.ATTACH: _row(_OWNER, _OWNER, _OWNER, _NOBODY),
    Operation.END: _row(HOSTS, HOSTS, HOSTS, _NOBODY),
    Operation.REOPEN: _row(_NOBODY, _NOBODY, _NOBODY, _OWNER),
    Operation.RELEASE: _row(_NOBODY, _NOBODY, _NOBODY, _OWNER),
    Operation.HOLD: _row(_OWNER, _OWNER, _OWNER, _OWNER),
    Operation.DELETE: _row(_OWNER, _OWNER, _OWNER, _OWNER),
    Operation.JOIN: _row(_ALL, _ALL, _ALL, _OWNER),
    Operation.COPY: _row(_NOBODY, _NOBODY, _NOBODY, _CANDIDATE),
    Operation.NAME: _row(_ALL, _ALL, _ALL, _NOBODY),
    Operation.LEAVE: _row(_ALL, _ALL, _ALL, _ALL),
    Operation.STAY: _row(_ALL, _ALL, _ALL, HOSTS),
    Operation.REVOKE: _row(_OWNER, _OWNER, _OWNER, _OWNER),
}
"""``NAME`` is changing one's own name. ``HAND`` is raising and lowering one's own hand, ``LOWER``
is lowering another one's. ``ANNOUNCE`` is telling everybody something. ``STAY`` is keeping a
connection. ``FILES`` is adding, renaming, removing and ordering files, ``SHOW`` is showing one to
everybody. ``STOP`` is stopping the run of another one. ``REVOKE`` is seeing and revoking invites.
``TAKE`` is taking the code, the runs and a transcript away. ``ATTACH`` is attaching the session to
a file of one's own. ``LOCK`` is locking editing and runs,
opening and closing the lobby, and deciding whether values of last expressions are shown and whether
candidates may start hidden tests. ``QUESTIONS`` is loading, removing and ordering questions and
reading their private sides, ``HIDDEN_TESTS`` is running the tests of those. ``LOOK_BACK`` is
reading the texts of an earlier moment and running tests on them, and on the last ones of an
interview that has ended. ``RELEASE`` is letting candidates fetch a copy of what everybody could
see, ``COPY`` is fetching it, as long as it is released. ``HOLD`` is keeping it from being
deleted, which beats ``DELETE``. ``UNLIST`` is taking somebody who is away off the list of people.
``NOTES`` is writing notes and scores, and reading those of other hosts once one has submitted
one's own."""

SENTENCES: dict[Operation, str] = {
    Operation.EDIT: "Observers watch; they cannot edit.",
    Operation.LANGUAGE: "Observers watch; they cannot switch the language.",
    Operation.FILES: "Observers watch; they cannot change the files.",
    Operation.SHOW: "Only the people who hold this interview can show a file to everybody.",
    Operation.RUN: "Observers watch; they cannot run code.",
    Operation.STOP: "Only the people who hold this interview can stop the runs of others.",
    Operation.HAND: "Hands are raised by those who do not hold the interview, while it is live.",
    Operation.RENAME: "Only the people who hold this interview can rename it.",
    Operation.INVITE: "Only the owner of this interview can invite people.",
    Operation.START: "Only the people who hold this interview can start it, and only a draft.",
    Operation.ADMIT: "Only the people who hold this interview can let others in, once it is live.",
    Operation.ROLE: "Only the owner of this interview can change roles.",
    Operation.LOCK: "Only the people who hold this interview can lock it.",
    Operation.LOWER: "Only the people who hold this interview can lower the hands of others.",
    Operation.ANNOUNCE: (
        "Only the people who hold this interview can tell everybody something, once it is live."
    ),
    Operation.QUESTIONS: "Only the people who hold this interview can choose its questions.",
    Operation.HIDDEN_TESTS: "Only the people who hold this interview can run its hidden tests.",
    Operation.LOOK_BACK: "Only the people who hold this interview can look back at its texts.",
    Operation.NOTES: "Only the people who hold this interview can write notes and scores.",
    Operation.KICK: "Only the people who hold this interview can remove others.",
    Operation.UNLIST: "Only the people who hold this interview can take others off the list.",
    Operation.EXPORT: "Only the owner of this interview can export what is kept of others.",
    Operation.TAKE: "Only the people who hold this interview can take it away.",
    Operation.ATTACH: "Only the owner of this interview can attach it to a file.",
    Operation.END: "Only the people who hold this interview can end it.",
    Operation.REOPEN: "Only the owner of this interview can reopen it, once it has ended.",
    Operation.RELEASE: (
        "Only the owner of this interview can release copies of it, once it has ended."
    ),
    Operation.COPY: "Only candidates fetch a copy of this interview, once it was released to them.",
    Operation.HOLD: (
        "Only the owner of this interview can keep it from being deleted, and take that back."
    ),
    Operation.DELETE: "Only the owner of this interview can delete it.",
    Operation.REVOKE: "Only the owner of this interview can see and revoke its links.",
}
ENDED_SENTENCE = "This interview has ended."
WAITING_SENTENCE = "The interviewer has not let you in yet."
LOCKED_SENTENCES: dict[Phase, str] = {
    Phase.EDITING_LOCKED: "Editing is locked by the interviewer.",
    Phase.RUNS_LOCKED: "Runs are locked by the interviewer.",
}


@cache
def phases_of(state: State, editing_locked: bool, runs_locked: bool) -> Phases:
    """The phases of an interview for people who are inside."""
    if state is not State.LIVE:
        return frozenset({Phase(state.value)})
    locks = {Phase.EDITING_LOCKED: editing_locked, Phase.RUNS_LOCKED: runs_locked}
    return frozenset(phase for phase, locked in locks.items() if locked) or LIVE


@cache
def may(role: Role, operation: Operation, phases: Phases) -> bool:
    """Whether the table allows an operation."""
    row = TABLE[operation]
    return all(role in row[phase] for phase in phases)


def actions(role: Role, phases: Phases) -> list[str]:
    """What a person with this role may do now, as the contract's ``actions``."""
    return [action.value for action in ACTIONS if may(role, action, phases)]


def refusal(role: Role, operation: Operation, phases: Phases) -> InterviewError | None:
    """The refusal of an operation; None if it is allowed."""
    if may(role, operation, phases):
        return None
    if may(role, operation, LIVE):
        if Phase.ENDED in phases:
            return InterviewError(ErrorCode.SESSION_ENDED, ENDED_SENTENCE)
        if Phase.LOBBY in phases:
            return InterviewError(ErrorCode.WAITING, WAITING_SENTENCE)
        for phase, sentence in LOCKED_SENTENCES.items():
            if phase in phases and role not in TABLE[operation][phase]:
                return InterviewError(ErrorCode.LOCKED, sentence)
    sentence = SENTENCES.get(operation, "You are not allowed to do this.")
    return InterviewError(ErrorCode.FORBIDDEN, sentence)


def demand(role: Role, operation: Operation, phases: Phases) -> None:
    """Raise the refusal of an operation, if there is one."""
    if (why := refusal(role, operation, phases)) is not None:
        raise why
