/** Which interviews of a class to look at first, and since when nothing was done in them. */
import type { IActivity } from '../../contract/protocol';

export type ClassOrder = 'need' | 'name';

/** Since when nobody who is led through it did anything; who never did is idle from the start. */
export function idleSince(session: IActivity): string {
  return session.lastActiveAt ?? session.createdAt;
}

/** Raised hands, the longest first; then who has been idle longest; what is over comes last. */
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
