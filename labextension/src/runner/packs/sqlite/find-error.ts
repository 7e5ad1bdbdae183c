/**
 * Where in a statement an error is that SQLite names and does not place.
 *
 * A parser stops at the first token that it cannot take. So the one that `near "x"` means is the first
 * of these texts at which the statement, cut off behind it, has the same error.
 */
import { nameOf, tokens } from './scan';
import type { IToken } from './scan';

const NAMED = [
  /^no such (?:table|column|function|window|view|index|trigger|savepoint): (.+)$/,
  /^ambiguous column name: (.+)$/,
  /has no column named (.+)$/,
  /^wrong number of arguments to function (.+)\(\)$/,
  /^(?:misuse of (?:aggregate|window function|aliased aggregate|aggregate function)):? (\w+)/,
  /^(?:table|view|index|trigger) (.+) already exists$/
];

/** The error of this piece of SQL, or null; nothing of it is run. */
export type Prepare = (sql: string) => string | null;

/** `from` is where the statement begins. */
export function findError(text: string, from: number, message: string, prepare: Prepare): number {
  const near = /^near "([^]*)": syntax error$/.exec(message)?.[1];
  if (near !== undefined) {
    return nearToken(text, from, message, near, prepare) ?? from;
  }
  const unread = /^unrecognized token: "([^]*)"$/.exec(message)?.[1];
  if (unread !== undefined) {
    return find(text, from, token => text.startsWith(unread, token.start)) ?? from;
  }
  if (message === 'incomplete input') {
    return lastToken(text, from);
  }
  const name = NAMED.map(pattern => pattern.exec(message)?.[1]).find(found => found !== undefined);
  return name === undefined ? from : (named(text, from, name) ?? from);
}

/** Cut off behind the one that is meant, or a later one, the statement has this error: not before. */
function nearToken(
  text: string,
  from: number,
  message: string,
  near: string,
  prepare: Prepare
): number | null {
  const found = [...tokens(text, from)].filter(token => token.text === near);
  let [first, after] = [0, found.length];
  while (first < after) {
    const middle = Math.floor((first + after) / 2);
    if (prepare(text.slice(from, found[middle].end)) === message) {
      after = middle;
    } else {
      first = middle + 1;
    }
  }
  return found.at(first)?.start ?? null;
}

/** Where these names stand, with dots between them: not as a part of more, and not as a new name. */
function named(text: string, from: number, name: string): number | null {
  const wanted = name.toLowerCase();
  const count = wanted.split('.').length * 2 - 1;
  const last: IToken[] = [];
  for (const token of tokens(text, from)) {
    last.push(token);
    const before = last.length > count ? last[last.length - count - 1].text.toLowerCase() : '';
    const found = last.slice(-count);
    const written = found.map(each => nameOf(each).toLowerCase()).join('');
    if (written === wanted && before !== '.' && before !== 'as') {
      return found[0].start;
    }
    if (last.length > count) {
      last.shift();
    }
  }
  return null;
}

function find(text: string, from: number, isIt: (token: IToken) => boolean): number | null {
  for (const token of tokens(text, from)) {
    if (isIt(token)) {
      return token.start;
    }
  }
  return null;
}

function lastToken(text: string, from: number): number {
  let last = from;
  for (const { start } of tokens(text, from)) {
    last = start;
  }
  return last;
}
