/**
 * The expressions of a program's tests, where the program is a module. Nobody outside a module sees
 * its names, so the expressions are put at its end, as functions that are called when it has been
 * evaluated.
 */
import { TEST_VALUE_LIMIT } from '../limits';
import type { ITestValue } from '../test-cases';
import { canonical } from './canonical';
import { inspect } from './inspect/inspect';
import type { IInspectOptions } from './inspect/inspect';

const now = performance.now.bind(performance);

/** An export that no program has by accident. */
const EXPORT = '__interviewTests';

/** The code with the expressions at its end; no line of the code moves. */
export function withTests(code: string, expressions: readonly string[]): string {
  const functions = expressions.map(expression => `async () => (${expression}\n)`);
  return functions.length === 0
    ? code
    : `${code}\n;export const ${EXPORT} = [${functions.join(',')}];`;
}

/** What each expression gives. */
export async function* valuesOf(
  module: object,
  expressions: readonly string[],
  options: IInspectOptions
): AsyncGenerator<ITestValue> {
  const functions = (module as Record<string, (() => Promise<unknown>)[] | undefined>)[EXPORT];
  const print = (value: unknown): string => {
    try {
      return inspect(value, { ...options, maxDepth: 20 }).slice(0, TEST_VALUE_LIMIT);
    } catch {
      return 'A value that cannot be printed';
    }
  };
  for (let index = 0; index < expressions.length; index++) {
    const begun = now();
    try {
      const value = await functions?.[index]();
      const ms = now() - begun;
      yield { index, canonical: canonical(value), text: print(value), raised: false, ms };
    } catch (error) {
      yield { index, canonical: null, text: print(error), raised: true, ms: now() - begun };
    }
  }
}
