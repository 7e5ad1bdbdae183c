/** Which language's text everybody is shown. */
import type { SessionCommand, SessionEvent } from '../contract/generated-events';
import type { IActor } from './actor';
import { decided, demand, personOf, type IDecided, type IInterview } from './interview';
import type { Named } from './named';

export function decide(
  interview: IInterview,
  actor: IActor,
  { language }: Named<SessionCommand, 'ChooseLanguage'>
): IDecided[] {
  demand(interview, actor.role, 'language');
  return language === interview.session.language
    ? []
    : [decided({ type: 'LanguageChanged', language }, personOf(interview, actor)?.id)];
}

export function evolve(
  interview: IInterview,
  { language }: Named<SessionEvent, 'LanguageChanged'>
): IInterview {
  return { ...interview, session: { ...interview.session, language } };
}
