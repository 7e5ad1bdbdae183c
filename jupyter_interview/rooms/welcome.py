"""The first frame of a sync connection: everything but the document."""

from collections.abc import Iterator

from msgspec.json import encode
from msgspec.structs import replace

from ..contract import frames
from ..contract.server_frames import WelcomeFrame, WelcomeFrameLimits
from ..contract.values import Check, HiddenResult, Run
from ..domain.records import ParticipantRecord
from ..domain.roles import Role, actions
from ..session import view
from .core import Core
from .peer import Peer

_PROGRAM_BYTES = 256 * 1024
"""About how many bytes a welcome tells of what the newest runs ran."""
_CHECKS = 50
"""The most checks that a welcome tells of."""
_SIGNALS = 200
"""The most that a welcome tells of what was noted."""
_RESULT_BYTES = 256 * 1024
"""About how many bytes a welcome tells of how their cases went."""


def welcome_frame(core: Core, peer: Peer, record: ParticipantRecord) -> str:
    """``welcome`` for this connection of this person."""
    session, role, limits = core.session, Role(record.role), core.limits
    own = core.may_attach(peer)
    seq, at_us = core.durable
    service = core.run_service
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
        server_runs=() if service is None else service.languages,
        server_checks=service is not None and service.makes_checks,
        files=own and core.drive is not None and core.drive.possible(),
        attachment=core.attachment if own else None,
        announcement=core.interview.announcement,
        signals=view.signals(core.interview, role, record.id)[-_SIGNALS:],
        questions=core.interview.questions.listed,
        sides=view.sides(core.interview, role),
        checks=welcome_checks(core, role),
        hidden_results=_hidden_results(core),
        limits=WelcomeFrameLimits(
            limits.text_bytes,
            limits.output_bytes,
            limits.json_bytes,
            limits.frame_bytes,
            limits.release_days,
            limits.release_days_most,
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


def welcome_checks(core: Core, role: Role) -> tuple[Check, ...]:
    """The newest checks that somebody with this role may know of, oldest first.

    Where their results become too many, those of older ones have no texts, or are left out."""
    told, left = [], _RESULT_BYTES
    for check in reversed(view.checks(core.interview, role, _CHECKS)):
        one = next(each for each in _shorter(check) if _size(each) <= left or not each.results)
        left -= _size(one)
        told.append(one)
    return tuple(reversed(told))


def _shorter(check: Check) -> Iterator[Check]:
    """The check with less and less of its results."""
    yield check
    brief = (replace(result, expected="", got="", message="") for result in check.results)
    yield replace(check, results=tuple(brief))
    yield replace(check, results=())


def _size(check: Check) -> int:
    return len(encode(check.results))


def _hidden_results(core: Core) -> tuple[HiddenResult, ...]:
    """What everybody was told of hidden tests of the questions that are listed."""
    interview = core.interview
    found = (interview.checks.results.get(one.id) for one in interview.questions.listed)
    return tuple(result for result in found if result is not None)
