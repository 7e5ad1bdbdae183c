/**
 * The tests of an exercise for a program that is a module. Nobody outside a module sees its names,
 * so the expressions are put at its end, as functions that are called when it has been evaluated.
 */
import type { ITestCase, ITestResult } from '../types';
import { inspect } from './inspect/inspect';
import type { IInspectOptions } from './inspect/inspect';

const now = performance.now.bind(performance);

/** An export that no program has by accident. */
const EXPORT = '__interviewTests';

type Pair = [expected: () => unknown, got: () => unknown];

/** The code with the tests at its end; no line of the code moves. */
export function withTests(code: string, tests: readonly ITestCase[]): string {
  const pairs = tests.map(
    ({ expression, expected }) => `[async () => (${expected}\n), async () => (${expression}\n)]`
  );
  return tests.length === 0 ? code : `${code}\n;export const ${EXPORT} = [${pairs.join(',')}];`;
}

export async function* checkModule(
  module: object,
  tests: readonly ITestCase[],
  options: IInspectOptions
): AsyncGenerator<ITestResult> {
  const pairs = (module as Record<string, Pair[] | undefined>)[EXPORT] ?? [];
  const print = (value: unknown): string => inspect(value, { ...options, maxDepth: 20 });
  for (const [index, { name }] of tests.entries()) {
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
