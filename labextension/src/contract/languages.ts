/**
 * The languages of interviews, which are a list of data.
 *
 * What an interview or a log says may name a language that is not in the list. It has no more than its
 * name then, and everything goes on with it.
 */
import { BUILT_IN } from './generated-languages';
import type { Language } from './protocol';

/** A language of openapi/languages.json. */
export interface ILanguage {
  readonly name: Language;
  /** What people call it, in every locale. */
  readonly title: string;
  /** What JupyterLab's editor calls it. */
  readonly editor: string;
  /** The name of the file that choosing it makes. */
  readonly file: string;
  /** Of the names of its files. The first language that has one is meant by it. */
  readonly endings: readonly string[];
  /** What that file begins with. */
  readonly template: string;
  /** How it runs. What this page can run, its runner says. */
  readonly runs?: 'sandbox';
  /** Whether servers can run it, too. */
  readonly server?: boolean;
  /** Whether questions can have tests in it. */
  readonly tests?: boolean;
  /** Whether a file that is named so is data of programs, unless the language was chosen. */
  readonly data?: boolean;
}

const KNOWN: ReadonlyMap<string, ILanguage> = new Map(BUILT_IN.map(one => [one.name, one]));

export const LANGUAGES: readonly Language[] = [...KNOWN.keys()];

/** Those that questions can be asked in. */
export const TEST_LANGUAGES: readonly Language[] = namesOf(({ tests }) => tests);

/** What is known of a language; undefined where nothing is. */
export function languageCalled(name: string): ILanguage | undefined {
  return KNOWN.get(name);
}

/** The name of the file that is made for it. */
export function mainName(language: Language): string {
  return KNOWN.get(language)?.file ?? language;
}

/** What that file begins with. */
export function templateOf(language: Language): string {
  return KNOWN.get(language)?.template ?? '';
}

/** Whether a file in this language is a program, whether it runs here or not. */
export function isProgram(language: Language | null): language is Language {
  return language !== null && KNOWN.get(language)?.data !== true;
}

/**
 * The language in which a file of this name is written; null for data. The language of the name that
 * it had `before` stays if it has this ending, too.
 */
export function languageOf(name: string, before: Language | null = null): Language | null {
  const ending = /[^/]\.(\w+)$/.exec(name)?.[1] ?? '';
  const meant = [...KNOWN.values()].filter(({ endings }) => endings.includes(ending));
  return (meant.find(one => one.name === before) ?? meant.find(one => !one.data))?.name ?? null;
}

function namesOf(has: (language: ILanguage) => boolean | undefined): Language[] {
  return [...KNOWN.values()].filter(has).map(({ name }) => name);
}
