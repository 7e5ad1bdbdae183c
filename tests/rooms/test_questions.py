"""QU17, QU18, QU20: questions of a room: how they come into the files, and who is told of what."""

from typing import Any

import msgspec
import pytest

from jupyter_interview.contract.frames import Mode
from jupyter_interview.contract.rest import Copied, FileChange, NewCopy, NewSession
from jupyter_interview.contract.session import (
    Join,
    NewInvite,
    PersonChange,
    QuestionLoaded,
    SessionChange,
)
from jupyter_interview.contract.values import CaseResult, ProgramFile
from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.languages import template_of
from jupyter_interview.domain.records import LogKind
from jupyter_interview.domain.roles import Role, State
from jupyter_interview.readers.participant import export

from .files import add, entered, folder, logged, names, texts
from .questions import (
    HELPER,
    NUMBERS,
    SCRIPT,
    SECRET,
    STARTER,
    a_question,
    a_side,
    begin,
    heard,
    load,
    result,
)
from .stage import OWNER, Client, Stage, by_link, make_link, refused, staged
from .test_server_runs import hosted

ANOTHER = {"name": "a.py", "text": "y = 2\n"}


@staged()
async def test_QU17_a_question_comes_with_its_files(stage: Stage) -> None:
    """The starter is an edit of whoever loads it, and everybody is shown it."""
    room = await stage.open(code=None)
    ana, hers = entered(stage, room, 7)
    bo, his = entered(stage, room, 8, "Bo")
    assert texts(room) == {"solution.py": template_of("python")}
    loaded, ticket = room.questions.load(OWNER, a_question(), a_side())
    await ticket.wait()
    assert loaded.id.startswith("q-") and loaded == room.questions.every(OWNER)[0][0]
    [told] = bo.hears("question")
    assert (told["question"]["id"], told["question"]["title"]) == (loaded.id, "Doubles")
    assert texts(room) == {"solution.py": STARTER, "helper.py": HELPER, "numbers.csv": NUMBERS}
    assert folder(bo)["shown"] == "code:python" and bo.hears("folder")[-1]["shows"]
    his.learns(bo)
    assert str(his.text()) == STARTER
    entries = await stage.store.log(stage.session_id)
    edits = [entry.participant_id for entry in entries if entry.kind is LogKind.UPDATE]
    owner = ana.hears("welcome")[0]["user"]["id"]
    assert edits == [None, owner, owner, owner], "The template is nobody's."
    again = await stage.restart()
    assert again.questions.every(OWNER) == room.questions.every(OWNER)
    assert [one["id"] for one in stage.connect(again).takes("welcome")["questions"]] == [loaded.id]


@staged()
async def test_QU17_what_somebody_has_written_stays_unless_they_say_so(stage: Stage) -> None:
    room = await stage.open(code="x = 1\n")
    ana = stage.connect(room)
    with refused(ErrorCode.NOT_EMPTY):
        room.questions.load(OWNER, a_question(), a_side())
    assert texts(room) == {"solution.py": "x = 1\n"} and room.questions.every(OWNER) == ((), ())
    assert ana.hears("question") == ana.hears("folder") == []
    load(room, "d-1", into="below", starters={"python": [{"name": "a.py", "text": STARTER}]})
    assert texts(room)["solution.py"] == f"x = 1\n\n{STARTER}" and "a.py" not in names(ana)
    load(room, "d-2", into="new")
    assert names(ana) == ["solution.py", "numbers.csv", "doubles.py", "helper.py"]
    assert texts(room)["doubles.py"] == STARTER
    assert folder(ana)["shown"] == folder(ana)["files"][2]["id"]
    known = load(room, "d-3", into="replace", starters={"python": [ANOTHER]})
    assert texts(room)["doubles.py"] == ANOTHER["text"]
    room.questions.remove(OWNER, known)
    room.questions.load(OWNER, a_question("d-4"), a_side())
    assert texts(room)["doubles.py"] == STARTER, "It was of a question that is gone."


@staged()
async def test_QU17_each_question_has_a_file_of_its_own(stage: Stage) -> None:
    """The starter of a question that is there stays, though nobody has written in it."""
    room = await stage.open(code=None)
    ana = stage.connect(room)
    room.questions.load(OWNER, a_question(data=()), a_side())
    for number, name in enumerate(("two-sums", "two-sums", "a-b")):
        starters = {"python": [{"name": "solution.py", "text": f"n = {number}\n"}]}
        another = a_question(f"d-{number + 2}", name=name, starters=starters, data=())
        room.questions.load(OWNER, another, a_side())
        assert folder(ana)["shown"] == folder(ana)["files"][-1]["id"]
    nothing = {"python": [{"name": "src/solution.py", "text": ""}]}
    for number in range(2):
        empty = a_question(f"d-9{number}", name="empty", starters=nothing, data=())
        room.questions.load(OWNER, empty, a_side())
    assert texts(room) == {
        "solution.py": STARTER,
        "helper.py": HELPER,
        "two_sums.py": "n = 0\n",
        "two_sums_2.py": "n = 1\n",
        "a_b.py": "n = 2\n",
        "src/solution.py": "",
        "src/empty.py": "",
    }


@staged()
async def test_QU17_a_new_file_in_its_language_is_there_for_each_question(stage: Stage) -> None:
    room = await stage.open(code=None)
    load(room)
    script = [{"name": "solution.js", "text": "two\n"}, {"name": "helper.js", "text": "1\n"}]
    load(room, "d-2", name="two-sums", starters={"javascript": script})
    load(room, "d-3", name="three", starters={"javascript": script[:1]})
    ana = stage.connect(room)
    ana.says("language_change", language="javascript")
    scripts = {name: text for name, text in texts(room).items() if name.endswith(".js")}
    assert scripts == {
        "solution.js": SCRIPT,
        "two_sums.js": "two\n",
        "helper.js": "1\n",
        "three.js": "two\n",
    }
    assert folder(ana)["shown"] == "code:javascript"


@staged()
async def test_QU17_a_question_in_another_language_gets_a_file(stage: Stage) -> None:
    room = await stage.open(code="x = 1\n")
    ana, events = stage.connect(room), stage.connect(room, OWNER, Mode.CONTRACT)
    room.questions.load(OWNER, a_question(), a_side(), "javascript")
    stage.clock.turn(1)
    assert texts(room)["solution.js"] == SCRIPT and texts(room)["solution.py"] == "x = 1\n"
    assert room.core.session.language == "javascript"
    assert events.takes("language_change")["language"] == "javascript"
    assert events.takes("code_change")["code"] == SCRIPT
    assert "question" not in events.kinds() and "question" in ana.kinds()
    with refused(ErrorCode.INVALID_FIELD):
        room.questions.load(OWNER, a_question("d-2"), a_side(), "typescript")
    room.questions.load(OWNER, a_question("d-3", languages=("python",)), a_side(), into="replace")
    assert room.core.session.language == "python" and texts(room)["solution.py"] == STARTER


@staged()
async def test_QU17_files_that_are_there_are_not_doubled(stage: Stage) -> None:
    room = await stage.open()
    add(room, "numbers.csv", NUMBERS)
    add(room, "helper.py", "HELP = 2\n")
    load(room)
    assert texts(room) == {
        "solution.py": STARTER,
        "numbers.csv": NUMBERS,
        "helper.py": "HELP = 2\n",
        "helper_2.py": HELPER,
    }


@staged()
async def test_QU17_reading_needs_no_starter(stage: Stage) -> None:
    room = await stage.open(code="x = 1\n")
    ana = stage.connect(room)
    load(room, into=None, starters={}, cases=(), kind="reading")
    assert texts(room) == {"solution.py": "x = 1\n", "numbers.csv": NUMBERS}
    assert [told["shows"] for told in ana.hears("folder")] == [False]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        (ErrorCode.TEXT_TOO_LONG, {"data": (ProgramFile("a.csv", "é" * 600),)}),
        (ErrorCode.TEXT_TOO_LONG, {"statement": "x" * 2 * 1024 * 1024}),
        (
            ErrorCode.INVALID_FIELD,
            {"data": tuple(ProgramFile(f"{at}.csv", "1") for at in range(19))},
        ),
        (ErrorCode.INVALID_FIELD, {"data": (ProgramFile("../a.csv", "1"),)}),
        (ErrorCode.INVALID_FIELD, {"digest": "d-0"}),
        (ErrorCode.INVALID_FIELD, {"languages": ("javascript",), "language": "python"}),
        (ErrorCode.INVALID_FIELD, {"into": "somewhere"}),
        (ErrorCode.RATE_LIMITED, {"data": tuple(ProgramFile(f"{at}.csv", "1") for at in range(8))}),
    ],
    ids=["files", "size", "number", "name", "twice", "language", "place", "pace"],
)
def test_QU17_what_does_not_fit_brings_nothing(code: ErrorCode, changes: dict[str, Any]) -> None:
    """However far it would have come."""

    @staged(text_bytes=1000, file_changes_per_minute=10)
    async def talk(stage: Stage) -> None:
        room = await stage.open()
        ana = stage.connect(room)
        add(room, "x.csv", "1")
        load(room, "d-0", data=(), starters={})
        before, kinds = (texts(room), room.questions.every(OWNER)), ana.kinds()
        asked = {"into": None, "language": None, **changes}
        into, language = asked.pop("into"), asked.pop("language")
        question = a_question(asked.pop("digest", "d-1"), **asked)
        with refused(code):
            room.questions.load(OWNER, question, a_side(), language, into)
        assert (texts(room), room.questions.every(OWNER)) == before and ana.kinds() == kinds

    talk()


@staged()
async def test_QU17_others_than_hosts_load_and_remove_nothing(stage: Stage) -> None:
    room = await stage.open()
    known = load(room)
    for role in (Role.CANDIDATE, Role.OBSERVER):
        actor = stage.guest(room, f"A {role}", role)
        with refused(ErrorCode.FORBIDDEN):
            room.questions.load(actor, a_question("d-2"), a_side())
        with refused(ErrorCode.FORBIDDEN):
            room.questions.remove(actor, known)
        client = stage.connect(room, actor)
        client.says("question_remove", question=known)
        client.says("questions_order", questions=[known])
        assert [error["code"] for error in client.hears("error")] == ["forbidden", "forbidden"]
    ira = stage.connect(room, stage.guest(room, "Ira", Role.INTERVIEWER))
    other = load(room, "d-2")
    ira.says("questions_order", questions=[other])
    assert ira.takes("questions_order")["questions"] == [other, known]
    ira.says("question_remove", question=known)
    assert ira.takes("question_removed")["question"] == known
    assert [one.id for one in room.questions.every(OWNER)[0]] == [other]
    assert "solution.py" in texts(room), "Its files stay."


@staged()
async def test_QU17_a_new_file_in_its_language_begins_with_its_starter(stage: Stage) -> None:
    """With the files beside it, as long as the question is there; and what was once shown stays as
    it is."""
    room = await stage.open()
    beside = [{"name": "helper.py", "text": "not again"}, {"name": "helper.js", "text": "1\n"}]
    script = [{"name": "solution.js", "text": SCRIPT}]
    known = load(room, starters={**a_question().starters, "javascript": [*beside, *script]})
    bo = stage.connect(room, stage.guest(room, "Bo"))
    bo.says("language_change", language="javascript")
    assert texts(room) == {
        "solution.py": STARTER,
        "helper.py": HELPER,
        "numbers.csv": NUMBERS,
        "solution.js": SCRIPT,
        "helper_2.py": "not again",
        "helper.js": "1\n",
    }
    assert folder(bo)["shown"] == "code:javascript"
    room.questions.remove(OWNER, known)
    load(room, "d-2", languages=("typescript",), starters={"typescript": []}, data=())
    bo.says("language_change", language="typescript")
    assert texts(room)["solution.ts"] == template_of("typescript")
    bo.says("language_change", language="javascript")
    assert texts(room)["solution.js"] == SCRIPT and bo.hears("error") == []


@staged()
async def test_QU17_a_draft_that_is_started_keeps_its_questions(stage: Stage) -> None:
    room = await stage.open(command=NewSession("python", "T", "", State.DRAFT))
    known = load(room)
    room.perform(OWNER, SessionChange(state=State.LIVE))
    [loaded] = await logged(stage, QuestionLoaded)
    bo = stage.connect(room, stage.guest(room, "Bo"))
    assert (
        [one["id"] for one in bo.takes("welcome")["questions"]] == [known] == [loaded.question.id]
    )
    assert texts(room)["solution.py"] == STARTER


class Cast:
    """Somebody of each kind who could be told something, in an interview with a question."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.service = hosted(stage)

    async def come(self) -> None:
        stage = self._stage
        self.room = room = await stage.open()
        self.ana = stage.connect(room)
        self.ira = stage.connect(room, stage.guest(room, "Ira", Role.INTERVIEWER))
        self.actors = {
            "Bo": stage.guest(room, "Bo"),
            "Di": stage.guest(room, "Di", Role.OBSERVER),
            "Co": stage.guest(room, "Co"),
        }
        self.bo = stage.connect(room, self.actors["Bo"])
        di = stage.connect(room, self.actors["Di"])
        co = stage.connect(room, self.actors["Co"], Mode.CONTRACT)
        events = stage.connect(room, OWNER, Mode.CONTRACT)
        room.perform(OWNER, SessionChange(lobby=True, candidate_checks=True))
        _, secret, _ = make_link(room, OWNER, NewInvite(Role.CANDIDATE, 3600, None))
        joined = by_link(room, secret, Join("Wim", None, None))
        assert joined.secret is not None
        wim = room.guest(joined.secret)
        assert wim is not None
        self.others: list[Client] = [self.bo, di, co, events, stage.connect(room, wim)]

    def host_runs_hidden_tests(self, question: str, number: int) -> None:
        check = begin(self.ira, question, number, hidden=True)
        results = [result(0, "failed", SECRET), result(1)]
        self.ira.says("check_results", checkId=check, results=results)
        self.ira.says("check_ended", checkId=check, state="ended")
        assert self.ira.hears("error") == []

    def candidate_starts_hidden_tests(self, question: str, number: int) -> None:
        check = f"check-{number:08}"
        told = {"question": question, "hidden": True, "file": "code:python", "checkId": check}
        self.bo.says("check_here", **told)
        tale = self.service.tales[-1]
        for index in (0, 1):
            tale.answered(CaseResult(index, SECRET, "failed", SECRET, SECRET, SECRET, 1.0))
            self._stage.clock.turn(1)
        assert tale.ended("ended") is not None


@staged()
async def test_QU18_nothing_private_is_told_to_others_than_hosts(stage: Stage) -> None:
    """QU18, QU20: in no byte of any frame, answer or export."""
    cast = Cast(stage)
    await cast.come()
    room = cast.room
    question = load(room)
    cast.host_runs_hidden_tests(question, 1)
    cast.candidate_starts_hidden_tests(question, 2)
    for number in (3, 4):
        check = begin(cast.bo, question, number)
        cast.bo.says("check_results", checkId=check, results=[result(0), result(1, "failed")])
        cast.bo.says("check_ended", checkId=check, state="ended")
    another = load(room, "d-2", "nothing")
    cast.host_runs_hidden_tests(another, 5)
    cast.ira.says("questions_order", questions=[another])
    cast.ira.says("question_remove", question=another)
    cast.bo.says("stop_check", checkId="check-00000001")
    cast.others += [stage.connect(room, actor) for actor in cast.actors.values()]
    assert SECRET.encode() in heard(cast.ana) and SECRET.encode() in heard(cast.ira)
    for other in cast.others:
        assert SECRET.encode() not in heard(other)
    told = cast.bo.hears("hidden_result")
    assert [(one["result"]["passed"], one["result"]["total"]) for one in told] == [(1, 2), (0, 2)]
    assert {one["result"]["question"] for one in told} == {question}, "The other one tells nothing."
    await stage.stored()
    data, entries = (
        await stage.store.load(stage.session_id),
        await stage.store.log(room.core.session.id),
    )
    assert data is not None
    for actor in cast.actors.values():
        record = room.core.people.of_id(actor.participant_id or "")
        own = export(data, record, entries)
        every = room.questions.every(actor)
        answers = [every, room.questions.checks(actor), room.read(actor), own]
        assert SECRET.encode() not in msgspec.json.encode(answers)
        assert every[1] == () and "private_side" not in {one.kind for one in own.events}
    visible, hidden = (room.questions.checks(actor) for actor in (cast.actors["Bo"], OWNER))
    assert [one.id[-1] for one in visible] == ["3", "4"]
    assert [one.id[-1] for one in hidden] == ["1", "2", "3", "4", "5"]
    own = export(data, room.core.people.of_id(cast.actors["Bo"].participant_id or ""), entries)
    checks = [one.payload for one in own.events if one.kind == "check"]
    assert [one["check"][-1] for one in checks if one is not None] == ["3", "4"]


@staged()
async def test_QU18_who_becomes_a_host_is_told_and_who_is_none_any_more_is_not(
    stage: Stage,
) -> None:
    cast = Cast(stage)
    await cast.come()
    question, person = load(cast.room), cast.actors["Bo"].participant_id
    cast.host_runs_hidden_tests(question, 1)
    assert person is not None and SECRET.encode() not in heard(cast.bo)
    cast.room.perform(OWNER, PersonChange(Role.INTERVIEWER, False, None, person))
    assert cast.bo.takes("private_side")["side"]["question"] == question
    check = cast.bo.takes("check_started")["check"]
    assert (check["hidden"], check["state"], len(check["results"])) == (True, "ended", 2)
    assert SECRET.encode() not in b"".join(map(heard, cast.others[1:]))
    cast.room.perform(OWNER, PersonChange(Role.CANDIDATE, False, None, person))
    cast.bo.frames.clear()
    cast.host_runs_hidden_tests(question, 2)
    load(cast.room, "d-2")
    assert cast.bo.hears("hidden_result") and cast.bo.hears("question")
    assert SECRET.encode() not in heard(cast.bo)


@staged()
async def test_QU20_names_are_told_where_the_question_tells_them(stage: Stage) -> None:
    cast = Cast(stage)
    await cast.come()
    question = load(cast.room, show="names")
    cast.host_runs_hidden_tests(question, 1)
    told = cast.bo.takes("hidden_result")["result"]
    assert (told["question"], told["passed"], told["total"]) == (question, 1, 2)
    assert [(one["name"][-5:], one["passed"]) for one in told["cases"]] == [
        ("small", False),
        ("large", True),
    ]
    di = stage.connect(cast.room, cast.actors["Di"])
    assert di.takes("welcome")["hiddenResults"] == [told]


@staged()
async def test_SL4_a_host_takes_questions_along_into_a_copy(stage: Stage) -> None:
    """And nobody else does, who would own the private sides in it."""
    room = await stage.open()
    known = load(room)
    room.questions.remove(OWNER, load(room, "d-2", data=()))
    bo = stage.guest(room, "Bo")
    assert room.copy(bo, NewCopy(None, None)).copied == Copied(
        room.core.session.settings, "solution.py", None
    )
    created = await stage.registry.create(room.copy(OWNER, NewCopy(None, None)), "local")
    async with stage.registry.room(created.id) as copy:
        [question], [side] = copy.questions.every(OWNER)
        assert question.id == side.question != known
        assert side.cases == room.questions.every(OWNER)[1][0].cases
        assert texts(copy) == texts(room)


@staged()
async def test_QU17_what_is_taken_back_leaves_what_others_have_written(stage: Stage) -> None:
    room = await stage.open(code="")
    stage.connect(room)
    bo = stage.guest(room, "Bo")
    [(first, main)] = [(file.id, file.name) for file in room.core.folder.files]

    def taken_back() -> dict[str, str]:
        loading.take_back()
        assert room.questions.every(OWNER) == ((), ()) and room.core.folder.shown == first
        return texts(room)

    before = texts(room)
    loading = room.questions.begin(OWNER, a_question(), a_side())
    assert texts(room)[main] == STARTER and {"helper.py", "numbers.csv"} <= texts(room).keys()
    assert taken_back() == before
    loading = room.questions.begin(OWNER, a_question(), a_side(), into="new")
    assert room.core.folder.shown != first
    assert taken_back() == before

    loading = room.questions.begin(OWNER, a_question(), a_side())
    helper = next(file.id for file in room.core.folder.files if file.name == "helper.py")
    room.files.change(bo, helper, FileChange(text="HELP = 2\n"))
    assert taken_back() == {**before, "helper.py": "HELP = 2\n"}
    loading = room.questions.begin(OWNER, a_question(), a_side())
    typed = STARTER.replace("pass", "return 1")
    room.files.change(bo, first, FileChange(text=typed))
    assert taken_back()[main] == typed
