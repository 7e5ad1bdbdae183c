"""The codec of log entries. Nothing else writes or reads the payload of an entry.

What an older version has written becomes an event of today here, by way of :mod:`.upcast`.
"""

from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec.structs import replace

from ..contract.session import KEPT, PRIVATE, Event, RunEnded, RunStarted
from ..domain.records import LogEntry, LogKind
from .upcast import OLD_KINDS, Known, at_by_records, upcast

_ENCODER = msgspec.json.Encoder()
_EVENT_OF: dict[LogKind, type[Event]] = {kind: event for event, kind in KEPT.items()}
_DECODERS: dict[LogKind, msgspec.json.Decoder[Event]] = {
    kind: msgspec.json.Decoder(event) for kind, event in _EVENT_OF.items()
}


class Unreadable(ValueError):
    """Nobody can tell what this entry says."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event with the place and the time at which it stands in the log."""

    seq: int
    at_us: int
    by: str | None
    event: Event


def encode_event(event: Event) -> tuple[LogKind, bytes, int | None]:
    """The kind, the payload and the column ``made_us`` of the entry of an event that is kept."""
    made_us = None
    if isinstance(event, (RunStarted, RunEnded)) and event.made_us is not None:
        made_us, event = event.made_us, replace(event, made_us=None)
    return KEPT[type(event)], _ENCODER.encode(event), made_us


def tell(event: Event) -> dict[str, Any]:
    """The payload of an event's entry, without what is told to nobody."""
    payload: dict[str, Any] = msgspec.to_builtins(event)
    for kind, name in PRIVATE:
        if type(event) is kind:
            payload.pop(name, None)
    return payload


def is_kept(event: Event) -> bool:
    """Whether the log has entries of such events."""
    return type(event) in KEPT


def decode_entry(entry: LogEntry, known: Known | None = None) -> Recorded:
    """The event of an entry that is no update; raises :class:`Unreadable`.

    ``known`` are the records of the session. They are asked for what older versions did not write
    into the log, and only for that.
    """
    try:
        event, at_us = _decode(entry, known)
    except (msgspec.MsgspecError, LookupError, TypeError, ValueError) as problem:
        raise Unreadable(f"{entry.kind.name}: {type(problem).__name__}") from None
    if entry.made_us is not None and isinstance(event, (RunStarted, RunEnded)):
        event = replace(event, made_us=entry.made_us)
    at_us = at_by_records(event, at_us, known)
    return Recorded(entry.seq, at_us, entry.participant_id, event)


def _decode(entry: LogEntry, known: Known | None) -> tuple[Event, int]:
    if entry.kind not in OLD_KINDS:
        try:
            return _DECODERS[entry.kind].decode(entry.payload), entry.at_us
        except msgspec.ValidationError:
            pass
    payload = msgspec.json.decode(entry.payload)
    if not isinstance(payload, dict):
        raise TypeError("no object")
    old = upcast(entry, payload, known)
    return msgspec.convert(old.fields, old.event), old.at_us
