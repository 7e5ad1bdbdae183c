/** Where programs in a language run. */
import type { Language } from '../../contract/protocol';
import { runLanguage } from './run-language';
import type { IRunLocationChoice, RunLocation } from './server-runs';

type Choice = Pick<IRunLocationChoice, 'languages'>;

export function runsAt(place: RunLocation, { languages }: Choice, language: Language): boolean {
  return place === 'server' ? languages.includes(language) : runLanguage(language) !== null;
}
