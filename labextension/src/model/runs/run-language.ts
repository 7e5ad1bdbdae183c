/** Which languages run in the sandbox of this page: its runner says, and nobody else. */
import type { Language } from '../../contract/protocol';
import { RUN_LANGUAGES } from '../../runner/types';
import type { RunLanguage } from '../../runner/types';

/** The same language as the sandbox knows it; null for one that does not run there. */
export function runLanguage(language: Language | null): RunLanguage | null {
  return RUN_LANGUAGES.find(known => known === language) ?? null;
}
