/**
 * Raised hands: somebody who is led through an interview wants the people who hold it to come.
 *
 * A hand stays up over a lost connection and a restart, until its owner lowers it or leaves, or a
 * host lowers it.
 */
import type { SessionCommand, SessionEvent } from '../contract/generated-events';
import type { IActor } from './actor';
import { decided, demand, type IDecided, type IInterview } from './interview';
import type { Named } from './named';
import { demandPerson, isOwn, personIn, withPerson } from './people-book';
import type { IParticipantRecord } from './records';
import { refusal } from './refusal';

export function decide(
  interview: IInterview,
  actor: IActor,
  command: Named<SessionCommand, 'RaiseHand'>
): IDecided[] {
  const record = demandPerson(interview.people, actor.participant);
  demand(interview, actor.role, 'hand');
  return put(record, command.raised, record.id);
}

export function evolve(
  interview: IInterview,
  event: Named<SessionEvent, 'HandChanged'>,
  atUs: number
): IInterview {
  const record = personIn(interview.people, event.participant);
  if (record === undefined) {
    return interview;
  }
  const changed = { ...record, handUs: event.raised ? atUs : null };
  return { ...interview, people: withPerson(interview.people, changed) };
}

/** Whether the actor may have it so; throws the refusal. */
export function demandHand(
  interview: IInterview,
  actor: IActor,
  record: IParticipantRecord,
  raised: boolean
): void {
  if (isOwn(actor, record)) {
    demand(interview, record.role, 'hand');
    return;
  }
  demand(interview, actor.role, 'lower');
  if (raised) {
    throw refusal('forbidden', 'Everybody raises their own hand only.');
  }
}

/** Up or down; up again is still up since the first time. */
export function put(
  { id, handUs }: IParticipantRecord,
  raised: boolean,
  by: string | null | undefined
): IDecided[] {
  return raised === (handUs !== null)
    ? []
    : [decided({ type: 'HandChanged', participant: id, raised }, by)];
}
