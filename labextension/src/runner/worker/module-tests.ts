/**
 * The tests of an exercise. Nobody outside a program sees its names, so the expressions are put at
 * its end, as functions that are called when it has been evaluated.
 */
import type { ITestCase, ITestResult } from '../types';
import { inspect } from './inspect/inspect';

const now = performance.now.bind(performance);

/** A name that no program has by accident. */
const HOOK = '__interviewTests';

type Pair = [expected: () => unknown, got: () => unknown];

/** The code with the tests at its end; no line of the code moves. */
export function withTests(code: string, tests: readonly ITestCase[]): string {
  const pairs = tests.map(
    ({ expression, expected }) => `[async () => (${expected}\n), async () => (${expression}\n)]`
  );
  return tests.length === 0 ? code : `${code}\n;${HOOK}([${pairs.join(',')}]);`;
}

/** Lets a program that ends with tests hand them over; `pairs` has them when it did. */
export function awaitTests(): { pairs: Pair[] } {
  const found: { pairs: Pair[] } = { pairs: [] };
  const value = (pairs: Pair[]): void => {
    found.pairs = pairs;
    Reflect.deleteProperty(globalThis, HOOK);
  };
  Object.defineProperty(globalThis, HOOK, { value, configurable: true });
  return found;
}

export async function* checkTests(
  pairs: readonly Pair[],
  tests: readonly ITestCase[]
): AsyncGenerator<ITestResult> {
  const print = (value: unknown): string => inspect(value, { depth: 20 });
  for (const [index, { name }] of tests.entries()) {
    if (pairs[index] === undefined) {
      return;
    }
    const [expected, got] = pairs[index];
    const wanted = await outcome(expected, print);
    const begun = now();
    const found = await outcome(got, print);
    const ms = now() - begun;
    const passed = !wanted.threw && !found.threw && wanted.text === found.text;
    yield { name, passed, expected: wanted.text, got: found.text, ms };
  }
}

async function outcome(
  compute: () => unknown,
  print: (value: unknown) => string
): Promise<{ text: string; threw: boolean }> {
  try {
    return { text: print(await compute()), threw: false };
  } catch (error) {
    return { text: print(error), threw: true };
  }
}
