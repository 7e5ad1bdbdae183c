/** The languages that an interview can be in, as a person chooses one: those first that run here. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { LANGUAGES as KNOWN } from '../contract/languages';
import type { Language } from '../contract/protocol';
import { runLanguage } from '../model/runs/run-language';
import type { ISelectOptions } from '../ui/select-field';
import { languageName } from './wording';

/** Jupyter's own; the setting of Lab and the form for a new interview offer the others. */
export const FIRST_LANGUAGE: Language = 'python';

export const LANGUAGES: readonly Language[] = [
  FIRST_LANGUAGE,
  ...KNOWN.filter(language => language !== FIRST_LANGUAGE)
];

/** These languages for a choice. The one that is chosen is among them, whether it is known or not. */
export function languageOptions(
  languages: readonly Language[],
  chosen: Language,
  trans: TranslationBundle
): ISelectOptions<Language> {
  const all = languages.includes(chosen) ? languages : [...languages, chosen];
  const named = (runs: boolean): (readonly [Language, string])[] =>
    all
      .filter(language => (runLanguage(language) !== null) === runs)
      .map(language => [language, languageName(language)] as const);
  return {
    options: named(true),
    others: { heading: trans.__('Written together, not run'), options: named(false) }
  };
}
