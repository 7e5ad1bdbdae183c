/**
 * The language that this browser last saw an interview in: what is loaded for it before the server
 * has said anything. A wrong guess costs some loading and nothing else.
 */
import type { Language } from '../contract/protocol';
import { runLanguage } from '../model/runs/run-language';

const PREFIX = 'jupyter-interview:language:';

export function lastLanguage(sessionId: string): ReturnType<typeof runLanguage> {
  try {
    return runLanguage(localStorage.getItem(PREFIX + sessionId));
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
