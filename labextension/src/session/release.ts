/**
 * The release of an interview that has ended: its candidates may fetch what everybody could see.
 *
 * It has a date and ends by itself, also when the interview is reopened: what would be fetched then is
 * another recording with another seal.
 */
import type { SessionCommand, SessionEvent } from '../contract/generated-events';
import type { IActor } from './actor';
import { decided, demand, type IDecided, type IGiven, type IInterview } from './interview';
import type { Named } from './named';
import { refusal } from './refusal';

const DAY_US = 24 * 3600 * 1_000_000;

export function decide(
  interview: IInterview,
  actor: IActor,
  { untilUs }: Named<SessionCommand, 'ReleaseCopies'>,
  { nowUs, limits }: IGiven
): IDecided[] {
  demand(interview, actor.role, 'release');
  const most = limits.releaseDaysMost;
  if (untilUs !== null && (untilUs <= nowUs || untilUs > nowUs + most * DAY_US)) {
    const sentence = `until must be a date from now on, at most ${most} days ahead.`;
    throw refusal('invalid_field', sentence);
  }
  return untilUs === interview.session.releasedUs
    ? []
    : [decided({ type: 'ReleaseChanged', untilUs }, actor.participant)];
}

export function evolve(
  interview: IInterview,
  { untilUs }: Named<SessionEvent, 'ReleaseChanged'>
): IInterview {
  return { ...interview, session: { ...interview.session, releasedUs: untilUs } };
}
