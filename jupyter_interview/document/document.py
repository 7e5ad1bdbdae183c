"""The shared document: one Yjs document with one text for each language.

This is the only module that touches pycrdt on the live path. Its native code reports some faults as
panics, which are not ``Exception``; they are caught here, narrowly, and become ``DocumentError``.
Nothing may be applied that did not pass the gate (``gate.sync``).

A document that comes from a snapshot begins as the bytes of it. They are all that somebody gets who
joins, so they are read, which takes twenty milliseconds for a long one, only when something else is
asked: a text, how far the clients' clocks are, a change.

The native document holds whoever listens to it, and pycrdt gives it the document to hold as well:
a circle that Python's collector cannot see. So nobody listens longer than one transaction takes: a
document without a transaction has no subscription, and goes when its owner does.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from typing import Any

from pycrdt import Doc, Text, TransactionEvent

from ..domain.languages import LANGUAGES, root_of
from .edits import Edit, in_bytes

Delta = list[dict[str, Any]]
"""How a text changed, in bytes of UTF-8: what is retained, inserted and deleted, in order."""


class DocumentError(Exception):
    """The native document could not do it; it is as it was before."""


def _as_error(problem: BaseException) -> BaseException:
    """A panic is a BaseException; whatever else is not an Exception must pass as it is."""
    if isinstance(problem, Exception) or type(problem).__name__ == "PanicException":
        return DocumentError(type(problem).__name__)
    return problem


class _Native:
    """What the native document could not do becomes a DocumentError."""

    __slots__ = ()

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        if problem is not None:
            raise _as_error(problem) from None


native = _Native()


def write_edits(text: Text, present: str, edits: Sequence[Edit]) -> None:
    """Edit a shared text, which is ``present`` now."""
    for start, end, new in reversed(in_bytes(present, edits)):
        if end > start:
            del text[start:end]
        if new:
            text.insert(start, new)


class Document:
    """Texts by language, updates in and out. ``client_id`` is the server's own for this life.

    ``state`` is everything there is at the beginning, as one checked update. When it cannot be
    read, everything but :meth:`whole` raises :class:`DocumentError`.
    """

    def __init__(self, client_id: int, state: bytes | None = None) -> None:
        self.client_id = client_id
        self._doc: Doc[Any] = Doc(client_id=client_id)
        self._texts = {name: self._doc.get(root_of(name), type=Text) for name in LANGUAGES}
        self._cached: dict[str, str] = {}
        self._told: dict[str, list[Delta]] = {}
        self._unread = self._whole = state
        self._began: set[str] = set()

    @property
    def unread(self) -> bool:
        """Whether this is only bytes yet."""
        return self._unread is not None

    @property
    def began(self) -> Set[str]:
        """The languages that had a text in the state at the beginning."""
        self.read()
        return self._began

    def read(self) -> None:
        """Read the state it began with."""
        if self._unread is None:
            return
        with native:
            self._doc.apply_update(self._unread)
            self._began = {name for name, text in self._texts.items() if len(text)}
        self._unread = None

    def follow(self, language: str) -> None:
        """From now on, and until :meth:`leave`, tell how this text changes: see :meth:`told`.

        It makes every change of the text dearer, the more of them there were.
        """
        self.read()
        self._told.setdefault(language, [])

    def leave(self, language: str) -> None:
        """Nobody asks any more how this text changes."""
        self._told.pop(language, None)

    def told(self, language: str) -> Delta | None:
        """The change since one last asked, as pycrdt tells it, if it was one and is known."""
        if language not in self._told:
            return None
        told = self._told[language]
        changes = told.copy()
        told.clear()
        return changes[0] if len(changes) == 1 else None

    @contextmanager
    def _listening(self) -> Iterator[list[bytes]]:
        """The update of the transaction made within this block; none when it changed nothing."""
        produced: list[bytes] = []

        def changed(event: TransactionEvent) -> None:
            produced.append(event.update)
            self._changed()

        following = []
        for language, told in self._told.items():
            text = self._texts[language]
            following.append((text, text.observe(_hearing(told))))
        subscription = self._doc.observe(changed)
        try:
            yield produced
        finally:
            self._doc.unobserve(subscription)
            for text, followed in following:
                text.unobserve(followed)

    def _changed(self) -> None:
        self._cached.clear()
        self._whole = None

    def text(self, language: str) -> str:
        """The buffer as it is now."""
        if language not in self._cached:
            self.read()
            with native:
                self._cached[language] = str(self._texts[language])
        return self._cached[language]

    def take_in(self, update: bytes) -> None:
        """Take in a checked update of which nobody has to be told."""
        self.read()
        self._changed()
        self.apply_one(update)

    def apply(self, update: bytes) -> bytes | None:
        """Take in a checked update; what it really changed, None for nothing."""
        self.read()
        with self._listening() as produced:
            self.apply_one(update)
        return produced[0] if produced else None

    def apply_one(self, update: bytes) -> None:
        """Take in a checked update; call it within :meth:`together`."""
        try:
            self._doc.apply_update(update)
        except BaseException as problem:
            raise _as_error(problem) from None

    @contextmanager
    def together(self) -> Iterator[list[bytes]]:
        """Updates that are taken in within this block are one; it is in the list after the end."""
        if self._unread is not None:
            self.read()
        with self._listening() as produced, native, self._doc.transaction():
            yield produced

    def change(self, language: str, edits: Sequence[Edit]) -> bytes | None:
        """Edit as the server; offsets are of the present text."""
        present = self.text(language)
        with self._listening() as produced, native, self._doc.transaction():
            write_edits(self._texts[language], present, edits)
        return produced[0] if produced else None

    def state_vector(self) -> bytes:
        self.read()
        with native:
            return self._doc.get_state()

    def since(self, state_vector: bytes) -> bytes:
        """Everything a copy with this (checked) state vector lacks, as one update."""
        self.read()
        with native:
            return self._doc.get_update(state_vector)

    def whole(self) -> bytes:
        """Everything, as one update; the same bytes until something changes."""
        if self._whole is None:
            with native:
                self._whole = self._doc.get_update()
        return self._whole


def _hearing(told: list[Delta]) -> Callable[[Any], None]:
    def changed(event: Any) -> None:
        # More than one is as good as unknown, and nobody may ever ask.
        if len(told) < 2:
            told.append(event.delta)

    return changed
