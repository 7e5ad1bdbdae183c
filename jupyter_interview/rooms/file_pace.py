"""How often one person may change the files of a room.

However small the request is, each change tells everybody all files.
"""

from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.rates import Window
from .core import Core


class FilePace:
    """Counts the changes of each person while somebody is connected."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._changes: dict[str, Window] = {}

    def demand(self, actor: Actor, count: int = 1) -> None:
        """Refuse so many more changes if they are too many; count none of them."""
        core = self._core
        if not count or not len(core.audience):
            return
        window, most = self._window(actor), core.limits.file_changes_per_minute
        if wait := window.wait(core.clock.monotonic(), max(1, most - count + 1)):
            sentence = "You have changed the files very often; wait a moment."
            raise InterviewError(ErrorCode.RATE_LIMITED, sentence, wait)

    def take(self, actor: Actor) -> None:
        """Count one more change, or refuse it."""
        self.demand(actor)
        if len(self._core.audience):
            self._window(actor).add(self._core.clock.monotonic())

    def _window(self, actor: Actor) -> Window:
        person = self._core.interview.counted_as(actor)
        return self._changes.setdefault(person, Window())
