/** Interviews as the list shows them: live ones first, each group newest first. */
import type { ISession } from '../model/protocol';

export interface ISessionGroups {
  readonly live: readonly ISession[];
  readonly ended: readonly ISession[];
}

export function groupSessions(sessions: readonly ISession[]): ISessionGroups {
  const byTime = (time: (session: ISession) => string) => (one: ISession, other: ISession) =>
    Date.parse(time(other)) - Date.parse(time(one));
  return {
    live: sessions
      .filter(session => session.state === 'live')
      .sort(byTime(session => session.createdAt)),
    ended: sessions
      .filter(session => session.state === 'ended')
      .sort(byTime(session => session.endedAt ?? session.createdAt))
  };
}
