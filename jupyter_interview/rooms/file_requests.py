"""Files as REST asks for them: with their texts, and several changes in one request."""

from collections.abc import Iterable, Iterator, Sequence

from ..contract.rest import FileChange, NewFile
from ..contract.session import (
    AddFile,
    ChooseEntry,
    Command,
    FileAdded,
    OrderFiles,
    RenameFile,
    RestoreFile,
    ShowFile,
)
from ..contract.values import File, FilesWithTexts, FileWithText, ProgramFile
from ..domain.actor import Actor
from ..domain.languages import code_file, language_of
from ..domain.roles import Operation
from ..journal.recorder import Ticket
from ..session.files import no_such_file
from ..session.folder import Folder
from ..session.interview import Given
from ..session.perform import perform
from .core import Core
from .editing import Editing
from .pace import FilePace
from .performing import Perform


class FileRequests:
    """The files of one room."""

    def __init__(self, core: Core, editing: Editing, performing: Perform, pace: FilePace) -> None:
        self._core = core
        self._editing = editing
        self._perform = performing
        self._pace = pace

    def every(self, actor: Actor) -> FilesWithTexts:
        """All that are listed, with their texts."""
        self._core.demand(actor.role, Operation.READ)
        folder = self._core.folder
        told = tuple(map(self._with_text, folder.files))
        return FilesWithTexts(told, folder.removed, folder.shown, folder.entry)

    def one(self, file_id: str) -> FileWithText:
        """A file that is listed; raises ``not_found``."""
        file = self._core.folder.get(file_id)
        if file is None:
            raise no_such_file()
        return self._with_text(file)

    def add(self, actor: Actor, wanted: NewFile) -> tuple[str, Ticket]:
        """Add a file with a text, or no file if the text does not fit; answers with its id."""
        command = AddFile(wanted.name)
        self._folder_after(actor, [command])
        self._editing.demand_room_for(wanted.text)
        done = self._perform(actor, command)
        file_id = _added(done.events)
        if not wanted.text:
            return file_id, done.ticket
        return file_id, self._replace(actor, file_id, wanted.text)

    def change(self, actor: Actor, file_id: str, change: FileChange) -> Ticket:
        """Make several changes of a file, or none if one of them is refused."""
        commands = list(self._commands(file_id, change))
        if self._folder_after(actor, commands).get(file_id) is None:
            raise no_such_file()
        if change.text is not None:
            self._core.demand(actor.role, Operation.EDIT)
            self._editing.demand_fits(file_id, change.text)
        ticket = None
        for command in commands:
            ticket = self._perform(actor, command).ticket
        if change.text is not None:
            ticket = self._replace(actor, file_id, change.text)
        return ticket or self._core.journal.put([])

    def bring_back(self, actor: Actor, files: Iterable[str]) -> None:
        """Bring all of these files back, or none."""
        commands = [RestoreFile(file) for file in files]
        self._tried(actor, commands)
        for command in commands:
            self._perform(actor, command)

    def begin(self, owner: Actor, language: str, files: Sequence[ProgramFile]) -> Ticket:
        """Give a new session these checked files; it has one file in this language already."""
        programs = (file for file in files if language_of(file.name, language) == language)
        first = next(programs, files[0])
        shown = code_file(language)
        self._perform(owner, RenameFile(shown, first.name))
        ids = []
        for file in files:
            file_id = shown
            if file is not first:
                file_id = _added(self._perform(owner, AddFile(file.name)).events)
            ids.append(file_id)
            self._editing.seed(file_id, file.text)
        return self._perform(owner, OrderFiles(tuple(ids))).ticket

    def choose(self, owner: Actor, shown: str | None, entry: str | None) -> None:
        """Show and run the files with these names in a new session; None leaves it as it is."""
        ids = {file.name: file.id for file in self._core.folder.files}
        if shown is not None:
            self._perform(owner, ShowFile(ids[shown]))
        if entry is not None:
            self._perform(owner, ChooseEntry(ids[entry]))

    def _commands(self, file_id: str, change: FileChange) -> Iterator[Command]:
        folder = self._core.folder
        if change.returns:
            yield RestoreFile(file_id)
        if change.name is not None:
            yield RenameFile(file_id, change.name)
        if change.place is not None:
            others = [other for other in folder.ids if other != file_id]
            yield OrderFiles((*others[: change.place], file_id, *others[change.place :]))
        if change.entry is not None and (change.entry or folder.entry == file_id):
            yield ChooseEntry(file_id if change.entry else None)
        if change.shown:
            yield ShowFile(file_id)

    def _folder_after(self, actor: Actor, commands: Iterable[Command]) -> Folder:
        """What the files would be after these changes; raises the refusal."""
        folder, changes = self._tried(actor, commands)
        self._pace.demand(actor, changes)
        return folder

    def _tried(self, actor: Actor, commands: Iterable[Command]) -> tuple[Folder, int]:
        """The same, without counting the changes, and how many these are."""
        core, changes = self._core, 0
        interview, given = core.interview, Given(core.journal.now_us(), core.limits, "f-new")
        for command in commands:
            decided, interview = perform(interview, actor, command, given)
            changes += len(decided)
        return interview.folder, changes

    def _replace(self, actor: Actor, file_id: str, text: str) -> Ticket:
        author = self._core.interview.author(actor)
        return self._editing.replace(actor.role, author, text, file_id)

    def _with_text(self, file: File) -> FileWithText:
        return FileWithText(file.id, file.name, file.language, self._core.document.text(file.id))


def _added(events: Iterable[object]) -> str:
    [added] = (event for event in events if isinstance(event, FileAdded))
    return added.file
