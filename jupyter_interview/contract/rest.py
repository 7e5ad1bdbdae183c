"""Bodies of REST requests as values. Shapes are those of openapi/openapi.yaml.

Bodies about questions are in ``question_bodies``. Parsing happens once, here; whoever gets one of
these values need not ask again whether it is sound.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from ..domain.attachment import Keep
from ..domain.languages import DEFAULT_LANGUAGE, check_language, language_of
from ..domain.limits import Limits
from ..domain.naming import DEFAULT_TITLE, check_color, clean_code, clean_label
from ..domain.places import CLOCK, ENTRY, PLACE
from ..domain.program_files import MOST_FILES, NAMES_BYTES, TextFile, check_files
from ..domain.roles import Role, State
from ..domain.roster import Roster, read_roster
from ..domain.settings import Settings
from . import settings
from .fields import Fields
from .file_fields import file_name, text_file
from .program import NAMES, run_here, with_files
from .question_bodies import ChosenQuestion, chosen_questions
from .session import (
    Announce,
    AnswerSignal,
    CreateSession,
    Join,
    Leave,
    NewInvite,
    PersonChange,
    RenamePerson,
    ReportResult,
    RunHere,
    SessionChange,
)
from .values import BankQuestion, CopiedFrom, PrivateSide, ProgramFile, Question

GIVEN: tuple[str, ...] = tuple(role.value for role in Role if role is not Role.OWNER)
"""The roles that can be given to somebody."""
_WHEN = f"{PLACE}|{ENTRY}|{CLOCK}"
_IS_WHEN = "a time like 12:31, the number of an entry, or a place in the log, seq:at"
_PATH_CHARACTERS = 1024
_FILE_NAME_BYTES = 255
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class NewSession:
    language: str
    title: str
    code: str | None
    state: State = State.LIVE
    group: str | None = None
    files: tuple[ProgramFile, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    """Those with which it begins."""
    copied: "Copied | None" = None
    questions: tuple[ChosenQuestion, ...] = ()
    """Those of banks that were asked for."""
    loaded: tuple[BankQuestion, ...] = ()
    """The same, once they were read."""

    def command(self) -> CreateSession:
        """The same without the text, which is no matter of the session's events."""
        moment = None if self.copied is None else self.copied.moment
        return CreateSession(
            self.language, self.title, self.state, self.group, moment, **self.settings
        )


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy takes over that a new session cannot be asked for: all settings, the names of the
    files that are shown and run, and questions, whose files are among the others."""

    settings: Settings
    shown: str | None
    entry: str | None
    questions: tuple[tuple[Question, PrivateSide], ...] = ()
    moment: CopiedFrom | None = None
    """Which moment of which session it is, if it is not the present."""


@dataclass(frozen=True, slots=True)
class NewCopy:
    """What is None is as in the session that is copied; the title says that it is a copy.

    ``at`` is the moment that is copied: a place in the log, the number of an entry, or a time.
    """

    title: str | None
    state: State | None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class NewClass:
    """One interview for each name, and a link to each."""

    name: str
    roster: Roster
    session: NewSession
    invite: NewInvite

    def session_for(self, person: str) -> NewSession:
        """The interview of one of them is called after them."""
        return replace(self.session, title=person)

    def invite_for(self, person: str) -> NewInvite:
        """And so is their link."""
        return NewInvite(self.invite.role, self.invite.expires_in, self.invite.max_uses, person)


@dataclass(frozen=True, slots=True)
class NewFile:
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """What is None stays."""

    returns: bool = False
    name: str | None = None
    text: str | None = None
    place: int | None = None
    entry: bool | None = None
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Attach:
    """To which file; ``keep`` says whose text stays, for when both have one."""

    path: str
    cell_id: str | None = None
    keep: Keep | None = None


def new_session(body: dict[str, Any], limits: Limits) -> NewSession:
    known = ("language", "title", "code", "files", "state", "group", "questions")
    fields = Fields(body, "A new session", (*known, *settings.INITIAL))
    group = fields.text_or_none("group")
    language = check_language(fields.text("language", DEFAULT_LANGUAGE))
    files = _starting_files(fields, limits)
    if files:
        language = _language_of(files, fields)
    title = clean_label(fields.text("title", DEFAULT_TITLE), "title", limits.title_characters)
    code = fields.text("code", None)
    begins = (State.LIVE.value, State.DRAFT.value)
    return NewSession(
        language,
        title,
        None if code is None else clean_code(code, limits.text_bytes),
        State(fields.one_of("state", begins, State.LIVE)),
        None if group is None else clean_label(group, "group", limits.title_characters),
        files,
        settings.initial(fields),
        questions=chosen_questions(fields),
    )


def new_copy(body: dict[str, Any], limits: Limits) -> NewCopy:
    fields = Fields(body, "A copy", ("title", "state", "at"))
    title = fields.text("title", None)
    begins = (State.LIVE.value, State.DRAFT.value)
    return NewCopy(
        None if title is None else clean_label(title, "title", limits.title_characters),
        State(fields.one_of("state", begins)) if "state" in fields else None,
        fields.matching("at", _WHEN, _IS_WHEN) if "at" in fields else None,
    )


def _starting_files(fields: Fields, limits: Limits) -> tuple[ProgramFile, ...]:
    if "files" not in fields:
        return ()
    if "code" in fields:
        fields.refuse("files", "alone: they stand in the place of code")
    given = fields.raw("files")
    if not isinstance(given, list) or not 1 <= len(given) <= MOST_FILES:
        fields.refuse("files", f"a list of 1 to {MOST_FILES} files")
    # In NFC, as every name of an interview's file. What only a run is given keeps its own.
    files = tuple(
        ProgramFile(unicodedata.normalize("NFC", file.name), file.text)
        for file in map(text_file, given)
    )
    first, *others = (TextFile(file.name, file.text) for file in files)
    if any(other.name == first.name for other in others):
        fields.refuse("files", "files of different names")
    check_files(first.name, first.text, others, int(limits.text_bytes))
    if sum(len(file.name.encode()) for file in files) > NAMES_BYTES:
        fields.refuse("files", "files of shorter names, which are too long together")
    return files


def _language_of(files: tuple[ProgramFile, ...], fields: Fields) -> str:
    """The language that is shown: the one given, or that of the first program."""
    wanted = fields.text("language") if "language" in fields else None
    meant = (language_of(file.name, wanted) for file in files)
    found = [each for each in meant if each is not None and wanted in (None, each)]
    if not found:
        fields.refuse("files", "files with a program in the language among them")
    return found[0]


def new_class(body: dict[str, Any], limits: Limits) -> NewClass:
    of_each = ("language", "code", "files", "questions", *settings.INITIAL)
    fields = Fields(body, "A class", ("name", "csv", "expiresIn", *of_each))
    name = clean_label(fields.text("name"), "name", limits.title_characters)
    roster = read_roster(fields.text("csv"), limits.name_characters, limits.class_sessions)
    command = {key: body[key] for key in of_each if key in fields}
    session = new_session({**command, "group": name}, limits)
    expires_in = fields.whole("expiresIn", 60, 2_592_000, 7 * 86_400)
    return NewClass(name, roster, session, NewInvite(Role.CANDIDATE, expires_in, None))


def session_change(body: dict[str, Any], limits: Limits) -> SessionChange:
    fields = Fields(body, "A change", ("title", "state", *settings.ASKED))
    title = fields.text("title", None)
    if title is not None:
        title = clean_label(title, "title", limits.title_characters)
    state = State(fields.one_of("state", tuple(State))) if "state" in fields else None
    command = SessionChange(title, state, **settings.asked(fields))
    if command == SessionChange():
        fields.raw("title")
    return command


def person_change(
    body: dict[str, Any], participant_id: str, limits: Limits
) -> PersonChange | RenamePerson:
    """What is changed of somebody. A name is the person's own affair, and is changed alone."""
    fields = Fields(body, "A change", ("role", "admitted", "hand", "name", "listed"), closed=True)
    if "name" in fields:
        if len(body) > 1:
            fields.refuse("name", "alone")
        name = clean_label(fields.text("name"), "name", limits.name_characters)
        return RenamePerson(participant_id, name)
    role = Role(fields.one_of("role", GIVEN)) if "role" in fields else None
    admitted = fields.flag("admitted", False)
    hand = fields.flag("hand", None)
    listed = fields.flag("listed", None)
    if listed:
        fields.refuse("listed", "false: people are on the list again when they come")
    if role is None and not admitted and hand is None and listed is None:
        fields.refuse("admitted", "true, if nothing else is changed")
    return PersonChange(role, admitted, hand, participant_id, listed)


def join(body: dict[str, Any], limits: Limits) -> Join:
    fields = Fields(body, "Joining", ("userName", "invite", "color", "keepName", "participant"))
    user_name = clean_label(fields.text("userName"), "userName", limits.name_characters)
    invite = fields.text("invite", None)
    color = fields.text_or_none("color")
    checked = None if color is None else check_color(color)
    keep_name, before = fields.flag("keepName", False), fields.text_or_none("participant")
    return Join(user_name, invite, checked, keep_name, before)


def invitation(body: dict[str, Any]) -> str | None:
    """The secret of the link that somebody looks at, if they have one."""
    secret: str | None = Fields(body, "This", ("invite",)).text("invite", None)
    return secret


def answer_signal(body: dict[str, Any], signal_id: str, limits: Limits) -> AnswerSignal:
    """What somebody says of what was noted of them."""
    fields = Fields(body, "An answer", ("text", "fromAi"))
    text = fields.line("text", limits.announcement_characters)
    return AnswerSignal(text, fields.flag("fromAi", False), signal_id)


def announce(body: dict[str, Any], limits: Limits) -> Announce:
    text = Fields(body, "An announcement", ("text",)).text("text")
    return Announce(clean_label(text, "text", limits.announcement_characters))


def leave(body: dict[str, Any]) -> Leave:
    return Leave(Fields(body, "Leaving", ("userId",)).text("userId"))


def code(body: dict[str, Any], limits: Limits) -> str:
    return clean_code(Fields(body, "This", ("code",)).text("code"), limits.text_bytes)


def language(body: dict[str, Any]) -> str:
    return check_language(Fields(body, "This", ("language",)).text("language"))


def new_file(body: dict[str, Any], limits: Limits) -> NewFile:
    fields = Fields(body, "A file", ("name", "text"))
    return NewFile(file_name(fields), clean_code(fields.text("text", ""), limits.text_bytes))


def file_change(body: dict[str, Any], limits: Limits) -> FileChange:
    fields = Fields(body, "A change", ("removed", "name", "text", "place", "entry", "shown"))
    if fields.flag("removed", False):
        fields.refuse("removed", "false; DELETE removes a file")
    if not fields.flag("shown", True):
        fields.refuse("shown", "true; show another file instead")
    change = FileChange(
        "removed" in fields,
        file_name(fields) if "name" in fields else None,
        clean_code(fields.text("text"), limits.text_bytes) if "text" in fields else None,
        fields.whole("place", 0, MOST_FILES - 1, None),
        fields.flag("entry", None),
        "shown" in fields,
    )
    if change == FileChange():
        fields.raw("name")
    return change


def execute(body: dict[str, Any], limits: Limits) -> ReportResult | RunHere:
    """Which of the two things ``execute`` is asked for; both at once is refused."""
    fields = Fields(
        body, "A run", ("output", "error", "timestamp", "name", "files", "stateVector", *NAMES)
    )
    if "output" in fields and "code" in fields:
        fields.refuse("output", "alone: it tells a result, while code asks for a run")
    if "output" in fields:
        return ReportResult(fields.text("output"), fields.text_or_none("error"))
    if "code" not in fields:
        fields.raw("output")
    return with_files(run_here(fields, limits), fields, limits)


def new_invite(body: dict[str, Any], limits: Limits) -> NewInvite:
    fields = Fields(body, "An invite", ("role", "expiresIn", "maxUses", "label"), closed=True)
    role = Role(fields.one_of("role", GIVEN))
    expires_in = fields.whole("expiresIn", 60, 2_592_000, 86_400)
    max_uses = None if fields.is_null("maxUses") else fields.whole("maxUses", 1, 1000, None)
    label = fields.text_or_none("label")
    if label is not None:
        label = clean_label(label, "label", limits.name_characters)
    return NewInvite(role, expires_in, max_uses, label)


def new_release(body: dict[str, Any]) -> int | None:
    """Until when copies are released, in microseconds; None where it does not say."""
    fields = Fields(body, "A release", ("until",), closed=True)
    text = fields.text_or_none("until")
    if text is None:
        return None
    try:
        # What the contract tells of a time has no more than milliseconds.
        return (datetime.fromisoformat(text) - _EPOCH) // timedelta(milliseconds=1) * 1000
    except (ValueError, TypeError, OverflowError):
        # A TypeError is of a time that does not say how far it is from UTC.
        fields.refuse("until", "a date with its offset from UTC, such as 2026-12-31T12:00:00Z")
        raise


def _has_long_name(path: str) -> bool:
    """Whether a part of a path is longer than any file system's names."""
    return any(len(part.encode()) > _FILE_NAME_BYTES for part in path.split("/"))


def attach(body: dict[str, Any]) -> Attach:
    fields = Fields(body, "An attachment", ("path", "cellId", "keep"), closed=True)
    path = fields.text("path").strip("/")
    if len(path) > _PATH_CHARACTERS or not path or not path.isprintable() or _has_long_name(path):
        fields.refuse("path", "the path of a file, as Jupyter's file browser has it")
    keep = fields.one_of("keep", tuple(Keep)) if fields.text_or_none("keep") else None
    return Attach(path, fields.text_or_none("cellId"), None if keep is None else Keep(keep))
