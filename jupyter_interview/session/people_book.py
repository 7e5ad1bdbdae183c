"""The people of a session and the links they came by, as records.

A :class:`People` is a value. ``with_person`` and ``with_invite`` give another one. It also knows
under which other names people held the session, on whose roles hosts have decided, and whose
joining was undone, which only the log says.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..domain.actor import Actor
from ..domain.errors import ErrorCode, InterviewError
from ..domain.participants import best_of
from ..domain.records import InviteRecord, ParticipantRecord, Way
from ..domain.roles import HOSTS, Role
from ..domain.secrets import matches

_MOST_FORMER = 50
"""Names that are remembered of one person, the newest."""
_MOST_WAYS = 20
"""Pages that one person can have opened by further links, the newest."""


class Decision(NamedTuple):
    """The role that a host has given somebody."""

    role: Role
    links: int
    """How many links there were then."""


class People:
    """Participants in the order they joined, and invites in the order they were made."""

    __slots__ = (
        "__weakref__",
        "_decided",
        "_former",
        "_invites",
        "_participants",
        "_replaced",
        "_undone",
    )

    def __init__(
        self,
        participants: Iterable[ParticipantRecord] = (),
        invites: Iterable[InviteRecord] = (),
        former: Mapping[str, tuple[str, ...]] | None = None,
        decided: dict[str, Decision] | None = None,
        replaced: Mapping[str, ParticipantRecord] | None = None,
        undone: frozenset[str] = frozenset(),
    ) -> None:
        """By the ids of people, ``former`` are names under which they held the session,
        ``decided`` what hosts have decided about them, the newest last, and ``replaced`` the
        records in whose place they have joined again. ``undone`` are those who never joined."""
        self._participants = {record.id: record for record in participants}
        self._invites = {record.id: record for record in invites}
        self._former = former or {}
        self._decided = decided or {}
        self._replaced = replaced or {}
        self._undone = undone

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, People):
            return NotImplemented
        mine, theirs = list(self._participants.values()), list(other._participants.values())
        return mine == theirs and self.invites() == other.invites()

    __hash__ = None  # type: ignore[assignment]

    def with_person(self, record: ParticipantRecord) -> "People":
        """The same people with this record, instead of one with the same id."""
        return self._with(record, former=self._with_former(record))

    def with_newcomer(self, record: ParticipantRecord) -> "People":
        """The same people after somebody has joined, or an owner who was taken off the list has
        come back."""
        before = self._participants.get(record.id)
        people = self.with_person(record)
        if before is None:
            return people
        return people._with(replaced={**self._replaced, record.id: before})

    def without_join(self, record: ParticipantRecord, at_us: int) -> "People":
        """The same people after it was undone that somebody has joined: they never did, or are off
        the list as before."""
        if (before := self._replaced.get(record.id)) is not None:
            return self._with(before)
        gone = replace(record, left_us=max(at_us, record.joined_us), hand_us=None)
        return self._with(gone, undone=self._undone | {record.id})

    def with_invite(self, record: InviteRecord) -> "People":
        """The same people with this link, instead of one with the same id."""
        return self._with(invite=record)

    def with_decision(self, record: ParticipantRecord) -> "People":
        """The same people after a host has decided on the role that this record has."""
        decided = {id: one for id, one in self._decided.items() if id != record.id}
        decided[record.id] = Decision(Role(record.role), len(self._invites))
        return self._with(decided=decided)

    def with_records(
        self, participants: Iterable[ParticipantRecord], invites: Iterable[InviteRecord]
    ) -> "People":
        """These records, with the names and decisions that the log knows."""
        return People(
            participants, invites, self._former, self._decided, self._replaced, self._undone
        )

    def _with(
        self,
        record: ParticipantRecord | None = None,
        *,
        invite: InviteRecord | None = None,
        former: Mapping[str, tuple[str, ...]] | None = None,
        decided: dict[str, Decision] | None = None,
        replaced: Mapping[str, ParticipantRecord] | None = None,
        undone: frozenset[str] | None = None,
    ) -> "People":
        participants, invites = self._participants, self._invites
        return People(
            participants.values()
            if record is None
            else {**participants, record.id: record}.values(),
            invites.values() if invite is None else {**invites, invite.id: invite}.values(),
            self._former if former is None else former,
            self._decided if decided is None else decided,
            self._replaced if replaced is None else replaced,
            self._undone if undone is None else undone,
        )

    def _with_former(self, record: ParticipantRecord) -> Mapping[str, tuple[str, ...]]:
        """The names under which people led others, now that this record replaces another one."""
        before = self._participants.get(record.id)
        if before is None or Role(before.role) not in HOSTS:
            return self._former
        if before.name == record.name and Role(record.role) in HOSTS:
            return self._former
        names = [name for name in self._former.get(record.id, ()) if name != before.name]
        return {**self._former, record.id: (*names, before.name)[-_MOST_FORMER:]}

    def changed_since(self, before: "People") -> list[ParticipantRecord | InviteRecord]:
        """The records that are others than they were, which are few."""
        changed: list[ParticipantRecord | InviteRecord] = [
            record
            for record in self._participants.values()
            if before._participants.get(record.id) is not record
        ]
        return changed + [
            record
            for record in self._invites.values()
            if before._invites.get(record.id) is not record
        ]

    def get(self, participant_id: str | None) -> ParticipantRecord | None:
        return None if participant_id is None else self._participants.get(participant_id)

    def of_id(self, participant_id: str | None) -> ParticipantRecord:
        """Somebody who has joined and not left; raises ``not_found``."""
        record = self.get(participant_id)
        if record is None or record.left_us is not None:
            raise InterviewError(ErrorCode.NOT_FOUND, "There is nobody with this id here.")
        return record

    def invite(self, invite_id: str | None) -> InviteRecord | None:
        return None if invite_id is None else self._invites.get(invite_id)

    def invites(self) -> list[InviteRecord]:
        """Newest first."""
        return list(self._invites.values())[::-1]

    def everybody(self) -> list[ParticipantRecord]:
        """Everybody who ever joined."""
        return [one for one in self._participants.values() if one.id not in self._undone]

    def count(self) -> int:
        """How many people ever joined."""
        return len(self._participants) - len(self._undone)

    def present(self) -> list[ParticipantRecord]:
        """Everyone who joined and has not left."""
        return [record for record in self._participants.values() if record.left_us is None]

    def of_identity(self, identity: str) -> list[ParticipantRecord]:
        """Those of one Jupyter identity who have not left."""
        return [record for record in self.present() if record.identity == identity]

    def best_of(self, identity: str) -> ParticipantRecord | None:
        """As whom somebody with this identity acts, of those who have not left."""
        return best_of(self.of_identity(identity))

    def taken_off(self, identity: str) -> ParticipantRecord | None:
        """The owner with this login whom a host took off the list last, if nobody of it is here."""
        own = [one for one in self.everybody() if one.identity == identity]
        if any(one.left_us is None for one in own):
            return None
        off = [one for one in own if one.taken_off]
        return max(off, key=lambda one: one.left_us or 0, default=None)

    def decision_on(self, identity: str) -> Decision | None:
        """What a host has decided last about somebody with this login, also if they have left."""
        for participant_id in reversed(self._decided):
            record = self._participants.get(participant_id)
            if record is not None and record.identity == identity:
                return self._decided[participant_id]
        return None

    def may_give_role(self, invite: InviteRecord, identity: str) -> bool:
        """Whether this link is newer than what a host has decided about this login, if any has."""
        decision = self.decision_on(identity)
        return decision is None or [*self._invites].index(invite.id) >= decision.links

    def waiting(self) -> list[ParticipantRecord]:
        """Everyone who is to be let in."""
        return [record for record in self.present() if waits(record)]

    def of_invite(self, invite_id: str) -> list[ParticipantRecord]:
        """Those who have not left, and came by this link as their first or their best way."""
        return [record for record in self.present() if record.invite_id == invite_id]

    def with_way(self, invite_id: str) -> list[ParticipantRecord]:
        """Those who have not left, and have something open by this link as a further way."""
        return [
            record
            for record in self.present()
            if record.invite_id != invite_id and opens(record, invite_id)
        ]

    def guest_with(self, secret: str) -> tuple[ParticipantRecord, str | None, bytes] | None:
        """The person whose secret this is, the link by which they got it, and its hash.

        Every hash is compared, so time tells nothing.
        """
        found = None
        for record in self.present():
            for invite_id, expected in _secrets(record):
                if matches(secret, expected):
                    found = record, invite_id, expected
        return found

    def invite_of(self, secret: str) -> InviteRecord | None:
        """The invite whose secret this is, whether people may still join by it or not."""
        found = None
        for record in self._invites.values():
            if matches(secret, record.secret_sha256):
                found = record
        return found

    def invite_with(
        self, secret: str, now_us: int, identity: str | None = None
    ) -> InviteRecord | None:
        """The invite whose secret this is, if people may still join by it.

        A link that is used up still opens for the login that came by it.
        """
        found = self.invite_of(secret)
        if found is None or is_over(found, now_us):
            return None
        own = None if identity is None else self.best_of(identity)
        if is_open(found, now_us) or (own is not None and came_by(own, found.id)):
            return found
        return None

    def names(self, identity: str | None, but: str | None = None) -> list[str]:
        """What nobody else than ``but`` may be called. Who left is forgotten, but not who led
        others, under whatever name.

        Only this Jupyter identity may have a name again under which it led others.
        """
        taken: list[str] = []
        for record in self.everybody():
            if record.id == but:
                continue
            is_other = identity is None or record.identity != identity
            if record.left_us is None or (Role(record.role) in HOSTS and is_other):
                taken.append(record.name)
            if is_other:
                taken += self._former.get(record.id, ())
        return taken

    def colors(self, but: str | None = None) -> list[str]:
        """The colours in use, by others than ``but``."""
        return [record.color for record in self.present() if record.id != but]


def is_over(invite: InviteRecord, now_us: int) -> bool:
    """Whether a link was revoked or has expired."""
    return invite.revoked_us is not None or invite.expires_us <= now_us


def is_open(invite: InviteRecord, now_us: int) -> bool:
    """Whether people may join by this link at this time."""
    if is_over(invite, now_us):
        return False
    return invite.max_uses is None or invite.uses < invite.max_uses


def came_by(record: ParticipantRecord, invite_id: str) -> bool:
    """Whether somebody has ever come by this link."""
    return invite_id in (record.invite_id, *(way.invite_id for way in record.ways))


def opens(record: ParticipantRecord, invite_id: str) -> bool:
    """Whether somebody has something open by this link, as far as the interview is concerned."""
    return any(invite_id == known for known, _ in _secrets(record))


def lets_in(record: ParticipantRecord, key: bytes) -> bool:
    """Whether the secret of this hash lets somebody in."""
    return any(key == known for _, known in _secrets(record))


def links_of(record: ParticipantRecord) -> list[str]:
    """The links by which somebody has ever come, each once, that of their role first."""
    links = [way.invite_id for way in record.ways]
    if record.invite_id is not None:
        links.insert(0, record.invite_id)
    return list(dict.fromkeys(links))


def with_further_way(
    record: ParticipantRecord, invite_id: str, secret: bytes | None, leads: bool
) -> ParticipantRecord:
    """The record of somebody who came by a link when they were in the interview already.

    ``leads`` says that this link gave them their role; that of before is a further way from then.
    """
    came = Way(invite_id, secret)
    if not leads:
        return replace(record, ways=_newest((*record.ways, came)))
    ways = record.ways
    if record.invite_id is not None:
        ways = _newest((*ways, Way(record.invite_id, record.secret_sha256)))
    return replace(record, invite_id=invite_id, secret_sha256=secret, ways=ways)


def without_way(record: ParticipantRecord, invite_id: str) -> ParticipantRecord:
    """The same person, whom a further link lets in no longer. That they came by it stays known."""
    opened = [way for way in _opened(record.ways) if way.invite_id != invite_id]
    return replace(record, ways=_remembered(record.ways, opened))


def with_way_undone(
    record: ParticipantRecord, undone: Way, is_known: bool, before: str | None
) -> ParticipantRecord:
    """The record of somebody of whom it could not be stored that they came by a link.

    ``is_known`` says that they had come by it before. If it gave them their role, they have it by
    the link of ``before`` again.
    """
    if Way(record.invite_id or "", record.secret_sha256) == undone:
        first = next((way for way in reversed(record.ways) if way.invite_id == before), None)
        ways = tuple(way for way in record.ways if way is not first)
        secret = None if first is None else first.secret_sha256
        return replace(record, invite_id=before, secret_sha256=secret, ways=ways)
    opened = [way for way in _opened(record.ways) if way != undone]
    trace = Way(undone.invite_id, None)
    ways = _remembered(record.ways, opened)
    return replace(record, ways=tuple(way for way in ways if is_known or way != trace))


def _secrets(record: ParticipantRecord) -> Iterator[tuple[str | None, bytes]]:
    if record.secret_sha256 is not None:
        yield record.invite_id, record.secret_sha256
    for way in record.ways:
        if way.secret_sha256 is not None:
            yield way.invite_id, way.secret_sha256


def _opened(ways: Iterable[Way]) -> list[Way]:
    """The ways that let somebody in."""
    return [way for way in ways if way.secret_sha256 is not None]


def _newest(ways: tuple[Way, ...]) -> tuple[Way, ...]:
    """Of more ways than one may have, the oldest let in no longer."""
    return _remembered(ways, _opened(ways)[-_MOST_WAYS:])


def _remembered(ways: Iterable[Way], opened: Sequence[Way]) -> tuple[Way, ...]:
    """The ways of which only these are open: before them the other links, each once."""
    links = dict.fromkeys(way.invite_id for way in ways)
    known = {way.invite_id for way in opened}
    return (*(Way(link, None) for link in links if link not in known), *opened)


def is_own(actor: Actor, record: ParticipantRecord | None) -> bool:
    """Whether this participant is the one who asks."""
    if record is None:
        return False
    if actor.identity is not None:
        return record.identity == actor.identity
    return record.id == actor.participant_id


def waits(record: ParticipantRecord) -> bool:
    """Whether they have joined and were not let in yet; the people who hold it never wait."""
    return not record.admitted and Role(record.role) not in HOSTS
