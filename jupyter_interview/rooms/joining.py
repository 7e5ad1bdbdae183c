"""Finds the participant as whom somebody connects, or has just joined."""

from ..contract.session import Join, PersonCameAgain, PersonChange, PersonJoined, UndoJoin
from ..contract.values import Invitation
from ..domain.actor import SERVER_ITSELF, Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.ids import new_id
from ..domain.limits import Limits
from ..domain.naming import fit_label, is_made_up
from ..domain.records import ParticipantRecord
from ..domain.roles import Operation, Role
from ..session.interview import Given
from ..session.people import own_participant, taken_off, wrong_credential
from ..session.people_book import People, came_by, is_own, lets_in, waits
from ..session.perform import perform
from .core import Core
from .performing import Done, Perform


def who_joined(
    core: Core, actor: Actor, command: Join, done: Done, limits: Limits
) -> ParticipantRecord:
    """The participant as whom somebody has just joined."""
    for event in done.events:
        if isinstance(event, (PersonJoined, PersonCameAgain)):
            return core.people.of_id(event.participant)
    record = own_participant(core.interview, actor, command, limits)
    if record is None:
        raise wrong_credential()
    return record


def undo_of(before: People, done: Done) -> UndoJoin | None:
    """What takes back that somebody has just joined, or come again by a link, if they have.

    ``before`` are the people as they were.
    """
    for event in done.events:
        if isinstance(event, PersonJoined):
            return UndoJoin(event.participant)
        if isinstance(event, PersonCameAgain):
            was = before.of_id(event.participant)
            return UndoJoin(
                was.id,
                event.invite,
                event.secret_sha256,
                came_by(was, event.invite),
                was.invite_id,
                Role(was.role) if event.leads else None,
                was.admitted,
            )
    return None


def invitation_for(core: Core, newcomer: Actor, kept_days: float | None) -> Invitation:
    """What somebody who comes by a link may know before joining; raises the refusal of joining."""
    command = Join("Somebody", keep_name=True)
    given = Given(core.journal.now_us(), core.limits, new_id("p-"), b"")
    decided, after = perform(core.interview, newcomer, command, given)
    record = after.people.of_id(decided[0].by)
    known = core.people.get(record.id)
    owner = core.people.best_of(core.session.created_by)
    invited_by = None if owner is None or is_made_up(owner.name) else owner.name
    session = core.session
    name = _meant(core, newcomer) if known is None else known.name
    return Invitation(
        session.title,
        session.language,
        Role(record.role),
        invited_by,
        waits(record),
        name,
        session.settings.ai,
        session.settings.ai_sentence,
        session.settings.note_inserts,
        session.settings.note_away,
        kept_days,
    )


def _meant(core: Core, newcomer: Actor) -> str | None:
    """The name of the person for whom a link of a class is.

    Its label is the title of the interview. Any other label is for its maker alone.
    """
    invite, session = core.people.invite(newcomer.invite_id), core.session
    if invite is None or session.group is None or invite.label != session.title:
        return None
    return invite.label


def participant_for(
    core: Core, ask: Perform, actor: Actor, wanted: str | None
) -> ParticipantRecord:
    """The participant whose connection this is. A Jupyter identity need not have joined before."""
    people = core.people
    if actor.identity is None:
        own = people.get(actor.participant_id)
        if own is None or own.left_us is not None:
            raise wrong_credential()
        if actor.key is not None and not lets_in(own, actor.key):
            raise wrong_credential()
        return own
    if wanted is not None:
        for record in people.of_identity(actor.identity):
            if record.id == wanted:
                return record
        off = taken_off(core.interview, actor, wanted)
        if off is None or off.id != wanted:
            raise InterviewError(ErrorCode.FORBIDDEN, "That participant is not one of yours.")
    elif (best := people.best_of(actor.identity)) is not None:
        return best
    name = fit_label(actor.name, core.limits.name_characters, "Interviewer")
    command = Join(name, keep_name=True, participant=wanted)
    return who_joined(core, actor, command, ask(actor, command), core.limits)


def listed_again(core: Core, ask: Perform, record: ParticipantRecord) -> ParticipantRecord:
    """Somebody who comes, on the list of people again if they were taken off it."""
    if not record.taken_off:
        return record
    ask(SERVER_ITSELF, PersonChange(None, False, participant=record.id, listed=True))
    return core.people.of_id(record.id)


def demand_export(core: Core, actor: Actor, participant_id: str) -> None:
    """Refuse everybody but the owner and the participant what is held on the participant."""
    record = core.people.get(participant_id)
    if not is_own(actor, record):
        core.demand(actor.role, Operation.EXPORT)
    if record is None:
        raise InterviewError(ErrorCode.NOT_FOUND, "Nobody with this userId has joined.")
