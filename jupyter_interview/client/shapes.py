"""The answers of the server, as frozen values. The shapes are those of openapi/openapi.yaml.

Names are Python's, so ``createdAt`` is ``created_at``; times are aware datetimes in UTC, lists are
tuples. A field that this version does not know is left out, so an older client reads a newer
server.
"""

import re
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from functools import cache
from types import UnionType
from typing import Any, Self, TypeVar, cast, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

from .settings import Settings

T = TypeVar("T")
_ENCODED_HASH = re.compile("%(?:25)*23")
"""How some mail and chat programs write the ``#`` of a link."""
_SECRET = re.compile("^[A-Za-z0-9_-]+")
"""The secret of a link, without what was written right behind it."""


@dataclass(frozen=True, slots=True)
class CopiedFrom:
    """The moment of another interview with which one began; ``at`` is a place in the log of that
    one, which may be gone by now."""

    session: str
    at: str


@dataclass(frozen=True, slots=True)
class Session(Settings):
    """An interview as the caller sees it. ``code`` is the text of the file shown.

    ``state`` is ``draft``, ``live`` or ``ended``; ``role`` and ``actions`` are the caller's own.
    For somebody who waits to be let in, ``code`` is empty and there are no ``actions``.
    ``copied_from`` and ``group`` are for those who hold it.
    ``released_until`` is until when candidates may fetch their copy, ``held_since`` since when
    nothing deletes it.
    """

    id: str
    title: str
    language: str
    code: str
    state: str
    created_at: datetime
    ended_at: datetime | None
    epoch: int
    languages: tuple[str, ...]
    role: str
    actions: tuple[str, ...]
    group: str | None = None
    copied_from: CopiedFrom | None = None
    released_until: datetime | None = None
    held_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class SessionEntry(Settings):
    """An interview in a list: a :class:`Session` without its text."""

    id: str
    title: str
    language: str
    state: str
    created_at: datetime
    ended_at: datetime | None
    epoch: int
    languages: tuple[str, ...]
    role: str
    actions: tuple[str, ...]
    group: str | None = None
    copied_from: CopiedFrom | None = None
    released_until: datetime | None = None
    held_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file of an interview; ``language`` is None for data, which is not run."""

    id: str
    name: str
    language: str | None


@dataclass(frozen=True, slots=True)
class FileWithText(File):
    """The same with its text."""

    text: str


@dataclass(frozen=True, slots=True)
class Files:
    """The files of an interview, in their order.

    ``removed`` are those that can be brought back. ``shown`` is the id of the file that everybody
    was shown last, ``entry`` of the one that is run, whichever somebody looks at.
    """

    files: tuple[FileWithText, ...]
    removed: tuple[File, ...]
    shown: str
    entry: str | None


@dataclass(frozen=True, slots=True)
class HashedFile:
    """A file that a run ran, by the SHA-256 of its text."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Program:
    """What a run ran: the file ``name`` and what it could read beside it.

    ``state_vector`` is that of the Yjs document from which the texts were read, in base64.
    """

    name: str
    files: tuple[HashedFile, ...]
    state_vector: str | None


@dataclass(frozen=True, slots=True)
class Attachment:
    """The text of the file with the id ``file``, which is in ``language``, is that of the file at
    ``path``, or of its cell ``cell_id``."""

    path: str
    language: str
    cell_id: str | None
    file: str


@dataclass(frozen=True, slots=True)
class AttachmentState:
    """What an interview is attached to, and whether its server has files to attach it to."""

    attachment: Attachment | None
    possible: bool


@dataclass(frozen=True, slots=True)
class User:
    """Somebody in an interview; ``kind`` is ``user`` (logged in to Jupyter) or ``guest``."""

    id: str
    name: str
    color: str
    role: str
    kind: str
    online: bool
    waiting: bool
    hand_raised_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """``secret`` is a guest's credential, told here and never again; None for Jupyter users."""

    session: Session
    user: User
    secret: str | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a link leads to. ``invited_by`` is the owner, or None as long as they have not been in
    it, or have a name that Jupyter made up. ``waits`` says whether whoever joins now waits to be
    let in. ``name`` is that of the person of a class for whom the link is. The next four are those
    of the interview's settings; ``kept_days`` after its end the server deletes it, if any."""

    title: str
    language: str
    role: str
    invited_by: str | None
    waits: bool
    name: str | None = None
    ai: str = "unsaid"
    ai_sentence: str = ""
    note_inserts: bool = True
    note_away: bool = False
    kept_days: float | None = None


@dataclass(frozen=True, slots=True)
class Invite:
    """A link, without its secret; ``label`` says for whom it is."""

    id: str
    role: str
    created_at: datetime
    expires_at: datetime
    max_uses: int | None
    uses: int
    revoked: bool
    label: str | None


@dataclass(frozen=True, slots=True)
class ListedInvite(Invite):
    """A link and the names of those who came by it."""

    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MintedInvite(Invite):
    """A new link; ``url`` carries the ``secret`` after its ``#``. Both are told here only."""

    secret: str
    url: str


@dataclass(frozen=True, slots=True)
class Author:
    """The person who did it, as they were named then."""

    id: str
    name: str
    color: str


@dataclass(frozen=True, slots=True)
class Output:
    """A piece of output.

    ``stream`` is ``stdout``, ``stderr``, ``image`` (PNGs in base64, a line each), ``display`` (what
    the program showed) or ``value`` (of its last expression). The last two may have ``html``, which
    a program wrote and which is not sanitized. ``omitted`` bytes were left out before this piece.
    """

    stream: str
    text: str
    html: str | None = None
    omitted: int = 0


@dataclass(frozen=True, slots=True)
class TestResult:
    """A test that a run carried; the values are as the language prints them.

    ``status`` is one of ``passed``, ``failed``, ``error``, ``timeout``, ``out_of_memory``,
    ``crashed`` and ``not_run``, or None of a run that an older version has made. ``message`` is
    what the two values do not say.
    """

    name: str
    passed: bool
    expected: str
    got: str
    ms: float
    status: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A run as the server keeps it."""

    id: str
    user: Author | None
    language: str
    state: str
    source: str
    started_at: datetime
    ended_at: datetime | None
    duration_ms: int | None
    outputs: tuple[Output, ...]
    error: str | None
    truncated: bool
    offline: bool = False
    tests: tuple[TestResult, ...] = ()
    program: Program | None = None
    stopped_by: Author | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a run. ``error`` is None when it went well."""

    output: str
    error: str | None
    timestamp: datetime
    run: Run


@dataclass(frozen=True, slots=True)
class LastRun:
    """How the newest run of somebody who does not hold the interview ended, or ``running``.

    ``tests`` is how many tests it had results of, ``passed`` how many of them passed.
    """

    state: str
    at: datetime
    tests: int
    passed: int


@dataclass(frozen=True, slots=True)
class ProgramFile:
    """A text with a name."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ListedQuestion:
    """A question of a bank; ``visible`` and ``hidden`` are how many tests it has."""

    bank: str
    name: str
    title: str
    kind: str
    level: str
    minutes: int
    languages: tuple[str, ...]
    tags: tuple[str, ...]
    license: str
    visible: int
    hidden: int


@dataclass(frozen=True, slots=True)
class QuestionList:
    """What the banks of a server have. ``problems`` says what in them cannot be used, and why;
    ``keeps`` is the bank into which questions of interviews can be kept."""

    questions: tuple[ListedQuestion, ...]
    problems: tuple[str, ...]
    keeps: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question as everybody in an interview may know it.

    ``id`` is its id in the interview, empty for one of a bank. ``bank`` is None for one that was
    written in the interview. ``starters`` are the files of each language, ``cases`` the visible
    tests, both as JSON. ``seconds`` is the limit of a test that has none of its own. ``changed``
    says that its files were others than in ``commit``.
    """

    id: str
    bank: str | None
    name: str
    digest: str
    commit: str | None
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
    starters: dict[str, Any]
    data: tuple[ProgramFile, ...]
    cases: tuple[dict[str, Any], ...]
    names: dict[str, Any]
    seconds: float
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that interviewers look at; ``levels`` from the lowest to the highest."""

    name: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrivateSide:
    """What only the people who hold an interview may know of a question.

    ``show`` is what others learn of hidden tests: ``nothing``, ``counts`` or ``names``. ``cases``
    are the hidden tests as JSON, ``solutions`` programs by language, and ``outside`` files with
    test code by name.
    """

    question: str
    show: str
    cases: tuple[dict[str, Any], ...]
    solutions: dict[str, str]
    rubric: tuple[Criterion, ...]
    notes: str
    outside: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """Both sides of a question, as its bank has it now."""

    question: Question
    side: PrivateSide


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions of an interview in their order. ``sides`` is empty unless you hold it."""

    questions: tuple[Question, ...]
    sides: tuple[PrivateSide, ...]


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How a test went: ``status`` is ``passed``, ``failed``, ``error``, ``timeout``,
    ``out_of_memory``, ``crashed`` or ``not_run``. Long values are cut."""

    index: int
    name: str
    status: str
    expected: str
    got: str
    message: str
    ms: float


@dataclass(frozen=True, slots=True)
class Check:
    """A program was run against the tests of a question, ``hidden`` or visible ones.

    ``source`` is ``server``, or ``browser`` for what a participant's browser says. ``state`` is
    ``running``, ``ended``, ``stopped`` or ``lost``. ``total`` is how many tests were to be run,
    ``points`` what they brought ``of`` all that there were. ``at`` is the place in the log whose
    texts were run, where these were not the texts of then; only hosts know of such a check.
    """

    id: str
    question: str
    hidden: bool
    user: Author | None
    language: str
    source: str
    file: str | None
    state: str
    started_at: datetime
    ended_at: datetime | None
    total: int
    results: tuple[CaseResult, ...]
    passed: int
    points: int
    of: int
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A run or a check that began, or an interview that was ended or went on, as ``kind`` says:
    ``run``, ``check``, ``ended`` or ``reopened``. ``at`` is its place in the log, and ``number``
    counts those of its kind."""

    at: str
    time: datetime
    kind: str
    number: int
    user: Author | None


@dataclass(frozen=True, slots=True)
class RubricCriterion:
    """One thing that is rated, with its levels from the lowest to the highest; ``question`` is the
    title of the question that has it."""

    id: str
    question: str | None
    name: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note of a host. ``at`` is the place in the log at its moment; one without text is a
    bookmark. It is ``final`` once it was submitted or ``shared``."""

    id: str
    text: str
    at: str
    time: datetime
    shared: bool
    final: bool


@dataclass(frozen=True, slots=True)
class Score:
    """The level of a criterion, from 1; None if nothing of it was seen, which is no low level."""

    criterion: RubricCriterion
    level: int | None
    moments: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """``answer`` is ``strong_no``, ``no``, ``yes``, ``strong_yes`` or ``no_answer``."""

    answer: str
    why: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """A later thought about the score of a ``criterion``, about a ``note``, or else about the
    answer."""

    id: str
    reason: str
    time: datetime
    criterion: str | None = None
    note: str | None = None
    level: int | None = None
    answer: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one host has written about an interview."""

    name: str
    notes: tuple[Note, ...]
    scores: tuple[Score, ...]
    recommendation: Recommendation | None
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Remarks:
    """What a host may read: ``others`` is None until they have submitted themselves."""

    rubric: tuple[RubricCriterion, ...]
    mine: Sheet
    others: tuple[Sheet, ...] | None = None


@dataclass(frozen=True, slots=True)
class Moments:
    """The newest moments of an interview, oldest first."""

    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class TextsThen:
    """The files of an interview as they were at a place in its log."""

    at: str
    time: datetime
    files: tuple[FileWithText, ...]
    shown: str


@dataclass(frozen=True, slots=True)
class NamedVerdict:
    """A hidden test and whether it passed."""

    name: str
    passed: bool


@dataclass(frozen=True, slots=True)
class HiddenResult:
    """How hidden tests of a question went when they were all run last. ``cases`` is empty unless
    the question tells their names."""

    question: str
    passed: int
    total: int
    cases: tuple[NamedVerdict, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class PassedTests:
    """Of how many tests how many passed."""

    passed: int
    total: int


@dataclass(frozen=True, slots=True)
class ActivityTests:
    """How the newest checks of questions went that came to their end, whoever made them."""

    visible: PassedTests | None
    hidden: PassedTests | None


@dataclass(frozen=True, slots=True)
class Activity:
    """What goes on in an interview that you hold, in a line.

    Edits and runs are those of people who do not hold it; ``last_active_at`` is when they last
    edited, ran, or began tests of a question, ``hand_raised_at`` since when the first raised hand
    is up, ``tests`` those of questions.
    """

    id: str
    title: str
    group: str | None
    language: str
    state: str
    created_at: datetime
    people: tuple[User, ...]
    last_edit_at: datetime | None
    last_run: LastRun | None
    last_active_at: datetime | None
    hand_raised_at: datetime | None
    tests: ActivityTests = ActivityTests(None, None)


@dataclass(frozen=True, slots=True)
class ActivityList:
    """Newest interview first; ``at`` is now, by the server's clock."""

    at: datetime
    sessions: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a host has told everybody; ``user`` is who they were then, if they had joined."""

    text: str
    user: Author | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Hold:
    """Since when nothing deletes an interview."""

    since: datetime


@dataclass(frozen=True, slots=True)
class Release:
    """Until when the candidates of an interview may fetch their copy."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Seal:
    """The hash of the recording for everybody; None as long as the interview has not ended."""

    sha256: str | None


@dataclass(frozen=True, slots=True)
class SignalAnswer:
    """What somebody says of what was noted of them."""

    text: str
    from_ai: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Signal:
    """What was noted of somebody, as their browser has reported it.

    ``kind`` is ``insert`` or ``away``, ``how`` says which way. ``source`` is ``interview`` or
    ``outside``, None where the browser did not look.
    """

    id: str
    user: Author
    kind: str
    how: str
    file: str | None
    characters: int
    lines: int
    source: str | None
    seconds: int
    at: datetime
    answer: SignalAnswer | None = None


@dataclass(frozen=True, slots=True)
class ClassName:
    """A class of yours, and how many interviews it has."""

    name: str
    sessions: int


@dataclass(frozen=True, slots=True)
class ClassLink:
    """One person's interview and the link to it, told here only."""

    name: str
    session_id: str
    invite_id: str
    url: str


@dataclass(frozen=True, slots=True)
class ClassLinks:
    """A new class; ``csv`` is the table that was sent, with the links. ``name_columns`` are the
    heads of the columns that the names were taken from."""

    name: str
    links: tuple[ClassLink, ...]
    csv: str
    name_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """What stands in a link: where the server is, which interview, and the invite's secret."""

    url: str
    session_id: str
    invite: str

    @classmethod
    def read(cls, link: str) -> Self:
        """Take a link apart; raises ValueError for a text that is no link."""
        page, _, rest = _ENCODED_HASH.sub("#", link.strip(), count=1).partition("#")
        invite = "".join(_SECRET.findall(rest)[:1])
        url, _, session_id = page.rpartition("interview/join/")
        if not (urlsplit(url).netloc and session_id and invite):
            raise ValueError("That is no link of an interview: …/interview/join/ID#SECRET")
        return cls(url, session_id, invite)


def read(kind: type[T], value: Any) -> T:
    """Read JSON as one of these values; raises KeyError, TypeError or ValueError if it is none."""
    return cast(T, _read(kind, value))


def _read(kind: Any, value: Any) -> Any:
    if is_dataclass(kind):
        names = {field.name: _camel(field.name) for field in fields(kind)}
        hints = _hints(cast(type, kind))
        return cast(Any, kind)(
            **{name: _read(hints[name], value[key]) for name, key in names.items() if key in value}
        )
    if isinstance(kind, UnionType):
        return None if value is None else _read(get_args(kind)[0], value)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in value)
    return datetime.fromisoformat(value) if kind is datetime else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)
