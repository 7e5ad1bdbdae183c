/**
 * The language that this browser last saw an interview in: what is loaded for it before the server
 * has said anything. A wrong guess costs some loading and nothing else.
 */
import type { Language } from '../contract/protocol';
import { MIME_TYPES } from '../model/document/mime-types';

const PREFIX = 'jupyter-interview:language:';

export function lastLanguage(sessionId: string): Language | null {
  try {
    const name = localStorage.getItem(PREFIX + sessionId);
    return name !== null && Object.hasOwn(MIME_TYPES, name) ? (name as Language) : null;
  } catch {
    return null;
  }
}

export function rememberLanguage(sessionId: string, language: Language): void {
  try {
    localStorage.setItem(PREFIX + sessionId, language);
  } catch {
    // Full, or forbidden by the browser.
  }
}
