"""The files of an interview: added, renamed, removed and brought back, ordered, shown, and run.

Whoever may edit looks after the files. What everybody is shown is for hosts to choose, except that
whoever may edit can show the file of another language.
"""

import dataclasses
import json
import unicodedata

from ..contract.session import (
    AddFile,
    ChooseEntry,
    ChooseLanguage,
    EntryChosen,
    FileAdded,
    FileRemoved,
    FileRenamed,
    FileShown,
    FilesOrdered,
    LanguageChanged,
    OrderFiles,
    RemoveFile,
    RenameFile,
    RestoreFile,
    SessionChanged,
    SessionCreated,
    ShowFile,
)
from ..contract.session import Event as AnyEvent
from ..contract.values import File
from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.folder import clashes, free_name
from ..domain.languages import (
    LANGUAGES,
    code_file,
    code_language,
    is_program,
    language_of,
    main_name,
)
from ..domain.program_files import MOST_FILES, NAMES_BYTES, is_file_name
from ..domain.roles import Operation
from .folder import Folder
from .interview import Decided, Given, Interview

MOST_KNOWN = 200
"""Files of one document, with those that were removed."""

_SHOWN_NAME = 100

Command = (
    ChooseLanguage
    | AddFile
    | RenameFile
    | RemoveFile
    | RestoreFile
    | OrderFiles
    | ShowFile
    | ChooseEntry
)
Event = (
    LanguageChanged | FileAdded | FileRenamed | FileRemoved | FilesOrdered | FileShown | EntryChosen
)


def decide(interview: Interview, actor: Actor, command: Command, given: Given) -> list[Decided]:
    interview.demand(actor.role, _OPERATIONS.get(type(command), Operation.FILES))
    event = _event(interview.folder, command, given)
    if event is None:
        return []
    person = interview.person_of(actor)
    return [Decided(event, None if person is None else person.id)]


def evolve(interview: Interview, event: Event, at_us: int) -> Interview:
    return with_folder(interview, _evolved(interview.folder, event))


def with_folder(interview: Interview, folder: Folder) -> Interview:
    """The interview with these files. Its language is that of the last program that was shown."""
    session, language = interview.session, folder.language
    if language is not None and language != session.language:
        session = dataclasses.replace(session, language=language)
    return dataclasses.replace(interview, session=session, folder=folder)


def folder_after(folder: Folder, event: AnyEvent) -> Folder:
    """The files after an event, of whichever concern it is."""
    match event:
        case SessionCreated():
            return Folder().in_language(event.language, File)
        case SessionChanged():
            return folder if event.epoch is None else folder.successor()
        case FileAdded() | FileRenamed() | FileRemoved() | FilesOrdered():
            return _evolved(folder, event)
        case LanguageChanged() | FileShown() | EntryChosen():
            return _evolved(folder, event)
        case _:
            return folder


def file_begun(event: AnyEvent) -> str | None:
    """The id of the file that an event may have made, whose text is known from then on."""
    match event:
        case FileAdded():
            return event.file
        case SessionCreated() | LanguageChanged():
            return code_file(event.language)
        case _:
            return None


_OPERATIONS: dict[type, Operation] = {
    ChooseLanguage: Operation.LANGUAGE,
    ShowFile: Operation.SHOW,
}


def _event(folder: Folder, command: Command, given: Given) -> Event | None:
    match command:
        case ChooseLanguage():
            return _choose(folder, command.language)
        case AddFile():
            _demand_place(folder)
            name = _checked(command.name, folder.names)
            _demand_names(folder, name)
            return FileAdded(given.id, name, language_of(name))
        case RenameFile():
            file = _there(folder, command.file)
            name = _checked(command.name, set(folder.names) - {file.name})
            if name == file.name:
                return None
            _demand_names(folder, name, file.id)
            return FileRenamed(file.id, name, language_of(name, file.language))
        case RemoveFile():
            if len(folder.files) == 1 and folder.get(command.file) is not None:
                raise _refused("An interview has at least one file; add another one first.")
            return FileRemoved(_there(folder, command.file).id)
        case RestoreFile():
            return _restore(folder, command.file)
        case OrderFiles():
            ordered = folder.ordered(_there(folder, file_id).id for file_id in command.files)
            return None if ordered == folder else FilesOrdered(ordered.ids)
        case ShowFile():
            # Also what is shown already: people may have gone on to other files.
            return FileShown(_there(folder, command.file).id)
        case ChooseEntry():
            return _entry(folder, command.file)


def _choose(folder: Folder, language: str) -> Event | None:
    if folder.language == language:
        return None
    first = folder.first_in(language)
    if first is None:
        _demand_number(folder)
        return LanguageChanged(language)
    return LanguageChanged(language) if first.id == code_file(language) else FileShown(first.id)


def _restore(folder: Folder, file_id: str) -> Event | None:
    if folder.get(file_id) is not None:
        return None
    removed = folder.removed_file(file_id) or _unlisted(file_id)
    if removed is None:
        raise no_such_file()
    _demand_number(folder)
    name = free_name(removed.name, folder.names)
    return FileAdded(removed.id, name, removed.language)


def _unlisted(file_id: str) -> File | None:
    """The file of a language that nobody has chosen yet. Documents have the text of some."""
    language = code_language(file_id)
    return File(file_id, main_name(language), language) if language in LANGUAGES else None


def _entry(folder: Folder, file_id: str | None) -> Event | None:
    if file_id == folder.entry:
        return None
    if file_id is not None and not is_program((file := _there(folder, file_id)).language):
        raise _refused(f"{file.name} is data, and no program.")
    return EntryChosen(file_id)


def _evolved(folder: Folder, event: Event) -> Folder:
    match event:
        case LanguageChanged():
            return folder.in_language(event.language, File)
        case FileAdded():
            return folder.with_file(File(event.file, event.name, event.language))
        case FileRenamed():
            return folder.renamed(File(event.file, event.name, event.language))
        case FileRemoved():
            return folder.without(event.file)
        case FilesOrdered():
            return folder.ordered(event.files)
        case FileShown():
            return folder.showing(event.file)
        case EntryChosen():
            return folder.running(event.file)


def _checked(name: str, taken: set[str] | tuple[str, ...]) -> str:
    """The name as it is kept; raises the refusal of one that no file can have."""
    if len(name) <= _SHOWN_NAME * 10:
        name = unicodedata.normalize("NFC", name)
    if not is_file_name(name):
        raise _refused(
            f"{json.dumps(name[:_SHOWN_NAME], ensure_ascii=False)} cannot be the name of a file."
        )
    if name in taken:
        raise _refused(f"There is a file with the name {name} already.")
    if (both := clashes(name, taken)) is not None:
        raise _refused(f"{both} cannot be both a file and a folder.")
    return name


def _demand_names(folder: Folder, name: str, instead_of: str = "") -> None:
    files = (*folder.files, *folder.removed)
    others = sum(len(file.name.encode()) for file in files if file.id != instead_of)
    if others + len(name.encode()) > NAMES_BYTES:
        raise _refused("The names of all files together are too long; choose a shorter one.")


def _demand_place(folder: Folder) -> None:
    _demand_number(folder)
    if len(folder.known) >= MOST_KNOWN:
        raise _refused("This interview has had too many files; bring back one that was removed.")


def _demand_number(folder: Folder) -> None:
    if len(folder.files) >= MOST_FILES:
        raise _refused(f"An interview may have at most {MOST_FILES} files.")


def _there(folder: Folder, file_id: str) -> File:
    file = folder.get(file_id)
    if file is None:
        raise no_such_file()
    return file


def no_such_file() -> InterviewError:
    """What is said of an id that no file has."""
    return InterviewError(ErrorCode.NOT_FOUND, "This file is not there any more.")


def _refused(sentence: str) -> InterviewError:
    return InterviewError(ErrorCode.INVALID_FIELD, sentence)
