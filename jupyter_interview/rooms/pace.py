"""How often one person may change the files or questions of a room, begin a check in it, or be
noted.

However small the request is, everybody is told, and the log keeps it.
"""

from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.rates import Window
from .core import Core


class Pace:
    """Counts what each person does while somebody is connected: at most so much in a minute."""

    def __init__(self, core: Core, most: int, sentence: str) -> None:
        self._core = core
        self._most = most
        self._sentence = sentence
        self._done: dict[str, Window] = {}

    def demand(self, actor: Actor, count: int = 1) -> None:
        """Refuse so many more if they are too many; count none of them."""
        core = self._core
        if not count or not len(core.audience):
            return
        window = self._window(actor)
        if wait := window.wait(core.clock.monotonic(), max(1, self._most - count + 1)):
            raise InterviewError(ErrorCode.RATE_LIMITED, self._sentence, wait)

    def take(self, actor: Actor) -> None:
        """Count one more, or refuse it."""
        self.demand(actor)
        if len(self._core.audience):
            self._window(actor).add(self._core.clock.monotonic())

    def _window(self, actor: Actor) -> Window:
        person = self._core.interview.counted_as(actor)
        return self._done.setdefault(person, Window())


class FilePace(Pace):
    """Counts changes of files."""

    def __init__(self, core: Core) -> None:
        sentence = "You have changed the files very often; wait a moment."
        super().__init__(core, core.limits.file_changes_per_minute, sentence)


class QuestionPace(Pace):
    """Counts changes of questions, which may be as many as of files."""

    def __init__(self, core: Core) -> None:
        sentence = "You have changed the questions very often; wait a moment."
        super().__init__(core, core.limits.file_changes_per_minute, sentence)


class CheckPace(Pace):
    """Counts beginnings of checks, which may be as many as runs."""

    def __init__(self, core: Core) -> None:
        sentence = "That is many runs in one minute; wait a little."
        super().__init__(core, core.limits.runs_per_minute, sentence)


class SignalPace(Pace):
    """Counts what is noted of somebody, as their browser says."""

    def __init__(self, core: Core) -> None:
        sentence = "That is much to note in one minute; wait a little."
        super().__init__(core, core.limits.signals_per_minute, sentence)
