/**
 * Puts the interviews of a class in the order in which to look at them, and says how long they are
 * idle.
 */
import type { IActivity } from '../../contract/protocol';

export type ClassOrder = 'need' | 'name';

/** Since when nobody who is led through the interview has done anything, which may be its start. */
export function idleSince(session: IActivity): string {
  return session.lastActiveAt ?? session.createdAt;
}

/**
 * Raised hands come first, the longest before others; then those who have been idle longest; ended
 * interviews come last.
 */
export function inOrder(sessions: readonly IActivity[], order: ClassOrder): IActivity[] {
  const byName = (a: IActivity, b: IActivity): number => a.title.localeCompare(b.title);
  if (order === 'name') {
    return [...sessions].sort(byName);
  }
  return [...sessions].sort(
    (a, b) =>
      Number(a.state === 'ended') - Number(b.state === 'ended') ||
      Number(a.handRaisedAt === null) - Number(b.handRaisedAt === null) ||
      (a.handRaisedAt ?? '').localeCompare(b.handRaisedAt ?? '') ||
      idleSince(a).localeCompare(idleSince(b)) ||
      byName(a, b)
  );
}
