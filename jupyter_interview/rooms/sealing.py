"""When a room seals its texts: what they are is written into the log, as hashes.

A recording is made of the log, later and somewhere else. The seals show that its texts are those
that people had before them. Only texts that have changed are hashed, and a room that was just
loaded hashes all of them once, as the room before it may have ended before it could seal.
"""

from collections.abc import Callable, Iterable

from ..contract.values import SealedText
from ..document.document import DocumentError
from ..domain.clock import Timer
from ..domain.roles import State
from ..session.seals import EMPTY, SECONDS, UPDATES, hash_of
from .core import Core


class Sealing:
    """The seals of one room. ``write`` records one."""

    def __init__(self, core: Core, write: Callable[[tuple[SealedText, ...]], object]) -> None:
        self._core = core
        self._write = write
        self._changed: set[str] = set()
        self._updates = 0
        self._is_unsure = True
        self._timer: Timer | None = None
        self._has_waited = False

    def wrote(self, files: Iterable[str]) -> None:
        """Note that the texts of these files were changed, by one entry of the log."""
        self._changed.update(files)
        self._updates += 1
        if self._core.state is State.DRAFT:
            return
        if self._updates >= UPDATES:
            self.seal()
        elif self._timer is None:
            self._has_waited = False
            self._timer = self._core.clock.later(SECONDS, self._due)

    def _due(self) -> None:
        """Seal what was changed a while ago. Where nobody is connected the room may be about to go,
        which seals it as well, so that is waited for as long again."""
        self._timer = None
        if self._has_waited or len(self._core.audience) > 0:
            self.seal()
        else:
            self._has_waited = True
            self._timer = self._core.clock.later(SECONDS, self._due)

    def seal(self) -> None:
        """Seal what is not sealed yet. Nothing of a draft is."""
        core = self._core
        if core.state is State.DRAFT or not (self._changed or self._is_unsure):
            return
        self.close()
        self._updates = 0
        sealed, changed = core.interview.seals, self._changed
        files = dict.fromkeys((*core.folder.known, *sorted(changed)))
        try:
            hashes = {
                file: hash_of(core.document.text(file))
                for file in files
                if self._is_unsure or file in changed
            }
        except DocumentError:
            return
        self._changed, self._is_unsure = set(), False
        told = [
            SealedText(file, found)
            for file, found in hashes.items()
            if file in changed or found != sealed.get(file, EMPTY)
        ]
        if told:
            self._write(tuple(told))

    def seal_rest(self) -> None:
        """Seal what was changed here, before the room goes."""
        if self._changed:
            self.seal()

    def renew(self) -> None:
        """Another document begins."""
        self.close()
        self._changed, self._updates, self._is_unsure = set(), 0, True

    def close(self) -> None:
        """Wait for nothing any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
