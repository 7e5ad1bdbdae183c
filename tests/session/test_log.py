"""EV4, EV5, EV7, EV9 to EV11: how the log keeps events, who hears them, and older versions."""

import json
from typing import Any

import pytest

from jupyter_interview.contract import values
from jupyter_interview.contract.session import (
    AUDIENCE,
    EVENTS,
    KEPT,
    Announced,
    AnswerCheck,
    Audience,
    CheckAnswered,
    CheckEnded,
    CheckStarted,
    ColorChanged,
    CreateSession,
    EntryChosen,
    Event,
    FileAdded,
    FileRemoved,
    FileRenamed,
    FileShown,
    FilesOrdered,
    HandChanged,
    HiddenResultTold,
    HoldChanged,
    InviteMade,
    InviteReturned,
    InviteRevoked,
    LanguageChanged,
    LoseChecks,
    PersonCameAgain,
    PersonChanged,
    PersonJoined,
    PersonLeft,
    PersonListed,
    PersonRenamed,
    PrivateSideKept,
    QuestionLoaded,
    QuestionRemoved,
    QuestionsOrdered,
    ReleaseChanged,
    RunEnded,
    RunPrinted,
    RunStarted,
    SessionChange,
    SessionChanged,
    SessionCreated,
    SignalAnswered,
    SignalNoted,
    TextsSealed,
    WayClosed,
    WayUndone,
)
from jupyter_interview.contract.values import Author, Output
from jupyter_interview.domain.actor import SERVER_ITSELF, Actor
from jupyter_interview.domain.limits import Limits
from jupyter_interview.domain.records import LogEntry, LogKind
from jupyter_interview.domain.roles import Role, State
from jupyter_interview.domain.secrets import hash_secret
from jupyter_interview.session.audience import audience_of, belongs_to
from jupyter_interview.session.interview import Given, Interview, blank
from jupyter_interview.session.log import Unreadable, decode_entry, encode_event, tell
from jupyter_interview.session.perform import evolve, perform
from tests.contract.documents import document

from .steps import OWNER

AT_US = 1_790_000_000_000_000
HASH = hash_secret("a secret")
AUTHOR = Author("p-bo", "Bo 🐢", "#0072b2")
PROGRAM = values.Program("größe.py", (values.HashedFile("größe.py", "0f" * 32),), "AAE=")
QUESTION = values.Question(
    "q-1",
    "starter",
    "größe",
    "0f" * 32,
    "0123abc",
    "Größe",
    "algorithm",
    "junior",
    10,
    ("python",),
    ("tag",),
    "CC0-1.0",
    ("Ana",),
    "",
    "Do it.\n",
    {"python": [{"name": "solution.py", "text": "pass\n"}]},
    (values.ProgramFile("data.csv", "a,b\n"),),
    ({"name": "one", "action": {"kind": "call", "args": [1, 2.5, None]}},),
    {"javascript": {"to_html": "toHTML"}},
    2.0,
)
SIDE = values.PrivateSide(
    "q-1",
    "names",
    ({"name": "hidden"},),
    {"python": "print(1)"},
    (values.Criterion("Asks", ("no", "yes")),),
    "Hints.",
)
RESULT = values.CaseResult(0, "one", "failed", "1", "é", "", 0.5)

EXAMPLES: tuple[Event, ...] = (
    SessionCreated("Größe", "python", State.DRAFT, "user:ana", "Class 7", lobby=True),
    SessionCreated("T", "python", State.LIVE, "server"),
    SessionCreated("T", "python", State.DRAFT, "", None, values.CopiedFrom("s-1", "8:1790")),
    SessionChanged(title="Größe", editing_locked=True, shows_values=False),
    SessionChanged(state=State.LIVE, epoch=2, language="python"),
    LanguageChanged("typescript"),
    FileAdded("f-1", "daten/größe.csv", None),
    FileAdded("code:python", "solution.py", "python"),
    FileRenamed("f-1", "main.py", "python"),
    FileRemoved("f-1"),
    FilesOrdered(("code:python", "f-1")),
    FileShown("f-1"),
    EntryChosen("f-1"),
    EntryChosen(None),
    PersonJoined("p-bo", "Bo", Role.CANDIDATE, "#0072b2", None, HASH, "i-1", False),
    PersonJoined("p-ana", "Ana", Role.OWNER, "#0072b2", "user:ana"),
    PersonCameAgain("p-bo", "i-2", HASH, True),
    PersonCameAgain("p-bo", "i-2"),
    WayClosed("p-bo", "i-2"),
    WayUndone("p-bo", "i-2", HASH, True, "i-1"),
    WayUndone("p-bo", "i-2"),
    PersonChanged("p-bo", Role.OBSERVER, True),
    PersonChanged("p-bo", Role.CANDIDATE, True, True),
    PersonRenamed("p-bo", "Bob"),
    ColorChanged("p-bo", "#123456"),
    PersonLeft("p-bo", "kicked"),
    PersonListed("p-bo", False),
    PersonListed("p-bo", True),
    HandChanged("p-bo", True),
    Announced("Ten minutes left", AUTHOR),
    Announced("Ten minutes left", None),
    InviteMade("i-1", Role.CANDIDATE, HASH, AT_US, 3),
    InviteRevoked("i-1"),
    InviteReturned("i-1"),
    RunStarted("r-1", AUTHOR, "python", "browser", AT_US - 5),
    RunStarted("r-1", None, "python", "server"),
    RunStarted("r-2", AUTHOR, "python", "browser", None, PROGRAM),
    RunPrinted("r-1", 0, Output("display", "a", "<b>a</b>", 7)),
    RunEnded("r-1", "ok", None, 12, True, AT_US, (values.TestResult("a", True, "1", "1", 0.5),)),
    RunEnded("r-1", "lost", "away", None, False, None, (), (Output("stdout", "é"),)),
    QuestionLoaded(QUESTION),
    PrivateSideKept(SIDE),
    QuestionRemoved("q-1"),
    QuestionsOrdered(("q-2", "q-1")),
    CheckStarted("c-1", "q-1", AUTHOR, "python", "browser", "solution.py", (0, 2), False, PROGRAM),
    CheckStarted("c-2", "q-1", None, "python", "server", None, (0,)),
    CheckAnswered("c-1", (RESULT,), False),
    CheckAnswered("c-2", (RESULT,)),
    CheckEnded("c-1", "ended", 1, 2, 3, False),
    CheckEnded("c-2", "lost", 0, 0, 1),
    HiddenResultTold("q-1", 1, 2, (values.NamedVerdict("hidden", True),)),
    HiddenResultTold("q-1", 1, 2),
    TextsSealed((values.SealedText("code:python", "0" * 64),)),
    SignalNoted("s-1", "p-bo", "insert", "paste", "code:python", 212, 9, "outside"),
    SignalNoted("s-2", "p-bo", "away", "hidden", seconds=12),
    SignalAnswered("s-1", "p-bo", "My own notes", True),
    ReleaseChanged(AT_US),
    HoldChanged(True),
)


def entry_of(event: Event) -> LogEntry:
    kind, payload, made_us = encode_event(event)
    return LogEntry("session-0001", 7, AT_US, "p-bo", kind, payload, made_us)


def old(kind: LogKind, payload: Any) -> LogEntry:
    return LogEntry("session-0001", 7, AT_US, None, kind, json.dumps(payload).encode())


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda event: type(event).__name__)
def test_EV9_what_is_kept_is_read_again(event: Event) -> None:
    recorded = decode_entry(entry_of(event))
    assert recorded.event == event
    assert (recorded.seq, recorded.at_us, recorded.by) == (7, AT_US, "p-bo")


def test_EV9_every_event_that_is_kept_has_an_example_and_a_kind_of_its_own() -> None:
    assert {type(event) for event in EXAMPLES} == set(KEPT)
    assert len(set(KEPT.values())) == len(KEPT)


def test_EV9_a_payload_has_the_names_of_the_contract_and_nothing_that_is_as_always() -> None:
    assert json.loads(entry_of(EXAMPLES[1]).payload) == {
        "title": "T",
        "language": "python",
        "state": "live",
        "createdBy": "server",
    }
    started = entry_of(next(one for one in EXAMPLES if isinstance(one, RunStarted)))
    assert started.made_us == AT_US - 5 and b"madeUs" not in started.payload


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda event: type(event).__name__)
def test_EV7_the_hash_of_a_secret_is_told_to_nobody(event: Event) -> None:
    told = json.dumps(tell(event))
    assert "secret" not in told
    assert all(name in told for name in ("participant",) if hasattr(event, name))


@pytest.mark.parametrize(
    "payload",
    [b"{", b"\xff", b"[]", b"null", b'{"run": "r-1"}', b'{"run": 1}'],
    ids=repr,
)
@pytest.mark.parametrize("kind", [kind for kind in LogKind if kind is not LogKind.UPDATE])
def test_EV5_what_nobody_has_written_is_unreadable(kind: LogKind, payload: bytes) -> None:
    entry = LogEntry("session-0001", 7, AT_US, None, kind, payload)
    if kind in (LogKind.STATE, LogKind.TITLE) and payload.startswith(b'{"run"'):
        # A change needs no property, and what a newer version may have added is passed over.
        assert decode_entry(entry).event == SessionChanged()
        return
    with pytest.raises(Unreadable):
        decode_entry(entry)


def test_EV5_older_entries_that_say_all_need_no_records() -> None:
    said = {
        SessionChanged(title="New"): old(LogKind.TITLE, {"title": "New"}),
        SessionChanged(editing_locked=True, runs_locked=False, shows_values=False): old(
            LogKind.STATE, {"editing_locked": True, "runs_locked": False, "shows_values": False}
        ),
        SessionChanged(state=State.LIVE, epoch=2, language="python"): old(
            LogKind.STATE, {"state": "live", "epoch": 2, "language": "python"}
        ),
        RunPrinted("r-1", 3, Output("stdout", "a", None, 9), True): old(
            LogKind.OUTPUT,
            {
                "run": "r-1",
                "index": 3,
                "stream": "stdout",
                "text": "a",
                "omitted": 9,
                "truncated": True,
            },
        ),
        # From before there were tests, and ends of output.
        RunEnded("r-1", "ok", None, 5, False): old(
            LogKind.RESULT,
            {"run": "r-1", "state": "ok", "error": None, "durationMs": 5, "truncated": False},
        ),
    }
    for event, entry in said.items():
        assert decode_entry(entry).event == event


def lobby() -> Interview:
    """An owner, an interviewer, a candidate who is inside and one who waits."""
    given = Given(AT_US, Limits())
    command = CreateSession("python", "T", State.LIVE)
    _, interview = perform(blank("session-0001", Limits()), OWNER, command, given)
    for event in (
        PersonJoined("p-ana", "Ana", Role.OWNER, "#0072b2", OWNER.identity),
        PersonJoined("p-ira", "Ira", Role.INTERVIEWER, "#0072b3"),
        PersonJoined("p-bo", "Bo", Role.CANDIDATE, "#0072b4"),
        PersonJoined("p-wim", "Wim", Role.CANDIDATE, "#0072b5", admitted=False),
    ):
        interview = evolve(interview, event, AT_US)
    return interview


def who_hears(interview: Interview, event: Event) -> str:
    audience = audience_of(interview, event)
    people = interview.people.everybody()
    return " ".join(one.name for one in people if belongs_to(interview, audience, one))


def test_EV4_who_may_hear_stands_with_the_event() -> None:
    interview = lobby()
    assert who_hears(interview, SessionChanged(title="New")) == "Ana Ira Bo"
    assert who_hears(interview, InviteRevoked("i-1")) == "Ana"
    assert who_hears(interview, SessionCreated("T", "python", State.LIVE, "")) == "Ana Ira"


@pytest.mark.parametrize("event", [one for one in EXAMPLES if hasattr(one, "hidden")], ids=str)
def test_QU18_of_hidden_tests_only_hosts_hear(event: Event) -> None:
    """An entry that does not say whether they are hidden is about hidden ones."""
    interview = lobby()
    is_hidden = getattr(event, "hidden", True)
    assert who_hears(interview, event) == ("Ana Ira" if is_hidden else "Ana Ira Bo")
    payload = json.loads(entry_of(event).payload)
    payload.pop("hidden", None)
    without = decode_entry(old(KEPT[type(event)], payload)).event
    assert who_hears(interview, without) == "Ana Ira"


def test_QU18_a_private_side_is_for_hosts_and_its_question_for_everybody() -> None:
    interview = lobby()
    assert who_hears(interview, PrivateSideKept(SIDE)) == "Ana Ira"
    assert who_hears(interview, QuestionLoaded(QUESTION)) == "Ana Ira Bo"
    assert who_hears(interview, HiddenResultTold("q-1", 1, 2)) == "Ana Ira Bo"


@pytest.mark.parametrize(
    "event",
    [
        PersonChanged("p-wim", Role.CANDIDATE, False),
        HandChanged("p-wim", True),
        ColorChanged("p-wim", "#123456"),
        PersonLeft("p-wim", "left"),
    ],
    ids=lambda event: type(event).__name__,
)
def test_EV11_of_somebody_in_the_lobby_only_hosts_hear(event: Event) -> None:
    interview = evolve(lobby(), event, AT_US)
    assert who_hears(interview, event) == "Ana Ira"


def test_EV10_an_event_that_says_nothing_is_for_hosts() -> None:
    schemas = document("session.yaml")["components"]["schemas"]
    for event in EVENTS:
        said = schemas[event.__name__]["x-event"].get("audience", "hosts")
        assert AUDIENCE[event] is Audience(said)


def test_EV6_a_change_that_changes_nothing_is_no_event() -> None:
    given = Given(AT_US, Limits())
    interview = evolve(lobby(), PersonLeft("p-wim", "left"), AT_US)
    assert perform(interview, OWNER, SessionChange(title="T", lobby=False), given)[0] == []


def test_QU22_a_check_whose_question_could_not_be_read_ends_all_the_same() -> None:
    """Nobody knows its tests, so none has a result."""
    interview = lobby()
    author = Author("p-bo", "Bo", "#0072b4")
    started = CheckStarted("check-1", "q-1", author, "python", "browser", None, (0, 2), False)
    interview = evolve(interview, started, AT_US)
    given, bo = Given(AT_US, Limits()), Actor(Role.CANDIDATE, participant_id="p-bo")
    assert perform(interview, bo, AnswerCheck("check-1", (RESULT,)), given)[0] == []
    [lost], after = perform(interview, SERVER_ITSELF, LoseChecks("p-bo"), given)
    assert lost.event == CheckEnded("check-1", "lost", 0, 0, 0, False)
    assert after.checks.running() == []
