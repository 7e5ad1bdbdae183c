/** Interviews as the list shows them: drafts and live ones first, each group newest first. */
import type { ISessionEntry } from '../../contract/protocol';

export interface ISessionGroups {
  readonly drafts: readonly ISessionEntry[];
  readonly live: readonly ISessionEntry[];
  readonly ended: readonly ISessionEntry[];
}

export function groupSessions(sessions: readonly ISessionEntry[]): ISessionGroups {
  const byTime =
    (time: (session: ISessionEntry) => string) => (one: ISessionEntry, other: ISessionEntry) =>
      Date.parse(time(other)) - Date.parse(time(one));
  const made = (state: ISessionEntry['state']) =>
    sessions.filter(session => session.state === state).sort(byTime(session => session.createdAt));
  return {
    drafts: made('draft'),
    live: made('live'),
    ended: sessions
      .filter(session => session.state === 'ended')
      .sort(byTime(session => session.endedAt ?? session.createdAt))
  };
}
