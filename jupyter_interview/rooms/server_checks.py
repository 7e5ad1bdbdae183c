"""Checks on this server, as a room sees them: they are requested, told of, and stopped.

What is run is a file of the session with the text that the room has, or that the log has at some
place, so nobody can have another program checked than the one that everybody sees or saw.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from ..contract.program import of_texts
from ..contract.session import (
    AnswerServerCheck,
    BeginServerCheck,
    CheckHere,
    CheckStarted,
    EndServerCheck,
)
from ..contract.values import CaseResult, Check, File
from ..domain.actor import SERVER_ITSELF, Actor
from ..domain.asker import Asker
from ..domain.errors import ErrorCode, InterviewError
from ..domain.languages import TEST_LANGUAGES
from ..domain.program_files import TextFile
from ..domain.roles import HOSTS, Role
from ..journal.past import PastTexts
from ..journal.recorder import Ticket
from ..questions.case_json import case_from_json
from ..questions.cases import Case
from ..session.check_book import RUNNING
from ..session.checks import demand_start
from ..session.files import no_such_file
from .coalesce import Coalescer
from .core import Core
from .peer import Peer
from .performing import Perform
from .run_service import CheckOrder

NO_SERVER_CHECKS = (
    "This server does not run tests itself. Whoever runs it can install jupyter_interview[sandbox] "
    "and set c.InterviewApp.server_runs = True; until then run the tests in the browser."
)
_TOGETHER_SECONDS = 0.2
"""Results of this time are told and kept together."""


class ServerChecks:
    """The checks of one room on this server; ``core.run_service`` has their processes."""

    def __init__(self, core: Core, perform: Perform) -> None:
        self._core = core
        self._perform = perform
        self._stories: dict[str, CheckStory] = {}

    def ask(self, peer: Peer, command: CheckHere) -> None:
        """Check a program for somebody. It may have to wait for its turn."""
        core, actor = self._core, self._core.actor_of(peer)
        self.demand(actor, command)
        if core.run_service is None:
            raise InterviewError(ErrorCode.NOT_ENABLED, NO_SERVER_CHECKS)
        core.run_service.demand_check()
        reserved = core.run_service.reserve(Asker(core.session.id, peer.person, peer.address))
        try:
            story = self.begin(actor, command)
        except Exception:
            reserved.give_back()
            raise
        reserved.check(story)

    def demand(self, actor: Actor, command: CheckHere) -> None:
        """Refuse a check that the actor may not have made here."""
        interview = self._core.interview
        demand_start(interview, actor, command.hidden, command.at, by_server=True)

    def begin(
        self, actor: Actor, command: CheckHere, then: PastTexts | None = None
    ) -> "CheckStory":
        """Record that a check begins, of the texts as they are or were ``then``; answers with the
        story to which the rest is told."""
        actor = self._core.as_now(actor)
        file = (self._core.folder if then is None else then).get(command.file)
        if file is None:
            raise no_such_file()
        if file.language not in TEST_LANGUAGES:
            sentence = f"{file.name} is in no language that tests can be of."
            raise InterviewError(ErrorCode.INVALID_FIELD, sentence)
        known = self._core.interview.questions.cases(command.question, command.hidden)
        cases = [case_from_json(case) for case in known]
        main, beside = self._texts(file) if then is None else _texts_then(file, then)
        vector = self._core.document.state_vector() if then is None else then.state_vector
        # Others than hosts do not learn by trying how many hidden tests there are.
        chooses = not command.hidden or actor.role in HOSTS
        begun = BeginServerCheck(
            command.question,
            command.hidden,
            file.language,
            file.name,
            command.cases if chooses else (),
            command.check_id,
            of_texts(main, beside, vector),
            None if then is None else then.at.told(),
        )
        done = self._perform(actor, begun)
        [started] = (event for event in done.events if isinstance(event, CheckStarted))
        wanted = {index: cases[index] for index in started.cases}
        order = self._order(started, main, beside, wanted)
        story = CheckStory(self, started.check, order, done.ticket)
        self._stories[started.check] = story
        return story

    def stop(self, check_id: str) -> None:
        """End the process of a check that is over."""
        story = self._stories.pop(check_id, None)
        if story is not None:
            story.close()
            if self._core.run_service is not None:
                self._core.run_service.stop_check(story)

    def close(self) -> None:
        """Tell nothing more of any check; the log shows by itself that these were lost."""
        for check_id in list(self._stories):
            self.stop(check_id)

    def coalescer(self, story: "CheckStory") -> Coalescer:
        return Coalescer(self._core.clock, _TOGETHER_SECONDS, story.tell)

    def check(self, check_id: str) -> Check | None:
        """The check as it is now, if the room still knows it."""
        record = self._core.interview.checks.get(check_id)
        return None if record is None else record.check

    def role_now(self, actor: Actor) -> Role:
        """The role of somebody who has waited for a check."""
        return self._core.as_now(actor).role

    def is_over(self, story: "CheckStory") -> bool:
        """Whether nothing may be told of it any more."""
        check = self.check(story.check_id)
        is_here = self._stories.get(story.check_id) is story
        return not is_here or check is None or check.state != RUNNING

    def answer(self, check_id: str, results: tuple[CaseResult, ...]) -> None:
        self._perform(SERVER_ITSELF, AnswerServerCheck(check_id, results))

    def end(self, check_id: str, state: str) -> Ticket:
        """Its process has ended already, so there is nothing to stop."""
        del self._stories[check_id]
        return self._perform(SERVER_ITSELF, EndServerCheck(check_id, state)).ticket

    def _texts(self, file: File) -> tuple[TextFile, tuple[TextFile, ...]]:
        """A file with its text, and all files beside it."""
        document = self._core.document
        others = (other for other in self._core.folder.files if other is not file)
        beside = tuple(TextFile(other.name, document.text(other.id)) for other in others)
        return TextFile(file.name, document.text(file.id)), beside

    def _order(
        self,
        started: CheckStarted,
        main: TextFile,
        beside: tuple[TextFile, ...],
        cases: Mapping[int, Case],
    ) -> CheckOrder:
        question = self._core.interview.questions.known(started.question)
        assert question is not None
        names, seconds = question.names, question.seconds
        side = self._core.interview.questions.side(started.question) if started.hidden else None
        outside = {} if side is None else side.outside
        return CheckOrder(
            main.text, started.language, main.name, beside, names, seconds, cases, outside
        )


def _texts_then(file: File, then: PastTexts) -> tuple[TextFile, tuple[TextFile, ...]]:
    """A file with its text as it was, and all that was beside it."""
    files = {one.id: TextFile(one.name, then.texts[one.id]) for one in then.files}
    return files.pop(file.id), tuple(files.values())


class CheckStory:
    """The ``run_service.CheckTale`` of one check."""

    def __init__(
        self, checks: ServerChecks, check_id: str, order: CheckOrder, recorded: Ticket
    ) -> None:
        self._checks = checks
        self.check_id = check_id
        self.order = order
        self.recorded = recorded
        """The record of its beginning, on its way to the disk."""
        known = checks.check(check_id)
        assert known is not None
        self._known = known
        self._results: list[CaseResult] = []
        self._telling = checks.coalescer(self)

    @property
    def over(self) -> bool:
        return self._checks.is_over(self)

    @property
    def check(self) -> Check:
        """The check as it is now, or as it was when the room forgot it."""
        self._known = self._checks.check(self.check_id) or self._known
        return self._known

    def told(self, actor: Actor) -> Check:
        """What somebody who has asked for this check may know of it now. Whoever may not know
        hidden tests learns nothing of how they went: what they may know is told to everybody."""
        if not self.check.hidden or self._checks.role_now(actor) in HOSTS:
            return self.check
        return replace(self.check, total=0, results=(), passed=0, points=0, of=0)

    def answered(self, result: CaseResult) -> None:
        if not self.over:
            self._results.append(result)
            self._telling.poke()

    def tell(self) -> None:
        """Tell the results that came since the last time."""
        results, self._results = tuple(self._results), []
        if results and not self.over:
            self._checks.answer(self.check_id, results)

    def ended(self, state: str) -> Ticket | None:
        self._telling.flush()
        if self.over:
            return None
        ticket = self._checks.end(self.check_id, state)
        self._known = self.check
        return ticket

    def close(self) -> None:
        """Tell nothing any more."""
        self._telling.cancel()
        self._results = []
