/** Results of an exercise's tests, as they come out of the sandbox. */
import { cutText, isDuration, isRecord } from './checks';
import { TEST_NAME_LIMIT, TEST_VALUE_LIMIT } from './limits';
import type { ITestResult } from './types';

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
