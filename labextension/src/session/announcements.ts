/** What a host tells everybody: one line, until there is another one or the session ends. */
import type { SessionCommand, SessionEvent } from '../contract/generated-events';
import type { IActor } from './actor';
import { authorOf, decided, demand, personOf, type IDecided, type IInterview } from './interview';
import type { Named } from './named';
import { iso } from './records';

export function decide(
  interview: IInterview,
  actor: IActor,
  { text }: Named<SessionCommand, 'Announce'>
): IDecided[] {
  demand(interview, actor.role, 'announce');
  const user = authorOf(personOf(interview, actor));
  return [decided({ type: 'Announced', text, user }, user?.id)];
}

export function evolve(
  interview: IInterview,
  { text, user }: Named<SessionEvent, 'Announced'>,
  atUs: number
): IInterview {
  return { ...interview, announcement: { text, user, at: iso(atUs) } };
}
