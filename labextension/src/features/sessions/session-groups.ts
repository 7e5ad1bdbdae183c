/** Interviews as the list shows them: by state, those of each class apart, in the chosen order. */
import type { ISessionEntry, SessionState } from '../../contract/protocol';
import { placeLocale } from '../../ui/locale';

/** `made` is what was created last; `activity` what was edited or run last; `title` the alphabet. */
export const ORDERS = ['made', 'activity', 'title'] as const;
export type SessionOrder = (typeof ORDERS)[number];

export interface ISessionGroup {
  /** Tells it apart from the others. */
  readonly key: string;
  /** Of the interviews of no class. */
  readonly state?: SessionState;
  /** The name of a class. */
  readonly group?: string;
  readonly sessions: readonly ISessionEntry[];
}

/** When something happened last in an interview; undefined where that is not known. */
export type ActiveAt = ReadonlyMap<string, string>;

type Compare = (one: ISessionEntry, other: ISessionEntry) => number;

/**
 * When the interview was created, or was active last, as `order` needs it. An interview in which nothing
 * was done was active when it was created, here as on the server, whose pages come in the same order.
 */
export function timeOf(session: ISessionEntry, order: SessionOrder, activeAt: ActiveAt): string {
  const active = order === 'activity' ? activeAt.get(session.id) : undefined;
  return active ?? session.createdAt;
}

/** Groups without interviews are left out, unless the server has more for them. */
export function groupSessions(
  sessions: readonly ISessionEntry[],
  order: SessionOrder = 'made',
  activeAt: ActiveAt = new Map(),
  more: readonly SessionState[] = []
): ISessionGroup[] {
  const byTime: Compare = (one, other) =>
    Date.parse(timeOf(other, order, activeAt)) - Date.parse(timeOf(one, order, activeAt));
  const compare = order === 'title' ? byTitle : byTime;
  const alone = (state: SessionState): ISessionGroup => ({
    key: state,
    state,
    sessions: sessions
      .filter(session => session.state === state && session.group === null)
      .sort(compare)
  });
  const names = [...new Set(sessions.flatMap(({ group }) => group ?? []))].sort((one, other) =>
    one.localeCompare(other, placeLocale(), NATURAL)
  );
  const classes = names.map((group): ISessionGroup => ({
    key: `class ${group}`,
    group,
    sessions: sessions.filter(session => session.group === group).sort(compare)
  }));
  return [alone('draft'), alone('live'), ...classes, alone('ended')].filter(
    ({ sessions: its, state }) => its.length > 0 || (state !== undefined && more.includes(state))
  );
}

const NATURAL = { numeric: true, sensitivity: 'base' } as const;

const byTitle: Compare = (one, other) =>
  one.title.localeCompare(other.title, placeLocale(), NATURAL);
