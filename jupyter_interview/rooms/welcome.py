"""The first frame of a sync connection: everything but the document."""

from ..domain.clock import iso, iso_or_none
from ..domain.languages import LANGUAGES
from ..domain.roles import Role, actions
from ..protocol import frames
from ..store.base import ParticipantRecord
from .core import Core
from .peer import Peer


def welcome_frame(core: Core, peer: Peer, record: ParticipantRecord) -> str:
    """``welcome`` for this connection of this person."""
    session, role, limits = core.session, Role(record.role), core.limits
    return frames.event(
        "welcome",
        protocol=frames.PROTOCOL,
        epoch=session.epoch,
        seq=core.journal.head,
        peer=peer.number,
        user=core.user_json(record),
        role=role.value,
        actions=actions(role, core.state),
        language=session.language,
        session={
            "id": session.id,
            "title": session.title,
            "state": session.state,
            "createdAt": iso(session.created_us),
            "endedAt": iso_or_none(session.ended_us),
            "languages": list(LANGUAGES),
        },
        users=core.users_json(),
        runs=[run.json() for run in core.runs.newest(limits.welcome_runs)],
        limits={
            "textBytes": limits.text_bytes,
            "outputBytes": limits.output_bytes,
            "jsonBytes": limits.json_bytes,
            "frameBytes": limits.frame_bytes,
        },
    )
