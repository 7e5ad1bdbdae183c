"""Makes the gate of a session's document, with the limits of this server."""

from ..domain.languages import ROOTS
from ..domain.limits import Limits
from ..gate.sync import Gate, UpdateLimits


def new_gate(limits: Limits) -> Gate:
    """The gate of an empty document."""
    bounds = UpdateLimits(
        bytes=limits.frame_bytes,
        structs=limits.update_structs,
        delete_ranges=limits.update_delete_ranges,
        clients=limits.update_clients,
    )
    return Gate(ROOTS, bounds)
