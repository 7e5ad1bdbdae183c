/** Who comes and goes: joining by a login or a link, being let in, roles, leaving, being removed. */
import type { SessionCommand, SessionEvent } from '../contract/generated-events';
import type { Role } from '../contract/protocol';
import { distinct, isMadeUp, isMarked } from '../model/people/names';
import { demandServer, SHARED, type IActor } from './actor';
import { loseChecks, stopForbiddenChecks } from './checks';
import { chooseColor } from './colors';
import { demandHand, put } from './hands';
import { decided, demand, type IDecided, type IGiven, type IInterview } from './interview';
import type { Limits } from './limits';
import type { Named } from './named';
import {
  best,
  bestOf,
  cameBy,
  colorsOf,
  decisionOn,
  demandPerson,
  everybody,
  inviteIn,
  isOwn,
  linksOf,
  mayGiveRole,
  namesFor,
  ofIdentity,
  personIn,
  takenOffOf,
  waiting,
  waits,
  withDecision,
  withFurtherWay,
  withInvite,
  withoutWay,
  withPerson,
  withNewcomer,
  withWayUndone,
  withoutJoin,
  type IPeople
} from './people-book';
import type { IInviteRecord, IParticipantRecord } from './records';
import { refusal } from './refusal';
import { isHost, standing } from './roles';
import { lose } from './runs';

type Command = Named<
  SessionCommand,
  'Join' | 'UndoJoin' | 'Leave' | 'Kick' | 'PersonChange' | 'RenamePerson'
>;
type Event = Named<
  SessionEvent,
  | 'PersonJoined'
  | 'PersonCameAgain'
  | 'WayClosed'
  | 'WayUndone'
  | 'PersonChanged'
  | 'PersonRenamed'
  | 'ColorChanged'
  | 'PersonLeft'
  | 'PersonListed'
>;
type Join = Named<SessionCommand, 'Join'>;
type Of<Name extends SessionCommand['type']> = Named<SessionCommand, Name>;

export function decide(
  interview: IInterview,
  actor: IActor,
  command: Command,
  given: IGiven
): IDecided[] {
  switch (command.type) {
    case 'Join':
      return typeof actor.invite === 'string'
        ? joinByLink(interview, actor, actor.invite, command, given)
        : join(interview, actor, command, given);
    case 'UndoJoin':
      return undoJoin(interview, actor, command);
    case 'Leave':
      return leave(interview, actor, command);
    case 'Kick':
      return kick(interview, actor, command);
    case 'PersonChange':
      return change(interview, actor, command);
    case 'RenamePerson':
      return rename(interview, actor, command, given);
  }
}

/** An event about somebody unknown changes nothing. */
export function evolve(interview: IInterview, event: Event, atUs: number): IInterview {
  const { people } = interview;
  if (event.type === 'PersonJoined') {
    const joinedPeople = withNewcomer(people, joined(event, atUs));
    return { ...interview, people: used(joinedPeople, event.invite) };
  }
  const record = personIn(people, event.participant);
  if (record === undefined) {
    return interview;
  }
  if (event.type === 'PersonLeft' && event.reason === 'undone') {
    return { ...interview, people: withoutJoin(people, record, atUs) };
  }
  const now = after(record, event, atUs);
  return { ...interview, people: withPerson(beside(people, record, event, now), now) };
}

/** What an event about somebody changes beside their record. */
function beside(
  people: IPeople,
  before: IParticipantRecord,
  event: Event,
  now: IParticipantRecord
): IPeople {
  if (event.type === 'PersonCameAgain' && !cameBy(before, event.invite)) {
    return used(people, event.invite);
  }
  const isDecision = event.type === 'PersonChanged' && event.byHost === true;
  return isDecision ? withDecision(people, now) : people;
}

/** The same people after somebody has come by a link. */
function used(people: IPeople, inviteId: string | null | undefined): IPeople {
  const invite = inviteIn(people, inviteId ?? null);
  return invite ? withInvite(people, { ...invite, uses: invite.uses + 1 }) : people;
}

function after(
  record: IParticipantRecord,
  event: Exclude<Event, { type: 'PersonJoined' }>,
  atUs: number
): IParticipantRecord {
  switch (event.type) {
    case 'PersonCameAgain': {
      const { invite, secretSha256 = null, leads = false } = event;
      return withFurtherWay(record, { inviteId: invite, secretSha256 }, leads);
    }
    case 'WayClosed':
      return withoutWay(record, event.invite);
    case 'WayUndone': {
      const { invite, secretSha256 = null, isKnown = false, before = null } = event;
      return withWayUndone(record, { inviteId: invite, secretSha256 }, isKnown, before);
    }
    case 'PersonChanged':
      return { ...record, role: event.role, admitted: event.admitted };
    case 'PersonRenamed':
      return { ...record, name: event.name };
    case 'ColorChanged':
      return { ...record, color: event.color };
    case 'PersonListed':
      return { ...record, takenOff: !event.listed };
    case 'PersonLeft':
      return {
        ...record,
        leftUs: Math.max(atUs, record.joinedUs),
        handUs: null,
        takenOff: event.reason === 'kicked' && record.role === 'owner'
      };
  }
}

/**
 * As whom somebody with a login joins again, if they have joined before.
 *
 * One identity is one person. Those who share an identity are told apart by the names that they chose,
 * as long as they do not say who they were, and are one person as long as nobody chose any. An identity
 * may have several participants for that reason, and in interviews that older versions have stored; there it
 * is one with the best role, by links and by a login alike.
 */
export function ownParticipant(
  interview: IInterview,
  actor: IActor,
  command: Join,
  limits: Limits
): IParticipantRecord | undefined {
  const { identity = null, invite = null } = actor;
  if (identity === null || invite !== null) {
    return undefined;
  }
  const { userName, participant } = command;
  const all = ofIdentity(interview.people, identity);
  const known = all.find(({ id }) => id === participant);
  const isShared = identity === SHARED;
  const bestRole = best(all)?.role;
  const own = isShared ? all : all.filter(({ role }) => role === bestRole);
  const isOff = takenOff(interview, actor, participant) !== undefined;
  if (isShared && known === undefined && isOff) {
    return undefined;
  }
  const found =
    known ??
    own.find(({ name }) => name === userName) ??
    own.find(({ name }) => isMarked(name, userName, limits.nameCharacters));
  if (found !== undefined) {
    return found;
  }
  const isFor = ({ name }: IParticipantRecord): boolean =>
    !isShared || (isNobodys(command) && isMadeUp(name));
  return best(own.filter(isFor));
}

/**
 * The owner who was taken off the list while away, if somebody comes back as that owner. The pages of that
 * owner only lost their connection, and say who they were. Whoever has a login of their own need not say it.
 */
function takenOff(
  { people }: IInterview,
  actor: IActor,
  participant: string | null | undefined
): IParticipantRecord | undefined {
  const { identity = null } = actor;
  if (identity === null) {
    return undefined;
  }
  const record = personIn(people, participant);
  if (record?.takenOff === true && isOwn(actor, record)) {
    return record;
  }
  return identity === SHARED ? undefined : takenOffOf(people, identity);
}

/** Whether nobody chose the name under which somebody joins. */
function isNobodys({ userName, keepName = false }: Join): boolean {
  return keepName || isMadeUp(userName);
}

/** Everybody who waits is let in, in an interview that is live then. */
export function letAllIn(interview: IInterview, actor: IActor): IDecided[] {
  return waiting(interview.people).map(({ id, role }) =>
    decided({ type: 'PersonChanged', participant: id, role, admitted: true }, actor.participant)
  );
}

/** Somebody goes for good, and with them the browser in which their runs run. */
export function part(
  interview: IInterview,
  { id }: IParticipantRecord,
  reason: 'left' | 'revoked' | 'kicked' | 'undone'
): IDecided[] {
  return [
    ...lose(interview, id),
    ...loseChecks(interview, id),
    decided({ type: 'PersonLeft', participant: id, reason }, id)
  ];
}

/** Nobody comes by this link any more. */
export function closeLink(invite: IInviteRecord | undefined): IDecided[] {
  return invite === undefined || invite.revokedUs !== null
    ? []
    : [decided({ type: 'InviteRevoked', invite: invite.id })];
}

/** With a Jupyter identity: the participant of it, under the name that they chose last, or a new one. */
function join(interview: IInterview, actor: IActor, command: Join, given: IGiven): IDecided[] {
  const { identity = null } = actor;
  demand(interview, actor.role, 'join');
  if (identity === null) {
    throw refusal('forbidden', 'You are in this interview already.');
  }
  const record = ownParticipant(interview, actor, command, given.limits);
  if (record === undefined) {
    const before = takenOff(interview, actor, command.participant);
    const role = roleOfNewcomer(interview, identity, actor.role);
    return admit(interview, role, command, given, identity, undefined, before);
  }
  return asNow(interview, record, command, given);
}

/** The name and the colour that somebody has chosen who joins again. */
function asNow(
  interview: IInterview,
  record: IParticipantRecord,
  command: Join,
  { limits }: IGiven
): IDecided[] {
  const { color = null, userName } = command;
  const isSame = isMarked(record.name, userName, limits.nameCharacters);
  const isTaken = color !== null && colorsOf(interview.people, record.id).includes(color);
  return [
    ...onList(record, true, record.id),
    ...(isNobodys(command) || isSame ? [] : renamed(interview, record, userName, limits)),
    ...(color === null || color === record.color || isTaken
      ? []
      : [decided({ type: 'ColorChanged', participant: record.id, color }, record.id)])
  ];
}

function rename(
  interview: IInterview,
  actor: IActor,
  command: Of<'RenamePerson'>,
  { limits }: IGiven
): IDecided[] {
  const record = demandPerson(interview.people, command.participant);
  demand(interview, actor.role, 'name');
  if (!isOwn(actor, record)) {
    throw refusal('forbidden', 'Only they themselves can change their name.');
  }
  return renamed(interview, record, command.name, limits);
}

/** The name, with a number behind it if it looks like somebody else's. */
function renamed(
  { people }: IInterview,
  record: IParticipantRecord,
  wished: string,
  limits: Limits
): IDecided[] {
  const { id, identity } = record;
  const name = distinct(wished, namesFor(people, identity, id), limits.nameCharacters);
  return name === record.name
    ? []
    : [decided({ type: 'PersonRenamed', participant: id, name }, id)];
}

/**
 * By a link: a guest, or somebody with a login, who gets in with it, too.
 *
 * One login is one person, by whatever links they come, and the best role counts that the owner, a link
 * or their login gave them. A link gives its role once, and none that differs from what a host has decided
 * since it was made.
 */
function joinByLink(
  interview: IInterview,
  actor: IActor,
  inviteId: string,
  command: Join,
  given: IGiven
): IDecided[] {
  const invite = inviteIn(interview.people, inviteId);
  if (invite === undefined) {
    const sentence = 'This link or secret is not valid, or not valid any more.';
    throw refusal('invalid_credential', sentence);
  }
  demand(interview, invite.role, 'join');
  const { identity = null } = actor;
  if (identity === null || identity === SHARED) {
    return admit(interview, invite.role, command, given, null, invite);
  }
  const record = bestOf(interview.people, identity);
  if (record !== undefined) {
    return comeAgain(interview, record, identity, invite, command, given);
  }
  const own = identity === interview.session.createdBy ? 'owner' : actor.role;
  const isByLink = standing(own) >= standing(invite.role);
  const role = roleOfNewcomer(interview, identity, isByLink ? invite.role : own, invite);
  if (isByLink) {
    return admit(interview, role, command, given, identity, invite);
  }
  const before = role === 'owner' ? takenOff(interview, actor, null) : undefined;
  return [
    ...admit(interview, role, command, given, identity, undefined, before),
    came(before?.id ?? given.id ?? '', invite, given, false)
  ];
}

/** By a further link, or the same one again: the same person, with another page. */
function comeAgain(
  interview: IInterview,
  record: IParticipantRecord,
  identity: string,
  invite: IInviteRecord,
  command: Join,
  given: IGiven
): IDecided[] {
  const isBetter = standing(invite.role) < standing(record.role);
  const isNews = !cameBy(record, invite.id) && mayGiveRole(interview.people, invite, identity);
  const leads = isBetter && isNews;
  return [
    came(record.id, invite, given, leads),
    ...(leads ? letIn(interview, record.id, record, invite.role, false, false) : []),
    ...asNow(interview, record, command, given)
  ];
}

/**
 * The role in which somebody with a login comes who is not in the interview now. `own` is what their login or
 * this link gives them. What a host has decided about them before they left stays, but for a better role of a
 * link that was made later.
 */
function roleOfNewcomer(
  { people }: IInterview,
  identity: string,
  own: Role,
  invite?: IInviteRecord
): Role {
  const decision = identity === SHARED ? undefined : decisionOn(people, identity);
  if (decision === undefined || own === 'owner') {
    return own;
  }
  const isOpen = invite !== undefined && mayGiveRole(people, invite, identity);
  return isOpen && standing(invite.role) < standing(decision.role) ? invite.role : decision.role;
}

function came(
  participant: string,
  { id }: IInviteRecord,
  { secretSha256 = null }: IGiven,
  leads: boolean
): IDecided {
  const event: SessionEvent = {
    type: 'PersonCameAgain',
    participant,
    invite: id,
    secretSha256,
    leads
  };
  return decided(event, participant);
}

function admit(
  interview: IInterview,
  role: Role,
  command: Join,
  given: IGiven,
  identity: string | null,
  invite?: IInviteRecord,
  before?: IParticipantRecord
): IDecided[] {
  const { people, session } = interview;
  const { limits } = given;
  if (before === undefined && everybody(people).length >= limits.participants) {
    throw refusal('forbidden', 'This interview is full.');
  }
  const colors = colorsOf(people);
  const wished = command.color ?? before?.color;
  const id = before?.id ?? given.id ?? '';
  const name = before && isNobodys(command) ? before.name : command.userName;
  const isOpenToAll = !session.settings.lobby && session.state !== 'draft';
  const event: SessionEvent = {
    type: 'PersonJoined',
    participant: id,
    name: distinct(name, namesFor(people, identity), limits.nameCharacters),
    role,
    color: wished && !colors.includes(wished) ? wished : chooseColor(colors),
    identity,
    secretSha256: invite ? given.secretSha256 : null,
    invite: invite?.id,
    admitted: isHost(role) || isOpenToAll
  };
  return [decided(event, id)];
}

function joined(event: Named<SessionEvent, 'PersonJoined'>, atUs: number): IParticipantRecord {
  const { identity = null, secretSha256 = null, invite = null, admitted = true } = event;
  return {
    id: event.participant,
    kind: identity === null ? 'guest' : 'user',
    identity,
    secretSha256,
    inviteId: invite,
    name: event.name,
    role: event.role,
    color: event.color,
    joinedUs: atUs,
    leftUs: null,
    admitted,
    handUs: null,
    takenOff: false,
    ways: []
  };
}

/** They were told that they could not join, and may try again: they did not. */
function undoJoin(interview: IInterview, actor: IActor, command: Of<'UndoJoin'>): IDecided[] {
  demandServer(actor);
  const record = personIn(interview.people, command.participant);
  if (record === undefined) {
    return [];
  }
  if (record.leftUs !== null) {
    // They left before they heard that they were never there.
    const links = typeof command.invite === 'string' ? [command.invite] : linksOf(record);
    return command.isKnown === true ? [] : returned(interview, links);
  }
  if (typeof command.invite === 'string') {
    return undoWay(interview, record, command.invite, command);
  }
  return [...part(interview, record, 'undone'), ...returned(interview, linksOf(record))];
}

/** Uses of these links that were none. */
function returned({ people }: IInterview, links: readonly string[]): IDecided[] {
  return links
    .filter(link => (inviteIn(people, link)?.uses ?? 0) > 0)
    .map(invite => decided({ type: 'InviteReturned', invite }));
}

/**
 * They stay as they were before they came by this link. What a host has decided about their role since then
 * stays, too.
 */
function undoWay(
  interview: IInterview,
  record: IParticipantRecord,
  inviteId: string,
  command: Of<'UndoJoin'>
): IDecided[] {
  const { people } = interview;
  const { id } = record;
  const { secretSha256 = null, isKnown = false, before = null } = command;
  const { role = null, admitted = true } = command;
  const invite = inviteIn(people, inviteId);
  const hasLed = record.inviteId === inviteId && record.secretSha256 === secretSha256;
  const isAsGiven = hasLed && record.role === invite?.role;
  return [
    decided(
      { type: 'WayUndone', participant: id, invite: inviteId, secretSha256, isKnown, before },
      id
    ),
    ...(role !== null && isAsGiven
      ? [
          ...stopForbiddenChecks(interview, id, role, id),
          decided({ type: 'PersonChanged', participant: id, role, admitted }, id)
        ]
      : []),
    ...(invite === undefined || isKnown
      ? []
      : [decided({ type: 'InviteReturned', invite: inviteId })])
  ];
}

/** Leaving twice is fine. */
function leave(interview: IInterview, actor: IActor, command: Of<'Leave'>): IDecided[] {
  const record = personIn(interview.people, command.participant);
  if (record === undefined && typeof actor.identity === 'string') {
    throw refusal('not_found', 'Nobody with this userId has joined.');
  }
  if (record === undefined || !isOwn(actor, record)) {
    throw refusal('forbidden', 'Only they themselves can leave.');
  }
  return record.leftUs === null ? part(interview, record, 'left') : [];
}

/**
 * Somebody has to go, and the links they came by open for nobody else. An owner is only taken off the
 * list: the interview is theirs when they come back.
 */
function kick(interview: IInterview, actor: IActor, command: Of<'Kick'>): IDecided[] {
  demand(interview, actor.role, 'kick');
  const record = demandPerson(interview.people, command.participant);
  if (record.role === 'interviewer' && actor.role !== 'owner') {
    throw refusal('forbidden', 'Only the owner removes people who hold the interview.');
  }
  const links = record.role === 'owner' ? [] : linksOf(record);
  const closed = links.flatMap(link => closeLink(inviteIn(interview.people, link)));
  return [...closed, ...part(interview, record, 'kicked')];
}

/**
 * Let somebody in, give them another role, see to their hand, or to their place on the list. The room
 * refuses to take somebody off the list who is here.
 */
function change(interview: IInterview, actor: IActor, command: Of<'PersonChange'>): IDecided[] {
  const { role, admitted, hand = null, participant = '', listed = null } = command;
  if (admitted) {
    demand(interview, actor.role, 'admit');
  }
  if (role !== null) {
    demand(interview, actor.role, 'role');
  }
  if (hand !== null && personIn(interview.people, participant) === undefined) {
    demand(interview, actor.role, 'lower');
  }
  if (listed === false) {
    demand(interview, actor.role, 'unlist');
  } else if (listed) {
    demandServer(actor);
  }
  const record = demandPerson(interview.people, participant);
  if (hand !== null) {
    demandHand(interview, actor, record, hand);
  }
  if (role !== null && record.role === 'owner') {
    throw refusal('forbidden', 'The owner stays the owner.');
  }
  return [
    ...letIn(interview, actor.participant, record, role, admitted, true),
    ...(hand === null ? [] : put(record, hand, actor.participant)),
    ...onList(record, listed, actor.participant)
  ];
}

function onList(
  record: IParticipantRecord,
  listed: boolean | null,
  by: IActor['participant']
): IDecided[] {
  return listed === record.takenOff
    ? [decided({ type: 'PersonListed', participant: record.id, listed }, by ?? record.id)]
    : [];
}

function letIn(
  interview: IInterview,
  by: IActor['participant'],
  record: IParticipantRecord,
  role: Role | null,
  admitted: boolean,
  isByHost: boolean
): IDecided[] {
  const newRole = role ?? record.role;
  const isInside =
    interview.session.state === 'draft'
      ? record.admitted && isHost(newRole)
      : admitted || record.admitted || !waits(record) || (role !== null && isHost(role));
  if (newRole === record.role && isInside === record.admitted) {
    return [];
  }
  const isOther = newRole !== record.role;
  const event: SessionEvent = {
    type: 'PersonChanged',
    participant: record.id,
    role: newRole,
    admitted: isInside,
    byHost: isByHost && isOther
  };
  const stopped = isOther ? stopForbiddenChecks(interview, record.id, newRole, by) : [];
  return [...stopped, decided(event, by)];
}
