"""One text of a shared file: a whole plain file, or one cell of a notebook.

A cell is known by its id. Moving a cell removes it and inserts another one with that id, in one
transaction. So the cell is searched for each time, and is gone only if it is missing at the end of
a transaction.
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol
from uuid import uuid4

from pycrdt import Array, Doc, Map, Text, TextEvent

from ..document.document import Delta, native, write_edits
from ..document.edits import Edit


class FileText(Protocol):
    """One text of a file, as a ``bridge.Side`` that tells of its changes."""

    def read(self) -> str | None: ...

    def told(self) -> Delta | None: ...

    def write(self, edits: Sequence[Edit]) -> None: ...

    def watch(self, changed: Callable[[], None]) -> None:
        """Call a function after each transaction that touched the text, until :meth:`unwatch`."""

    def unwatch(self) -> None:
        """Stop calling it; a second call does nothing."""


class PlainText:
    """The text of a whole file."""

    def __init__(self, doc: Doc[Any]) -> None:
        self._doc = doc
        self._text = doc.get("source", type=Text)
        self._subscription: Any = None
        self._told: Delta | None = None

    def read(self) -> str:
        with native:
            return str(self._text)

    def told(self) -> Delta | None:
        told, self._told = self._told, None
        return told

    def write(self, edits: Sequence[Edit]) -> None:
        present = self.read()
        with native, self._doc.transaction():
            write_edits(self._text, present, edits)

    def watch(self, changed: Callable[[], None]) -> None:
        def tell(event: Any) -> None:
            self._told = event.delta
            changed()

        self._subscription = self._text.observe(tell)

    def unwatch(self) -> None:
        subscription, self._subscription = self._subscription, None
        if subscription is not None:
            self._text.unobserve(subscription)


class CellText:
    """The source of a notebook's cell."""

    def __init__(self, doc: Doc[Any], cell_id: str) -> None:
        self._doc = doc
        self._cells = doc.get("cells", type=Array)
        self._cell_id = cell_id
        self._place = 0
        self._subscription: Any = None
        self._told: Delta | None = None

    @property
    def kind(self) -> str | None:
        """The kind of the cell, as ``code``; None if it does not exist."""
        cell = self._cell()
        return None if cell is None else str(cell["cell_type"])

    def read(self) -> str | None:
        with native:
            cell = self._cell()
            return None if cell is None else str(cell["source"])

    def told(self) -> Delta | None:
        told, self._told = self._told, None
        return told

    def write(self, edits: Sequence[Edit]) -> None:
        with native, self._doc.transaction():
            cell = self._cell()
            if cell is not None:
                write_edits(cell["source"], str(cell["source"]), edits)

    def watch(self, changed: Callable[[], None]) -> None:
        def tell(events: list[Any]) -> None:
            own = [event for event in events if event.path[:1] == [self._place]]
            alone = len(own) == len(events) == 1 and isinstance(own[0], TextEvent)
            self._told = own[0].delta if alone else None
            changed()

        self._subscription = self._cells.observe_deep(tell)

    def unwatch(self) -> None:
        subscription, self._subscription = self._subscription, None
        if subscription is not None:
            self._cells.unobserve(subscription)

    def _cell(self) -> Any:
        """The cell, which is mostly where it was last time."""
        count = len(self._cells)
        for place in (self._place, *range(count)):
            if place < count and self._cells[place].get("id") == self._cell_id:
                self._place = place
                return self._cells[place]
        return None


def add_cell(doc: Doc[Any]) -> str:
    """The id of an empty code cell: the only cell of a fresh notebook, or a new one at its end."""
    cells = doc.get("cells", type=Array)
    if len(cells) == 1 and cells[0]["cell_type"] == "code" and not str(cells[0]["source"]):
        return str(cells[0]["id"])
    cell_id = str(uuid4())
    cell: dict[str, Any] = {
        "id": cell_id,
        "cell_type": "code",
        "execution_state": "idle",
        "execution_count": None,
        "metadata": Map({}),
        "outputs": Array([]),
        "source": Text(""),
    }
    with native:
        cells.append(Map(cell))
    return cell_id


def kernel_language(doc: Doc[Any]) -> str:
    """The language of the notebook; empty if it was never run."""
    with native:
        metadata = doc.get("meta", type=Map).to_py() or {}
    told = metadata.get("metadata") or {}
    language = (told.get("language_info") or {}).get("name")
    return str(language or (told.get("kernelspec") or {}).get("language") or "")
