/**
 * Says which interviews of a class need the teacher, puts these first, and counts who is there.
 */
import type { IActivity } from '../../contract/protocol';
import { placeLocale } from '../../ui/locale';
import { hasFailedTests } from '../wording';

/** What an interview of a class is in, those that need help first. */
export const NEEDS = ['hand', 'failing', 'working', 'idle', 'draft', 'begin', 'ended'] as const;
export type Need = (typeof NEEDS)[number];
export type ClassOrder = 'need' | 'name' | 'run' | 'edit';
/** Which interviews are shown: all, those that need help, those of people who are here, or of one need. */
export type ClassFilter = 'all' | 'help' | 'here' | Exclude<Need, 'hand' | 'failing'>;

const IDLE_MS = 5 * 60_000;
const FAILURES: readonly string[] = ['error', 'timeout', 'crashed', 'out_of_memory'];

/** Since when nobody who is led through the interview has done anything, which may be its start. */
export function idleSince(session: IActivity): string {
  return session.lastActiveAt ?? session.createdAt;
}

export function needOf(session: IActivity, now: number): Need {
  const { state, handRaisedAt, lastRun, lastActiveAt } = session;
  if (state === 'ended' || state === 'draft') {
    return state;
  }
  if (handRaisedAt !== null) {
    return 'hand';
  }
  if (lastRun !== null && (FAILURES.includes(lastRun.state) || hasFailedTests(lastRun))) {
    return 'failing';
  }
  if (lastActiveAt === null) {
    return 'begin';
  }
  return now - Date.parse(lastActiveAt) >= IDLE_MS ? 'idle' : 'working';
}

export function needsHelp(session: IActivity, now: number): boolean {
  return ['hand', 'failing'].includes(needOf(session, now));
}

/** Whether somebody who is led through the interview is in it now. */
export function isHere({ people }: IActivity): boolean {
  return people.some(({ role, online, waiting }) => online && !waiting && isLed(role));
}

/** Whether people of this role are led through an interview, and do not hold it. */
export function isLed(role: string): boolean {
  return role === 'candidate' || role === 'observer';
}

export function isShown(session: IActivity, filter: ClassFilter, now: number): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'help':
      return needsHelp(session, now);
    case 'here':
      return isHere(session);
    default:
      return needOf(session, now) === filter;
  }
}

/**
 * By need, the longest first where it is known since when; by name; or by the last run or edit, the
 * newest first.
 */
export function inOrder(
  sessions: readonly IActivity[],
  order: ClassOrder,
  now: number
): IActivity[] {
  const byName = (a: IActivity, b: IActivity): number =>
    a.title.localeCompare(b.title, placeLocale());
  const newest = (a: string | null, b: string | null): number => (b ?? '').localeCompare(a ?? '');
  const orders: Record<ClassOrder, (a: IActivity, b: IActivity) => number> = {
    name: byName,
    run: (a, b) => newest(a.lastRun?.at ?? null, b.lastRun?.at ?? null),
    edit: (a, b) => newest(a.lastEditAt, b.lastEditAt),
    need: (a, b) =>
      NEEDS.indexOf(needOf(a, now)) - NEEDS.indexOf(needOf(b, now)) ||
      since(a, now).localeCompare(since(b, now))
  };
  return [...sessions].sort((a, b) => orders[order](a, b) || byName(a, b));
}

/** Those who work stay where they are, whatever they do. */
function since(session: IActivity, now: number): string {
  switch (needOf(session, now)) {
    case 'hand':
      return session.handRaisedAt ?? '';
    case 'failing':
      return session.lastRun?.at ?? '';
    case 'idle':
      return idleSince(session);
    default:
      return '';
  }
}
