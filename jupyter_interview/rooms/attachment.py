"""The room's side of an attachment: it exchanges text with the file, and tells only the owner.

What is attached follows the room as a :class:`Follower`, which is called in the same turn in which
the text changed, so that the two never differ when a turn is over. The room does not know where
files come from.
"""

from collections.abc import Sequence

from ..contract.session import BeginAttachment, EndAttachment, RestoreFile
from ..contract.values import Attachment
from ..document.document import Delta
from ..document.edits import Edit
from ..domain.actor import SERVER_ITSELF, Actor
from ..domain.attachment import Detached
from ..domain.errors import ErrorCode, InterviewError
from ..domain.languages import CODE_FILES, code_file
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
        """Refuse everybody who is not logged in as the owner: a secret opens no files."""
        if actor.role is not Role.OWNER or actor.identity is None:
            sentence = "Only the owner of this interview can attach it to a file."
            raise InterviewError(ErrorCode.FORBIDDEN, sentence)

    def file_in(self, language: str) -> str:
        """The session's file to attach when the owner names a file in this language."""
        folder = self._core.folder
        if folder.language == language:
            return folder.shown
        first = folder.first_in(language)
        return code_file(language) if first is None else first.id

    def list_file(self, file: str) -> None:
        """List this file again if it is not listed, so that everybody sees it; raises a refusal."""
        if self._core.folder.get(file) is None:
            owner = Actor(Role.OWNER, identity=self._core.session.created_by)
            self._perform(owner, RestoreFile(file))

    def text(self, file: str) -> str:
        """Its text. The file of a language that nobody has chosen yet has none."""
        is_there = file in (*CODE_FILES, *self._core.folder.known)
        return self._core.document.text(file) if is_there else ""

    def told(self, file: str) -> Delta | None:
        """The edits since this was last called, if they are known."""
        document = self._core.document
        document.follow(file)
        return document.told(file)

    def write(self, file: str, edits: Sequence[Edit]) -> None:
        """Make the edits of the file in the room too, as the owner's; raises a refusal."""
        core = self._core
        core.demand(Role.OWNER, Operation.EDIT)
        author = author_of(core.people.best_of(core.session.created_by))
        self._editing.edit(file, edits, author)

    def begin(self, attachment: Attachment, follower: Follower) -> None:
        self._core.follower = follower
        self.told(attachment.file)
        self._perform(SERVER_ITSELF, BeginAttachment(attachment))

    def moved(self, attachment: Attachment) -> None:
        """Tell the owner that the file has another path."""
        self._perform(SERVER_ITSELF, BeginAttachment(attachment))

    def end(self, follower: Follower, why: Detached) -> None:
        """Stop following. This changes nothing once another follower has taken the place."""
        if self._core.follower is follower:
            self._core.follower = None
            if (attachment := self._core.attachment) is not None:
                self._core.document.leave(attachment.file)
            self._perform(SERVER_ITSELF, EndAttachment(why.value))
