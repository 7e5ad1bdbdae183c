"""PJ1: the OpenAPI document against the routes and against real answers."""

import re
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

from jupyter_interview.domain.errors import STATUS, ErrorCode
from jupyter_interview.domain.languages import LANGUAGES
from jupyter_interview.domain.roles import ACTIONS, Role, State
from jupyter_interview.web.rest_handler import UnknownRoute
from jupyter_interview.web.routes import API, REST
from tests.clients import Answer, Api, SyncSocket
from tests.contract.documents import FOLDER, JSON, answer_problems, document, operations

METHODS = ("get", "head", "post", "put", "patch", "delete")


def test_PJ1_the_document_is_valid_openapi() -> None:
    validate(document("openapi.yaml"), base_uri=(FOLDER / "openapi.yaml").as_uri())


def test_PJ1_routes_and_paths_are_the_same() -> None:
    served = set()
    for pattern, handler in REST:
        if handler is UnknownRoute:
            continue
        path = re.sub(r"\(\?P<(\w+)>.*?\)", r"{\1}", pattern.removeprefix(API))
        path = re.sub(
            r"(session|invite|user|file|run|question|note|criterion|correction|signal)_id",
            r"\1Id",
            path,
        )
        served |= {(m.upper(), path) for m in METHODS if m in vars(handler)}
    assert served == set(operations())


def test_PJ1_closed_lists_are_the_same() -> None:
    schemas = document("openapi.yaml")["components"]["schemas"]
    assert schemas["ErrorCode"]["enum"] == [code.value for code in ErrorCode]
    assert all(re.fullmatch(schemas["Language"]["pattern"], one) for one in LANGUAGES)
    assert max(map(len, LANGUAGES)) <= schemas["Language"]["maxLength"]
    assert schemas["Role"]["enum"] == [role.value for role in Role]
    assert schemas["SessionState"]["enum"] == [state.value for state in State]
    assert schemas["Action"]["enum"] == [action.value for action in ACTIONS]
    assert set(STATUS) == set(ErrorCode)


class Judge:
    """Asks, and holds every answer to the document."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self.asked: set[tuple[str, str, int]] = set()

    async def __call__(
        self, method: str, template: str, body: object = None, api: Api | None = None, **ids: str
    ) -> Answer:
        answer = await (api or self._api)(method, template.format(**ids), body)
        kind = answer.headers.get("Content-Type", JSON)
        assert answer_problems(method, template, answer.status, answer.content, kind) == []
        self.asked.add((method, template, answer.status))
        return answer


@pytest.fixture
def interview_config(tmp_path: Path) -> dict[str, Any]:
    """A server that keeps questions."""
    (tmp_path / "kept-questions").mkdir()
    return {"question_keep_dir": str(tmp_path / "kept-questions")}


@pytest.fixture
def ask(api: Api) -> Judge:
    return Judge(api)


async def test_PJ1_real_answers_fit_the_document(api: Api, ask: Judge) -> None:
    """Every operation, answered well; then every way it documents to be refused that is common."""
    one = "/sessions/{sessionId}"
    ids = {"sessionId": (await ask("POST", "/sessions", {"title": "T"})).json["id"]}
    ids |= {"form": "code", "bank": "starter", "name": "coupons"}
    ids |= {"noteId": "note-0001", "correctionId": "correct-1"}
    written = {"title": "W", "statement": "x", "language": "python", "starter": "", "cases": []}
    loaded = {"bank": "starter", "name": "shelf-labels", "into": "new"}
    question = (await ask("POST", one + "/questions", loaded, **ids)).json
    ids["questionId"] = question["id"]
    ids["criterionId"] = f"{question['id']}.1"
    seen = {"level": 1, "why": "said so"}
    score = one + "/remarks/scores/{criterionId}"
    for criterion in (await ask("GET", one + "/remarks", **ids)).json["rubric"]:
        await ask("PUT", score, seen, **{**ids, "criterionId": criterion["id"]})
    stranger = api.anonymous()
    bodies: dict[tuple[str, str], Any] = {
        ("POST", "/sessions"): {"language": "python", "code": "1"},
        ("POST", "/classes"): {"name": "C", "csv": "Bo\nCy\n", "language": "python"},
        ("PATCH", one): {"title": "Other", "lobby": False, "locks": {"editing": True}},
        ("PATCH", one + "/users/{userId}"): {"role": "observer", "admitted": True},
        ("POST", one + "/join"): {"userName": "Ana", "color": "#112233"},
        ("POST", one + "/announcements"): {"text": "Ten minutes left"},
        ("PUT", one + "/signals/{signalId}/answer"): {"text": "My own notes", "fromAi": True},
        ("POST", one + "/copies"): {"title": "Again", "state": "draft"},
        ("PUT", one + "/code"): {"code": "2"},
        ("PUT", one + "/language"): {"language": "python"},
        ("PUT", one + "/attachment"): {"path": "solution.py"},
        ("POST", one + "/files"): {"name": "data.csv", "text": "1,2\n"},
        ("PATCH", one + "/files/{fileId}"): {"name": "other.py", "shown": True},
        ("POST", "/questions"): {"written": written},
        ("POST", one + "/questions"): {"written": written, "into": "new"},
        ("POST", one + "/checks"): {"question": question["id"], "hidden": False},
        ("POST", one + "/execute"): {"output": "o", "error": "e"},
        ("POST", one + "/invites"): {"role": "candidate", "maxUses": None},
        ("PUT", one + "/remarks/notes/{noteId}"): {"text": "asks well"},
        ("PUT", score): seen,
        ("PUT", one + "/remarks/recommendation"): {"answer": "yes"},
        ("PUT", one + "/remarks/corrections/{correctionId}"): {"reason": "r", "answer": "no"},
    }
    look = ("POST", one + "/invitation")
    user = (await ask("POST", one + "/join", bodies["POST", one + "/join"], **ids)).json["user"]
    invite = (await ask("POST", one + "/invites", bodies["POST", one + "/invites"], **ids)).json
    bodies["POST", one + "/leave"] = {"userId": user["id"]}
    ids["inviteId"] = invite["id"]
    async with SyncSocket(api, ids["sessionId"]) as panel:
        panel.write("x" * 50)
        await panel.flush()
        noted = {"how": "paste", "file": "code:python", "characters": 50, "lines": 1}
        await panel.send("insert_noted", **noted, source="outside")
        ids["signalId"] = (await panel.expect("signal"))["signal"]["id"]
    ids["fileId"] = (await ask("POST", one + "/files", {"name": "util.py"}, **ids)).json["id"]
    by_link = {"userName": "Bo", "invite": invite["secret"]}
    joined = (await ask("POST", one + "/join", by_link, stranger, **ids)).json
    assert "secret" in joined
    ids["userId"] = joined["user"]["id"]
    async with SyncSocket(api, ids["sessionId"]) as panel:
        ids["runId"] = "run-00000001"
        await panel.send("run_started", runId=ids["runId"], language="python")
        await panel.expect("run_started")
    elsewhere = {("PUT", one + "/attachment"), ("POST", one + "/checks")}
    elsewhere |= {("PUT", "/questions/{bank}"), ("DELETE", "/questions/{bank}")}
    """Answered well in tests/attachments, where there are files, and in tests/web."""
    last = [("DELETE", one + "/invites/{inviteId}"), ("DELETE", one)]
    kick = ("DELETE", one + "/users/{userId}")
    first = ("POST", one + "/runs/{runId}/stop")
    """Before whose run it is has left."""
    remove = ("DELETE", one + "/questions/{questionId}")
    others = [key for key in operations() if key not in [first, *last, kick, remove]]
    order = [first, *others, remove, kick]

    for method, path in order + last:
        if path == "/health":
            continue
        refused = await ask(method, path, bodies.get((method, path)), stranger, **ids)
        assert (refused.status, refused.code) == (401, "unauthenticated")
    bodies[look] = {"invite": invite["secret"]}
    for method, path in order:
        if path in ("/activity", one + "/texts", one + "/release", one + "/hold"):
            continue
        answer = await ask(method, path, bodies.get((method, path)), **ids)
        if (method, path) in elsewhere:
            assert answer.status == 501
            continue
        assert answer.status < 300, (method, path, answer.content)
    for method, path in bodies:
        assert (await ask(method, path, ["no object"], **ids)).code == "invalid_json"
    assert (await ask("GET", "/activity", **ids)).code == "invalid_field"
    every = await api("GET", f"/activity?class=C&id={ids['sessionId']}")
    assert answer_problems("GET", "/activity", every.status, every.content) == []
    assert len(every.json["sessions"]) == 3
    ask.asked.add(("GET", "/activity", every.status))
    assert (await ask("GET", one + "/texts", **ids)).code == "invalid_field"
    moment, *_ = (await api.ok("GET", f"/sessions/{ids['sessionId']}/moments"))["moments"]
    then = await api("GET", f"/sessions/{ids['sessionId']}/texts?at={moment['at']}")
    assert answer_problems("GET", one + "/texts", then.status, then.content) == []
    ask.asked.add(("GET", one + "/texts", then.status))
    big = {"code": "x" * (256 * 1024 + 1)}
    assert (await ask("PUT", one + "/code", big, **ids)).code == "text_too_long"
    run = {"code": "1", "language": "python"}
    assert (await ask("POST", one + "/execute", run, **ids)).status == 501
    await ask("PATCH", one, {"state": "ended"}, **ids)
    apart = ("/sessions", "/classes", "/questions", "/questions/{bank}")
    hosts_look_back = one + "/checks"
    for method, path in bodies:
        if path.startswith(one + "/remarks"):
            continue
        if path not in (
            *apart,
            one + "/copies",
            one + "/signals/{signalId}/answer",
            one + "/leave",
            look[1],
            # Its owner comes to read.
            one + "/join",
            one,
            hosts_look_back,
        ):
            assert (await ask(method, path, bodies[method, path], **ids)).status == 410
    assert (await ask("PATCH", one, {"title": "x"}, **ids)).status == 410
    assert (await ask("PUT", one + "/hold", **ids)).status == 200
    assert (await ask("DELETE", one, **ids)).status == 409
    assert (await ask("DELETE", one + "/hold", **ids)).status == 204
    assert (await ask("PUT", one + "/release", {}, **ids)).status == 200
    assert (await ask("DELETE", one + "/release", **ids)).status == 204
    for method, path in last:
        assert (await ask(method, path, **ids)).status == 204
    for method, path in order + last:
        if path not in (*apart, "/questions/{bank}/{name}", "/activity", "/health"):
            gone = 401 if (method, path) == look else 404
            assert (await ask(method, path, bodies.get((method, path)), **ids)).status == gone
    answered = {(method, path) for method, path, status in ask.asked if status < 300}
    assert answered | elsewhere == set(operations())
