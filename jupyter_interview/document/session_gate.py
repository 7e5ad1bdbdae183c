"""Makes the gate of a session's document, with the limits of this server, and reads the log into
it."""

from collections.abc import Iterable

from ..domain.languages import CODE_FILES, file_of, root_of
from ..domain.limits import Limits
from ..gate.gate import DEFAULT_LIMITS, UpdateEffect
from ..gate.sync import Gate, UpdateLimits
from ..gate.update import UnknownRoot


def new_gate(limits: Limits, files: Iterable[str] = ()) -> Gate:
    """The gate of an empty document with the texts of these files, which are given by their ids."""
    bounds = UpdateLimits(
        bytes=limits.frame_bytes,
        structs=limits.update_structs,
        delete_ranges=limits.update_delete_ranges,
        clients=limits.update_clients,
    )
    return gate_of(files, bounds)


def gate_of(files: Iterable[str], bounds: UpdateLimits = DEFAULT_LIMITS) -> Gate:
    """A gate with other bounds."""
    ids = dict.fromkeys((*CODE_FILES, *files))
    return Gate([root_of(file_id) for file_id in ids], bounds)


def load_logged(gate: Gate, update: bytes) -> tuple[UpdateEffect, list[str]]:
    """Take in an update of the log; raises GateError.

    The entry that says that a file was added may be lost. Its text is taken in all the same, or
    nothing would be that its authors typed afterwards, in whichever file. The ids of such files are
    answered with.
    """
    found: list[str] = []
    while True:
        try:
            return gate.load(update), found
        except UnknownRoot as unknown:
            file = file_of(unknown.root)
            if file is None:
                raise
            gate.declare(unknown.root)
            found.append(file)
