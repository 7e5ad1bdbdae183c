/**
 * The tests that a run carries: what a sandbox says of their values, and the results of comparing
 * them.
 *
 * The worker that ran the program never sees what is expected, and the worker that computes what is
 * expected never sees the program. Neither of them compares. `jupyter_interview/runs/results.py`
 * does the same for runs on the server.
 */
import { cutText, isCount, isDuration, isRecord } from './checks';
import { CANONICAL_LIMIT, TEST_NAME_LIMIT, TEST_VALUE_LIMIT } from './limits';
import type { ITestCase, ITestResult } from './types';

/** What an expression gave. */
export interface ITestValue {
  index: number;
  /** Equal for equal values; null for one that cannot be compared. */
  canonical: string | null;
  /** As people read it, or the error that was raised instead. */
  text: string;
  raised: boolean;
  ms: number;
}

const NO_VALUE = 'The program ended without a value for this test.';
const NOT_EXPECTED = 'What is expected could not be computed.';

export type TestValues = ReadonlyMap<number, ITestValue>;

/** One result for each test, in their order. */
export function testResults(
  tests: readonly ITestCase[],
  got: TestValues,
  expected: TestValues
): ITestResult[] {
  return tests.map(({ name }, index) => {
    const [found, wanted] = [got.get(index), expected.get(index)];
    return {
      name: name.slice(0, TEST_NAME_LIMIT),
      passed:
        found?.raised === false &&
        wanted?.raised === false &&
        found.canonical !== null &&
        found.canonical === wanted.canonical,
      expected: wanted?.text ?? NOT_EXPECTED,
      got: found?.text ?? NO_VALUE,
      ms: found?.ms ?? 0
    };
  });
}

export function parseTestValue(value: unknown): ITestValue | null {
  if (!isRecord(value) || !isCount(value.index)) {
    return null;
  }
  const { index, canonical, raised, ms } = value;
  const text = cutText(value.text, TEST_VALUE_LIMIT);
  if (text === null || typeof raised !== 'boolean') {
    return null;
  }
  return {
    index,
    canonical:
      typeof canonical === 'string' && canonical.length <= CANONICAL_LIMIT ? canonical : null,
    text,
    raised,
    ms: isDuration(ms) ? ms : 0
  };
}

export function parseTestResult(value: unknown): ITestResult | null {
  if (!isRecord(value)) {
    return null;
  }
  const name = cutText(value.name, TEST_NAME_LIMIT);
  const expected = cutText(value.expected, TEST_VALUE_LIMIT);
  const got = cutText(value.got, TEST_VALUE_LIMIT);
  if (name === null || expected === null || got === null || typeof value.passed !== 'boolean') {
    return null;
  }
  const ms = isDuration(value.ms) ? value.ms : 0;
  return { name, passed: value.passed, expected, got, ms };
}
