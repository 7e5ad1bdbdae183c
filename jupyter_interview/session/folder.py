"""The folder of a session, with files as the contract has them."""

from dataclasses import dataclass

from ..contract import values
from ..contract.values import File
from ..domain import folder


@dataclass(frozen=True, slots=True)
class Folder(folder.Folder[File]):
    """A value, as everything of an interview. The texts of its files are in the document."""

    def told(self) -> values.Folder:
        """The contract's ``Folder``."""
        return values.Folder(self.files, self.removed, self.shown, self.entry)
