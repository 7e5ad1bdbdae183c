/**
 * The hold on an interview: nobody deletes it, and neither does its age, until it is taken away.
 *
 * It says nothing about what happens in the interview, so it stays when that ends or is reopened.
 */
import type { SessionCommand, SessionEvent } from '../contract/generated-events';
import type { IActor } from './actor';
import { decided, demand, type IDecided, type IInterview } from './interview';
import type { Named } from './named';
import { refusal } from './refusal';

export function decide(
  interview: IInterview,
  actor: IActor,
  { held }: Named<SessionCommand, 'HoldSession'>
): IDecided[] {
  demand(interview, actor.role, 'hold');
  return held === (interview.session.heldUs !== null)
    ? []
    : [decided({ type: 'HoldChanged', held }, actor.participant)];
}

export function evolve(
  interview: IInterview,
  { held }: Named<SessionEvent, 'HoldChanged'>,
  atUs: number
): IInterview {
  return { ...interview, session: { ...interview.session, heldUs: held ? atUs : null } };
}

/** Refuses to delete an interview that is on hold. */
export function demandNoHold({ session }: IInterview): void {
  if (session.heldUs !== null) {
    const sentence =
      'This interview is on hold. It cannot be deleted until its owner takes the hold away.';
    throw refusal('held', sentence);
  }
}
