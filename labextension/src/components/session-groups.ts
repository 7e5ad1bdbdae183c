/** Interviews as the list shows them: drafts and live ones first, each group newest first. */
import type { ISession } from '../model/protocol';

export interface ISessionGroups {
  readonly drafts: readonly ISession[];
  readonly live: readonly ISession[];
  readonly ended: readonly ISession[];
}

export function groupSessions(sessions: readonly ISession[]): ISessionGroups {
  const byTime = (time: (session: ISession) => string) => (one: ISession, other: ISession) =>
    Date.parse(time(other)) - Date.parse(time(one));
  const made = (state: ISession['state']) =>
    sessions.filter(session => session.state === state).sort(byTime(session => session.createdAt));
  return {
    drafts: made('draft'),
    live: made('live'),
    ended: sessions
      .filter(session => session.state === 'ended')
      .sort(byTime(session => session.endedAt ?? session.createdAt))
  };
}
