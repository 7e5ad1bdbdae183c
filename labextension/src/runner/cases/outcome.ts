/**
 * Reads what came of a case from JSON that the program may have written itself;
 * `jupyter_interview/questions/outcome.py` reads the same.
 */
import { isRecord } from '../checks';
import { ANSWER_LIMIT, OUTCOME_LIMIT, TEST_VALUE_LIMIT } from '../limits';
import { whole } from './shown';
import { isValue } from './values';
import type { Value } from './values';

const CLASSES_LIMIT = 20;
const CLASS_LIMIT = 100;
const MESSAGE_LIMIT = 500;

/** A call gave a value; `args` is what became of its arguments, where that was asked for. */
export interface IGiven {
  kind: 'given';
  value: Value;
  args: readonly Value[] | null;
}

/** A call raised an error; `classes` from its own to the most general. */
export interface IRaised {
  kind: 'raised';
  classes: readonly string[];
  message: string;
}

/** There is no value that could be compared. */
export interface IUnreadable {
  kind: 'unreadable';
  sentence: string;
}

export type OutcomeOfOne = IGiven | IRaised | IUnreadable;

export type Outcome = OutcomeOfOne | { kind: 'stepped'; steps: readonly OutcomeOfOne[] };

export const TOO_LARGE: IUnreadable = {
  kind: 'unreadable',
  sentence: `The answer is larger than ${ANSWER_LIMIT / 1024} KiB, or too deep.`
};

export const NO_OUTCOME: IUnreadable = {
  kind: 'unreadable',
  sentence: 'The program gave no answer to this test.'
};

export function readOutcome(json: string): Outcome {
  const told = parsed(json);
  return isRecord(told) && Array.isArray(told.steps)
    ? { kind: 'stepped', steps: told.steps.map(ofOne) }
    : ofOne(told);
}

/** The value of an expression as its language prints it; empty where that is not said. */
export function readPrinted(json: string): string {
  const told = parsed(json);
  return isRecord(told) && typeof told.text === 'string'
    ? whole(told.text.slice(0, TEST_VALUE_LIMIT))
    : '';
}

function parsed(json: string): unknown {
  try {
    return json.length > OUTCOME_LIMIT ? { tooLarge: true } : (JSON.parse(json) as unknown);
  } catch {
    return null;
  }
}

function ofOne(told: unknown): OutcomeOfOne {
  if (!isRecord(told)) {
    return NO_OUTCOME;
  }
  if (told.tooLarge === true) {
    return TOO_LARGE;
  }
  if (typeof told.missing === 'string') {
    const name = whole(told.missing.slice(0, CLASS_LIMIT));
    return { kind: 'unreadable', sentence: `The program has no function ${name}.` };
  }
  const { raised } = told;
  if (isRecord(raised) && Array.isArray(raised.classes) && typeof raised.message === 'string') {
    const names = raised.classes
      .slice(0, CLASSES_LIMIT)
      .filter((name): name is string => typeof name === 'string');
    return {
      kind: 'raised',
      classes: names.map(name => whole(name.slice(0, CLASS_LIMIT))),
      message: whole(raised.message.slice(0, MESSAGE_LIMIT))
    };
  }
  if (!Object.hasOwn(told, 'value') || !isValue(told.value)) {
    return NO_OUTCOME;
  }
  const { value, args = null } = told;
  return args === null || (Array.isArray(args) && isValue(args))
    ? { kind: 'given', value, args }
    : NO_OUTCOME;
}

/** An error as people read it. */
export function raisedText({ classes: [name = 'Error'], message }: IRaised): string {
  return message === '' ? name : `${name}: ${message}`;
}
