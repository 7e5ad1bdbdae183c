"""Who comes and goes: joining by a login or a link, being let in, roles, leaving, being removed."""

import dataclasses
from collections.abc import Iterable

from ..contract.session import (
    ColorChanged,
    InviteReturned,
    InviteRevoked,
    Join,
    Kick,
    Leave,
    PersonCameAgain,
    PersonChange,
    PersonChanged,
    PersonJoined,
    PersonLeft,
    PersonListed,
    PersonRenamed,
    RenamePerson,
    UndoJoin,
    WayClosed,
    WayUndone,
)
from ..domain.actor import SHARED, Actor
from ..domain.colors import choose_color
from ..domain.errors import ErrorCode, InterviewError
from ..domain.limits import Limits
from ..domain.naming import distinct, is_made_up, is_marked
from ..domain.participants import best_of
from ..domain.records import InviteRecord, ParticipantRecord, Way
from ..domain.roles import HOSTS, Operation, Role, State, standing
from . import checks, hands, runs
from .interview import Decided, Given, Interview
from .people_book import (
    People,
    came_by,
    is_own,
    links_of,
    waits,
    with_further_way,
    with_way_undone,
    without_way,
)

Command = Join | UndoJoin | Leave | Kick | PersonChange | RenamePerson
Event = (
    PersonJoined
    | PersonCameAgain
    | WayClosed
    | WayUndone
    | PersonChanged
    | PersonRenamed
    | ColorChanged
    | PersonLeft
    | PersonListed
)

UNDONE = "undone"
"""Why somebody has gone who was told that they could not join."""


def decide(interview: Interview, actor: Actor, command: Command, given: Given) -> list[Decided]:
    match command:
        case Join() if actor.invite_id is not None:
            return _join_by_link(interview, actor, actor.invite_id, command, given)
        case Join():
            return _join(interview, actor, command, given)
        case UndoJoin():
            return _undo_join(interview, actor, command)
        case Leave():
            return _leave(interview, actor, command)
        case Kick():
            return _kick(interview, actor, command)
        case PersonChange():
            return _change(interview, actor, command)
        case RenamePerson():
            return _rename(interview, actor, command, given)


def evolve(interview: Interview, event: Event, at_us: int) -> Interview:
    """An event about somebody unknown changes nothing."""
    people = interview.people
    if isinstance(event, PersonJoined):
        people = people.with_newcomer(_joined(interview.session.id, event, at_us))
        return dataclasses.replace(interview, people=_used(people, event.invite))
    record = people.get(event.participant)
    if record is None:
        return interview
    match event:
        case PersonCameAgain():
            if not came_by(record, event.invite):
                people = _used(people, event.invite)
            secret = event.secret_sha256
            record = with_further_way(record, event.invite, secret, event.leads)
        case WayClosed():
            record = without_way(record, event.invite)
        case WayUndone():
            undone = Way(event.invite, event.secret_sha256)
            record = with_way_undone(record, undone, event.is_known, event.before)
        case PersonChanged():
            record = dataclasses.replace(record, role=event.role.value, admitted=event.admitted)
            if event.by_host:
                people = people.with_decision(record)
        case PersonRenamed():
            record = dataclasses.replace(record, name=event.name)
        case ColorChanged():
            record = dataclasses.replace(record, color=event.color)
        case PersonListed():
            record = dataclasses.replace(record, taken_off=not event.listed)
        case PersonLeft() if event.reason == UNDONE:
            return dataclasses.replace(interview, people=people.without_join(record, at_us))
        case PersonLeft():
            left_us = max(at_us, record.joined_us)
            by_host = event.reason == "kicked" and Role(record.role) is Role.OWNER
            record = dataclasses.replace(record, left_us=left_us, hand_us=None, taken_off=by_host)
    return dataclasses.replace(interview, people=people.with_person(record))


def _used(people: People, invite_id: str | None) -> People:
    """The same people after somebody has come by a link."""
    invite = people.invite(invite_id)
    if invite is None:
        return people
    return people.with_invite(dataclasses.replace(invite, uses=invite.uses + 1))


def own_participant(
    interview: Interview, actor: Actor, command: Join, limits: Limits
) -> ParticipantRecord | None:
    """As whom somebody with a login joins again, if they have joined before.

    One identity is one person. Those who share an identity are told apart by the names that they
    chose, as long as they do not say who they were, and are one person as long as nobody chose any.
    An identity may have several participants for that reason, and in interviews that older versions
    have stored; there it is one with the best role, by links and by a login alike.
    """
    if actor.identity is None or actor.invite_id is not None:
        return None
    own = interview.people.of_identity(actor.identity)
    wished, longest = command.user_name, limits.name_characters
    known = [record for record in own if record.id == command.participant]
    is_shared, best = actor.identity == SHARED, best_of(own)
    if best is not None and not is_shared:
        own = [record for record in own if record.role == best.role]
    same = [record for record in own if record.name == wished]
    marked = [record for record in own if is_marked(record.name, wished, longest)]
    if is_shared and not known and taken_off(interview, actor, command.participant) is not None:
        return None
    found = next(iter([*known, *same, *marked]), None)
    if found is not None:
        return found
    if is_shared:
        own = [one for one in own if _is_nobodys(command) and is_made_up(one.name)]
    return best_of(own)


def taken_off(
    interview: Interview, actor: Actor, participant: str | None
) -> ParticipantRecord | None:
    """The owner who was taken off the list while away, if somebody comes back as that owner.

    The pages of that owner only lost their connection, and say who they were. Whoever has a login
    of their own need not say it.
    """
    if actor.identity is None:
        return None
    record = interview.people.get(participant)
    if record is not None and record.taken_off and is_own(actor, record):
        return record
    return None if actor.identity == SHARED else interview.people.taken_off(actor.identity)


def _is_nobodys(command: Join) -> bool:
    """Whether nobody chose the name under which somebody joins."""
    return command.keep_name or is_made_up(command.user_name)


def let_all_in(interview: Interview, actor: Actor) -> list[Decided]:
    """Everybody who waits is let in, in an interview that is live then."""
    return [
        Decided(PersonChanged(record.id, Role(record.role), True), actor.participant_id)
        for record in interview.people.waiting()
    ]


def part(interview: Interview, record: ParticipantRecord, reason: str) -> list[Decided]:
    """Somebody goes for good, and with them the browser in which their programs run."""
    lost = [*runs.lose(interview, record.id), *checks.lose(interview, record.id)]
    return [*lost, Decided(PersonLeft(record.id, reason), record.id)]


def close_link(invite: InviteRecord | None) -> list[Decided]:
    """Nobody comes by this link any more."""
    if invite is None or invite.revoked_us is not None:
        return []
    return [Decided(InviteRevoked(invite.id))]


def _join(interview: Interview, actor: Actor, command: Join, given: Given) -> list[Decided]:
    """With a Jupyter identity: the participant of it, under the name that they chose last, or a new
    one."""
    interview.demand(actor.role, Operation.JOIN)
    if actor.identity is None:
        raise InterviewError(ErrorCode.FORBIDDEN, "You are in this interview already.")
    record = own_participant(interview, actor, command, given.limits)
    if record is None:
        before = taken_off(interview, actor, command.participant)
        role = role_of_newcomer(interview, actor.identity, actor.role)
        return _admit(interview, role, command, given, actor.identity, None, before)
    return _as_now(interview, record, command, given)


def _as_now(
    interview: Interview, record: ParticipantRecord, command: Join, given: Given
) -> list[Decided]:
    """The name and the colour that somebody has chosen who joins again, who is listed again."""
    decided = _listed(record, True, record.id)
    wished, color = command.user_name, command.color
    is_same = is_marked(record.name, wished, given.limits.name_characters)
    if not (_is_nobodys(command) or is_same):
        decided += _renamed(interview, record, wished, given.limits)
    if color is not None and color not in (record.color, *interview.people.colors(record.id)):
        decided.append(Decided(ColorChanged(record.id, color), record.id))
    return decided


def _rename(
    interview: Interview, actor: Actor, command: RenamePerson, given: Given
) -> list[Decided]:
    record = interview.people.of_id(command.participant)
    interview.demand(actor.role, Operation.NAME)
    if not is_own(actor, record):
        raise InterviewError(ErrorCode.FORBIDDEN, "Only they themselves can change their name.")
    return _renamed(interview, record, command.name, given.limits)


def _renamed(
    interview: Interview, record: ParticipantRecord, wished: str, limits: Limits
) -> list[Decided]:
    """The name, with a number behind it if it looks like somebody else's."""
    taken = interview.people.names(record.identity, but=record.id)
    name = distinct(wished, taken, limits.name_characters)
    return [] if name == record.name else [Decided(PersonRenamed(record.id, name), record.id)]


def _join_by_link(
    interview: Interview, actor: Actor, invite_id: str, command: Join, given: Given
) -> list[Decided]:
    """By a link: a guest, or somebody with a login, who gets in with it, too.

    One login is one person, by whatever links they come, and the best role counts that the owner,
    a link or their login gave them. A link gives its role once, and none that differs from what a
    host has decided since it was made.
    """
    invite = interview.people.invite(invite_id)
    if invite is None:
        raise wrong_credential()
    interview.demand(Role(invite.role), Operation.JOIN)
    identity, offered = actor.identity, Role(invite.role)
    if identity is None or identity == SHARED:
        return _admit(interview, offered, command, given, None, invite)
    record = interview.people.best_of(identity)
    if record is not None:
        return _come_again(interview, record, identity, invite, command, given)
    own = Role.OWNER if identity == interview.session.created_by else actor.role
    is_by_link = standing(own) >= standing(offered)
    role = role_of_newcomer(interview, identity, offered if is_by_link else own, invite)
    if is_by_link:
        return _admit(interview, role, command, given, identity, invite)
    before = taken_off(interview, actor, None) if role is Role.OWNER else None
    joined = _admit(interview, role, command, given, identity, None, before)
    id = given.id if before is None else before.id
    return [*joined, Decided(PersonCameAgain(id, invite.id, given.secret_sha256), id)]


def _come_again(
    interview: Interview,
    record: ParticipantRecord,
    identity: str,
    invite: InviteRecord,
    command: Join,
    given: Given,
) -> list[Decided]:
    """By a further link, or the same one again: the same person, with another page."""
    offered = Role(invite.role)
    is_better = standing(offered) < standing(Role(record.role))
    is_news = not came_by(record, invite.id) and interview.people.may_give_role(invite, identity)
    leads = is_better and is_news
    decided = [
        Decided(PersonCameAgain(record.id, invite.id, given.secret_sha256, leads), record.id)
    ]
    if leads:
        decided += _let_in(interview, record.id, record, offered, False, False)
    return [*decided, *_as_now(interview, record, command, given)]


def role_of_newcomer(
    interview: Interview, identity: str, own: Role, invite: InviteRecord | None = None
) -> Role:
    """The role in which somebody with a login comes who is not in the interview now.

    ``own`` is what their login or this link gives them. What a host has decided about them before
    they left stays, but for a better role of a link that was made later.
    """
    decision = None if identity == SHARED else interview.people.decision_on(identity)
    if decision is None or own is Role.OWNER:
        return own
    if invite is None or not interview.people.may_give_role(invite, identity):
        return decision.role
    return min(decision.role, Role(invite.role), key=standing)


def wrong_credential() -> InterviewError:
    """The one answer to every secret that opens nothing, whatever is wrong with it."""
    return InterviewError(
        ErrorCode.INVALID_CREDENTIAL, "This link or secret is not valid, or not valid any more."
    )


def _admit(
    interview: Interview,
    role: Role,
    command: Join,
    given: Given,
    identity: str | None,
    invite: InviteRecord | None,
    before: ParticipantRecord | None = None,
) -> list[Decided]:
    people, limits = interview.people, given.limits
    if before is None and people.count() >= limits.participants:
        raise InterviewError(ErrorCode.FORBIDDEN, "This interview is full.")
    colors = people.colors()
    color, name, id = command.color, command.user_name, given.id
    if before is not None:
        color, id = color or before.color, before.id
        name = before.name if _is_nobodys(command) else name
    open_to_all = not (interview.session.settings.lobby or interview.state is State.DRAFT)
    joined = PersonJoined(
        participant=id,
        name=distinct(name, people.names(identity), limits.name_characters),
        role=role,
        color=color if color and color not in colors else choose_color(colors),
        identity=identity,
        secret_sha256=None if invite is None else given.secret_sha256,
        invite=None if invite is None else invite.id,
        admitted=role in HOSTS or open_to_all,
    )
    return [Decided(joined, id)]


def _joined(session_id: str, event: PersonJoined, at_us: int) -> ParticipantRecord:
    return ParticipantRecord(
        session_id=session_id,
        id=event.participant,
        kind="guest" if event.identity is None else "user",
        identity=event.identity,
        secret_sha256=event.secret_sha256,
        invite_id=event.invite,
        name=event.name,
        role=event.role.value,
        color=event.color,
        joined_us=at_us,
        left_us=None,
        admitted=event.admitted,
    )


def _undo_join(interview: Interview, actor: Actor, command: UndoJoin) -> list[Decided]:
    """They were told that they could not join, and may try again: they did not."""
    actor.demand_server()
    record = interview.people.get(command.participant)
    if record is None:
        return []
    if record.left_us is not None:
        # They left before they heard that they were never there.
        links = links_of(record) if command.invite is None else [command.invite]
        return [] if command.is_known else _returned(interview, links)
    if command.invite is not None:
        return _undo_way(interview, record, command.invite, command)
    return [*part(interview, record, UNDONE), *_returned(interview, links_of(record))]


def _returned(interview: Interview, links: Iterable[str]) -> list[Decided]:
    """Uses of these links that were none."""
    used = [interview.people.invite(link) for link in links]
    return [Decided(InviteReturned(one.id)) for one in used if one is not None and one.uses > 0]


def _undo_way(
    interview: Interview, record: ParticipantRecord, invite_id: str, command: UndoJoin
) -> list[Decided]:
    """They stay as they were before they came by this link.

    What a host has decided about their role since then stays, too.
    """
    invite, secret = interview.people.invite(invite_id), command.secret_sha256
    undone = WayUndone(record.id, invite_id, secret, command.is_known, command.before)
    decided = [Decided(undone, record.id)]
    if invite is None:
        return decided
    has_led = (record.invite_id, record.secret_sha256) == (invite_id, secret)
    if command.role is not None and has_led and record.role == invite.role:
        decided += checks.stop_forbidden(interview, record.id, command.role, record.id)
        was = PersonChanged(record.id, command.role, command.admitted)
        decided.append(Decided(was, record.id))
    if not command.is_known:
        decided.append(Decided(InviteReturned(invite_id)))
    return decided


def _leave(interview: Interview, actor: Actor, command: Leave) -> list[Decided]:
    """Leaving twice is fine."""
    record = interview.people.get(command.participant)
    if record is None and actor.identity is not None:
        raise InterviewError(ErrorCode.NOT_FOUND, "Nobody with this userId has joined.")
    if record is None or not is_own(actor, record):
        raise InterviewError(ErrorCode.FORBIDDEN, "Only they themselves can leave.")
    return [] if record.left_us is not None else part(interview, record, "left")


def _kick(interview: Interview, actor: Actor, command: Kick) -> list[Decided]:
    """Somebody has to go, and the links they came by open for nobody else.

    An owner is only taken off the list, and comes back as who they were. The room refuses this
    while they are here.
    """
    interview.demand(actor.role, Operation.KICK)
    record = interview.people.of_id(command.participant)
    if Role(record.role) is Role.INTERVIEWER and actor.role is not Role.OWNER:
        sentence = "Only the owner removes people who hold the interview."
        raise InterviewError(ErrorCode.FORBIDDEN, sentence)
    links = [] if Role(record.role) is Role.OWNER else links_of(record)
    closed = [one for link in links for one in close_link(interview.people.invite(link))]
    return [*closed, *part(interview, record, "kicked")]


def _change(interview: Interview, actor: Actor, command: PersonChange) -> list[Decided]:
    """Let somebody in, give them another role, see to their hand, or to their place on the list.

    The room refuses to take somebody off the list who is here.
    """
    if command.admitted:
        interview.demand(actor.role, Operation.ADMIT)
    if command.role is not None:
        interview.demand(actor.role, Operation.ROLE)
    if command.hand is not None and interview.people.get(command.participant) is None:
        interview.demand(actor.role, Operation.LOWER)
    if command.listed is False:
        interview.demand(actor.role, Operation.UNLIST)
    elif command.listed:
        actor.demand_server()
    record = interview.people.of_id(command.participant)
    if command.hand is not None:
        hands.demand_hand(interview, actor, record, command.hand)
    if command.role is not None and Role(record.role) is Role.OWNER:
        raise InterviewError(ErrorCode.FORBIDDEN, "The owner stays the owner.")
    by = actor.participant_id
    decided = [*_let_in(interview, by, record, command.role, command.admitted, True)]
    if command.hand is not None:
        decided += hands.put(record, command.hand, actor.participant_id)
    return [*decided, *_listed(record, command.listed, by or record.id)]


def _listed(record: ParticipantRecord, listed: bool | None, by: str) -> list[Decided]:
    return [Decided(PersonListed(record.id, listed), by)] if listed is record.taken_off else []


def _let_in(
    interview: Interview,
    by: str | None,
    record: ParticipantRecord,
    role: Role | None,
    admitted: bool,
    is_by_host: bool,
) -> Iterable[Decided]:
    new_role = Role(record.role) if role is None else role
    if interview.state is State.DRAFT:
        inside = record.admitted and new_role in HOSTS
    else:
        inside = admitted or record.admitted or not waits(record) or role in HOSTS
    if (new_role.value, inside) != (record.role, record.admitted):
        has_decided = is_by_host and new_role.value != record.role
        if new_role.value != record.role:
            yield from checks.stop_forbidden(interview, record.id, new_role, by)
        yield Decided(PersonChanged(record.id, new_role, inside, has_decided), by)
