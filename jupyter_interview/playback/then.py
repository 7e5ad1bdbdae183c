"""What there was at one moment of an interview: its files and their texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from difflib import unified_diff

from .moments import clock, ms_in


@dataclass(frozen=True, slots=True)
class TextThen:
    """A file with its text. Data has no ``language``."""

    id: str
    name: str
    language: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Then:
    """The files after an entry of the log, in their order."""

    seq: int
    at: timedelta
    """Since the beginning."""
    files: tuple[TextThen, ...]
    shown: str
    """The id of the file that everybody was shown last."""

    @property
    def clock(self) -> str:
        """The moment as people read it: ``12:31``."""
        return clock(ms_in(self.at))

    @property
    def file(self) -> TextThen | None:
        """The file that everybody was shown last; None where there was none."""
        return next((one for one in self.files if one.id == self.shown), None)

    @property
    def text(self) -> str:
        """Its text."""
        return "" if self.file is None else self.file.text

    @property
    def language(self) -> str | None:
        """Its language."""
        return None if self.file is None else self.file.language

    @property
    def texts(self) -> dict[str, str]:
        """The texts of all files by their names."""
        return {one.name: one.text for one in self.files}

    def diff(self, later: "Then") -> str:
        """What has changed until another moment, as a unified diff; empty where nothing has."""
        return "".join(_differences(self, later))


def _differences(before: Then, after: Then) -> Iterator[str]:
    old, new = {one.id: one for one in before.files}, {one.id: one for one in after.files}
    for file_id in dict.fromkeys((*old, *new)):
        was, now = old.get(file_id), new.get(file_id)
        lines = unified_diff(
            [] if was is None else was.text.splitlines(keepends=True),
            [] if now is None else now.text.splitlines(keepends=True),
            "/dev/null" if was is None else was.name,
            "/dev/null" if now is None else now.name,
            before.clock,
            after.clock,
        )
        for line in lines:
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
