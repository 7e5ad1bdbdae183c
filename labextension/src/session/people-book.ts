/**
 * The people of a session and the links they came by, as records: everybody who ever joined, in
 * that order, and links in the order they were made.
 */
import type { IActor } from './actor';
import type { IInviteRecord, IParticipantRecord } from './records';
import { refusal } from './refusal';
import { isHost } from './roles';

export interface IPeople {
  readonly participants: readonly IParticipantRecord[];
  readonly invites: readonly IInviteRecord[];
}

export const NOBODY: IPeople = { participants: [], invites: [] };

/** The same people with this record, instead of one with the same id. */
export function withPerson(people: IPeople, record: IParticipantRecord): IPeople {
  return { ...people, participants: put(people.participants, record) };
}

/** The same people with this link, instead of one with the same id. */
export function withInvite(people: IPeople, record: IInviteRecord): IPeople {
  return { ...people, invites: put(people.invites, record) };
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

/** The one of these who joined last. */
export function newest(records: readonly IParticipantRecord[]): IParticipantRecord | undefined {
  return records.reduce<IParticipantRecord | undefined>(
    (last, record) => (last && last.joinedUs >= record.joinedUs ? last : record),
    undefined
  );
}

/** The one of this identity who joined last, of those who have not left. */
export function newestOf(people: IPeople, identity: string): IParticipantRecord | undefined {
  return newest(ofIdentity(people, identity));
}

/** Everyone who is to be let in. */
export function waiting(people: IPeople): IParticipantRecord[] {
  return present(people).filter(waits);
}

/** Those who came by this link and have not left. */
export function ofInvite(people: IPeople, inviteId: string): IParticipantRecord[] {
  return present(people).filter(record => record.inviteId === inviteId);
}

/**
 * What nobody else than `but` may be called. Who left is forgotten, but not who led others: only this Jupyter
 * identity may have the name again under which it left.
 */
export function namesFor(people: IPeople, identity: string | null, but?: string): string[] {
  return people.participants
    .filter(
      record =>
        record.id !== but &&
        (record.leftUs === null ||
          (isHost(record.role) && (identity === null || record.identity !== identity)))
    )
    .map(({ name }) => name);
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
