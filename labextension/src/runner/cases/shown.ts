/**
 * A value of a test as people of a language write it, on one line;
 * `jupyter_interview/questions/shown.py` writes the same.
 */
import type { RunLanguage } from '../types';
import type { Value } from './values';

/** The most UTF-16 units that are kept of a value to be shown. */
export const SHOWN_LIMIT = 2000;

export function shown(value: Value, language: RunLanguage): string {
  const text = whole(textOf(value, language === 'python'));
  return text.length <= SHOWN_LIMIT ? text : `${text.slice(0, SHOWN_LIMIT - 1)}…`;
}

/** The text without half characters, which could not be stored or sent. */
export function whole(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

const JS_FLOATS: Readonly<Record<string, string>> = {
  nan: 'NaN',
  inf: 'Infinity',
  '-inf': '-Infinity'
};

function textOf(value: Value, python: boolean): string {
  if (value === null || value === undefined) {
    return python ? 'None' : 'null';
  }
  if (typeof value === 'boolean') {
    return python ? (value ? 'True' : 'False') : String(value);
  }
  if (typeof value === 'string') {
    return JSON.stringify(whole(value));
  }
  if (typeof value !== 'object') {
    return JSON.stringify(value);
  }
  const joined = (members: readonly Value[]): string =>
    members.map(each => textOf(each, python)).join(', ');
  if (Array.isArray(value)) {
    return `[${joined(value)}]`;
  }
  const entries = Object.entries(value as Record<string, Value>);
  const [tag, content] = entries[0] ?? ['', null];
  const list = content as Value[];
  switch (entries.length === 1 ? tag : '') {
    case '$undefined':
      return python ? 'None' : 'undefined';
    case '$int':
      return python ? (content as string) : `${content as string}n`;
    case '$float':
      return python ? `float("${content as string}")` : JS_FLOATS[content as string];
    case '$tuple':
      return python ? `(${joined(list)}${list.length === 1 ? ',' : ''})` : `[${joined(list)}]`;
    case '$set':
      return python ? (list.length > 0 ? `{${joined(list)}}` : 'set()') : `Set {${joined(list)}}`;
    case '$map': {
      const pairs = (list as Value[][]).map(pair =>
        pair.map(each => textOf(each, python)).join(python ? ': ' : ' => ')
      );
      return `${python ? '' : 'Map '}{${pairs.join(', ')}}`;
    }
    case '$bytes':
      return `bytes ${content as string}`;
    case '$date':
    case '$other':
      return String(content);
    case '$object':
      return `${list[0] as string} ${fields(Object.entries(list[1] as object), python)}`;
    default:
      return fields(entries, python);
  }
}

function fields(entries: readonly [string, Value][], python: boolean): string {
  const pairs = entries.map(
    ([key, each]) => `${JSON.stringify(whole(key))}: ${textOf(each, python)}`
  );
  return `{${pairs.join(', ')}}`;
}
