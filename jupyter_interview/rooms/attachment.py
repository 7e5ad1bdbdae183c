"""The room's side of an attachment: its text in and out, and telling its owner, and nobody else.

What is attached follows the room as a :class:`Follower`, which is called in the same turn in which
the text changed, so that the two never differ when a turn is over. Where files come from the room
does not know.
"""

from collections.abc import Sequence

from ..contract.session import BeginAttachment, EndAttachment
from ..contract.values import Attachment
from ..document.document import Delta
from ..document.edits import Edit
from ..domain.actor import SERVER_ITSELF, Actor
from ..domain.attachment import Detached
from ..domain.errors import ErrorCode, InterviewError
from ..domain.languages import code_file
from ..domain.roles import Operation, Role
from ..session.interview import author_of
from .core import Core
from .editing import Editing
from .follower import Follower
from .performing import Perform


class Attaching:
    """The attachment of one room."""

    def __init__(self, core: Core, editing: Editing, perform: Perform) -> None:
        self._core = core
        self._perform = perform
        self._editing = editing

    @property
    def attachment(self) -> Attachment | None:
        return self._core.attachment

    def demand(self, actor: Actor) -> None:
        """Refuse everybody but the owner, and the owner once the interview has ended."""
        self.demand_owner(actor)
        self.demand_open()

    def demand_open(self) -> None:
        """Refuse the owner once the interview has ended, or is gone."""
        self._core.demand(Role.OWNER, Operation.ATTACH)
        self._core.journal.demand_open()

    def demand_owner(self, actor: Actor) -> None:
        """Refuse who is not its owner, by a login: files are not for who came by a secret."""
        if actor.role is not Role.OWNER or actor.identity is None:
            sentence = "Only the owner of this interview can attach it to a file."
            raise InterviewError(ErrorCode.FORBIDDEN, sentence)

    def text(self, language: str) -> str:
        return self._core.document.text(code_file(language))

    def told(self, language: str) -> Delta | None:
        """How it came from what it was when one last asked, where that is known."""
        document = self._core.document
        document.follow(code_file(language))
        return document.told(code_file(language))

    def write(self, language: str, edits: Sequence[Edit]) -> None:
        """The file changed: the same edits, as the owner's; raises a refusal."""
        core = self._core
        core.demand(Role.OWNER, Operation.EDIT)
        author = author_of(core.people.newest_of(core.session.created_by))
        self._editing.edit(code_file(language), edits, author)

    def begin(self, attachment: Attachment, follower: Follower) -> None:
        self._core.follower = follower
        self.told(attachment.language)
        self._perform(SERVER_ITSELF, BeginAttachment(attachment))

    def moved(self, attachment: Attachment) -> None:
        """The file has another path."""
        self._perform(SERVER_ITSELF, BeginAttachment(attachment))

    def end(self, follower: Follower, why: Detached) -> None:
        """It follows no more; once another follows, it has ended already."""
        if self._core.follower is follower:
            self._core.follower = None
            if (attachment := self._core.attachment) is not None:
                self._core.document.leave(code_file(attachment.language))
            self._perform(SERVER_ITSELF, EndAttachment(why.value))
