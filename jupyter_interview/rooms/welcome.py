"""The first frame of a sync connection: everything but the document."""

from msgspec.json import encode
from msgspec.structs import replace

from ..contract import frames
from ..contract.server_frames import WelcomeFrame, WelcomeFrameLimits
from ..contract.values import Run
from ..domain.records import ParticipantRecord
from ..domain.roles import Role, actions
from ..session import view
from .core import Core
from .peer import Peer

_PROGRAM_BYTES = 256 * 1024
"""About how many bytes a welcome tells of what the newest runs ran."""


def welcome_frame(core: Core, peer: Peer, record: ParticipantRecord) -> str:
    """``welcome`` for this connection of this person."""
    session, role, limits = core.session, Role(record.role), core.limits
    own = core.may_attach(peer)
    seq, at_us = core.durable
    told = WelcomeFrame(
        protocol=frames.PROTOCOL,
        epoch=session.epoch,
        seq=seq,
        at=str(at_us),
        continues=peer.continues,
        peer=peer.number,
        user=core.user(record),
        role=role,
        actions=tuple(actions(role, core.phases)),
        language=session.language,
        folder=core.folder.told(),
        session=view.welcome_session(session, role, core.damaged),
        users=tuple(core.users(role)),
        runs=_runs(core),
        server_runs=core.run_service is not None,
        files=own and core.drive is not None and core.drive.possible(),
        attachment=core.attachment if own else None,
        announcement=core.interview.announcement,
        limits=WelcomeFrameLimits(
            limits.text_bytes, limits.output_bytes, limits.json_bytes, limits.frame_bytes
        ),
    )
    return frames.frame(told)


def _runs(core: Core) -> tuple[Run, ...]:
    """The newest runs, oldest first. What they ran is left out where it becomes too much."""
    told, left = [], _PROGRAM_BYTES
    for run in reversed(core.runs.newest(core.limits.welcome_runs)):
        one = run.told()
        if one.program is not None:
            left -= len(encode(one.program))
            if left < 0:
                one = replace(one, program=None)
        told.append(one)
    return tuple(reversed(told))
