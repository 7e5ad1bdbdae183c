/**
 * Questions that were typed and not loaded yet, one for each interview. Neither closing the dialog
 * nor loading the page again loses them; the tab forgets them when it is closed, since what is
 * hidden from candidates is among them.
 */
import type { Language } from '../../contract/protocol';
import type { ITypedCase, ITypedQuestion } from './written-question';

const KEY = 'jupyter-interview:half-written:';

/** For browsers that keep nothing, as long as the page is there. */
const inPage = new Map<string, ITypedQuestion>();

export function halfWritten(
  sessionId: string,
  languages: readonly Language[]
): ITypedQuestion | null {
  const typed = inPage.get(sessionId) ?? stored(sessionId);
  return typed !== null && languages.includes(typed.language) ? typed : null;
}

export function keepHalfWritten(sessionId: string, typed: ITypedQuestion): void {
  inPage.set(sessionId, typed);
  try {
    sessionStorage.setItem(KEY + sessionId, JSON.stringify(typed));
  } catch {
    // Full, or forbidden by the browser.
  }
}

export function forgetHalfWritten(sessionId: string): void {
  inPage.delete(sessionId);
  try {
    sessionStorage.removeItem(KEY + sessionId);
  } catch {
    // Forbidden by the browser, so nothing is there.
  }
}

function stored(sessionId: string): ITypedQuestion | null {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(KEY + sessionId) ?? 'null');
    return isTyped(found) ? found : null;
  } catch {
    return null;
  }
}

/** Whether it is what this version of the form keeps. */
function isTyped(found: unknown): found is ITypedQuestion {
  const { cases, ...texts } = (found ?? {}) as Partial<Record<string, unknown>>;
  return (
    areTexts(texts, ['title', 'statement', 'language', 'starter']) &&
    Array.isArray(cases) &&
    cases.length > 0 &&
    cases.every(isCase)
  );
}

function isCase(found: unknown): found is ITypedCase {
  const { hidden, ...texts } = (found ?? {}) as Partial<Record<string, unknown>>;
  return typeof hidden === 'boolean' && areTexts(texts, ['name', 'call', 'args', 'returns']);
}

function areTexts(found: Partial<Record<string, unknown>>, names: readonly string[]): boolean {
  return names.every(name => typeof found[name] === 'string');
}
