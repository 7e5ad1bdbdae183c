/** Whether programs in a language run at a place. */
import { SERVER_LANGUAGES } from '../../contract/languages';
import type { Language } from '../../contract/protocol';
import { runLanguage } from './run-language';
import type { RunLocation } from './server-runs';

export function runsAt(location: RunLocation, language: Language | null): boolean {
  return location === 'server'
    ? language !== null && SERVER_LANGUAGES.includes(language)
    : runLanguage(language) !== null;
}
