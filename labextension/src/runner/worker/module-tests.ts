/**
/**
 * The expressions of a program's tests. Nobody outside a program sees its names, so they are put at
 * its end, as functions that are called when it has been evaluated.
 */
import { TEST_VALUE_LIMIT } from '../limits';
import type { ITestValue } from '../test-cases';
import { canonical } from './canonical';
import { inspect } from './inspect/inspect';

const now = performance.now.bind(performance);

/** A name that no program has by accident. */
const HOOK = '__interviewTests';

type Expression = () => unknown;

/** The code with the expressions at its end; no line of the code moves. */
export function withTests(code: string, expressions: readonly string[]): string {
  const functions = expressions.map(expression => `async () => (${expression}\n)`);
  return functions.length === 0 ? code : `${code}\n;${HOOK}([${functions.join(',')}]);`;
}

/** Lets a program that ends with expressions hand them over; `expressions` has them when it did. */
export function awaitTests(): { expressions: Expression[] } {
  const found: { expressions: Expression[] } = { expressions: [] };
  const value = (expressions: Expression[]): void => {
    found.expressions = expressions;
    Reflect.deleteProperty(globalThis, HOOK);
  };
  Object.defineProperty(globalThis, HOOK, { value, configurable: true });
  return found;
}

/** What each expression gives, of as many as there should be. */
export async function* valuesOf(
  functions: readonly Expression[],
  count: number
): AsyncGenerator<ITestValue> {
  const print = (value: unknown): string => {
    try {
      return inspect(value, { depth: 20 }).slice(0, TEST_VALUE_LIMIT);
    } catch {
      return 'A value that cannot be printed';
    }
  };
  for (let index = 0; index < count; index++) {
    if (functions[index] === undefined) {
      return;
    }
    const begun = now();
    try {
      const value = await functions[index]();
      const ms = now() - begun;
      yield { index, canonical: canonical(value), text: print(value), raised: false, ms };
    } catch (error) {
      yield { index, canonical: null, text: print(error), raised: true, ms: now() - begun };
    }
  }
}
