/**
 * The people of a session and the links they came by, as records: everybody who ever joined, in
 * that order, and links in the order they were made. And the other names under which people led
 * others, on whose roles hosts have decided, and whose joining was undone, which only the log says.
 */
import type { Role } from '../contract/protocol';
import type { IActor } from './actor';
import type { IInviteRecord, IParticipantRecord, IWay } from './records';
import { refusal } from './refusal';
import { isHost, standing } from './roles';

export interface IPeople {
  readonly participants: readonly IParticipantRecord[];
  readonly invites: readonly IInviteRecord[];
  /** By the ids of participants. */
  readonly former: Readonly<Record<string, readonly string[]>>;
  /** The newest last, one for each person. */
  readonly decisions: readonly IDecision[];
  /** The records in whose place people have joined again, by their ids. */
  readonly replaced: Readonly<Record<string, IParticipantRecord>>;
  /** Those who never joined. */
  readonly undone: readonly string[];
}

/** The role that a host has given somebody, and how many links there were then. */
export interface IDecision {
  readonly participant: string;
  readonly role: Role;
  readonly links: number;
}

export const NOBODY: IPeople = {
  participants: [],
  invites: [],
  former: {},
  decisions: [],
  replaced: {},
  undone: []
};

/** Names that are remembered of one person, the newest. */
const MOST_FORMER = 50;
/** Pages that one person can have opened by further links, the newest. */
const MOST_WAYS = 20;

/** The same people with this record, instead of one with the same id. */
export function withPerson(people: IPeople, record: IParticipantRecord): IPeople {
  const participants = put(people.participants, record);
  return { ...people, participants, former: withFormer(people, record) };
}

/** The same people after somebody has joined, or an owner who was taken off the list has come back. */
export function withNewcomer(people: IPeople, record: IParticipantRecord): IPeople {
  const before = personIn(people, record.id);
  const now = withPerson(people, record);
  return before ? { ...now, replaced: { ...people.replaced, [record.id]: before } } : now;
}

/**
 * The same people after it was undone that somebody has joined: they never did, or are off the list as
 * before.
 */
export function withoutJoin(people: IPeople, record: IParticipantRecord, atUs: number): IPeople {
  const before: IParticipantRecord | undefined = people.replaced[record.id];
  if (before !== undefined) {
    return { ...people, participants: put(people.participants, before) };
  }
  const gone = { ...record, leftUs: Math.max(atUs, record.joinedUs), handUs: null };
  const participants = put(people.participants, gone);
  return { ...people, participants, undone: [...people.undone, record.id] };
}

/** Everybody who ever joined. */
export function everybody({ participants, undone }: IPeople): IParticipantRecord[] {
  return participants.filter(({ id }) => !undone.includes(id));
}

/** The names under which people led others, now that this record replaces another one. */
function withFormer(people: IPeople, { id, name, role }: IParticipantRecord): IPeople['former'] {
  const before = personIn(people, id);
  if (before === undefined || !isHost(before.role) || (before.name === name && isHost(role))) {
    return people.former;
  }
  const names = (people.former[id] ?? []).filter(other => other !== before.name);
  return { ...people.former, [id]: [...names, before.name].slice(-MOST_FORMER) };
}

/** The same people with this link, instead of one with the same id. */
export function withInvite(people: IPeople, record: IInviteRecord): IPeople {
  return { ...people, invites: put(people.invites, record) };
}

/** The same people after a host has decided on the role that this record has. */
export function withDecision(people: IPeople, { id, role }: IParticipantRecord): IPeople {
  const others = people.decisions.filter(({ participant }) => participant !== id);
  const decision = { participant: id, role, links: people.invites.length };
  return { ...people, decisions: [...others, decision] };
}

/** The owner with this login whom a host took off the list last, if nobody of it is here. */
export function takenOffOf(people: IPeople, identity: string): IParticipantRecord | undefined {
  const own = people.participants.filter(record => record.identity === identity);
  const off = own.filter(({ takenOff }) => takenOff);
  return own.some(({ leftUs }) => leftUs === null)
    ? undefined
    : off.reduce<IParticipantRecord | undefined>(
        (last, record) => (last && (last.leftUs ?? 0) >= (record.leftUs ?? 0) ? last : record),
        undefined
      );
}

/** What a host has decided last about somebody with this login, also if they have left. */
export function decisionOn(people: IPeople, identity: string): IDecision | undefined {
  return [...people.decisions]
    .reverse()
    .find(({ participant }) => personIn(people, participant)?.identity === identity);
}

/** Whether this link is newer than what a host has decided about this login, if any has. */
export function mayGiveRole(people: IPeople, invite: IInviteRecord, identity: string): boolean {
  const decision = decisionOn(people, identity);
  const place = people.invites.findIndex(({ id }) => id === invite.id);
  return decision === undefined || place >= decision.links;
}

export function personIn(
  people: IPeople,
  id: string | null | undefined
): IParticipantRecord | undefined {
  return people.participants.find(record => record.id === id);
}

/** Somebody who has joined and not left; throws `not_found`. */
export function demandPerson(people: IPeople, id: string | null | undefined): IParticipantRecord {
  const record = personIn(people, id);
  if (record === undefined || record.leftUs !== null) {
    throw refusal('not_found', 'There is nobody with this id here.');
  }
  return record;
}

export function inviteIn(people: IPeople, id: string | null): IInviteRecord | undefined {
  return people.invites.find(record => record.id === id);
}

/** Everyone who joined and has not left. */
export function present(people: IPeople): IParticipantRecord[] {
  return people.participants.filter(({ leftUs }) => leftUs === null);
}

/** Those of one Jupyter identity who have not left. */
export function ofIdentity(people: IPeople, identity: string): IParticipantRecord[] {
  return present(people).filter(record => record.identity === identity);
}

/**
 * As whom a login acts that has several participants in an interview, as it has in those that older versions
 * have stored: the one with the best role, and of these the newest.
 */
export function best(records: readonly IParticipantRecord[]): IParticipantRecord | undefined {
  return records.reduce<IParticipantRecord | undefined>((found, record) => {
    if (found === undefined) {
      return record;
    }
    const lower = standing(record.role) - standing(found.role);
    return lower < 0 || (lower === 0 && record.joinedUs > found.joinedUs) ? record : found;
  }, undefined);
}

/** As whom somebody with this identity acts, of those who have not left. */
export function bestOf(people: IPeople, identity: string): IParticipantRecord | undefined {
  return best(ofIdentity(people, identity));
}

/** Everyone who is to be let in. */
export function waiting(people: IPeople): IParticipantRecord[] {
  return present(people).filter(waits);
}

/** Those who have not left, and came by this link as their first or their best way. */
export function ofInvite(people: IPeople, inviteId: string): IParticipantRecord[] {
  return present(people).filter(record => record.inviteId === inviteId);
}

/** Those who have not left, and have something open by this link as a further way. */
export function withWay(people: IPeople, inviteId: string): IParticipantRecord[] {
  return present(people).filter(
    record =>
      record.inviteId !== inviteId && opened(record.ways).some(way => way.inviteId === inviteId)
  );
}

/** Whether somebody has ever come by this link. */
export function cameBy(record: IParticipantRecord, inviteId: string): boolean {
  return linksOf(record).includes(inviteId);
}

/** The links by which somebody has ever come, each once, that of their role first. */
export function linksOf({ inviteId, ways }: IParticipantRecord): string[] {
  const links = ways.map(way => way.inviteId);
  return [...new Set(inviteId === null ? links : [inviteId, ...links])];
}

/**
 * The record of somebody who came by a link when they were in the interview already. `leads` says that this
 * link gave them their role; that of before is a further way from then.
 */
export function withFurtherWay(
  record: IParticipantRecord,
  { inviteId, secretSha256 }: IWay,
  leads: boolean
): IParticipantRecord {
  if (!leads) {
    return { ...record, ways: newestWays([...record.ways, { inviteId, secretSha256 }]) };
  }
  const before = record.inviteId;
  const ways =
    before === null
      ? record.ways
      : newestWays([...record.ways, { inviteId: before, secretSha256: record.secretSha256 }]);
  return { ...record, inviteId, secretSha256, ways };
}

/** The same person, whom a further link lets in no longer. That they came by it stays known. */
export function withoutWay(record: IParticipantRecord, inviteId: string): IParticipantRecord {
  const others = opened(record.ways).filter(way => way.inviteId !== inviteId);
  return { ...record, ways: remembered(record.ways, others) };
}

/**
 * The record of somebody of whom it could not be stored that they came by a link. `isKnown` says that they
 * had come by it before. If it gave them their role, they have it by the link of `before` again.
 */
export function withWayUndone(
  record: IParticipantRecord,
  undone: IWay,
  isKnown: boolean,
  before: string | null
): IParticipantRecord {
  if (record.inviteId === undone.inviteId && record.secretSha256 === undone.secretSha256) {
    const first = [...record.ways].reverse().find(({ inviteId }) => inviteId === before);
    return {
      ...record,
      inviteId: before,
      secretSha256: first?.secretSha256 ?? null,
      ways: record.ways.filter(way => way !== first)
    };
  }
  const others = opened(record.ways).filter(
    ({ inviteId, secretSha256 }) =>
      inviteId !== undone.inviteId || secretSha256 !== undone.secretSha256
  );
  const isTrace = ({ inviteId, secretSha256 }: IWay): boolean =>
    inviteId === undone.inviteId && secretSha256 === null;
  const ways = remembered(record.ways, others).filter(way => isKnown || !isTrace(way));
  return { ...record, ways };
}

/** The ways that let somebody in. */
function opened(ways: readonly IWay[]): IWay[] {
  return ways.filter(({ secretSha256 }) => secretSha256 !== null);
}

/** Of more ways than one may have, the oldest let in no longer. */
function newestWays(ways: readonly IWay[]): IWay[] {
  return remembered(ways, opened(ways).slice(-MOST_WAYS));
}

/** The ways of which only these are open: before them the other links, each once. */
function remembered(ways: readonly IWay[], open: readonly IWay[]): IWay[] {
  const known = new Set(open.map(({ inviteId }) => inviteId));
  const links = new Set(ways.map(({ inviteId }) => inviteId));
  const others = [...links].filter(inviteId => !known.has(inviteId));
  return [...others.map(inviteId => ({ inviteId, secretSha256: null })), ...open];
}

/**
 * What nobody else than `but` may be called. Who left is forgotten, but not who led others, under whatever
 * name: only this Jupyter identity may have a name again under which it led others.
 */
export function namesFor(people: IPeople, identity: string | null, but?: string): string[] {
  return everybody(people).flatMap(record => {
    if (record.id === but) {
      return [];
    }
    const isOther = identity === null || record.identity !== identity;
    const isTaken = record.leftUs === null || (isHost(record.role) && isOther);
    return [
      ...(isTaken ? [record.name] : []),
      ...(isOther ? (people.former[record.id] ?? []) : [])
    ];
  });
}

/** The colours in use, by others than `but`. */
export function colorsOf(people: IPeople, but?: string): string[] {
  return present(people)
    .filter(({ id }) => id !== but)
    .map(({ color }) => color);
}

/** Whether this participant is the one who asks. */
export function isOwn(
  { identity = null, participant }: IActor,
  record: IParticipantRecord
): boolean {
  return identity === null ? record.id === participant : record.identity === identity;
}

/** Whether they have joined and were not let in yet; hosts never wait. */
export function waits(record: IParticipantRecord): boolean {
  return !record.admitted && !isHost(record.role);
}

function put<Item extends { readonly id: string }>(
  items: readonly Item[],
  item: Item
): readonly Item[] {
  return items.some(({ id }) => id === item.id)
    ? items.map(other => (other.id === item.id ? item : other))
    : [...items, item];
}
