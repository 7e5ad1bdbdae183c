"""Questions as REST asks for them: loaded together with their files, removed, and read.

A question is an event; what a candidate begins with is a text that somebody writes. So the starter
comes into the files as edits of the person who loads the question, which are in the log and can be
undone like any others.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from msgspec.json import encode

from ..contract.session import (
    AddFile,
    FileAdded,
    LoadQuestion,
    QuestionLoaded,
    RemoveFile,
    RemoveQuestion,
    ShowFile,
)
from ..contract.values import Check, File, PrivateSide, Question
from ..document.edits import edits_between
from ..domain.actor import SERVER_ITSELF, Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.program_files import TextFile
from ..domain.questions import BELOW, NEW, PLACES
from ..domain.roles import HOSTS, Operation
from ..journal.recorder import Ticket
from ..session import view
from ..session.check_book import MOST_KEPT
from ..session.interview import Given, Interview
from ..session.perform import perform
from ..session.question_book import Questions
from ..session.starters import (
    data_files,
    files_beside,
    is_answered_in,
    is_untouched,
    new_files,
    own_file,
    starter_files,
)
from .core import Core
from .editing import Editing
from .pace import FilePace
from .performing import Perform

MOST_BYTES = 2 * 1024 * 1024
"""The most bytes of all questions that are listed, with their private sides."""
MOST_KNOWN_BYTES = 4 * MOST_BYTES
"""The same, with the questions that were removed."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a question brings into the files."""

    target: File | None
    """The file that gets the text; None for a new one."""
    main: TextFile | None
    """The file of the starter's program, with the whole text that it has in the end."""
    others: tuple[TextFile, ...]
    """New files beside it, whose names are free."""

    @property
    def added(self) -> tuple[TextFile, ...]:
        """All files that are new."""
        if self.main is None or self.target is not None:
            return self.others
        return (self.main, *self.others)


@dataclass(frozen=True, slots=True)
class _Written:
    """What loading has made of the text of a file; ``before`` is None for a new file."""

    file: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Loading:
    """A question that was loaded, as it is kept, on its way to the disk with its files.

    ``take_back`` takes it out again with all that came with it, because it could not be stored.
    A text in which somebody has written meanwhile stays.
    """

    question: Question
    ticket: Ticket
    take_back: Callable[[], None]


class QuestionRequests:
    """The questions of one room."""

    def __init__(self, core: Core, editing: Editing, performing: Perform, pace: FilePace) -> None:
        self._core = core
        self._editing = editing
        self._perform = performing
        self._pace = pace

    def load(
        self,
        actor: Actor,
        question: Question,
        side: PrivateSide,
        language: str | None = None,
        into: str | None = None,
    ) -> tuple[Question, Ticket]:
        """As :meth:`begin`, for somebody who takes nothing back."""
        loading = self.begin(actor, question, side, language, into)
        return loading.question, loading.ticket

    def begin(
        self,
        actor: Actor,
        question: Question,
        side: PrivateSide,
        language: str | None = None,
        into: str | None = None,
    ) -> Loading:
        """Load a question with its files, or nothing of it.

        The ids in both sides are given here, and the values of ``starters`` are those of JSON.
        Without ``language`` the question begins in that of the interview, if it can. Without
        ``into`` the starter takes the place of a text that nobody has written: an empty one, a
        template, or the starter of a question that is gone. Where a question that is there begins,
        this one gets a file of its own. Raises ``not_empty`` for any other text.
        """
        core = self._core
        command = LoadQuestion(question, side)
        given = Given(core.journal.now_us(), core.limits, "q-new")
        _, after = perform(core.interview, actor, command, given)
        _demand_size(after.questions)
        plan = self._plan(question, self._language(question, language), into)
        self._demand_possible(actor, after, plan)
        shown = core.folder.shown
        done = self._perform(actor, command)
        [loaded] = (event.question for event in done.events if isinstance(event, QuestionLoaded))
        written, ticket = self._place(actor, plan)

        def take_back() -> None:
            self._take_back(actor, loaded.id, written, shown)

        return Loading(loaded, ticket or done.ticket, take_back)

    def remove(self, actor: Actor, question_id: str) -> Ticket:
        """Take a question out. Its files stay."""
        return self._perform(actor, RemoveQuestion(question_id)).ticket

    def every(self, actor: Actor) -> tuple[tuple[Question, ...], tuple[PrivateSide, ...]]:
        """The questions in their order, and for hosts their private sides."""
        core = self._core
        core.demand(actor.role, Operation.READ)
        return core.interview.questions.listed, view.sides(core.interview, actor.role)

    def whole(self, actor: Actor) -> tuple[tuple[Question, PrivateSide], ...]:
        """The questions with their private sides, for hosts; none for others."""
        self._core.demand(actor.role, Operation.READ)
        return self._core.interview.questions.whole() if actor.role in HOSTS else ()

    def checks(self, actor: Actor) -> tuple[Check, ...]:
        """The newest checks that the actor may know of, oldest first."""
        self._core.demand(actor.role, Operation.READ)
        return view.checks(self._core.interview, actor.role, MOST_KEPT)

    def begin_language(self, language: str) -> Ticket | None:
        """Add the files beside the one with which this language began, as far as there is room for
        them. They are nobody's doing, as a template is."""
        core = self._core
        ticket = None
        for file in files_beside(core.interview.questions, language, self._texts()):
            try:
                self._editing.demand_room_for(file.text)
                added = self._add(SERVER_ITSELF, file.name)
            except InterviewError:
                break
            ticket = self._editing.seed(added, file.text) or ticket
        return ticket

    def _language(self, question: Question, wanted: str | None) -> str:
        present = self._core.session.language
        if wanted is None:
            among = present in question.languages or not question.languages
            return present if among else question.languages[0]
        if wanted not in question.languages:
            raise _refused(f"This question is not there in {wanted}.")
        return wanted

    def _plan(self, question: Question, language: str, into: str | None) -> _Plan:
        """What becomes of the files; raises ``not_empty``."""
        if into is not None and into not in PLACES:
            raise _refused(f"into must be {', '.join(PLACES[:-1])} or {PLACES[-1]}.")
        known = self._texts()
        target: File | None = None
        main: TextFile | None = None
        starter = starter_files(question, language)
        if starter:
            target = self._target(language, into)
            if target is None:
                main = own_file(question, starter[0], known)
            else:
                text = self._text_in(target, starter[0].text, language, into)
                main = TextFile(target.name, text)
        beside = {file.name: file for file in (*starter[1:], *data_files(question))}
        return _Plan(target, main, tuple(new_files(beside.values(), known)))

    def _texts(self) -> dict[str, str]:
        """By the names of the files."""
        document = self._core.document
        return {file.name: document.text(file.id) for file in self._core.folder.files}

    def _target(self, language: str, into: str | None) -> File | None:
        """The file in this language that everybody sees, or the first one that they could see; None
        if the question gets a file of its own."""
        core, folder = self._core, self._core.folder
        if into == NEW:
            return None
        shown = folder.get(folder.shown)
        if shown is None or shown.language != language:
            shown = folder.first_in(language)
        if shown is None or into is not None:
            return shown
        text = core.document.text(shown.id)
        return None if is_answered_in(core.interview.questions, language, text) else shown

    def _text_in(self, target: File, starter: str, language: str, into: str | None) -> str:
        """The text that a file has with the starter in it."""
        present = self._core.document.text(target.id)
        if into == BELOW and present.strip():
            gap = "\n" if present.endswith("\n") else "\n\n"
            return f"{present}{gap}{starter}"
        if into is None and not is_untouched(self._core.interview.questions, language, present):
            sentence = (
                f"{target.name} has a text already: say whether the question goes below it, "
                "replaces it, or gets a file of its own."
            )
            raise InterviewError(ErrorCode.NOT_EMPTY, sentence)
        return starter

    def _demand_possible(self, actor: Actor, interview: Interview, plan: _Plan) -> None:
        """Refuse a plan of which not everything can be done."""
        core = self._core
        changes = 0
        for number, file in enumerate(plan.added):
            given = Given(core.journal.now_us(), core.limits, f"f-new{number}")
            decided, interview = perform(interview, actor, AddFile(file.name), given)
            changes += len(decided)
        if plan.main is not None:
            interview.demand(actor.role, Operation.SHOW)
            changes += 1
        self._pace.demand(actor, changes)
        interview.demand(actor.role, Operation.EDIT)
        others = [file.text for file in plan.added]
        if plan.main is None or plan.target is None:
            self._editing.demand_room_for_all(others)
        else:
            self._editing.demand_room_for_all(others, plan.target.id, plan.main.text)

    def _place(self, actor: Actor, plan: _Plan) -> tuple[list[_Written], Ticket | None]:
        """Do what was planned; the file of the program is shown to everybody in the end."""
        ticket: Ticket | None = None
        written: list[_Written] = []
        if plan.main is not None:
            before, text = None, plan.main.text
            if plan.target is None:
                shown = self._add(actor, plan.main.name)
            else:
                shown = plan.target.id
                before = self._core.document.text(shown)
            ticket = self._write(actor, shown, text)
            written.append(_Written(shown, before, text))
        for file in plan.others:
            added = self._add(actor, file.name)
            ticket = self._write(actor, added, file.text)
            written.append(_Written(added, None, file.text))
        if plan.main is not None:
            ticket = self._perform(actor, ShowFile(written[0].file)).ticket
        return written, ticket

    def _take_back(
        self, actor: Actor, question_id: str, written: Sequence[_Written], shown: str
    ) -> None:
        """Undo what loading did, by the server itself, as far as nobody has gone on from there."""
        core = self._core
        with suppress(InterviewError):
            self._perform(SERVER_ITSELF, RemoveQuestion(question_id))
        if written and core.folder.shown == written[0].file != shown:
            with suppress(InterviewError):
                self._perform(SERVER_ITSELF, ShowFile(shown))
        for one in reversed(written):
            if core.document.text(one.file) != one.after:
                continue
            with suppress(InterviewError):
                if one.before is None:
                    self._perform(SERVER_ITSELF, RemoveFile(one.file))
                else:
                    edits = edits_between(one.after, one.before)
                    self._editing.edit(one.file, edits, core.interview.author(actor))

    def _add(self, actor: Actor, name: str) -> str:
        events = self._perform(actor, AddFile(name)).events
        [added] = (event for event in events if isinstance(event, FileAdded))
        return added.file

    def _write(self, actor: Actor, file_id: str, text: str) -> Ticket:
        author = self._core.interview.author(actor)
        return self._editing.replace(actor.role, author, text, file_id)


def _demand_size(questions: Questions) -> None:
    """Refuse the last question where all of them together are too long."""
    listed = sum(_size(questions, one) for one in questions.listed)
    if listed > MOST_BYTES:
        sentence = f"The questions of an interview may have at most {MOST_BYTES:,} bytes together."
        raise InterviewError(ErrorCode.TEXT_TOO_LONG, sentence)
    if listed + sum(_size(questions, one) for one in questions.removed) > MOST_KNOWN_BYTES:
        sentence = "This interview has had too many questions; begin another one."
        raise InterviewError(ErrorCode.TEXT_TOO_LONG, sentence)


def _size(questions: Questions, question: Question) -> int:
    side = questions.side(question.id)
    return len(encode(question)) + (0 if side is None else len(encode(side)))


def _refused(sentence: str) -> InterviewError:
    return InterviewError(ErrorCode.INVALID_FIELD, sentence)
