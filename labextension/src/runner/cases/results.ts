/**
 * Decides the results of the tests that a run carries: compares what an expression gave with what
 * is expected. Neither of the workers that gave these ever sees the other's.
 *
 * `jupyter_interview/runs/results.py` decides the same; tests/corpus/carried-tests.json checks both.
 */
import { TEST_MESSAGE_LIMIT, TEST_NAME_LIMIT, TEST_VALUE_LIMIT } from '../limits';
import type { ITestCase, ITestResult, RunLanguage } from '../types';
import { EQUAL, matches } from './compare';
import { verdict } from './judge';
import type { IVerdict } from './judge';
import { literal } from './literal';
import { raisedText, readOutcome, readPrinted } from './outcome';
import type { Outcome } from './outcome';

/** What came of an expression, as its language prints it. */
export interface ITold {
  outcome: Outcome;
  text: string;
  ms: number;
  isLiteral: boolean;
}

/** Nothing came of an expression; the verdict says why. */
export interface ILost {
  verdict: IVerdict;
  ms: number;
}

export type Evaluated = ITold | ILost;

export const NO_VALUE = 'The program ended without a value for this test.';

const NOT_EXPECTED = 'What is expected could not be computed.';
const RAISED_THERE =
  'What is expected is computed where the program is not, and raised an error there. An instance ' +
  'of a class of the program is equal to its fields: write those.';
const TOO_LARGE_THERE = 'What is expected is larger than 64 KiB, or too deep.';

/** What came of an expression, by JSON that the program may have written itself. */
export function toldOf(json: string, ms: number): ITold {
  const outcome = readOutcome(json);
  const text = outcome.kind === 'raised' ? raisedText(outcome) : readPrinted(json);
  return { outcome, text, ms, isLiteral: false };
}

/** What is expected, if that is a literal. */
export function toldByItself(expected: string, language: RunLanguage): ITold | null {
  const outcome = literal(expected, language);
  return outcome && { outcome, text: expected.trim(), ms: 0, isLiteral: true };
}

export function lost(status: IVerdict['status'], message: string, ms = 0): ILost {
  return { verdict: verdict(status, { message }), ms };
}

export function resultOf({ name }: ITestCase, got: Evaluated, expected: Evaluated): ITestResult {
  const found = judged(got, expected);
  const message = cut(found.message, TEST_MESSAGE_LIMIT);
  return {
    name: name.slice(0, TEST_NAME_LIMIT),
    passed: found.status === 'passed',
    expected: cut(found.expected, TEST_VALUE_LIMIT),
    got: cut(found.got, TEST_VALUE_LIMIT),
    ms: got.ms,
    status: found.status,
    ...(message === '' ? {} : { message })
  };
}

function judged(gotten: Evaluated, wanted: Evaluated): IVerdict {
  const expected = textOf(wanted, NOT_EXPECTED);
  if ('verdict' in gotten) {
    const { status, message } = gotten.verdict;
    return verdict(status, { expected, got: message });
  }
  const got = textOf(gotten, NO_VALUE);
  if ('verdict' in wanted) {
    return verdict('error', { expected, got, message: wanted.verdict.message });
  }
  if (wanted.outcome.kind !== 'given') {
    const message = wanted.outcome.kind === 'raised' ? RAISED_THERE : TOO_LARGE_THERE;
    return verdict('error', { expected, got, message });
  }
  if (gotten.outcome.kind === 'given') {
    return matches(EQUAL, wanted.outcome.value, gotten.outcome.value)
      ? verdict('passed', { expected: wanted.isLiteral ? got : expected, got })
      : verdict('failed', { expected, got });
  }
  const message = gotten.outcome.kind === 'unreadable' ? gotten.outcome.sentence : '';
  return verdict('error', { expected, got, message });
}

function textOf(evaluated: Evaluated, otherwise: string): string {
  return 'verdict' in evaluated || evaluated.text === '' ? otherwise : evaluated.text;
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
