"""QU23, QU25 to QU27: banks and questions over REST, and who may know what of them."""

import io
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jupyter_interview.client import Link
from jupyter_interview.domain.questions import MOST_QUESTIONS
from jupyter_interview.questions.reading import read_question
from tests.banks.shelf import CANARY, MODEL, make_bank, put_canaries
from tests.clients import Answer, Api
from tests.contract.documents import answer_problems
from tests.fuzz.trouble import LOGGERS

ONE = "/sessions/{sessionId}/questions"
CHOSEN = {"bank": "own", "name": MODEL}
WRITTEN: dict[str, Any] = {
    "title": "Double of",
    "statement": "Double it.\r\n",
    "language": "python",
    "starter": "def double_of(n):\n    pass\n",
    "cases": [
        {"name": "small", "call": "double_of", "args": [2], "returns": 4, "hidden": False},
        {
            "name": f"{CANARY} deep",
            "call": "double_of",
            "args": [[[[[[[1]]]]]]],
            "returns": {"$set": [f"{CANARY}-value"]},
            "hidden": True,
        },
    ],
}


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A bank whose private sides have a word in them that is nowhere else."""
    bank = make_bank(tmp_path / "own", MODEL, "coupons", "review-this-change")
    put_canaries(bank / MODEL)
    return bank


@pytest.fixture
def copy(bank: Path) -> Path:
    """Another bank with one of its questions."""
    copy = make_bank(bank.parent / "copy", MODEL)
    put_canaries(copy / MODEL)
    return copy


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return make_bank(tmp_path / "kept", about=None)


@pytest.fixture
def interview_config(bank: Path, copy: Path, kept: Path) -> dict[str, Any]:
    limits = {"questions_per_minute": 1000, "exports_per_minute": 1000}
    places = [str(bank), str(copy), str(bank.parent / "not-there")]
    return {"question_dirs": places, "question_keep_dir": str(kept), "limits": limits}


def fits(method: str, path: str, answer: Answer) -> Any:
    """The JSON of an answer that the document describes."""
    assert answer_problems(method, path, answer.status, answer.content) == []
    return answer.json


async def test_QU23_who_may_create_interviews_looks_into_the_banks(api: Api) -> None:
    """Although one of the folders is missing."""
    every = fits("GET", "/questions", await api("GET", "/questions"))
    names = {(one["bank"], one["name"]) for one in every["questions"]}
    assert {("own", MODEL), ("own", "coupons"), ("starter", "coupons")} <= names
    assert every["problems"] == ["The bank not-there is not there, or cannot be read."]
    path = "/questions/{bank}/{name}"
    found = fits("GET", path, await api("GET", f"/questions/own/{MODEL}"))
    assert found["question"]["title"] == "Alone in the workshop"
    assert CANARY in str(found["side"]) and CANARY not in str(found["question"])
    for name in ("nothing", "..%2Fown", "%2e%2e", "%00"):
        missing = await api("GET", f"/questions/own/{name}")
        assert (missing.status, missing.code) == (404, "not_found")
    assert (await api.anonymous()("GET", "/questions")).status == 401


async def test_QU25_hosts_load_read_and_remove_questions(api: Api) -> None:
    session = (await api.create("python"))["id"]
    questions = f"/sessions/{session}/questions"
    loaded = await api("POST", questions, CHOSEN)
    question = fits("POST", ONE, loaded)
    assert loaded.status == 201 and question["bank"] == "own" and question["id"]
    shown = await api.ok("GET", f"/sessions/{session}")
    assert shown["code"] == question["starters"]["python"][0]["text"]
    told = fits("GET", ONE, await api("GET", questions))
    assert [one["id"] for one in told["questions"]] == [question["id"]]
    assert [one["question"] for one in told["sides"]] == [question["id"]]
    again = await api("POST", questions, {**CHOSEN, "into": "new"})
    assert (again.status, again.code) == (400, "invalid_field")
    assert (await api("DELETE", f"{questions}/{question['id']}")).status == 204
    assert await api.ok("GET", questions) == {"questions": [], "sides": []}
    assert (await api("DELETE", f"{questions}/{question['id']}")).code == "not_found"


async def test_QU25_a_text_that_somebody_wrote_is_replaced_only_when_asked(api: Api) -> None:
    session = (await api.create("python", code="mine = 1\n"))["id"]
    questions = f"/sessions/{session}/questions"
    refused = await api("POST", questions, CHOSEN)
    assert (refused.status, refused.code) == (409, "not_empty")
    assert (await api.ok("GET", questions))["questions"] == []
    await api.ok("POST", questions, {**CHOSEN, "into": "below"})
    code = (await api.ok("GET", f"/sessions/{session}"))["code"]
    assert code.startswith("mine = 1\n") and "def alone_minutes" in code
    other = {"bank": "starter", "name": "coupons", "language": "javascript", "into": "new"}
    await api.ok("POST", questions, other)
    files = (await api.ok("GET", f"/sessions/{session}/files"))["files"]
    assert [file["language"] for file in files if file["language"]] == ["python", "javascript"]


BAD: list[tuple[dict[str, Any], int, str]] = [
    ({}, 400, "invalid_field"),
    ({"bank": "own"}, 400, "invalid_field"),
    ({"bank": "own", "name": "nothing"}, 404, "not_found"),
    ({"bank": "nowhere", "name": MODEL}, 404, "not_found"),
    ({"bank": "own", "name": "../kept"}, 404, "not_found"),
    ({**CHOSEN, "written": WRITTEN}, 400, "invalid_field"),
    ({**CHOSEN, "into": "beside"}, 400, "invalid_field"),
    ({**CHOSEN, "language": "cobol"}, 400, "unknown_language"),
    ({"written": None}, 400, "invalid_field"),
    ({"written": {**WRITTEN, "minutes": 3}}, 400, "unknown_field"),
    ({"written": {**WRITTEN, "title": ""}}, 400, "invalid_field"),
    ({"written": {**WRITTEN, "statement": " "}}, 400, "invalid_field"),
    ({"written": {**WRITTEN, "cases": [7]}}, 400, "invalid_field"),
    ({"written": {**WRITTEN, "starter": "x" * 262_145}}, 413, "text_too_long"),
]


@pytest.mark.parametrize("body, status, code", BAD)
async def test_QU25_what_cannot_be_loaded_changes_nothing(
    api: Api, body: dict[str, Any], status: int, code: str, tmp_path: Path
) -> None:
    session = (await api.create("python"))["id"]
    answer = await api("POST", f"/sessions/{session}/questions", body)
    assert (answer.status, answer.code) == (status, code)
    assert answer_problems("POST", ONE, answer.status, answer.content) == []
    assert str(tmp_path) not in answer.json["error"]
    assert (await api.ok("GET", f"/sessions/{session}/questions"))["questions"] == []


async def test_QU26_a_bad_row_is_named(api: Api) -> None:
    session = (await api.create("python"))["id"]
    good = WRITTEN["cases"][0]
    for change, said in (
        ({"call": "doubleOf"}, "Row 2: doubleOf"),
        ({"args": 7}, "Row 2: args must be a list."),
        ({"hidden": "no"}, "Row 2: hidden must be true or false."),
        ({"returns": {"$set": 1}}, "Row 2: $set needs a list."),
        ({"name": "small"}, "Row 2: row 1 is called small, too."),
    ):
        cases = [good, {**good, "name": "other", **change}]
        body = {"written": {**WRITTEN, "cases": cases}}
        answer = await api("POST", f"/sessions/{session}/questions", body)
        assert answer.code == "invalid_field" and answer.json["error"].startswith(said)


async def test_QU25_interviewers_without_a_login_write_questions_and_see_no_bank(api: Api) -> None:
    session = (await api.create("python"))["id"]
    questions = f"/sessions/{session}/questions"
    helper, _ = await api.guest(session, "Ivy", "interviewer")
    refused = await helper("POST", questions, CHOSEN)
    assert (refused.status, refused.code) == (403, "forbidden")
    for path in ("/questions", f"/questions/own/{MODEL}"):
        assert (await helper("GET", path)).status == 401
    assert (await helper("POST", "/questions", {"written": WRITTEN})).status == 401
    question = fits("POST", ONE, await helper("POST", questions, {"written": WRITTEN}))
    assert (question["bank"], question["name"]) == (None, "double-of")
    told = await helper.ok("GET", questions)
    [side] = told["sides"]
    assert side["cases"][0]["action"]["args"] == [[[[[[[1]]]]]]]
    assert (await helper("DELETE", f"{questions}/{question['id']}")).status == 204


async def test_QU26_a_question_is_taken_away_as_the_files_of_a_bank(
    api: Api, tmp_path: Path
) -> None:
    session = (await api.create("python"))["id"]
    questions = f"/sessions/{session}/questions"
    question = await api.ok("POST", questions, CHOSEN)
    path = f"{questions}/{question['id']}/files"
    await api.ok("PATCH", f"/sessions/{session}", {"state": "ended"})
    answer = await api("GET", path)
    kind = answer.headers["Content-Type"]
    told = answer_problems("GET", ONE + "/{questionId}/files", 200, answer.content, kind)
    assert answer.status == 200 and told == []
    assert f'filename="{MODEL}.zip"' in answer.headers["Content-Disposition"]
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path / "out")
    read, problems = read_question(tmp_path / "out" / MODEL)
    assert problems == [] and read is not None and len(read.private.cases) == 7
    assert list(read.private.outside) == ["canary.test.js"]
    assert (await api("GET", f"{questions}/q-nothing0000000/files")).code == "not_found"


async def test_QU26_a_written_question_is_kept_where_the_server_says(api: Api, kept: Path) -> None:
    listed = await api("POST", "/questions", {"bank": "kept", "written": WRITTEN})
    assert listed.status == 201
    assert fits("POST", "/questions", listed)["name"] == "double-of"
    assert (kept / "double-of" / "private" / "tests.yaml").is_file()
    taken = await api("POST", "/questions", {"written": WRITTEN})
    assert (taken.status, taken.code) == (400, "invalid_field")
    elsewhere = await api("POST", "/questions", {"bank": "own", "written": WRITTEN})
    assert (elsewhere.status, elsewhere.code) == (404, "not_found")
    found = await api.ok("GET", "/questions/kept/double-of")
    assert found["question"]["statement"] == "Double it.\n"
    session = (await api.create("python"))["id"]
    chosen = {"bank": "kept", "name": "double-of"}
    loaded = await api.ok("POST", f"/sessions/{session}/questions", chosen)
    assert loaded["digest"] == found["question"]["digest"]


async def test_QU27_an_interview_begins_with_questions(api: Api) -> None:
    chosen = [CHOSEN, {"bank": "starter", "name": "review-this-change"}]
    session = await api.create("python", questions=chosen)
    told = await api.ok("GET", f"/sessions/{session['id']}/questions")
    assert [one["name"] for one in told["questions"]] == [MODEL, "review-this-change"]
    assert len(told["sides"]) == 2 and "def alone_minutes" in session["code"] + str(
        await api.ok("GET", f"/sessions/{session['id']}/files")
    )
    # Everybody begins with the first one.
    assert "def alone_minutes" in (await api.ok("GET", f"/sessions/{session['id']}"))["code"]
    more = [{"bank": "starter", "name": name} for name in ("coupons", "shelf-labels")]
    several = (await api.create("python", questions=[CHOSEN, *more]))["id"]
    files = (await api.ok("GET", f"/sessions/{several}/files"))["files"]
    programs = [(one["name"], one["text"]) for one in files if one["language"] == "python"]
    assert [name for name, _ in programs] == ["solution.py", "coupons.py", "shelf_labels.py"]
    told = await api.ok("GET", f"/sessions/{several}/questions")
    begun = [one["starters"]["python"][0]["text"] for one in told["questions"]]
    assert [text for _, text in programs] == begun and len(set(begun)) == 3
    mine = await api.create("python", code="mine = 1\n", questions=[CHOSEN])
    files = (await api.ok("GET", f"/sessions/{mine['id']}/files"))["files"]
    assert "mine = 1\n" in [file["text"] for file in files]
    headers = {"Idempotency-Key": "once"}
    body = {"language": "python", "questions": [CHOSEN]}
    twice = [await api("POST", "/sessions", body, headers=headers) for _ in range(2)]
    assert twice[0].json["id"] == twice[1].json["id"]


REFUSED: list[tuple[Any, int]] = [
    ([{"bank": "own", "name": "nothing"}], 404),
    ([CHOSEN, {"bank": "nowhere", "name": MODEL}], 404),
    ([CHOSEN, CHOSEN], 400),
    ([CHOSEN, {"bank": "starter", "name": "coupons", "language": "python"}], 400),
    ([CHOSEN] * (MOST_QUESTIONS + 1), 400),
    ("own", 400),
    ([MODEL], 400),
    ([CHOSEN, {"bank": "copy", "name": MODEL}], 400),
]
"""The last one is the same question in another bank."""


@pytest.mark.parametrize("questions, status", REFUSED)
async def test_QU27_nothing_is_made_if_a_question_cannot_be_had(
    api: Api, questions: Any, status: int
) -> None:
    for path, body in (
        ("/sessions", {"language": "python"}),
        ("/classes", {"name": "C", "csv": "Ada\nBo\n", "language": "python"}),
    ):
        answer = await api("POST", path, {**body, "questions": questions})
        assert answer.status == status, answer.content
        assert answer_problems("POST", path, answer.status, answer.content) == []
    assert await api.ok("GET", "/sessions") == [] == await api.ok("GET", "/classes")


async def test_QU27_everybody_in_a_class_has_the_same_questions(api: Api, bank: Path) -> None:
    body = {"name": "C", "csv": "Ada\nBo\n", "language": "python", "questions": [CHOSEN]}
    made = await api.ok("POST", "/classes", body)
    (bank / MODEL / "statement.md").write_text("Another one.\n")
    digests = set()
    for link in made["links"]:
        [question] = (await api.ok("GET", f"/sessions/{link['sessionId']}/questions"))["questions"]
        digests.add(question["digest"])
        found = Link.read(link["url"])
        name = {"userName": link["name"], "invite": found.invite}
        joined = await api.anonymous().ok("POST", f"/sessions/{found.session_id}/join", name)
        assert "def alone_minutes" in joined["session"]["code"]
        assert CANARY not in str(joined)
    assert len(digests) == 1


class Heard(logging.Handler):
    """Every line that any logger writes."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def heard() -> Iterator[Heard]:
    heard = Heard()
    loggers = [logging.getLogger(name) for name in LOGGERS]
    for logger in loggers:
        logger.addHandler(heard)
    yield heard
    for logger in loggers:
        logger.removeHandler(heard)


async def test_QU25_nobody_but_hosts_learns_anything_of_a_private_side(
    api: Api, heard: Heard
) -> None:
    """Whatever candidates and observers ask, before and after, well and badly."""
    body = {"name": "C", "csv": "Ada\n", "language": "python", "questions": [CHOSEN]}
    [link] = (await api.ok("POST", "/classes", body))["links"]
    session = link["sessionId"]
    one = f"/sessions/{session}"
    written = await api.ok("POST", f"{one}/questions", {"written": WRITTEN, "into": "new"})
    removed = await api.ok(
        "POST", f"{one}/questions", {"bank": "own", "name": "coupons", "into": "new"}
    )
    await api.ok("DELETE", f"{one}/questions/{removed['id']}")
    told = await api.ok("GET", f"{one}/questions")
    assert str(told["sides"]).count(CANARY) > 5
    ids = [question["id"] for question in told["questions"]]
    seen: list[Answer] = []
    for role in ("candidate", "observer"):
        guest, user = await api.guest(session, role, role)
        asked: list[tuple[str, str, Any]] = [
            *(("GET", f"{one}{route}", None) for route in ("", "/users", "/files", "/questions")),
            *(("GET", f"{one}{route}", None) for route in ("/checks", "/invites", "/attachment")),
            *(("GET", f"{one}/exports/{form}", None) for form in ("code", "markdown", "json")),
            ("GET", f"{one}/users/{user['id']}/export", None),
            *(("GET", f"{one}/questions/{question}/files", None) for question in ids),
            *(("DELETE", f"{one}/questions/{question}", None) for question in ids),
            ("POST", f"{one}/questions", {"written": WRITTEN}),
            ("POST", f"{one}/questions", CHOSEN),
            ("POST", f"{one}/questions", {"bank": "own", "name": "nothing"}),
            ("POST", f"{one}/checks", {"question": ids[0], "hidden": True}),
            ("POST", f"{one}/checks", {"question": ids[0], "hidden": True, "cases": [0]}),
            ("POST", f"{one}/checks", {"question": written["id"], "hidden": True, "cases": [99]}),
            ("POST", f"{one}/copies", {}),
            ("POST", f"{one}/execute", {"output": "x"}),
            ("GET", "/questions", None),
            ("GET", f"/questions/own/{MODEL}", None),
            ("POST", "/questions", {"written": WRITTEN}),
            ("GET", f"/activity?id={session}", None),
            ("GET", "/classes", None),
            ("GET", "/sessions", None),
        ]
        seen += [await guest(method, path, body) for method, path, body in asked]
        questions = seen[-len(asked) + 3].json
        assert [question["id"] for question in questions["questions"]] == ids
        assert questions["sides"] == []
    seen += [await api("GET", "//metrics"), await api("GET", "/health")]
    seen += [await api("GET", f"{one}/exports/{form}") for form in ("code", "markdown", "csv")]
    seen.append(await api("GET", f"/activity?class=C&id={session}"))
    for answer in seen:
        assert CANARY.encode() not in answer.content, answer.content
        assert CANARY not in str(dict(answer.headers))
        assert answer.status < 500 or answer.status == 501
    assert len(heard.lines) > 0 and not [line for line in heard.lines if CANARY in line]


async def test_QU26_hosts_keep_a_question_of_an_interview_in_the_bank(api: Api, kept: Path) -> None:
    """With its private side, and over nothing that is there."""
    every = await api.ok("GET", "/questions")
    assert every["keeps"] == "kept"
    session = (await api.create("python"))["id"]
    question = await api.ok("POST", f"/sessions/{session}/questions", CHOSEN)
    path = f"/sessions/{session}/questions/{question['id']}/files"
    document = ONE + "/{questionId}/files"
    for role in ("candidate", "interviewer"):
        guest, _ = await api.guest(session, "Ivy", role)
        assert (await guest("POST", path)).status == 403
    assert (await api.anonymous()("POST", path)).status == 401
    assert not (kept / MODEL).exists()
    answer = await api("POST", path)
    assert answer.status == 201 and fits("POST", document, answer)["bank"] == "kept"
    again = await api.ok("GET", f"/questions/kept/{MODEL}")
    assert again["question"]["title"] == question["title"] and CANARY in str(again["side"])
    taken = await api("POST", path)
    assert (taken.status, taken.code) == (400, "invalid_field")
    missing = await api("POST", f"/sessions/{session}/questions/q-nothing0000000/files")
    assert fits("POST", document, missing)["code"] == "not_found"
