"""Values of the contract: what answers, frames, commands and events consist of.

Made by scripts/contract.py; change the document and make it again.
"""

from typing import Any

from msgspec import Struct

from ..domain.roles import Role, State

STREAMS: tuple[str, ...] = ("stdout", "stderr", "image", "display", "value")


class Author(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The person who did it, as they were named then."""

    id: str
    name: str
    color: str


class File(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A file of an interview. Its text is the root ``file:<id>`` of the document, or the root
    ``<id>`` if the id begins with ``code:``.
    """

    id: str
    name: str
    """With folders before it, as in ``ProgramFile``."""
    language: str | None
    """What its name says it is written in. Null for data, which is not run."""


class Folder(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The files of an interview, in the order in which they are shown."""

    files: tuple[File, ...]
    removed: tuple[File, ...]
    """Files that were removed, the newest last. They can be brought back."""
    shown: str
    """The id of the file that was shown to everybody last. Each person may look at another
    one.
    """
    entry: str | None
    """The id of the file that is run, whichever is looked at. Null: the one that is looked at
    is run.
    """


class Output(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``Output``."""

    stream: str
    """``image``: PNGs in base64, each ended by a line break. ``display``: what a program
    showed, ``value``: the value of its last expression; each piece of these two is a thing
    of its own.
    """
    text: str
    """Of ``display`` and ``value`` the plain form. It is always there."""
    html: str | None = None
    """The same as HTML, of ``display`` and ``value`` only, and absent where there is none. A
    program wrote it: a client that draws it must sanitize it first.
    """
    omitted: int = 0
    """So many bytes were left out before this piece, because the output was too long. Absent
    where none were.
    """


class ProgramFile(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A file that a program can import or read."""

    name: str
    """A name, or names of folders before it with ``/`` between them. Each has at most 100
    characters, none of them unseen, a backslash or one of ``: * ? " < > |``, does not end
    with a dot, and has no blank at either end.
    """
    text: str


class TestCase(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """An expression that sees the names of the program, evaluated after it ended well, and one
    that stands by itself and gives what is expected.
    """

    name: str
    expression: str
    expected: str


class TestResult(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``TestResult``."""

    name: str
    passed: bool
    expected: str
    """The value as the language prints it."""
    got: str
    """The value, or the error that was raised instead, or why there is neither."""
    ms: float
    status: str | None = None
    """How the test went. ``error``: there is no value that could be compared. Absent of a run
    that an older version has made.
    """
    message: str | None = None
    """What the two values do not say, if there is anything."""


class Question(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A question of an interview, as everybody in it may know it. It is a copy: what its bank
    says later changes nothing.
    """

    id: str
    """In this interview."""
    bank: str | None
    """The bank it is from. Null for one that was written in the interview."""
    name: str
    """Its folder in the bank."""
    digest: str
    """A SHA-256 over the names and bytes of its files, in hexadecimal."""
    commit: str | None
    """The git commit that is checked out in the repository of the bank, if the question is in
    it.
    """
    title: str
    kind: str
    level: str
    minutes: int
    languages: tuple[str, ...]
    tags: tuple[str, ...]
    license: str
    authors: tuple[str, ...]
    source: str
    statement: str
    """In Markdown."""
    starters: dict[str, Any]
    """By language, what the candidate begins with."""
    data: tuple[ProgramFile, ...]
    """Files for programs in all languages."""
    cases: tuple[dict[str, Any], ...]
    """The visible tests, as ``jupyter_interview/questions/case_json.py`` writes them."""
    names: dict[str, Any]
    """By language, functions whose names are not those of the cases in the way of the
    language.
    """
    seconds: float
    """The limit of a case that has none of its own."""
    changed: bool = False
    """Whether its files are others than in that commit."""


class Criterion(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """One thing that interviewers look at."""

    name: str
    levels: tuple[str, ...]
    """From the lowest to the highest."""


class PrivateSide(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What nobody but the hosts may know of a question."""

    question: str
    show: str
    """What others learn of hidden tests."""
    cases: tuple[dict[str, Any], ...]
    """The hidden tests, like the visible ones."""
    solutions: dict[str, Any]
    """Programs by language."""
    rubric: tuple[Criterion, ...]
    notes: str
    """In Markdown."""
    outside: dict[str, Any] = {}
    """Files with test code by their names, of which some hidden tests are."""


class CaseResult(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """How a case went. Long values are cut, to be shown and for nothing else."""

    index: int
    """Among the cases of its side of the question."""
    name: str
    status: str
    expected: str
    got: str
    message: str
    ms: float


class Check(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A program is run against the tests of a question."""

    id: str
    question: str
    hidden: bool
    """These are the hidden tests. Only hosts know of such a check."""
    user: Author | None
    language: str
    source: str
    """``browser`` is what a participant's browser says."""
    file: str | None
    """The name of the file that is tested."""
    state: str
    started_at: str
    ended_at: str | None
    total: int
    """Cases that were to be run."""
    results: tuple[CaseResult, ...]
    """In the order in which they were known."""
    passed: int
    points: int
    of: int
    """The points of all cases that were to be run."""
    at: str | None = None
    """The place whose texts were run. Absent where it was the texts as they were when it
    began. Only hosts know of a check that has it.
    """


class NamedVerdict(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``NamedVerdict``."""

    name: str
    passed: bool


class HiddenResult(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What everybody may know of a run of hidden tests, where the question says so."""

    question: str
    passed: int
    total: int
    cases: tuple[NamedVerdict, ...]
    """The names, where the question tells them; otherwise none."""
    at: str


class SealedText(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What the text of a file was at one place of the log."""

    file: str
    """Its id."""
    sha256: str
    """Of the text in UTF-8, in hexadecimal."""


class Health(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``Health``."""

    status: str
    reasons: tuple[str, ...] | None = None
    """Why it is degraded; told to people who are logged in to Jupyter. ``not_stored``: the
    disk does not take what people type. ``damaged``: the database contradicts itself and is
    not written any more. ``set_aside``: a damaged one was set aside, and what was in it is
    missing here.
    """
    may_create: bool | None = None
    """Whether this account may create interviews; told to people who are logged in to Jupyter."""


class CopiedFrom(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The moment of another session with which a session began. It may be gone by now."""

    session: str
    """The id of the other session."""
    at: str


class Locks(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What candidates may not do for the time being."""

    editing: bool
    """Candidates may not edit, nor switch the language."""
    runs: bool
    """Candidates may not run programs."""


class SessionEntry(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A session in a list, for which no document is read."""

    id: str
    created_at: str
    language: str
    title: str
    state: State
    ended_at: str | None
    epoch: int
    languages: tuple[str, ...]
    role: Role
    actions: tuple[str, ...]
    group: str | None
    copied_from: CopiedFrom | None
    released_until: str | None
    held_since: str | None
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
    code: str | None = None
    """Text of the file that is shown, if it was asked for."""
    damaged: bool | None = None
    """Comes with ``code``."""
    last_active_at: str | None = None
    """With ``order=activity``, if you are in: when it was edited or run last, within some
    seconds, or else was made.
    """


class Session(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``Session``."""

    id: str
    created_at: str
    code: str
    """Text of the file that is shown."""
    language: str
    title: str
    state: State
    ended_at: str | None
    epoch: int
    """Goes up when the document was rebuilt; a copy of another epoch must not be merged."""
    languages: tuple[str, ...]
    role: Role
    actions: tuple[str, ...]
    damaged: bool
    """Something in the stored record cannot be read; everything else is here. Told to owner
    and interviewers only.
    """
    group: str | None
    """The class it belongs to. Told to owner and interviewers only."""
    copied_from: CopiedFrom | None
    """The moment of another session with which it began. Told to owner and interviewers only."""
    released_until: str | None
    """Until when candidates may fetch their copy, which may be over. Null if it was not
    released, and for observers.
    """
    held_since: str | None
    """Since when it is on hold and nothing deletes it. Told to owner and interviewers only."""
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


class Class(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``Class``."""

    name: str
    sessions: int


class ClassLinksLinks(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``ClassLinksLinks``."""

    name: str
    session_id: str
    invite_id: str
    url: str


class ClassLinks(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``ClassLinks``."""

    name: str
    links: tuple[ClassLinksLinks, ...]
    csv: str
    """The table that was sent, with the columns interview and link behind its own. What a
    spreadsheet would take for a formula has an apostrophe before it.
    """
    name_columns: tuple[str, ...]
    """The heads of the columns that the names were taken from: one, two for first and last
    names, or none.
    """


class User(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``User``."""

    id: str
    name: str
    color: str
    role: Role
    kind: str
    """``user`` has a Jupyter identity, ``guest`` came by link."""
    online: bool
    """Has an open connection now."""
    waiting: bool
    """Has joined and was not let in yet."""
    hand_raised_at: str | None
    """Since when their hand is up."""


class ActivityLastRun(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``ActivityLastRun``."""

    state: str
    at: str
    tests: int
    """How many tests it had results of."""
    passed: int
    """How many of them passed."""


class PassedTests(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Of how many tests how many passed."""

    passed: int
    total: int


class ActivityTests(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """How the newest checks of questions have gone, whoever ran them. A side of which nothing
    was run is null.
    """

    visible: PassedTests | None
    hidden: PassedTests | None


class Activity(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``Activity``."""

    id: str
    title: str
    group: str | None
    language: str
    state: State
    created_at: str
    people: tuple[User, ...]
    last_edit_at: str | None
    last_run: ActivityLastRun | None
    last_active_at: str | None
    """When they last edited, ran, or began tests of a question; null when nothing was done
    yet.
    """
    hand_raised_at: str | None
    """Since when the first raised hand is up."""
    tests: ActivityTests


class ActivityList(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``ActivityList``."""

    at: str
    """Now, by the server."""
    sessions: tuple[Activity, ...]


class ListedQuestion(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A question of a bank, in a list."""

    bank: str
    name: str
    """Its folder in the bank."""
    title: str
    kind: str
    level: str
    minutes: int
    languages: tuple[str, ...]
    tags: tuple[str, ...]
    license: str
    visible: int
    """How many visible tests it has."""
    hidden: int
    """How many hidden ones."""


class QuestionList(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What the banks of a server have, and what is wrong with them."""

    questions: tuple[ListedQuestion, ...]
    problems: tuple[str, ...]
    """A sentence each, with the bank, the file and its line."""
    keeps: str | None = None
    """The bank into which questions of interviews can be kept; absent where there is none."""
    uploads: tuple[str, ...] | None = None
    """Banks that you have uploaded, with those that cannot be used; absent where this server
    takes none.
    """


class BankQuestion(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A question as its bank has it. It has no id yet."""

    question: Question
    side: PrivateSide


class Joined(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``Joined``."""

    session: Session
    user: User
    secret: str | None = None
    """Only for a guest, only here."""


class Announcement(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What a host has told everybody."""

    text: str
    user: Author | None
    """Who said it, as they were called then. Null if they have not joined."""
    at: str


class SignalAnswer(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What somebody says of what was noted of them."""

    text: str
    """Empty when they have only said that it is from AI."""
    from_ai: bool
    at: str


class Signal(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What was noted of somebody, as their browser has reported it, and what they say of it."""

    id: str
    user: Author
    """Whom it is about."""
    kind: str
    how: str
    file: str | None
    """The id of the file into which text came."""
    characters: int
    """UTF-16 units that came."""
    lines: int
    source: str | None
    """Null where the browser did not look."""
    seconds: int
    """How long they were away."""
    at: str
    answer: SignalAnswer | None


class Invitation(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What a link leads to."""

    title: str
    language: str
    role: str
    invited_by: str | None
    """The owner, as others see them. Null as long as they have not been in it, or have a name
    that Jupyter made up.
    """
    waits: bool
    """Whether whoever joins now waits to be let in."""
    name: str | None
    """Of the person for whom the link is, in the interview of a class that is called after
    them. They may join under another one.
    """
    ai: str
    """As in ``Session``."""
    ai_sentence: str
    note_inserts: bool
    note_away: bool
    kept_days: float | None
    """So many days after its end the interview is deleted by this server, at the latest. Null
    where it stays until somebody deletes it.
    """


class ParticipantExportSession(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``ParticipantExportSession``."""

    id: str
    title: str


class ParticipantExportParticipant(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``ParticipantExportParticipant``."""

    id: str
    name: str
    color: str
    role: Role
    kind: str
    identity: str | None
    """Of whom on this server; null for a guest."""
    joined_at: str
    left_at: str | None
    client_ids: tuple[int, ...]
    """Yjs client ids they typed under."""


class Invite(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``Invite``."""

    id: str
    label: str | None
    """For whom it is."""
    role: str
    created_at: str
    expires_at: str
    max_uses: int | None
    uses: int
    revoked: bool


class ParticipantExportEvents(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``ParticipantExportEvents``."""

    at: str
    kind: str
    payload: dict[str, Any] | None


class ParticipantExportEdits(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``ParticipantExportEdits``."""

    at: str
    made_at: str | None
    """When it was made by its author's word, if that was offline."""
    files: tuple[str, ...]
    """The ids of the files."""
    languages: tuple[str, ...]
    """Of these files."""
    inserted: tuple[str, ...]
    """What was typed, piece by piece."""
    deleted_units: int
    """How many UTF-16 units were deleted."""


class HashedFile(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``HashedFile``."""

    name: str
    sha256: str
    """Of its text in UTF-8."""


class Program(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What a run ran, as its browser says, or as this server was given it."""

    name: str
    """The file that was run."""
    files: tuple[HashedFile, ...]
    """That file and the others that it could read."""
    state_vector: str | None
    """The Yjs state vector of the document from which the texts were read, in base64. Null
    where it is not known.
    """


class Run(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``Run``."""

    id: str
    user: Author | None
    language: str
    state: str
    """``lost``: the browser that ran it went away before it told the end."""
    source: str
    """``browser`` streamed from a participant's sandbox and is what that browser says,
    ``reported`` came whole over ``execute``, ``server`` was run by this server.
    """
    started_at: str
    ended_at: str | None
    duration_ms: int | None
    outputs: tuple[Output, ...]
    error: str | None
    truncated: bool
    offline: bool
    """Made without a connection; then ``startedAt`` and ``endedAt`` are by its author's word."""
    tests: tuple[TestResult, ...]
    """Results of the tests that the run carried; none when it did not end well."""
    program: Program | None
    """Null for a run that came whole, for those of older versions, and for older runs in
    ``welcome`` when what it tells would be too long.
    """
    stopped_by: Author | None = None
    """Who stopped it, if that was somebody else than who ran it."""


class Note(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``Note``."""

    id: str
    text: str
    """Empty for a bookmark."""
    at: str
    """The newest entry of the log at its moment; ``0:0`` if there was none."""
    time: str
    """Its moment."""
    shared: bool
    """Whether it was shared by itself, before a submission or after."""
    final: bool
    """Whether it was submitted or shared, and so stays as it is."""


class RubricCriterion(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """One thing that interviewers look at, and where it comes from."""

    id: str
    """``general.1`` and so on are those of the general rubric."""
    question: str | None
    """The title of the question that has it."""
    name: str
    levels: tuple[str, ...]
    """From the lowest to the highest."""


class Score(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``Score``."""

    criterion: RubricCriterion
    """As it was when it was rated."""
    level: int | None
    """From the lowest, 1. Null: not seen, which is no low level."""
    moments: tuple[str, ...]
    """Where it was seen."""
    why: str


class Recommendation(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``Recommendation``."""

    answer: str
    why: str
    time: str
    """When it was submitted."""


class Correction(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """A later thought about a score, a note, or else the overall answer."""

    id: str
    reason: str
    time: str
    criterion: str | None = None
    """The id of the criterion whose score it is about."""
    note: str | None = None
    """The id of the note that it is about."""
    level: int | None = None
    """With a criterion, what it is by now; not seen, if absent."""
    answer: str | None = None
    """Without criterion and note, what it is by now."""
    text: str | None = None
    """With a note, what it should say."""


class Sheet(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The remarks of one person."""

    name: str
    """As they were called when they submitted; one's own as it is now. Empty in the export of
    a person.
    """
    notes: tuple[Note, ...]
    """In the order of their moments."""
    scores: tuple[Score, ...]
    """In the order of the rubric."""
    recommendation: Recommendation | None
    """Null before it is submitted."""
    corrections: tuple[Correction, ...]
    """Oldest first."""


class ParticipantExportRemarks(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What hosts have written about the interview. Absent unless the owner asked for it."""

    read_before_sending: str
    """A sentence for whoever hands it on."""
    is_reader_done: bool
    """Whether the owner had submitted. Otherwise there is nothing of others."""
    sheets: tuple[Sheet, ...]
    """In an order that says nothing of whose they are. Nothing is added up, and no draft is
    among them.
    """


class ParticipantExport(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``ParticipantExport``."""

    session: ParticipantExportSession
    participant: ParticipantExportParticipant
    invite: Invite | None
    """The link that gave them their role."""
    invites: tuple[Invite, ...]
    """All links by which they came."""
    events: tuple[ParticipantExportEvents, ...]
    """Joining, leaving, what was done with files, and the like."""
    edits: tuple[ParticipantExportEdits, ...]
    runs: tuple[Run, ...]
    remarks: ParticipantExportRemarks | None = None
    """What hosts have written about the interview. Absent unless the owner asked for it."""


class RecordingSession(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``RecordingSession``."""

    id: str
    title: str
    state: State
    epoch: int
    ended_at: int | None
    """Milliseconds since 1970."""
    up_to: int
    """The ``seq`` of the last entry that was read."""


class Policy(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What is said of help by AI, and what is noted. As in ``Session``."""

    ai: str
    ai_sentence: str
    note_inserts: bool
    note_away: bool


class RecordingStart(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``RecordingStart``."""

    seq: int
    at: int
    """Milliseconds since 1970."""
    policy: Policy
    files: tuple[File, ...]
    shown: str


class RecordingPeople(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``RecordingPeople``."""

    id: str
    name: str | None
    """Null, as are role and colour, of somebody whose entry is lost."""
    role: Role | None
    color: str | None


class RecordingFiles(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``RecordingFiles``."""

    id: str
    name: str | None
    """At the end. Null of a file whose entry is lost."""
    language: str | None


class RecordingEdits(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The edits, as columns of one length. At ``position``, ``deleted`` units make place for
    the next ``length`` units of ``inserted``. One entry of the log may be several edits,
    each in the text that the ones before it leave.
    """

    seq: tuple[int, ...]
    """Of its entry, less that of the edit before."""
    at: tuple[int, ...]
    """When it is shown, less the time of the edit before."""
    who: tuple[int, ...]
    file: tuple[int, ...]
    position: tuple[int, ...]
    """Less the end of what was inserted last in this file, which is 0 at first."""
    deleted: tuple[int, ...]
    length: tuple[int, ...]
    inserted: str
    """What all edits insert, one after the other."""


class RecordingLate(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Entries of edits that were made without a connection, as columns."""

    seq: tuple[int, ...]
    """Less that of the one before."""
    made: tuple[int, ...]
    """When they were made by their author's clock."""
    came: tuple[int, ...]
    """When they came."""


class RecordingEvents(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``RecordingEvents``."""

    seq: int
    at: int
    who: int
    type: str
    told: dict[str, Any]


class RecordingRunsTests(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``RecordingRunsTests``."""

    name: str
    passed: bool


class RecordingRunsOutput(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``RecordingRunsOutput``."""

    at: int
    stream: str
    text: str


class RecordingRuns(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``RecordingRuns``."""

    id: str
    seq: int
    at: int
    who: int
    language: str | None
    source: str | None
    file: str | None
    """The name of the file that was run."""
    sha256: str | None
    """Of its text."""
    state: str
    error: str | None
    duration_ms: int | None
    end_seq: int | None
    end_at: int | None
    is_cut: bool
    """Whether it has printed more than is told here: images, or more than 8192 characters."""
    tests: tuple[RecordingRunsTests, ...]
    output: tuple[RecordingRunsOutput, ...]


class RecordingChecksResults(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``RecordingChecksResults``."""

    index: int
    status: str


class RecordingChecks(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``RecordingChecks``."""

    id: str
    seq: int
    at: int
    who: int
    question: str | None
    hidden: bool
    language: str | None
    source: str | None
    file: str | None
    cases: tuple[int, ...]
    results: tuple[RecordingChecksResults, ...]
    state: str
    end_seq: int | None
    end_at: int | None
    passed: int
    points: int
    of: int


class RecordingSealsTexts(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``RecordingSealsTexts``."""

    file: int
    sha256: str
    holds: bool
    """Whether the text of this recording is the same at this place."""


class RecordingSeals(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``RecordingSeals``."""

    seq: int
    at: int
    texts: tuple[RecordingSealsTexts, ...]


class RecordingGaps(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``RecordingGaps``."""

    first: int
    """The ``seq`` of the first entry that is missing."""
    last: int
    what: str
    """An edit, an event, or entries that are not there."""


class Recording(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Every text of an interview at every moment, made of its log. The same log gives the same
    bytes, wherever it is converted: JSON in UTF-8 with sorted keys and no space between.
    ``seq`` orders; times are milliseconds since ``start.at``, and never go back. Positions
    and lengths count UTF-16 units. It begins where the interview becomes live, so nothing
    of a draft is in it.
    """

    format: str
    version: int
    """Of this format."""
    audience: str
    """Who may know what is in it."""
    session: RecordingSession
    start: RecordingStart | None
    """Where it became live. Null of what never was."""
    people: tuple[RecordingPeople, ...]
    """Who was let in. ``who`` is a place in this list everywhere, and -1 where it was nobody
    in it.
    """
    files: tuple[RecordingFiles, ...]
    """All files that have been there. ``file`` is a place in this list."""
    edits: RecordingEdits
    """The edits, as columns of one length. At ``position``, ``deleted`` units make place for
    the next ``length`` units of ``inserted``. One entry of the log may be several edits,
    each in the text that the ones before it leave.
    """
    late: RecordingLate
    """Entries of edits that were made without a connection, as columns."""
    events: tuple[RecordingEvents, ...]
    """What else has happened, in order. ``told`` is what ``session.yaml`` says of an event of
    this ``type``.
    """
    runs: tuple[RecordingRuns, ...]
    checks: tuple[RecordingChecks, ...]
    seals: tuple[RecordingSeals, ...]
    """What texts were by their hashes, as the room has said while it was live."""
    gaps: tuple[RecordingGaps, ...]
    """What could not be read of the log."""
    after: int | None = None
    """Only in a part, which tells what came after the entry with this ``seq``; it goes on from
    a recording whose ``upTo`` that is. The rows of ``edits`` and ``late`` go behind those
    that are there, and so do ``seals`` and ``gaps``. ``events``, ``runs`` and ``checks``
    have what is new or has changed: a row takes the place of one with the same ``seq``. The
    rest is as it is now, so every ``who`` that is there already is moved to the place that
    the same ``id`` has among ``people``, or to -1.
    """


class Seal(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``Seal``."""

    sha256: str | None
    """In hexadecimal. Null as long as the session has not ended."""


class Release(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``Release``."""

    until: str


class Hold(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``Hold``."""

    since: str


class FileWithText(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``FileWithText``."""

    id: str
    name: str
    """With folders before it, as in ``ProgramFile``."""
    language: str | None
    """What its name says it is written in. Null for data, which is not run."""
    text: str


class FilesWithTexts(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``FilesWithTexts``."""

    files: tuple[FileWithText, ...]
    removed: tuple[File, ...]
    shown: str
    """As in ``Folder``."""
    entry: str | None
    """As in ``Folder``."""


class SessionQuestions(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The questions of an interview as the caller may know them."""

    questions: tuple[Question, ...]
    sides: tuple[PrivateSide, ...]
    """For the people who hold the interview. None for others."""


class Moment(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Something that has happened in a session, whose texts as they were then can be looked
    at.
    """

    at: str
    time: str
    kind: str
    """A run or a check that began; the session was ended or went on."""
    number: int
    """Among those of its kind."""
    user: Author | None
    """Whose doing it was."""


class MomentList(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``MomentList``."""

    moments: tuple[Moment, ...]
    """The newest 200, oldest first."""


class TextsThen(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The files of a session with their texts as they were at a place in its log."""

    at: str
    time: str
    files: tuple[FileWithText, ...]
    """Those that were there then."""
    shown: str
    """The id of the file that was shown to everybody then."""


class Remarks(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What somebody who holds a session may read of the remarks on it."""

    rubric: tuple[RubricCriterion, ...]
    """What is rated now. The rubrics of the questions that are loaded; where none has one, a
    general one.
    """
    mine: Sheet
    others: tuple[Sheet, ...] | None = None
    """Those of others who have submitted or shared something, in no order of merit. Absent
    before one has submitted.
    """


class ExecutionResult(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``ExecutionResult``."""

    output: str
    error: str | None
    timestamp: str
    run: Run


class Attachment(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``Attachment``."""

    path: str
    cell_id: str | None
    file: str
    """The id of the interview's file whose text it is."""
    language: str
    """In which it is written."""


class AttachmentState(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``AttachmentState``."""

    attachment: Attachment | None
    possible: bool


class ListedInvite(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``ListedInvite``."""

    id: str
    label: str | None
    """For whom it is."""
    role: str
    created_at: str
    expires_at: str
    max_uses: int | None
    uses: int
    revoked: bool
    people: tuple[str, ...]
    """The names of those who came by it, in that order."""


class MintedInvite(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """The contract's ``MintedInvite``."""

    id: str
    label: str | None
    """For whom it is."""
    role: str
    created_at: str
    expires_at: str
    max_uses: int | None
    uses: int
    revoked: bool
    secret: str
    url: str
    """https://host/base/interview/join/{sessionId}#{secret}."""


class Cursor(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """Yjs relative positions as ``Y.relativePositionToJSON`` gives them."""

    anchor: dict[str, Any]
    head: dict[str, Any]
