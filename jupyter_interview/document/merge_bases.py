"""The texts that a client of the contract mode may have changed when it sends a whole text.

Such a client says what the text shall be, but not what it was. So its text counts as a change of
the most similar text that it may have had: the last one it sent itself, or one it was told since. A
text that it was told stops counting a second after a newer one was sent, or when a newer one turned
out to be the base. A client that sends exactly an older text means to go back to it.
"""

from dataclasses import dataclass

from .edits import edits_between, size_of

CROSSING_SECONDS = 1.0
_MOST = 10


@dataclass(frozen=True, slots=True)
class MergeBase:
    """A text of a file that the client has had since ``at``."""

    file: str
    text: str
    at: float


class MergeBases:
    """The candidates of one client, oldest first."""

    def __init__(self) -> None:
        self._bases: list[MergeBase] = []

    def add(self, file: str, text: str, now: float) -> None:
        """The client was told this text, or sent it."""
        self._bases.append(MergeBase(file, text, now))
        del self._bases[:-_MOST]

    def clear(self) -> None:
        """Forget all: the client has asked for another text and waits for it."""
        self._bases.clear()

    def told_since(self, file: str) -> str | None:
        """After :meth:`choose`: the text that crossed with the client's, and that it shows by
        now."""
        last = self._bases[-1] if self._bases else None
        return last.text if last is not None and last.file == file else None

    def choose(self, code: str, now: float) -> MergeBase | None:
        """The text that this one was most likely made from; older ones do not count any more."""
        following = [base.at for base in self._bases[1:]]
        fresh = [now - at <= CROSSING_SECONDS for at in following] + [True]
        found: MergeBase | None = None
        smallest = -1
        for base, counts in zip(reversed(self._bases), reversed(fresh), strict=False):
            if not counts or (found is not None and base.text == code):
                continue
            size = size_of(edits_between(base.text, code))
            if found is None or size < smallest:
                found, smallest = base, size
        if found is not None:
            del self._bases[: self._bases.index(found) + 1]
        return found
