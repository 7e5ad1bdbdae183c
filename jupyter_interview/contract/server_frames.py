"""The text frames of the server, by what is in their ``payload``.

Made by scripts/contract.py; change the document and make it again.
"""

from msgspec import UNSET, Struct, UnsetType

from ..domain.roles import Role, State
from .values import (
    Announcement,
    Attachment,
    Author,
    CaseResult,
    Check,
    Cursor,
    Folder,
    HiddenResult,
    Locks,
    PrivateSide,
    Question,
    Run,
    Signal,
    User,
)


class WelcomeFrameSession(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``WelcomeFrameSession``."""

    id: str
    title: str
    state: State
    created_at: str
    ended_at: str | None
    languages: tuple[str, ...]
    damaged: bool
    """Something in the stored record cannot be read. Told to owner and interviewers only."""
    lobby: bool
    """People who come by link wait until they are let in."""
    locks: Locks
    show_values: bool
    """Runs show the value of a Python program's last expression. True unless changed."""
    candidate_checks: bool
    """Candidates may start hidden tests on the server, and learn how many passed."""
    ai: str
    """Whether candidates may be helped by AI: not said, by none, or by their own tools as long
    as they say so aloud.
    """
    ai_sentence: str
    """What people who hold it say of that in their own words. One line, by the rules of
    titles, or nothing.
    """
    note_inserts: bool
    """It is noted when much text comes in one change: how, and how much. True unless changed."""
    note_away: bool
    """It is noted when a candidate is away from the page for five seconds or longer."""
    released_until: str | None | UnsetType = UNSET
    """Until when candidates may fetch their copy. Not told to observers."""
    held_since: str | None | UnsetType = UNSET
    """Since when nothing deletes it. Told to owner and interviewers only."""


class WelcomeFrameLimits(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``WelcomeFrameLimits``."""

    text_bytes: int
    """Of all files together, in UTF-8."""
    output_bytes: int
    """Of one run, in UTF-8."""
    json_bytes: int
    frame_bytes: int
    release_days: int
    """For how long a copy is released if nobody says until when."""
    release_days_most: int
    """For how long one can be at most."""


class WelcomeFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """First frame in sync mode. Everything but the document, which follows by sync."""

    protocol: str
    epoch: int
    seq: int
    """A place in the log that is on disk."""
    at: str
    """Names the entry there."""
    continues: bool
    """The log has the place that was given as ``known``, or none was given."""
    peer: int
    """This connection's number in ``cursor_change``."""
    user: User
    role: Role
    actions: tuple[str, ...]
    language: str
    folder: Folder
    session: WelcomeFrameSession
    users: tuple[User, ...]
    runs: tuple[Run, ...]
    """The newest 50, oldest first, with at most 1 MiB of output in all; older output beyond
    that is left out and marked ``truncated``.
    """
    server_runs: tuple[str, ...]
    """Languages of which this server runs programs itself: see ``run_code``. None where it
    runs none.
    """
    server_checks: bool
    """This server makes checks itself: see ``check_here``."""
    files: bool
    """You are the owner and this server has files to attach it to. False for everybody else."""
    attachment: Attachment | None
    """What it is attached to. Null for everybody but the owner."""
    announcement: Announcement | None
    """What a host has told everybody last, since the interview is live."""
    signals: tuple[Signal, ...]
    """What was noted: the newest 200, oldest first. For everybody but hosts, only what is
    about themselves.
    """
    questions: tuple[Question, ...]
    """In their order."""
    sides: tuple[PrivateSide, ...]
    """What hosts alone may know of them. None for everybody else."""
    checks: tuple[Check, ...]
    """The newest ones that you may know of, oldest first."""
    hidden_results: tuple[HiddenResult, ...]
    """The newest one for each question."""
    limits: WelcomeFrameLimits


class UserJoinedFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Somebody joined, or came back. In sync mode also whenever a participant's ``online``
    turns true, or their hand goes up or down; upsert by id.
    """

    user: User


class UserLeftFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Somebody left, or their last connection has been gone for the grace time. Contract mode
    has no ``reason``.
    """

    user: User
    reason: str | UnsetType = UNSET
    """``away`` people stay in the list, offline. ``unlisted`` ones are away, too, and a host
    has taken them off it until they come again. ``undone`` ones never joined, because it
    could not be stored.
    """


class LanguageChangeFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A file of another language is shown. Sync mode hears it with ``folder``, and only of the
    files of older versions.
    """

    language: str
    user: Author | None | UnsetType = UNSET
    """Sync mode only."""


class FolderFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The files, their order, what is shown or what is run has changed. It is told whole."""

    folder: Folder
    user: Author | None
    """Who changed it."""
    shows: bool
    """Everybody is shown the file that is shown now, whatever they look at."""


class RunStartedFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A run began. Its runner gets this too, with the server's stamps."""

    run: Run


class RunOutputFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Output of a run, to everyone but its runner. ``index`` counts 0, 1, 2 … in a run."""

    run_id: str
    index: int
    stream: str
    text: str
    """Empty only beside ``html`` or ``omitted``."""
    html: str | UnsetType = UNSET
    """Of ``display`` and ``value`` only: ``text`` in another form. Sanitize it."""
    omitted: int | UnsetType = UNSET
    """So many bytes were left out before this piece."""


class ExecutionResultFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A run ended. Contract mode has no ``run``. A sync client gets its own runs' results too,
    with the server's stamps.
    """

    output: str
    error: str | None
    timestamp: str
    run: Run | UnsetType = UNSET
    """Sync mode only."""


class CursorChangeFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Where a connection's selection is; null when it has none or is gone."""

    peer: int
    user_id: str
    file: str
    """The id of the file in which it is."""
    cursor: Cursor | None
    language: str | UnsetType = UNSET
    """For the texts of older versions, ``code:<language>``."""


class SessionStateFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Title, state, lobby, locks, or what you may do has changed."""

    state: State
    title: str
    ended_at: str | None
    role: Role
    actions: tuple[str, ...]
    lobby: bool
    """People who come by link wait until they are let in."""
    locks: Locks
    show_values: bool
    """Runs show the value of a Python program's last expression. True unless changed."""
    candidate_checks: bool
    """Candidates may start hidden tests on the server, and learn how many passed."""
    ai: str
    """Whether candidates may be helped by AI: not said, by none, or by their own tools as long
    as they say so aloud.
    """
    ai_sentence: str
    """What people who hold it say of that in their own words. One line, by the rules of
    titles, or nothing.
    """
    note_inserts: bool
    """It is noted when much text comes in one change: how, and how much. True unless changed."""
    note_away: bool
    """It is noted when a candidate is away from the page for five seconds or longer."""
    released_until: str | None | UnsetType = UNSET
    """Until when candidates may fetch their copy. Not told to observers."""
    held_since: str | None | UnsetType = UNSET
    """Since when nothing deletes it. Told to owner and interviewers only."""


class WaitingFrameSession(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``WaitingFrameSession``."""

    id: str
    title: str
    state: State


class WaitingFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """You wait to be let in. Again when the title or the state changes."""

    user: User
    session: WaitingFrameSession


class AnnouncementFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A host has told everybody something."""

    announcement: Announcement


class SignalFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Something was noted of somebody, or they have said something of it. Hosts hear it, and
    whom it is about.
    """

    signal: Signal


class QuestionFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """There is another question, at the end."""

    question: Question


class PrivateSideFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What hosts alone may know of a question. Told to them alone."""

    side: PrivateSide


class QuestionRemovedFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A question was taken out."""

    question: str


class QuestionsOrderFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The questions are in another order."""

    questions: tuple[str, ...]


class CheckStartedFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A program is being run against tests. Of hidden ones hosts alone are told."""

    check: Check


class CheckResultsFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """It is known how some more cases went. Of hidden ones hosts alone are told."""

    check: str
    results: tuple[CaseResult, ...]


class CheckEndedFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """No more results will come of a check. Of hidden ones hosts alone are told."""

    check: str
    state: str
    ended_at: str
    passed: int
    points: int
    of: int


class HiddenCheckEndedFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Hidden tests that you have started are not run any more. Told to whoever may not know
    how they went, and nothing else of it.
    """

    check: str


class HiddenResultFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Hidden tests were all run, and this is what everybody may know of it."""

    result: HiddenResult


class AttachmentFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The interview was attached to a file of its owner's, the file has another path, or it is
    attached no more. Told to the owner alone.
    """

    attachment: Attachment | None
    reason: str | None
    """Why it is attached no more: its owner asked; it has ended; the file or the cell was
    deleted; what is in the file is too long for an interview.
    """


class AckFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The first ``updates`` binary step 2 and update frames of this connection are dealt with
    and what they changed is on disk, up to log position ``seq``.
    """

    updates: int
    """0 for somebody who only reads."""
    seq: int
    at: str
    """Names the entry at ``seq``."""


class ErrorFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A frame of yours was refused; ``about`` is its type, ``sync`` for binary ones."""

    error: str
    code: str
    about: str | None | UnsetType = UNSET
    run_id: str | UnsetType = UNSET
    """The run that the refused frame was about, if it named one."""


class CodeChangeFrame(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The text of the file that is shown changed, or another file is shown. At most 20 a
    second, never your own change alone.
    """

    code: str


ServerFrame = (
    WelcomeFrame
    | UserJoinedFrame
    | UserLeftFrame
    | LanguageChangeFrame
    | FolderFrame
    | RunStartedFrame
    | RunOutputFrame
    | ExecutionResultFrame
    | CursorChangeFrame
    | SessionStateFrame
    | WaitingFrame
    | AnnouncementFrame
    | SignalFrame
    | QuestionFrame
    | PrivateSideFrame
    | QuestionRemovedFrame
    | QuestionsOrderFrame
    | CheckStartedFrame
    | CheckResultsFrame
    | CheckEndedFrame
    | HiddenCheckEndedFrame
    | HiddenResultFrame
    | AttachmentFrame
    | AckFrame
    | ErrorFrame
    | CodeChangeFrame
)
FRAME_TYPES: dict[type[ServerFrame], str] = {
    WelcomeFrame: "welcome",
    UserJoinedFrame: "user_joined",
    UserLeftFrame: "user_left",
    LanguageChangeFrame: "language_change",
    FolderFrame: "folder",
    RunStartedFrame: "run_started",
    RunOutputFrame: "run_output",
    ExecutionResultFrame: "execution_result",
    CursorChangeFrame: "cursor_change",
    SessionStateFrame: "session_state",
    WaitingFrame: "waiting",
    AnnouncementFrame: "announcement",
    SignalFrame: "signal",
    QuestionFrame: "question",
    PrivateSideFrame: "private_side",
    QuestionRemovedFrame: "question_removed",
    QuestionsOrderFrame: "questions_order",
    CheckStartedFrame: "check_started",
    CheckResultsFrame: "check_results",
    CheckEndedFrame: "check_ended",
    HiddenCheckEndedFrame: "hidden_check_ended",
    HiddenResultFrame: "hidden_result",
    AttachmentFrame: "attachment",
    AckFrame: "ack",
    ErrorFrame: "error",
    CodeChangeFrame: "code_change",
}
