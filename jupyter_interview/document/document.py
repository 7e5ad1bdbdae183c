"""The shared document: one Yjs document with one text for each file.

This is the only module that uses pycrdt on the live path. Its native code reports some faults as
panics, which are not an ``Exception``; this module catches exactly these, as a ``DocumentError``.
Nothing may be applied that did not pass the gate (``gate.sync``).

A document that is loaded from a snapshot begins as the bytes of the snapshot. Somebody who joins
needs only these bytes. Reading a long document takes twenty milliseconds, so it is read only when
something else is asked: a text, a state vector, a change.

The native document keeps its subscribers, and pycrdt lets it keep the document as well: a circle
that Python's collector cannot see. So a subscription lasts for one transaction only. A document
outside of a transaction has none, and is freed together with its owner.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from typing import Any

from pycrdt import Doc, Text, TransactionEvent

from ..domain.languages import CODE_FILES, root_of
from .edits import Edit, in_bytes

Delta = list[dict[str, Any]]
"""How a text changed, in bytes of UTF-8: what is retained, inserted and deleted, in order."""


class DocumentError(Exception):
    """The native document failed, and is as it was before."""


def _as_error(problem: BaseException) -> BaseException:
    """Turn a panic, which is a BaseException, into an error; other BaseExceptions stay as they
    are."""
    if isinstance(problem, Exception) or type(problem).__name__ == "PanicException":
        return DocumentError(type(problem).__name__)
    return problem


class _Native:
    """Turns failures of the native document into a DocumentError."""

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
    """The texts by the ids of their files, and their updates.

    ``client_id`` is the server's, for one load.
    ``state`` is the document at the beginning, as one checked update. If it cannot be read, every
    method but :meth:`whole` raises :class:`DocumentError`.
    """

    def __init__(self, client_id: int, state: bytes | None = None) -> None:
        self.client_id = client_id
        self._doc: Doc[Any] = Doc(client_id=client_id)
        self._texts: dict[str, Text] = {}
        for file in CODE_FILES:
            self.declare(file)
        self._cached: dict[str, str] = {}
        self._told: dict[str, list[Delta]] = {}
        self._unread = self._whole = state
        self._began: set[str] = set()

    def declare(self, file: str) -> None:
        """From now on the document has the text of this file, too. Not within a transaction."""
        if file not in self._texts:
            self._texts[file] = self._doc.get(root_of(file), type=Text)

    @property
    def unread(self) -> bool:
        """Whether this is still the bytes it began as."""
        return self._unread is not None

    @property
    def began(self) -> Set[str]:
        """The files whose text was not empty at the beginning."""
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

    def follow(self, file: str) -> None:
        """From now on, and until :meth:`leave`, tell how this text changes: see :meth:`told`.

        This makes each change of the text cost more, the more changes there were.
        """
        self.read()
        self._told.setdefault(file, [])

    def leave(self, file: str) -> None:
        """Stop telling how this text changes."""
        self._told.pop(file, None)

    def told(self, file: str) -> Delta | None:
        """The change since the last call, as pycrdt tells it, if it was a single one and is
        known."""
        if file not in self._told:
            return None
        told = self._told[file]
        changes = told.copy()
        told.clear()
        return changes[0] if len(changes) == 1 else None

    @contextmanager
    def _listening(self) -> Iterator[list[bytes]]:
        """Collect the update of the transaction in this block; none if it changed nothing."""
        produced: list[bytes] = []

        def changed(event: TransactionEvent) -> None:
            produced.append(event.update)
            self._changed()

        following = []
        for file, told in self._told.items():
            text = self._texts[file]
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

    def text(self, file: str) -> str:
        """The text of a file now."""
        if file not in self._cached:
            self.read()
            with native:
                self._cached[file] = str(self._texts[file])
        return self._cached[file]

    def take_in(self, update: bytes) -> None:
        """Apply a checked update that nobody has to be told of."""
        self.read()
        self._changed()
        self.apply_one(update)

    def apply(self, update: bytes) -> bytes | None:
        """Apply a checked update; answers with what it really changed, or None for nothing."""
        self.read()
        with self._listening() as produced:
            self.apply_one(update)
        return produced[0] if produced else None

    def apply_one(self, update: bytes) -> None:
        """Apply a checked update; call this within :meth:`together`."""
        try:
            self._doc.apply_update(update)
        except BaseException as problem:
            raise _as_error(problem) from None

    @contextmanager
    def together(self) -> Iterator[list[bytes]]:
        """Make one update of those that are applied in this block; the list has it afterwards."""
        if self._unread is not None:
            self.read()
        with self._listening() as produced, native, self._doc.transaction():
            yield produced

    def change(self, file: str, edits: Sequence[Edit]) -> bytes | None:
        """Edit as the server; offsets count from the present text."""
        present = self.text(file)
        with self._listening() as produced, native, self._doc.transaction():
            write_edits(self._texts[file], present, edits)
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
        """The whole document as one update, with the same bytes until something changes."""
        if self._whole is None:
            with native:
                self._whole = self._doc.get_update()
        return self._whole


def _hearing(told: list[Delta]) -> Callable[[Any], None]:
    def changed(event: Any) -> None:
        # Several changes cannot be told as one, so they count as unknown. Keep no more than two.
        if len(told) < 2:
            told.append(event.delta)

    return changed
