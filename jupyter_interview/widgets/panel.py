"""A live interview in a cell.

The page that shows the widget is connected to the interview, as the person who is logged in there;
the kernel needs no credential and makes no connection. What the page sees comes here as messages,
and what is set here goes to the page as commands (``commands``). None of it is widget state, so a
notebook that is saved with its widgets holds the interview's id and nothing of what is in it.
"""

from typing import Any

import traitlets
from ipywidgets.widgets.domwidget import DOMWidget

from ..client.shapes import Question, Run, Session, User, read
from ..domain.errors import InterviewError
from ..domain.languages import check_language
from .commands import Commands

MODULE = "jupyter-interview"
MODULE_VERSION = "1.0.0"


class InterviewPanel(DOMWidget):
    """The panel of one interview; traits follow it while the panel is shown somewhere.

    ``code`` and ``language`` can be set: ``code`` becomes an edit, of what differs from the text
    that Python knew, and ``language`` the language that everybody sees. ``users`` and ``runs`` are
    tuples of the client's :class:`~jupyter_interview.client.User` and ``Run``, ``questions`` of its
    ``Question``, as everybody in the interview may know them. ``connection`` is ``closed``,
    ``connecting``, ``waiting``, ``online`` or ``offline``. What could not be done stands in
    ``error``, and the trait goes back to what is.
    """

    _model_module = traitlets.Unicode(MODULE).tag(sync=True)
    _model_module_version = traitlets.Unicode(MODULE_VERSION).tag(sync=True)
    _model_name = traitlets.Unicode("InterviewPanelModel").tag(sync=True)
    _view_module = traitlets.Unicode(MODULE).tag(sync=True)
    _view_module_version = traitlets.Unicode(MODULE_VERSION).tag(sync=True)
    _view_name = traitlets.Unicode("InterviewPanelView").tag(sync=True)

    session_id = traitlets.Unicode(help="Which interview.").tag(sync=True)
    code = traitlets.Unicode(help="The text of the language shown.")
    language = traitlets.Unicode(allow_none=True, default_value=None)
    users = traitlets.Tuple(help="Who has joined and not left.")
    runs = traitlets.Tuple(help="Oldest first.")
    questions = traitlets.Tuple(help="In their order.")
    connection = traitlets.Unicode("closed", help="Of the page that shows it.")
    error = traitlets.Unicode(help="What was not done last, and why.")

    def __init__(self, session_id: str | Session, **traits: Any) -> None:
        if isinstance(session_id, Session):
            session_id = session_id.id
        self._heard: dict[str, str] = {}
        self._known: tuple[str, str] | None = None
        self._commands = Commands(self.send)
        super().__init__(session_id=session_id, **traits)
        self.on_msg(self._hear)

    @traitlets.validate("session_id")
    def _check_session_id(self, proposal: Any) -> str:
        if not proposal.value:
            raise traitlets.TraitError("session_id must be the id of an interview.")
        return str(proposal.value)

    @traitlets.validate("language")
    def _check_language(self, proposal: Any) -> str | None:
        if proposal.value is None:
            return None
        try:
            return check_language(proposal.value)
        except InterviewError as refusal:
            raise traitlets.TraitError(str(refusal)) from None

    @traitlets.observe("code")
    def _code_set(self, change: Any) -> None:
        if change.new == self._heard.pop("code", None):
            return
        language, base = self._known or (None, None)
        if language != self.language:
            base = None
        self._commands.send(kind="code", language=self.language, base=base, code=change.new)
        if self.language is not None:
            # The next edit starts from this text, because the page makes edits one after another.
            self._known = self.language, change.new

    @traitlets.observe("language")
    def _language_set(self, change: Any) -> None:
        if change.new not in (None, self._heard.pop("language", None)):
            self._commands.send(kind="language", language=change.new)

    def _hear(self, _widget: Any, message: dict[str, Any], _buffers: Any) -> None:
        page = message["page"]
        match message["type"]:
            case "opened":
                self._commands.opened(page)
            case "closed" if self._commands.closed(page):
                self._take({"connection": "closed"})
            case "refused" if message["n"] == 0 or page == self._commands.page:
                self._commands.done(message["n"])
                self.error = message["sentence"]
            case "state" if page == self._commands.page:
                self._commands.done(message["done"])
                self._take(message["state"])

    def _take(self, state: dict[str, Any]) -> None:
        """Set the traits to how the interview is, unless Python has set something else
        meanwhile."""
        with self.hold_trait_notifications():
            if "connection" in state:
                self.connection = state["connection"]
            if "language" in state and not self._commands.waits_for("language"):
                self._follow("language", state["language"])
            if "code" in state and not self._commands.waits_for("code", "language"):
                self._follow("code", state["code"])
                if self.language is not None:
                    self._known = self.language, self.code
            if "users" in state:
                self.users = tuple(read(User, user) for user in state["users"])
            if "questions" in state:
                self.questions = tuple(read(Question, each) for each in state["questions"])
            if "order" in state:
                known = {run.id: run for run in self.runs}
                known |= {run["id"]: read(Run, run) for run in state["runs"]}
                self.runs = tuple(known[run_id] for run_id in state["order"] if run_id in known)

    def _follow(self, name: str, value: str) -> None:
        """Set a trait as an interview told it, which is no command of the notebook."""
        if getattr(self, name) != value:
            self._heard[name] = value
            setattr(self, name, value)
