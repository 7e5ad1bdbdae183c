/**
 * Who may hear an event.
 *
 * The contract says it for each event. An event that says nothing is for hosts, and so is whatever
 * is about somebody who waits in the lobby, about hidden tests or about an earlier moment.
 */
import { AUDIENCE, DEFAULTS, type SessionEvent } from '../contract/generated-events';
import type { IInterview } from './interview';
import { personIn, waits } from './people-book';
import type { IParticipantRecord } from './records';
import { isHost } from './roles';

export type Audience = (typeof AUDIENCE)[keyof typeof AUDIENCE];

/** Who may hear an event that has just happened to this interview. */
export function audienceOf(interview: IInterview, event: SessionEvent): Audience {
  if ('participant' in event) {
    const record = personIn(interview.people, event.participant);
    if (record === undefined || waits(record)) {
      return 'hosts';
    }
  }
  return isHidden(event) || isOfThen(event) ? 'hosts' : AUDIENCE[event.type];
}

/** Whether it is about hidden tests. Where an event leaves that out, it is. */
function isHidden(event: SessionEvent): boolean {
  const told: Readonly<Record<string, unknown>> = event;
  const defaults: Readonly<Record<string, unknown>> = DEFAULTS[event.type];
  return (told.hidden ?? defaults.hidden ?? false) !== false;
}

/** Whether it is about texts as they were at a place in the log. */
function isOfThen(event: SessionEvent): boolean {
  return 'at' in event && event.at !== undefined && event.at !== null;
}

/**
 * Whether an event says how somebody is now who was off the list before it. The log keeps it, and
 * nobody is told: they have nobody of whom it could be said, until that person comes again.
 */
export function isOffTheList({ people }: IInterview, event: SessionEvent): boolean {
  switch (event.type) {
    case 'PersonChanged':
    case 'PersonRenamed':
    case 'ColorChanged':
    case 'HandChanged':
    case 'PersonLeft':
      return personIn(people, event.participant)?.takenOff === true;
    default:
      return false;
  }
}

/** Whether somebody is among those who may hear. Who left, or waits, never is. */
export function belongsTo(
  { session }: IInterview,
  audience: Audience,
  record: IParticipantRecord
): boolean {
  if (record.leftUs !== null || waits(record)) {
    return false;
  }
  switch (audience) {
    case 'everybody':
      return true;
    case 'hosts':
      return isHost(record.role);
    case 'owner':
      // Files and links are for the owner alone, and only by a login.
      return record.role === 'owner' && record.identity === session.createdBy;
  }
}
