"""The first frame of a sync connection: everything but the document."""

from ..contract import frames
from ..domain.clock import iso
from ..domain.languages import LANGUAGES
from ..domain.roles import Role
from ..store.base import ParticipantRecord
from .core import Core
from .peer import Peer
from .session_json import session_state, tell_damaged


def welcome_frame(core: Core, peer: Peer, record: ParticipantRecord) -> str:
    """``welcome`` for this connection of this person."""
    session, role, limits = core.session, Role(record.role), core.limits
    own = core.may_attach(peer)
    attachment = core.attachment if own else None
    state = session_state(session, role, core.phases)
    actions = state.pop("actions")
    seq, at_us = core.durable
    return frames.event(
        "welcome",
        protocol=frames.PROTOCOL,
        epoch=session.epoch,
        seq=seq,
        at=str(at_us),
        continues=peer.continues,
        peer=peer.number,
        user=core.user_json(record),
        role=state.pop("role"),
        actions=actions,
        language=session.language,
        session={
            "id": session.id,
            "createdAt": iso(session.created_us),
            "languages": list(LANGUAGES),
            "damaged": tell_damaged(role, core.damaged),
            **state,
        },
        users=core.users_json(role),
        runs=[run.json() for run in core.runs.newest(limits.welcome_runs)],
        serverRuns=core.run_service is not None,
        files=own and core.drive is not None and core.drive.possible(),
        attachment=None if attachment is None else attachment.json(),
        limits={
            "textBytes": limits.text_bytes,
            "outputBytes": limits.output_bytes,
            "jsonBytes": limits.json_bytes,
            "frameBytes": limits.frame_bytes,
        },
    )
