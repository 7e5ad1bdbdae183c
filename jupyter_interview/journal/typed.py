"""How much text each person has sent lately, as the log says. A room that was let go, or whose
server ended, learns it again, so that what is reported of a change from before is not refused.

A report comes when its change is stored. What is further back than this was reported long ago.
"""

from ..contract.session import KEPT, SignalNoted
from ..domain.records import LogKind
from ..session.log import Unreadable, decode_entry
from ..store.base import Store

_ENTRIES = 500


async def typed_lately(store: Store, session_id: str, head_seq: int) -> dict[str, int]:
    """The bytes of each person's changes, without the characters that were noted of them."""
    typed: dict[str, int] = {}
    kinds = (LogKind.UPDATE, KEPT[SignalNoted])
    for entry in await store.log(session_id, max(0, head_seq - _ENTRIES), kinds=kinds):
        who = entry.participant_id
        if who is None:
            continue
        if entry.kind is LogKind.UPDATE:
            typed[who] = typed.get(who, 0) + len(entry.payload)
            continue
        try:
            event = decode_entry(entry).event
        except Unreadable:
            continue
        if isinstance(event, SignalNoted):
            typed[who] = max(0, typed.get(who, 0) - event.characters)
    return typed
