"""Makes the gate of a session's document, with the limits of this server."""

from collections.abc import Iterable

from ..domain.languages import CODE_FILES, root_of
from ..domain.limits import Limits
from ..gate.gate import DEFAULT_LIMITS
from ..gate.sync import Gate, UpdateLimits


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
