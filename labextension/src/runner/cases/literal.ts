/**
 * Reads what a test expects where it is written as a literal, so that nothing is run for it;
 * `jupyter_interview/questions/literal.py` reads the same and says what a literal is.
 */
import type { RunLanguage } from '../types';
import type { IGiven } from './outcome';
import { isValue } from './values';

const TOKEN =
  /[ \t\n\r]*(?:(?<text>"[^"\\\n\r]*"|'[^'\\\n\r]*')|(?<number>-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?(?![\w.]))|(?<word>[A-Za-z]+(?!\w))|(?<mark>[[\]{},:]))/y;

const PYTHON = new Map([
  ['True', 'true'],
  ['False', 'false'],
  ['None', 'null']
]);
const JAVASCRIPT = new Map([
  ['true', 'true'],
  ['false', 'false'],
  ['null', 'null']
]);

/** A text with one of these may be a key that has a meaning. */
const NOT_PLAIN = ['$', '__proto__'];

/** The value that is written here; null for what has to be evaluated. */
export function literal(text: string, language: RunLanguage): IGiven | null {
  if (NOT_PLAIN.some(part => text.includes(part))) {
    return null;
  }
  const words = language === 'python' ? PYTHON : JAVASCRIPT;
  const rest = text.replace(/[ \t\n\r]+$/, '');
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rest.length) {
    const found = TOKEN.exec(rest)?.groups;
    if (found === undefined) {
      return null;
    }
    const { text: quoted, number, word, mark } = found as Partial<Record<string, string>>;
    tokens.push(
      quoted !== undefined
        ? JSON.stringify(quoted.slice(1, -1))
        : word !== undefined
          ? (words.get(word) ?? '?')
          : (number ?? mark ?? '?')
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(tokens.join(' '));
  } catch {
    return null;
  }
  return isValue(value) ? { kind: 'given', value, args: null } : null;
}
