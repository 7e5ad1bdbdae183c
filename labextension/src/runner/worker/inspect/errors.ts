/** Errors inside printed values: the stack's own lines, then what the error carries besides. */
import { splitStack } from '../stack';
import type { IProgramFile } from '../stack';
import { constructorName, tagOf } from './names';

/** The heading and the user's own frames, the class named as in Node ("MyError: no"). */
export function errorBase(error: Error, file: IProgramFile, indentation = 0): string {
  const text = typeof error.stack === 'string' ? error.stack : String(error);
  const { heading, frames } = splitStack(text, file);
  const named = withClassName(heading, error);
  const base = text.includes('\n') || frames.length > 0 ? [named, ...frames] : [`[${named}]`];
  return base.join('\n').replace(/\n/g, `\n${' '.repeat(indentation)}`);
}

/** The keys to print after the stack: own ones that it does not show, then cause and errors. */
export function errorKeys(error: Error, keys: (string | symbol)[], base: string): PropertyKey[] {
  const shown = keys.filter(key => {
    const isPart = key === 'name' || key === 'message' || key === 'stack';
    return !isPart || !base.includes(String(error[key])) || String(error[key]) === '';
  });
  for (const key of ['cause', 'errors']) {
    if (Object.hasOwn(error, key) && !shown.includes(key)) {
      shown.push(key);
    }
  }
  return shown.filter(key => key !== 'stack');
}

function withClassName(heading: string, error: Error): string {
  const name = typeof error.name === 'string' ? error.name : 'Error';
  const constructor = constructorName(error);
  const rest = heading.slice(name.length);
  if (constructor === null || !heading.startsWith(name) || !/^(:|\n|$)/.test(rest)) {
    return heading;
  }
  const tag = tagOf(error, constructor);
  const full = constructor.includes(name)
    ? constructor
    : name.includes(constructor)
      ? name
      : `${constructor} [${name}]`;
  return `${full}${tag === '' || full.includes(tag) ? '' : ` [${tag}]`}${rest}`;
}
