"""What was noted in a session, in the order in which it was noted."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from ..contract.values import Signal, SignalAnswer


@dataclass(frozen=True, slots=True)
class Signals:
    """Signals with what their people say of them."""

    listed: tuple[Signal, ...] = ()
    at_us: Mapping[str, int] = field(default_factory=dict)
    """When each was noted, by its id."""

    def get(self, signal_id: str) -> Signal | None:
        """What was noted under this id."""
        return next((one for one in self.listed if one.id == signal_id), None)

    def of(self, participant_id: str | None) -> tuple[Signal, ...]:
        """What was noted of somebody."""
        return tuple(one for one in self.listed if one.user.id == participant_id)

    def with_noted(self, noted: Signal, at_us: int) -> "Signals":
        return Signals((*self.listed, noted), {**self.at_us, noted.id: at_us})

    def with_answer(self, signal_id: str, answer: SignalAnswer | None) -> "Signals":
        listed = tuple(
            replace(one, answer=answer) if one.id == signal_id else one for one in self.listed
        )
        return dataclasses.replace(self, listed=listed)
