"""The commands and events of a session, who hears an event, and how it is kept.

Made by scripts/contract.py; change the document and make it again.
"""

from enum import StrEnum

from msgspec import Struct

from ..domain.records import LogKind
from ..domain.roles import Role, State
from .values import (
    Attachment,
    Author,
    CaseResult,
    CopiedFrom,
    Cursor,
    NamedVerdict,
    Output,
    PrivateSide,
    Program,
    ProgramFile,
    Question,
    SealedText,
    TestCase,
    TestResult,
)


class SessionCreated(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The session begins."""

    title: str
    language: str
    state: State
    created_by: str
    """The Jupyter identity to which it belongs."""
    group: str | None = None
    """The class it belongs to."""
    copied_from: CopiedFrom | None = None
    """The moment of another session with which it begins."""
    lobby: bool = False
    """People who come by link wait until they are let in."""
    ai: str = "unsaid"
    """Whether candidates may be helped by AI: not said, by none, or by their own tools as long
    as they say so aloud.
    """
    ai_sentence: str = ""
    """What people who hold it say of that in their own words. One line, by the rules of
    titles, or nothing.
    """
    note_inserts: bool = True
    """It is noted when much text comes in one change: how, and how much. True unless changed."""
    note_away: bool = False
    """It is noted when a candidate is away from the page for five seconds or longer."""


class SessionChanged(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Title, state, lobby, locks or settings are others now. What is not named stays as it is."""

    title: str | None = None
    state: State | None = None
    epoch: int | None = None
    """The draft was started, and another document begins."""
    language: str | None = None
    """Of the text that the new document shows, beside ``epoch``."""
    lobby: bool | None = None
    """People who come by link wait until they are let in."""
    editing_locked: bool | None = None
    """Candidates may not edit, nor switch the language."""
    runs_locked: bool | None = None
    """Candidates may not run programs."""
    shows_values: bool | None = None
    """Runs show the value of a Python program's last expression. True unless changed."""
    candidate_checks: bool | None = None
    """Candidates may start hidden tests on the server, and learn how many passed."""
    ai: str | None = None
    """Whether candidates may be helped by AI: not said, by none, or by their own tools as long
    as they say so aloud.
    """
    ai_sentence: str | None = None
    """What people who hold it say of that in their own words. One line, by the rules of
    titles, or nothing.
    """
    note_inserts: bool | None = None
    """It is noted when much text comes in one change: how, and how much. True unless changed."""
    note_away: bool | None = None
    """It is noted when a candidate is away from the page for five seconds or longer."""


class SessionDeleted(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The session is gone for everybody. Its log goes with it."""


class LanguageChanged(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The file ``code:<language>`` is shown to everybody. It is added if it was not there."""

    language: str


class FileAdded(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """There is another file, at the end. Or one that was removed is back."""

    file: str
    name: str
    language: str | None


class FileRenamed(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A file has another name, and the language that this says."""

    file: str
    name: str
    language: str | None


class FileRemoved(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A file is not among the others any more. Its text stays in the document."""

    file: str


class FilesOrdered(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The files are in another order."""

    files: tuple[str, ...]


class FileShown(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Another file is shown to everybody."""

    file: str


class EntryChosen(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """This file is run, whichever is looked at; or, without one, the file that is looked at."""

    file: str | None


class PersonJoined(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Somebody has joined for the first time. The secret is known by its hash alone."""

    participant: str
    name: str
    role: Role
    color: str
    identity: str | None = None
    """A Jupyter identity. Without one, the person is a guest."""
    secret_sha256: bytes | None = None
    invite: str | None = None
    """The link by which they came."""
    admitted: bool = True
    """Whether they need not wait."""


class PersonCameAgain(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Somebody with a login who is in the interview has come by a link, and is the same
    person. The secret is known by its hash alone. It is a use of the link if they have not
    come by it before.
    """

    participant: str
    invite: str
    """The link by which they came."""
    secret_sha256: bytes | None = None
    leads: bool = False
    """Whether they have their role by this link from now on."""


class WayClosed(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What somebody has opened by this link is theirs no longer. They stay, by another way."""

    participant: str
    invite: str


class WayUndone(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """That somebody in the interview came by a link could not be stored, and they may try
    again. What they have opened by it is theirs no longer. The secret is known by its hash
    alone.
    """

    participant: str
    invite: str
    """The link by which they came."""
    secret_sha256: bytes | None = None
    is_known: bool = False
    """Whether they had come by this link before."""
    before: str | None = None
    """The link by which they had their role, if this one had given them one."""


class PersonChanged(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Somebody has another role, or was let in, or has to wait."""

    participant: str
    role: Role
    admitted: bool
    by_host: bool = False
    """Whether a host has given them this role."""


class PersonRenamed(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Somebody goes by another name, and is the same person."""

    participant: str
    name: str


class ColorChanged(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Somebody came again and has chosen another colour."""

    participant: str
    color: str


class PersonLeft(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Somebody has gone for good. ``undone``: it could not be stored that they joined, so they
    never did, or are off the list again.
    """

    participant: str
    reason: str


class PersonListed(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Somebody who is away is off the list of people, or on it again because they came. They
    are in the interview all the same.
    """

    participant: str
    listed: bool


class HandChanged(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Somebody's hand went up or down."""

    participant: str
    raised: bool


class Announced(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A host has told everybody something."""

    text: str
    user: Author | None


class InviteMade(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """There is a new link. Its secret is known by its hash alone."""

    invite: str
    role: Role
    secret_sha256: bytes
    expires_us: int
    """Microseconds since the epoch."""
    max_uses: int | None = None
    label: str | None = None
    """For whom it is."""


class InviteRevoked(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Nobody joins by this link any more."""

    invite: str


class InviteReturned(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Somebody joined by this link, but that could not be stored. The use counts no more."""

    invite: str


class RunStarted(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A run began."""

    run: str
    user: Author | None
    language: str
    source: str
    made_us: int | None = None
    """When it began by its author's word, for a run that was made offline."""
    program: Program | None = None


class RunPrinted(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A run has printed something."""

    run: str
    index: int
    output: Output
    truncated: bool = False
    """Of older logs, where what did not fit was lost here."""


class RunWithheld(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A run has printed more than its first part. The newest of this is kept until the end."""

    run: str
    index: int
    output: Output


class RunEnded(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A run ended, or its browser has gone away."""

    run: str
    state: str
    error: str | None
    duration_ms: int | None
    truncated: bool
    made_us: int | None = None
    tests: tuple[TestResult, ...] = ()
    tail: tuple[Output, ...] = ()
    """The end of output that did not fit into its first part."""
    stopped_by: Author | None = None
    """Who stopped it, if that was somebody else than who ran it."""


class QuestionLoaded(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """There is another question, at the end."""

    question: Question


class PrivateSideKept(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What hosts alone may know of a question that was just loaded."""

    side: PrivateSide


class QuestionRemoved(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A question is not among the others any more. Files that came with it stay."""

    question: str


class QuestionsOrdered(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The questions are in another order."""

    questions: tuple[str, ...]


class CheckStarted(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A program is being run against tests of a question."""

    check: str
    question: str
    user: Author | None
    language: str
    source: str
    file: str | None
    cases: tuple[int, ...]
    """The indexes of the cases that are run."""
    hidden: bool = True
    program: Program | None = None
    at: str | None = None
    """The place in the log, ``seq:at``, whose texts are run. Null for the texts as they are."""


class CheckAnswered(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """It is known how some more cases went."""

    check: str
    results: tuple[CaseResult, ...]
    hidden: bool = True
    at: str | None = None
    """As when it began."""


class CheckEnded(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """No more results will come of a check."""

    check: str
    state: str
    passed: int
    points: int
    of: int
    hidden: bool = True
    at: str | None = None
    """As when it began."""


class HiddenResultTold(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Hidden tests were all run, and their question says what others learn of that."""

    question: str
    passed: int
    total: int
    cases: tuple[NamedVerdict, ...] = ()


class TextsSealed(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The texts that have changed were these at this place of the log, by their SHA-256. The
    room writes it while it has the texts, so that a recording made of the log can be
    compared with what was live. None is of a draft.
    """

    texts: tuple[SealedText, ...]


class SignalNoted(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Something was noted of somebody, as their browser has reported it. ``insert``: much text
    came in one change. ``away``: they were away from the page. Hosts hear of it, and the
    person whom it is about.
    """

    signal: str
    participant: str
    kind: str
    how: str
    file: str | None = None
    """The id of the file into which it came."""
    characters: int = 0
    """UTF-16 units that came."""
    lines: int = 0
    source: str | None = None
    seconds: int = 0
    """How long they were away."""


class SignalAnswered(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Somebody says something of what was noted of them, instead of what they said before."""

    signal: str
    participant: str
    text: str
    """Empty when they say nothing."""
    from_ai: bool
    """What came is from AI, by their own word."""


class ReleaseChanged(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Candidates may fetch their copy of what everybody could see until then; null ends it.
    Whom it concerns is told ``releasedUntil`` of the session. When the session is reopened,
    it ends by itself.
    """

    until_us: int | None
    """Microseconds since the epoch."""


class HoldChanged(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The session is on hold, and nothing deletes it; or the hold was taken away. Hosts are
    told ``heldSince`` of the session.
    """

    held: bool


class AttachmentBegun(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The session is attached to a file, or the file has another path."""

    attachment: Attachment


class AttachmentEnded(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The session is attached to no file any more."""

    reason: str


class CreateSession(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Begin a session."""

    language: str
    title: str
    state: State = State.LIVE
    group: str | None = None
    copied_from: CopiedFrom | None = None
    lobby: bool = False
    """People who come by link wait until they are let in."""
    ai: str = "unsaid"
    """Whether candidates may be helped by AI: not said, by none, or by their own tools as long
    as they say so aloud.
    """
    ai_sentence: str = ""
    """What people who hold it say of that in their own words. One line, by the rules of
    titles, or nothing.
    """
    note_inserts: bool = True
    """It is noted when much text comes in one change: how, and how much. True unless changed."""
    note_away: bool = False
    """It is noted when a candidate is away from the page for five seconds or longer."""


class SessionChange(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What shall be different. What is not named stays as it is."""

    title: str | None = None
    state: State | None = None
    lobby: bool | None = None
    """People who come by link wait until they are let in."""
    editing_locked: bool | None = None
    """Candidates may not edit, nor switch the language."""
    runs_locked: bool | None = None
    """Candidates may not run programs."""
    shows_values: bool | None = None
    """Runs show the value of a Python program's last expression. True unless changed."""
    candidate_checks: bool | None = None
    """Candidates may start hidden tests on the server, and learn how many passed."""
    ai: str | None = None
    """Whether candidates may be helped by AI: not said, by none, or by their own tools as long
    as they say so aloud.
    """
    ai_sentence: str | None = None
    """What people who hold it say of that in their own words. One line, by the rules of
    titles, or nothing.
    """
    note_inserts: bool | None = None
    """It is noted when much text comes in one change: how, and how much. True unless changed."""
    note_away: bool | None = None
    """It is noted when a candidate is away from the page for five seconds or longer."""


class DeleteSession(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Delete the session for everybody."""


class ChooseLanguage(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Show everybody a file of another language, which is added if there is none."""

    language: str


class AddFile(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Add an empty file."""

    name: str


class RenameFile(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Give a file another name."""

    file: str
    name: str


class RemoveFile(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Take a file out. It can be brought back."""

    file: str


class RestoreFile(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Bring back a file that was removed, under another name if its own is taken."""

    file: str


class OrderFiles(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Put the files into another order."""

    files: tuple[str, ...]


class ShowFile(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Show everybody a file."""

    file: str


class ChooseEntry(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Run this file, whichever is looked at; without one, the file that is looked at."""

    file: str | None


class Join(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Join under a name. By whichever way the actor came, by a login or by a link."""

    user_name: str
    invite: str | None = None
    """The secret of a link."""
    color: str | None = None
    keep_name: bool = False
    """Nobody chose ``userName``, so whoever has joined already keeps the name they have."""
    participant: str | None = None
    """As whom the actor joined before."""


class UndoJoin(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Take back that somebody joined, because it could not be stored. With a link, take back
    that somebody came by it who was in the interview already; the rest says what they were.
    """

    participant: str
    invite: str | None = None
    """The link by which they came."""
    secret_sha256: bytes | None = None
    is_known: bool = False
    """Whether they had come by this link before."""
    before: str | None = None
    """The link by which they had their role."""
    role: Role | None = None
    """Their role, if the link gave them another one."""
    admitted: bool = True
    """Whether they were let in, then."""


class Leave(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Leave for good."""

    participant: str


class Kick(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Remove somebody, and close the link by which they came."""

    participant: str


class PersonChange(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Let somebody in, give them another role, see to their hand, or to their place on the
    list.
    """

    role: Role | None
    admitted: bool
    hand: bool | None = None
    participant: str = ""
    listed: bool | None = None
    """The server itself lists people again, when they come."""


class RenamePerson(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Go by another name."""

    participant: str
    name: str


class RaiseHand(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """One's own hand, up or down."""

    raised: bool


class Announce(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Tell everybody something, instead of what was told before."""

    text: str


class NewInvite(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Make a link."""

    role: Role
    expires_in: int
    """Seconds."""
    max_uses: int | None
    label: str | None = None
    """For whom it is."""


class RevokeInvite(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Close a link, and shut out everybody who came by it."""

    invite: str


class WithdrawInvite(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Close a link whose secret nobody was told, because it could not be stored."""

    invite: str


class StartRun(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A run begins in the actor's browser, or began there some time ago."""

    run_id: str
    language: str
    age_ms: int = 0
    program: Program | None = None


class PrintOutput(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A run in the actor's browser has printed something."""

    run_id: str
    index: int
    output: Output


class EndRun(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A run in the actor's browser has ended."""

    run_id: str
    state: str
    error: str | None
    duration_ms: int
    truncated: bool
    age_ms: int = 0
    tests: tuple[TestResult, ...] = ()


class ReportResult(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A run that comes whole, after it ended somewhere else."""

    output: str
    error: str | None


class BeginServerRun(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """This server begins a program that it was asked to run."""

    language: str
    run_id: str | None = None
    program: Program | None = None


class PrintServerOutput(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A run of this server has printed something."""

    run_id: str
    output: Output


class EndServerRun(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A run of this server has ended."""

    run_id: str
    state: str
    error: str | None
    duration_ms: int
    tests: tuple[TestResult, ...] = ()


class StopRun(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """End a run that goes on, in whichever browser or on this server. Others' runs are ended
    by the people who hold the session.
    """

    run_id: str


class LoseRuns(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Somebody stays away, and with them the browser in which their runs ran."""

    participant: str


class LoadQuestion(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Add a question with its private side. Both were read from a bank, or written by the
    actor. Their ids are given here.
    """

    question: Question
    side: PrivateSide


class RemoveQuestion(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Take a question out."""

    question: str


class OrderQuestions(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Put the questions into another order."""

    questions: tuple[str, ...]


class StartCheck(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The actor's browser begins to run a program against the tests of a question."""

    check_id: str
    question: str
    hidden: bool
    language: str
    file: str | None
    cases: tuple[int, ...]
    """Of those of that side. None for all of them."""
    program: Program | None = None
    at: str | None = None
    """The place in the log, ``seq:at``, whose texts are run. Null for the texts as they are."""


class AnswerCheck(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The actor's browser says how some more cases went."""

    check_id: str
    results: tuple[CaseResult, ...]
    """Their names are those of the question."""


class EndCheck(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The actor's browser has run all cases, or was stopped."""

    check_id: str
    state: str


class BeginServerCheck(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """This server begins to run a program against the tests of a question."""

    question: str
    hidden: bool
    language: str
    file: str | None
    cases: tuple[int, ...]
    check_id: str | None = None
    program: Program | None = None
    at: str | None = None
    """The place in the log, ``seq:at``, whose texts are run. Null for the texts as they are."""


class AnswerServerCheck(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """This server says how some more cases went."""

    check_id: str
    results: tuple[CaseResult, ...]


class EndServerCheck(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A check of this server has ended."""

    check_id: str
    state: str


class StopCheck(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """End a check that goes on. Others' checks are ended by the people who hold the session."""

    check_id: str


class LoseChecks(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Somebody stays away, and with them the browser in which their checks ran."""

    participant: str


class SealTexts(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Whoever has the texts says what they are now. Nothing is said of a draft."""

    texts: tuple[SealedText, ...]


class NoteInsert(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The actor's browser says that much text came in one change, which it has sent before."""

    how: str
    file: str
    characters: int
    lines: int
    source: str | None


class NoteAway(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The actor's browser says that they were away from the page, and are back."""

    how: str
    seconds: int


class AnswerSignal(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Say something of what was noted of oneself."""

    text: str
    from_ai: bool
    signal: str = ""


class ReleaseCopies(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Let candidates of a session that has ended fetch their copy until then; null takes that
    back.
    """

    until_us: int | None
    """Microseconds since the epoch."""


class HoldSession(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Keep the session from being deleted by anybody and by time; or let it be deleted again."""

    held: bool


class BeginAttachment(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The session is attached to this file now."""

    attachment: Attachment


class EndAttachment(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The session is attached to no file any more."""

    reason: str


class ReplaceCode(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Replace the text that is shown."""

    code: str


class MoveCursor(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Relative positions as Yjs writes them, or null for no selection."""

    file: str
    cursor: Cursor | None


class MoveCursorTo(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Offsets in UTF-16 units in the text that is shown."""

    position: int
    anchor: int


class DateEdits(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The edits that follow were made so long before this was sent."""

    age_ms: int


class RunHere(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """This server shall run a program, under an id of the client's choice or of its own."""

    code: str
    language: str
    stdin: str = ""
    tests: tuple[TestCase, ...] = ()
    run_id: str | None = None
    name: str | None = None
    """Of the file that is run."""
    state_vector: str | None = None
    """Of the document from which the texts were read, in base64."""
    files: tuple[ProgramFile, ...] | None = None
    """What it can import and read; none for a program that is one file."""


class CheckHere(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """This server shall run a file of the session against the tests of a question, as its text
    is now or was at a place in the log.
    """

    question: str
    hidden: bool
    file: str
    """Its id."""
    cases: tuple[int, ...] = ()
    """Of those of that side. None for all of them."""
    check_id: str | None = None
    """Of the client's choice, or of the server's."""
    at: str | None = None
    """The place in the log, ``seq:at``, whose texts are run. Null for the texts as they are."""


Event = (
    SessionCreated
    | SessionChanged
    | SessionDeleted
    | LanguageChanged
    | FileAdded
    | FileRenamed
    | FileRemoved
    | FilesOrdered
    | FileShown
    | EntryChosen
    | PersonJoined
    | PersonCameAgain
    | WayClosed
    | WayUndone
    | PersonChanged
    | PersonRenamed
    | ColorChanged
    | PersonLeft
    | PersonListed
    | HandChanged
    | Announced
    | InviteMade
    | InviteRevoked
    | InviteReturned
    | RunStarted
    | RunPrinted
    | RunWithheld
    | RunEnded
    | QuestionLoaded
    | PrivateSideKept
    | QuestionRemoved
    | QuestionsOrdered
    | CheckStarted
    | CheckAnswered
    | CheckEnded
    | HiddenResultTold
    | TextsSealed
    | SignalNoted
    | SignalAnswered
    | ReleaseChanged
    | HoldChanged
    | AttachmentBegun
    | AttachmentEnded
)
Command = (
    CreateSession
    | SessionChange
    | DeleteSession
    | ChooseLanguage
    | AddFile
    | RenameFile
    | RemoveFile
    | RestoreFile
    | OrderFiles
    | ShowFile
    | ChooseEntry
    | Join
    | UndoJoin
    | Leave
    | Kick
    | PersonChange
    | RenamePerson
    | RaiseHand
    | Announce
    | NewInvite
    | RevokeInvite
    | WithdrawInvite
    | StartRun
    | PrintOutput
    | EndRun
    | ReportResult
    | BeginServerRun
    | PrintServerOutput
    | EndServerRun
    | StopRun
    | LoseRuns
    | LoadQuestion
    | RemoveQuestion
    | OrderQuestions
    | StartCheck
    | AnswerCheck
    | EndCheck
    | BeginServerCheck
    | AnswerServerCheck
    | EndServerCheck
    | StopCheck
    | LoseChecks
    | SealTexts
    | NoteInsert
    | NoteAway
    | AnswerSignal
    | ReleaseCopies
    | HoldSession
    | BeginAttachment
    | EndAttachment
)
ConnectionCommand = ReplaceCode | MoveCursor | MoveCursorTo | DateEdits | RunHere | CheckHere


class Audience(StrEnum):
    """Who may hear an event."""

    EVERYBODY = "everybody"
    HOSTS = "hosts"
    OWNER = "owner"


EVENTS: tuple[type[Event], ...] = (
    SessionCreated,
    SessionChanged,
    SessionDeleted,
    LanguageChanged,
    FileAdded,
    FileRenamed,
    FileRemoved,
    FilesOrdered,
    FileShown,
    EntryChosen,
    PersonJoined,
    PersonCameAgain,
    WayClosed,
    WayUndone,
    PersonChanged,
    PersonRenamed,
    ColorChanged,
    PersonLeft,
    PersonListed,
    HandChanged,
    Announced,
    InviteMade,
    InviteRevoked,
    InviteReturned,
    RunStarted,
    RunPrinted,
    RunWithheld,
    RunEnded,
    QuestionLoaded,
    PrivateSideKept,
    QuestionRemoved,
    QuestionsOrdered,
    CheckStarted,
    CheckAnswered,
    CheckEnded,
    HiddenResultTold,
    TextsSealed,
    SignalNoted,
    SignalAnswered,
    ReleaseChanged,
    HoldChanged,
    AttachmentBegun,
    AttachmentEnded,
)
COMMANDS: tuple[type[Command], ...] = (
    CreateSession,
    SessionChange,
    DeleteSession,
    ChooseLanguage,
    AddFile,
    RenameFile,
    RemoveFile,
    RestoreFile,
    OrderFiles,
    ShowFile,
    ChooseEntry,
    Join,
    UndoJoin,
    Leave,
    Kick,
    PersonChange,
    RenamePerson,
    RaiseHand,
    Announce,
    NewInvite,
    RevokeInvite,
    WithdrawInvite,
    StartRun,
    PrintOutput,
    EndRun,
    ReportResult,
    BeginServerRun,
    PrintServerOutput,
    EndServerRun,
    StopRun,
    LoseRuns,
    LoadQuestion,
    RemoveQuestion,
    OrderQuestions,
    StartCheck,
    AnswerCheck,
    EndCheck,
    BeginServerCheck,
    AnswerServerCheck,
    EndServerCheck,
    StopCheck,
    LoseChecks,
    SealTexts,
    NoteInsert,
    NoteAway,
    AnswerSignal,
    ReleaseCopies,
    HoldSession,
    BeginAttachment,
    EndAttachment,
)
AUDIENCE: dict[type[Event], Audience] = {
    SessionCreated: Audience.HOSTS,
    SessionChanged: Audience.EVERYBODY,
    SessionDeleted: Audience.EVERYBODY,
    LanguageChanged: Audience.EVERYBODY,
    FileAdded: Audience.EVERYBODY,
    FileRenamed: Audience.EVERYBODY,
    FileRemoved: Audience.EVERYBODY,
    FilesOrdered: Audience.EVERYBODY,
    FileShown: Audience.EVERYBODY,
    EntryChosen: Audience.EVERYBODY,
    PersonJoined: Audience.EVERYBODY,
    PersonCameAgain: Audience.HOSTS,
    WayClosed: Audience.HOSTS,
    WayUndone: Audience.HOSTS,
    PersonChanged: Audience.EVERYBODY,
    PersonRenamed: Audience.EVERYBODY,
    ColorChanged: Audience.EVERYBODY,
    PersonLeft: Audience.EVERYBODY,
    PersonListed: Audience.EVERYBODY,
    HandChanged: Audience.EVERYBODY,
    Announced: Audience.EVERYBODY,
    InviteMade: Audience.OWNER,
    InviteRevoked: Audience.OWNER,
    InviteReturned: Audience.OWNER,
    RunStarted: Audience.EVERYBODY,
    RunPrinted: Audience.EVERYBODY,
    RunWithheld: Audience.HOSTS,
    RunEnded: Audience.EVERYBODY,
    QuestionLoaded: Audience.EVERYBODY,
    PrivateSideKept: Audience.HOSTS,
    QuestionRemoved: Audience.EVERYBODY,
    QuestionsOrdered: Audience.EVERYBODY,
    CheckStarted: Audience.EVERYBODY,
    CheckAnswered: Audience.EVERYBODY,
    CheckEnded: Audience.EVERYBODY,
    HiddenResultTold: Audience.EVERYBODY,
    TextsSealed: Audience.EVERYBODY,
    SignalNoted: Audience.HOSTS,
    SignalAnswered: Audience.HOSTS,
    ReleaseChanged: Audience.HOSTS,
    HoldChanged: Audience.HOSTS,
    AttachmentBegun: Audience.OWNER,
    AttachmentEnded: Audience.OWNER,
}
"""Who may hear an event, as long as it is not about somebody in the lobby."""
KEPT: dict[type[Event], LogKind] = {
    SessionCreated: LogKind.CREATED,
    SessionChanged: LogKind.STATE,
    LanguageChanged: LogKind.LANGUAGE,
    FileAdded: LogKind.FILE_ADDED,
    FileRenamed: LogKind.FILE_RENAMED,
    FileRemoved: LogKind.FILE_REMOVED,
    FilesOrdered: LogKind.FILES_ORDERED,
    FileShown: LogKind.FILE_SHOWN,
    EntryChosen: LogKind.ENTRY_CHOSEN,
    PersonJoined: LogKind.JOIN,
    PersonCameAgain: LogKind.CAME_AGAIN,
    WayClosed: LogKind.WAY_CLOSED,
    WayUndone: LogKind.WAY_UNDONE,
    PersonChanged: LogKind.PERSON,
    PersonRenamed: LogKind.RENAMED,
    ColorChanged: LogKind.COLOR,
    PersonLeft: LogKind.LEAVE,
    PersonListed: LogKind.LISTED,
    HandChanged: LogKind.HAND,
    Announced: LogKind.ANNOUNCED,
    InviteMade: LogKind.INVITE,
    InviteRevoked: LogKind.REVOKED,
    InviteReturned: LogKind.RETURNED,
    RunStarted: LogKind.RUN,
    RunPrinted: LogKind.OUTPUT,
    RunEnded: LogKind.RESULT,
    QuestionLoaded: LogKind.QUESTION,
    PrivateSideKept: LogKind.PRIVATE_SIDE,
    QuestionRemoved: LogKind.QUESTION_REMOVED,
    QuestionsOrdered: LogKind.QUESTIONS_ORDERED,
    CheckStarted: LogKind.CHECK,
    CheckAnswered: LogKind.CHECK_RESULTS,
    CheckEnded: LogKind.CHECK_END,
    HiddenResultTold: LogKind.HIDDEN_RESULT,
    TextsSealed: LogKind.SEAL,
    SignalNoted: LogKind.SIGNAL,
    SignalAnswered: LogKind.SIGNAL_ANSWER,
    ReleaseChanged: LogKind.RELEASE,
    HoldChanged: LogKind.HOLD,
}
"""The kind of an event's entry in the log. An event that is not here has none."""
PRIVATE: frozenset[tuple[type[Event | Command], str]] = frozenset(
    {
        (PersonJoined, "secretSha256"),
        (PersonCameAgain, "secretSha256"),
        (WayUndone, "secretSha256"),
        (InviteMade, "secretSha256"),
        (Join, "invite"),
        (UndoJoin, "secretSha256"),
    }
)
"""Properties that are told to nobody."""
