"""The kernel's half of the panel, told and asked by a list in the page's place."""

import json
from typing import Any

import pytest
from traitlets import TraitError

from jupyter_interview import InterviewPanel
from jupyter_interview.client.shapes import Question, Session, read
from tests.docs.tables import ROOT


class Page:
    """What a page hears of the widget, and what it says."""

    def __init__(self, panel: InterviewPanel, name: str = "page") -> None:
        self.heard: list[dict[str, Any]] = []
        self._panel, self._name = panel, name
        panel.send = panel._commands._send = self.heard.append

    def tells(self, kind: str, **payload: Any) -> None:
        self._panel._handle_custom_msg({"type": kind, "page": self._name, **payload}, [])

    def opens(self, code: str = "a = 1", language: str = "python") -> None:
        self.tells("opened")
        self.tells("state", done=0, state={"language": language, "code": code})


@pytest.fixture
def panel() -> InterviewPanel:
    return InterviewPanel("an-interview")


def test_WI1_a_session_of_the_client_will_do_in_place_of_an_id() -> None:
    session = read(
        Session,
        {
            "id": "an-interview",
            "title": "Backend",
            "language": "python",
            "code": "",
            "state": "live",
            "createdAt": "2026-09-30T10:00:00.000Z",
            "endedAt": None,
            "lobby": False,
            "locks": {"editing": False, "runs": False},
            "epoch": 1,
            "languages": ["python"],
            "role": "owner",
            "actions": ["read"],
        },
    )
    assert InterviewPanel(session).session_id == "an-interview"


def test_WI2_what_is_set_goes_to_the_page_with_what_python_knew(panel: InterviewPanel) -> None:
    page = Page(panel)
    page.opens()
    panel.code = "a = 2"
    command = {"kind": "code", "language": "python", "base": "a = 1", "code": "a = 2"}
    assert page.heard == [{"type": "command", "n": 1, "to": "page", "command": command}]


def test_WI2_a_text_for_another_language_is_no_edit_of_this_one(panel: InterviewPanel) -> None:
    page = Page(panel)
    page.opens()
    panel.language = "javascript"
    panel.code = "1"
    assert [(m["command"]["kind"], m["command"].get("base", "")) for m in page.heard] == [
        ("language", ""),
        ("code", None),
    ]


def test_WI3_an_old_state_does_not_undo_a_command(panel: InterviewPanel) -> None:
    page = Page(panel)
    page.opens()
    panel.code = "a = 2"
    page.tells("state", done=0, state={"code": "a = 1 # typed"})
    assert panel.code == "a = 2"
    page.tells("state", done=1, state={"code": "a = 2 # typed"})
    assert panel.code == "a = 2 # typed"


def test_WI4_an_observer_may_set_a_trait(panel: InterviewPanel) -> None:
    page = Page(panel)
    panel.observe(lambda change: setattr(panel, "code", change.new.upper()), "code")
    page.opens(code="abc")
    assert panel.code == "ABC"
    assert [message["command"]["code"] for message in page.heard] == ["ABC"]


def test_WI4_a_command_waits_for_a_page_and_goes_to_the_next(panel: InterviewPanel) -> None:
    first = Page(panel, "first")
    panel.code = "x"
    assert first.heard == []
    first.tells("opened")
    second = Page(panel, "second")
    second.tells("opened")
    assert [message["to"] for message in first.heard + second.heard] == ["first", "second"]
    first.tells("state", done=1, state={"code": "old"})
    assert panel.code == "x"
    second.tells("closed")
    assert panel.connection == "closed" and second.heard[-1] == {"type": "who"}


def test_WI5_a_refusal_is_told_and_the_trait_goes_back(panel: InterviewPanel) -> None:
    page = Page(panel)
    page.opens()
    panel.code = "a = 2"
    page.tells("refused", n=1, sentence="No.")
    page.tells("state", done=1, state={"language": "python", "code": "a = 1"})
    assert (panel.code, panel.error) == ("a = 1", "No.")
    with pytest.raises(TraitError, match="javascript, typescript, python and sqlite run"):
        panel.language = "cobol"
    with pytest.raises(TraitError, match="session_id"):
        InterviewPanel("")


def test_WI6_nothing_of_the_interview_is_widget_state(panel: InterviewPanel) -> None:
    Page(panel).opens(code="secret plan")
    assert panel.code == "secret plan"
    state = panel.get_state()
    assert state["session_id"] == "an-interview"
    inside = {"code", "language", "users", "runs", "questions", "error", "connection"}
    assert not inside & state.keys()


def test_QU52_questions_are_those_of_the_client(panel: InterviewPanel) -> None:
    page = Page(panel)
    page.opens()
    assert panel.questions == ()
    golden = ROOT / "openapi" / "examples" / "sync-question.json"
    told = json.loads(golden.read_text("utf-8"))["frame"]["payload"]["question"]
    page.tells("state", done=0, state={"questions": [told]})
    assert [(type(each), each.title) for each in panel.questions] == [(Question, told["title"])]
