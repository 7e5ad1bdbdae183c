/**
 * Values of test cases, in the JSON that every language reads in the same way;
 * `jupyter_interview/questions/values.py` says what there is.
 */
import { isCount, isRecord } from '../checks';

export type Value = unknown;

/** How deep values may lie in each other. */
export const DEPTH_LIMIT = 50;

const DIGITS_LIMIT = 4300;
const INTEGER = /^-?\d+$/;
const FLOATS = ['nan', 'inf', '-inf'];

/** Whether what a program's worker answered is a value. The program may have written it. */
export function isValue(value: unknown, depth = 0, mayBeRemote = false): boolean {
  if (depth > DEPTH_LIMIT) {
    return false;
  }
  const all = (members: unknown): boolean =>
    Array.isArray(members) && members.every(each => isValue(each, depth + 1, mayBeRemote));
  if (Array.isArray(value)) {
    return all(value);
  }
  if (!isRecord(value)) {
    return (
      value === null ||
      typeof value === 'string' ||
      typeof value === 'boolean' ||
      Number.isFinite(value)
    );
  }
  const keys = Object.keys(value);
  if (!keys.some(key => key.startsWith('$'))) {
    return all(Object.values(value));
  }
  const [tag] = keys;
  const content = value[tag];
  if (keys.length > 1) {
    return false;
  }
  switch (tag) {
    case '$int':
      return (
        typeof content === 'string' &&
        INTEGER.test(content) &&
        content.replace('-', '').length <= DIGITS_LIMIT
      );
    case '$float':
      return FLOATS.includes(content as string);
    case '$tuple':
    case '$set':
      return all(content);
    case '$map':
      return (
        Array.isArray(content) &&
        content.every(pair => Array.isArray(pair) && pair.length === 2 && all(pair))
      );
    case '$object':
      return (
        Array.isArray(content) &&
        content.length === 2 &&
        typeof content[0] === 'string' &&
        isRecord(content[1]) &&
        !Array.isArray(content[1]) &&
        !Object.keys(content[1]).some(name => name.startsWith('$')) &&
        all(Object.values(content[1]))
      );
    case '$remote':
      return (
        mayBeRemote &&
        Array.isArray(content) &&
        content.length === 2 &&
        isCount(content[0]) &&
        typeof content[1] === 'string'
      );
    case '$bytes':
    case '$date':
    case '$other':
      return typeof content === 'string';
    case '$undefined':
      return content === true;
    default:
      return false;
  }
}
