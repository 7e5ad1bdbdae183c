/**
 * Under which name somebody has asked to join, and the key of that request. It is kept for this tab
 * until there was an answer: who asks again, or loads the page again, is the same person, also by a
 * link that this person alone could use.
 */
import { UUID } from '@lumino/coreutils';
import { tabMemory } from './storage';

export interface IAsked {
  readonly name: string;
  readonly key: string;
}

const entry = (sessionId: string): string => `asked-to-join:${sessionId}`;

/** The request with this name that was made before, or a new one. */
export function askToJoin(sessionId: string, name: string): IAsked {
  const before = askedToJoin(sessionId);
  if (before?.name === name) {
    return before;
  }
  const asked = { name, key: UUID.uuid4() };
  tabMemory.write(entry(sessionId), JSON.stringify(asked));
  return asked;
}

/** What was asked for and not answered yet. */
export function askedToJoin(sessionId: string): IAsked | null {
  try {
    const { name, key } = JSON.parse(tabMemory.read(entry(sessionId)) ?? '{}') as Partial<IAsked>;
    return typeof name === 'string' && typeof key === 'string' ? { name, key } : null;
  } catch {
    return null;
  }
}

export function forgetAskedToJoin(sessionId: string): void {
  tabMemory.forget(entry(sessionId));
}
