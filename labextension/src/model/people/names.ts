/**
 * What people and interviews may be called, as jupyter_interview/domain/naming.py decides it.
 *
 * The server decides where there is one; here a form says it before, and interviews without a
 * server have nobody else. tests/corpus/names.json holds both to the same answers.
 */
import { LOOKALIKES } from './lookalikes';

/** Characters of a person's name, at most. */
export const LONGEST_NAME = 64;
/** Characters of an interview's title, at most. */
export const LONGEST_TITLE = 120;

export type NameProblem = 'empty' | 'long' | 'unseen' | 'covered';

/** The name in NFC, trimmed. What is too long to be one is not normalised, which is slow. */
export function labelOf(value: string, longest: number): string {
  const trimmed = value.trim();
  return trimmed.length <= longest * UNITS_COMPOSED ? trimmed.normalize('NFC') : trimmed;
}

/** What is wrong with a name or title of {@link labelOf}; null when it may be used. */
export function labelProblem(label: string, longest: number): NameProblem | null {
  if (label === '') {
    return 'empty';
  }
  if (label.length > longest * UNITS_COMPOSED || [...label].length > longest) {
    return 'long';
  }
  const rest = label.replace(NEEDED, '');
  if (UNSEEN.test(rest) || CONTROL.test(rest)) {
    return 'unseen';
  }
  if (COVERED.test(label)) {
    return 'covered';
  }
  return VISIBLE.test(rest) ? null : 'empty';
}

/** Whether people could take one name for the other. */
export function lookAlike(one: string, other: string): boolean {
  return spelling(one) === spelling(other) || shapes(one) === shapes(other);
}

/** The name, followed by a number if it looks like a name that is taken. */
export function distinct(name: string, taken: readonly string[], longest: number): string {
  for (let number = 1; ; number++) {
    const marked = withMark(name, number === 1 ? '' : ` (${number})`, longest);
    if (!taken.some(other => lookAlike(other, marked))) {
      return marked;
    }
  }
}

/** Whether `name` is what {@link distinct} makes of `wished`. */
export function isMarked(name: string, wished: string, longest: number): boolean {
  const mark = MARK.exec(name)?.[0];
  return mark !== undefined && name === withMark(wished, mark, longest);
}

function withMark(name: string, mark: string, longest: number): string {
  return (
    [...name]
      .slice(0, longest - mark.length)
      .join('')
      .trimEnd() + mark
  );
}

/** Whether Jupyter made this name up for somebody who has none, such as “Anonymous Leda”. */
export function isMadeUp(name: string): boolean {
  return MADE_UP.test(name);
}

const MADE_UP = /^Anonymous [A-Z][a-z]+(?: \(\d{1,9}\))?$/;

const MARK = / \(\d{1,9}\)$/;

function spelling(name: string): string {
  return folded(plain(name)).normalize('NFKC');
}

function shapes(name: string): string {
  const letters = drawn(plain(name)).replace(OVERLAYS, '');
  return PAIRS.reduce((text, [pair, one]) => text.replaceAll(drawn(pair), drawn(one)), letters);
}

function plain(name: string): string {
  return name
    .normalize('NFKC')
    .replace(ALL_UNSEEN, '')
    .split(/\s+/u)
    .filter(word => word !== '')
    .join(' ');
}

/** Without the difference of cases: “ß” is “SS” in capitals. */
export function folded(text: string): string {
  return text.toUpperCase().toLowerCase();
}

/** The text with each letter as the one that represents all letters that look like it. */
function drawn(text: string): string {
  return represented(folded(represented(text.normalize('NFD'))).normalize('NFD'));
}

function represented(text: string): string {
  return [...text].map(character => STANDS_FOR.get(character) ?? character).join('');
}

const STANDS_FOR = new Map(
  LOOKALIKES.split(' ').flatMap(group => {
    const characters = [...group];
    return characters.map(character => [character, characters[0]] as const);
  })
);

/** Lines over, through and under a letter, which are easy to overlook. */
const OVERLAYS = /[\u0305\u0332-\u0338\u033f]/gu;
/** Two letters that look like one. */
const PAIRS = [
  ['rn', 'm'],
  ['vv', 'w'],
  ['cl', 'd']
] as const;

/** NFC makes one character of at most four, of two units at most. */
const UNITS_COMPOSED = 8;

const UNSEEN_CHARACTERS =
  '\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f' +
  '\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufdd0-\\ufdef\\ufe00-\\ufe0f\\ufeff\\uffa0' +
  '\\ufff0-\\ufffc\\u{13430}-\\u{1345f}\\u{16fe4}\\u{1bca0}-\\u{1bca3}\\u{1d159}' +
  '\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}' +
  // Private use: what is seen depends on the fonts that somebody has.
  '\\ue000-\\uf8ff\\u{f0000}-\\u{10fffd}';
// eslint-disable-next-line no-misleading-character-class -- each of them by itself
const UNSEEN = new RegExp(`[${UNSEEN_CHARACTERS}]`, 'u');
// eslint-disable-next-line no-misleading-character-class -- the same
const ALL_UNSEEN = new RegExp(`[${UNSEEN_CHARACTERS}]`, 'gu');
const CONTROL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u;
/** At the beginning, or too many in a row: more than four. */
const COVERED = /^\p{M}|[\p{Mn}\p{Me}]{5}/u;
const VISIBLE = /[^\p{C}\p{Z}\p{M}]/u;

/** Scripts whose letters join, and the sign that joins the consonants of Indic ones. */
const JOINING =
  '[\\u0600-\\u109f\\u1780-\\u18af\\ua840-\\ua9df\\ufb50-\\ufdcf\\ufe70-\\ufefc\\u{11000}-\\u{118ff}]';
const VIRAMA =
  '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d3b\\u0d3c\\u0d4d\\u0dca\\u1039\\u103a\\u17d2]';
const EMOJI =
  '\\u00a9\\u00ae\\u203c\\u2049\\u2122\\u2139\\u2190-\\u23ff\\u24c2\\u25a0-\\u27bf' +
  '\\u2900-\\u297f\\u2b00-\\u2bff\\u3030\\u303d\\u3297\\u3299\\u{1f000}-\\u{1faff}';
/** Where scripts and emoji need characters that are not seen. */
const NEEDED = new RegExp(
  // eslint-disable-next-line no-misleading-character-class -- the same
  [
    `(?<=${JOINING})[\\u200c\\u200d](?=${JOINING})`,
    `(?<=${VIRAMA})[\\u200c\\u200d]`,
    `(?<=[${EMOJI}\\ufe0f])\\u200d(?=[${EMOJI}])`,
    `(?<=[${EMOJI}])[\\ufe0e\\ufe0f]`,
    '(?<=[0-9#*])\\ufe0f(?=\\u20e3)',
    '(?<=\\u{1f3f4})[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{2,6}\\u{e007f}',
    '(?<=[\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}])[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]',
    '(?<=[\\u1820-\\u18aa])[\\u180b-\\u180f]'
  ].join('|'),
  'gu'
);
