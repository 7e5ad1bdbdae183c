"""Commands by chance: what anybody could ask of a session, in whatever order.

A step is a few small numbers, so that hypothesis can make a failing story shorter. What they mean
depends on who and what is there when the step is taken.
"""

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import Phase
from hypothesis import strategies as st

from jupyter_interview.contract.session import (
    AddFile,
    AnswerCheck,
    AnswerServerCheck,
    AnswerSignal,
    BeginAttachment,
    BeginServerCheck,
    BeginServerRun,
    ChooseEntry,
    ChooseLanguage,
    Command,
    DeleteSession,
    EndAttachment,
    EndCheck,
    EndRun,
    EndServerCheck,
    EndServerRun,
    Join,
    Kick,
    Leave,
    LoadQuestion,
    LoseChecks,
    LoseRuns,
    NewInvite,
    NoteAway,
    NoteInsert,
    OrderFiles,
    OrderQuestions,
    PersonChange,
    PrintOutput,
    PrintServerOutput,
    RaiseHand,
    ReleaseCopies,
    RemoveFile,
    RemoveQuestion,
    RenameFile,
    RenamePerson,
    ReportResult,
    RestoreFile,
    RevokeInvite,
    SealTexts,
    SessionChange,
    ShowFile,
    StartCheck,
    StartRun,
    StopCheck,
    StopRun,
    UndoJoin,
    WithdrawInvite,
)
from jupyter_interview.contract.values import (
    Attachment,
    CaseResult,
    Output,
    PrivateSide,
    Question,
    SealedText,
    TestResult,
)
from jupyter_interview.domain.actor import SERVER_ITSELF, SHARED, Actor
from jupyter_interview.domain.languages import LANGUAGES
from jupyter_interview.domain.records import ParticipantRecord
from jupyter_interview.domain.roles import Role, State, standing
from jupyter_interview.domain.secrets import hash_secret
from jupyter_interview.session.interview import Interview
from jupyter_interview.session.people_book import is_open, waits
from jupyter_interview.session.release import DAY_US
from tests.thorough import THOROUGH

OWNER = Actor(Role.OWNER, identity="user:ana", name="Ana")
PHASES = tuple(Phase) if THOROUGH else (Phase.generate,)
"""A failing story is made shorter only when there is time: it may take minutes."""
NAMES = ("Ana", "Bo", "Bо", "Cy 🐢", "Größe", "Anonymous Leda", "Bo (2)")
COLORS = (None, "#123456", "#0072b2", "#abcdef")
LOGINS = ("user:eve", "user:dora", OWNER.identity, SHARED)
"""Of people who come by a link."""
SECRET = hash_secret("a secret")
"""The only one of a story."""
GIVEN = (Role.INTERVIEWER, Role.CANDIDATE, Role.OBSERVER)
STATES = (None, State.DRAFT, State.LIVE, State.LIVE, State.ENDED)
ENDS = ("ok", "error", "timeout", "crashed")
FILES = (
    "solution.py",
    "solution.js",
    "a/b.py",
    "a",
    "a/b",
    "data.csv",
    "größe.ts",
    ".env",
    "a.b/c",
)


KINDS = 49
"""The number of commands that a step may ask for."""
_QUESTIONS = 32
"""The first one about questions."""
_TELLING = range(_QUESTIONS + 6, _QUESTIONS + 9)
"""Those with which a browser tells of its check."""
_SERVER_TELLS = (_QUESTIONS + 10, _QUESTIONS + 11, _QUESTIONS + 13)
STATUSES = ("passed", "passed", "failed", "timeout", "not_run")


class Step(NamedTuple):
    """``who`` asks for ``what``; the rest are details. ``seconds`` have passed."""

    what: int
    who: int
    one: int
    two: int
    seconds: int


def steps(least: int) -> st.SearchStrategy[list[Step]]:
    """Long stories: in short ones nobody comes by a link, raises a hand and is removed."""
    small = st.integers(0, 23)
    step = st.builds(Step, st.integers(0, KINDS - 1), small, small, small, st.integers(0, 5))
    return st.lists(step, min_size=least, max_size=2 * least)


def actor_of(step: Step, interview: Interview, now_us: int) -> Actor:
    """The owner, this server, anybody with a link, a stranger with a login, or somebody inside."""
    if step.what in range(2, 12) and step.who % 3:
        return OWNER
    if step.what in range(19, 24) and step.who % 2:
        return SERVER_ITSELF
    if step.what in range(_QUESTIONS, _QUESTIONS + 4) and step.who % 3:
        return OWNER
    if step.what in _SERVER_TELLS and step.who % 2:
        return SERVER_ITSELF
    if step.what in _TELLING and step.who % 4 and (teller := _teller(step, interview)):
        return teller
    if step.what == KINDS - 1:
        identity = OWNER.identity if step.who % 2 else SHARED
        return OWNER if identity == OWNER.identity else Actor(Role.INTERVIEWER, identity=identity)
    links = [link for link in interview.people.invites() if is_open(link, now_us)]
    if step.what < 2 and step.who % 2 and links:
        link = links[step.two % len(links)]
        identity = LOGINS[step.one % len(LOGINS)] if step.who % 5 < 3 else None
        role = Role.INTERVIEWER if step.seconds == 5 else Role(link.role)
        best = min(role, Role(link.role), key=standing)
        return Actor(best, identity=identity, invite_id=link.id)
    if step.what < 2 and step.who % 4:
        return Actor(Role.INTERVIEWER, identity="user:dora", name="Dora")
    if step.who in (4, 5):
        return SERVER_ITSELF
    if step.who == 6:
        return OWNER
    people = interview.people.present()
    if step.what == 12:
        people = [one for one in people if one.role in ("candidate", "observer")]
    if not people:
        return OWNER
    record = people[step.who % len(people)]
    return Actor(Role(record.role), participant_id=record.id, waiting=waits(record))


def command_of(step: Step, interview: Interview, delete: bool = False) -> Command:
    """What is asked for."""
    people, links = interview.people.everybody(), interview.people.invites()
    runs = interview.runs.newest(100)
    here = interview.people.present() if step.two % 5 else people
    person = here[step.one % len(here)].id if here else "p-nobody"
    link = links[step.one % len(links)].id if links else "i-nothing"
    run = runs[-1 - step.one % len(runs)] if runs else None
    run_id = f"run-{step.one:08}" if run is None else run.id
    output = Output("stdout" if step.one % 3 else "stderr", "é" * (1 + step.two))
    tests = (TestResult("one", True, "1", "1", 0.5),) if step.two % 2 else ()
    flags = (None, True, False)
    commands: tuple[Command, ...] = (
        Join(NAMES[step.one % 5], None, COLORS[step.two % 4]),
        Join(NAMES[step.two % 5], None, COLORS[step.one % 4]),
        NewInvite(GIVEN[step.one % 3], 60 + step.two, step.two % 3 or None),
        RevokeInvite(link) if step.two % 3 else WithdrawInvite(link),
        PersonChange(GIVEN[step.two % 3], bool(step.who % 2), None, person),
        PersonChange(None, True, flags[step.two % 3], person),
        Leave(person) if step.two % 4 else UndoJoin(person),
        Kick(person) if step.two % 4 == 0 else RaiseHand(bool(step.one % 2)),
        SessionChange(state=STATES[step.one % 5], lobby=flags[step.two % 3]),
        SessionChange(f"Title {step.one}", STATES[step.two % 5], None, flags[step.one % 3]),
        SessionChange(runs_locked=flags[step.one % 3], shows_values=flags[step.two % 3]),
        ChooseLanguage(LANGUAGES[step.one % 3]),
        RaiseHand(bool(step.two % 3)),
        StartRun(f"run-{step.one:08}{step.two:04}", LANGUAGES[step.two % 3], step.two % 3 * 900),
        StartRun(f"run-{step.two:08}{step.one:04}", LANGUAGES[step.one % 3]),
        PrintOutput(run_id, run.next_index if run else 0, output),
        PrintOutput(run_id, (run.next_index if run else 0) + step.two % 3 - 1, output),
        EndRun(run_id, ENDS[step.one % 4], "Boom" if step.one % 2 else None, 12, False, 0, tests),
        ReportResult("x" * step.one * 9, "Boom" if step.two % 2 else None),
        BeginServerRun(LANGUAGES[step.one % 3], None),
        PrintServerOutput(run_id, output),
        EndServerRun(run_id, ENDS[step.one % 4], None, 5, tests)
        if step.two % 2
        else StopRun(run_id),
        LoseRuns(person) if step.two % 3 else _undo(step, person, interview),
        _attachment(step) if not delete or step.one % 5 else DeleteSession(),
        *_of_files(step, interview),
        *_of_questions(step, interview, person),
        _of_signals(step, interview),
        RenamePerson(person, NAMES[step.two % len(NAMES)]),
        Join(NAMES[step.two % len(NAMES)], None, None, bool(step.one % 3), _known(step, people)),
    )
    return commands[step.what]


def _undo(step: Step, person: str, interview: Interview) -> UndoJoin:
    """That somebody came by a link, or that somebody joined."""
    links = [link.id for link in interview.people.invites()]
    if not links or step.one % 4 == 0:
        return UndoJoin(person)
    link, before = links[step.one % len(links)], links[step.who % len(links)]
    role = GIVEN[step.who % 3] if step.seconds % 2 else None
    return UndoJoin(person, link, SECRET, step.one % 2 == 0, before, role, step.who % 4 > 1)


def _known(step: Step, people: Sequence[ParticipantRecord]) -> str | None:
    """As whom somebody says that they joined before, which need not be them."""
    return people[step.seconds % len(people)].id if people and step.who % 3 else None


def _of_files(step: Step, interview: Interview) -> tuple[Command, ...]:
    """Names clash, also as files with folders; ids are of files that are there, or were."""
    known = (*interview.folder.known, "code:javascript", "f-nothing")
    file, other = known[step.one % len(known)], known[step.two % len(known)]
    name, another = FILES[step.two % len(FILES)], FILES[step.one % len(FILES)]
    return (
        AddFile(name),
        AddFile(another),
        RenameFile(file, name),
        RemoveFile(file),
        RestoreFile(file),
        OrderFiles((file, other, file)),
        ShowFile(file),
        ChooseEntry(file if step.two % 4 else None),
    )


def _teller(step: Step, interview: Interview) -> Actor | None:
    """Somebody whose check goes on."""
    users = [one.check.user for one in interview.checks.running()]
    found = [interview.people.get(user.id) for user in users if user is not None]
    people = [one for one in found if one is not None]
    if not people:
        return None
    record = people[step.one % len(people)]
    return Actor(Role(record.role), participant_id=record.id, waiting=waits(record))


def _of_questions(step: Step, interview: Interview, person: str) -> tuple[Command, ...]:
    """Questions are few, so that some are loaded twice. Checks are mostly of the newest ones."""
    book = interview.questions
    ids = [one.id for one in (*book.removed, *book.listed)] or ["q-nothing"]
    question, other = ids[-1 - step.one % len(ids)], ids[step.two % len(ids)]
    checks = [one.check.id for one in interview.checks.records.values()]
    check = checks[-1 - step.one % 3 % len(checks)] if checks else "check-nothing"
    fresh, language = f"check-{step.one:04}{step.two:04}", ("python", "javascript")[step.two % 2]
    cases = () if step.two % 4 else (step.one % 4, 1, 0, 1)
    results = tuple(
        CaseResult(index, "a name", STATUSES[(index + step.one) % 5], "1", "é" * step.two, "", 0.5)
        for index in (step.two % 4, step.one % 4, step.two % 4)
    )
    flags = (None, True, True, False)
    place = None if step.one % 5 else f"{step.two + 1}:1790000000000000"
    return (
        LoadQuestion(a_question(step.one % 7), a_side(step.two)),
        LoadQuestion(a_question(step.two % 7), a_side(step.one)),
        RemoveQuestion(question) if step.two % 5 == 0 else OrderQuestions((other, question, other)),
        SessionChange(candidate_checks=flags[step.two % 4]),
        StartCheck(fresh, question, False, language, "solution.py", cases, at=place),
        StartCheck(fresh, question, bool(step.two % 3), language, None, ()),
        AnswerCheck(check, results),
        AnswerCheck(check, results[:2]),
        EndCheck(check, ("ended", "stopped")[step.two % 5 == 0]),
        BeginServerCheck(
            question, bool(step.two % 3), language, "solution.py", cases, None, at=place
        ),
        AnswerServerCheck(check, results),
        EndServerCheck(check, ("ended", "lost")[step.two % 5 == 0]),
        StopCheck(check),
        LoseChecks(person),
    )


def _of_signals(step: Step, interview: Interview) -> Command:
    """What a browser reports, what somebody says of it, and whether anything is noted at all."""
    noted, flags = interview.signals.listed, (None, True, True, False)
    signal = noted[-1 - step.one % 3 % len(noted)].id if noted else "s-nothing"
    files = (*interview.folder.known, "f-nothing")
    ways, sources = ("paste", "undo", "dictation"), (None, "interview", "outside")
    match step.two % 5:
        case 0:
            inserts, away = flags[step.one % 4], flags[step.one // 4 % 4]
            ai = (None, "none", "own_tools")[step.one % 3]
            return SessionChange(ai=ai, note_inserts=inserts, note_away=away)
        case 1:
            return AnswerSignal(f"Text {step.one % 4}", step.one % 2 == 0, signal)
        case 2:
            return NoteAway(("hidden", "unfocused")[step.one % 2], 3 + step.one)
        case _:
            number = step.one % 3
            file = files[step.one % len(files)]
            return NoteInsert(ways[number], file, 30 + step.one, 1 + number, sources[number])


def a_question(number: int) -> Question:
    """One of a few, with up to three visible tests."""
    return Question(
        id="",
        bank="a bank" if number % 2 else None,
        name=f"question-{number}",
        digest=f"digest {number}",
        commit=None,
        title=f"Question {number} *größe*",
        kind="algorithm",
        level="junior",
        minutes=number,
        languages=("python", "javascript") if number % 3 else ("python",),
        tags=(),
        license="CC0-1.0",
        authors=(),
        source="",
        statement="Do it.\n",
        starters={},
        data=(),
        cases=tuple(_case(index) for index in range(number % 4)),
        names={},
        seconds=2.0,
    )


def a_side(number: int) -> PrivateSide:
    shows = ("nothing", "counts", "names")
    cases = tuple(_case(index) for index in range(number % 3))
    return PrivateSide("", shows[number % 3 - 1], cases, {"python": "pass"}, (), "Notes.")


def _case(index: int) -> dict[str, object]:
    """A test as JSON, with what a session looks at: the second and the third are one group."""
    group = "a group" if index else None
    return {
        "name": f"case {index}",
        "points": index + 1,
        "group": group,
        "allOrNothing": group is not None,
    }


def _attachment(step: Step) -> Command:
    """An attachment, or now and then the release of copies, or what the server says of texts."""
    if step.seconds == 5:
        until_us = 1_790_000_000_000_000 + step.two * 20 * DAY_US
        return ReleaseCopies(until_us if step.one % 4 else None)
    if step.two % 3 == 0:
        sealed = SealedText(("code:python", "f-1")[step.one % 2], f"{step.one:064x}")
        return SealTexts((sealed,) if step.one % 4 else ())
    if step.two % 2:
        return EndAttachment("asked")
    return BeginAttachment(Attachment("solution.py", None, "code:python", "python"))
