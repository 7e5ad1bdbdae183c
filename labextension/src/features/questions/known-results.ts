/**
 * What is known of the tests of one side of a question: the results of the newest check, and those of
 * the check before of the tests that were not run again.
 */
import * as React from 'react';
import type { ICaseResult, ICheck } from '../../contract/protocol';
import type { IQuestions } from '../../model/questions/questions';

type Results = ReadonlyMap<number, ICaseResult>;

export interface IKnownResults {
  /** The newest check. */
  readonly check: ICheck;
  /** By the indexes of the cases. */
  readonly results: Results;
  /** Those that were known when this check began and still count. */
  readonly before: Results;
}

const NONE: Results = new Map();

/** `count` is how many cases that side has. */
export function withCheck(
  known: IKnownResults | null,
  check: ICheck,
  count: number
): IKnownResults {
  const before =
    known === null
      ? NONE
      : known.check.id === check.id
        ? known.before
        : isAgain(known.check, check, count)
          ? known.results
          : NONE;
  const told = check.results.map(result => [result.index, result] as const);
  return { check, before, results: new Map([...before, ...told]) };
}

/** Whether the same person runs some of the tests of the same file again, of the same moment. */
function isAgain(last: ICheck, next: ICheck, count: number): boolean {
  return (
    next.total < count &&
    last.question === next.question &&
    last.user?.id === next.user?.id &&
    last.file === next.file &&
    last.at === next.at
  );
}

export function passedOf({ results }: IKnownResults): number {
  return [...results.values()].filter(({ status }) => status === 'passed').length;
}

/** The indexes of the tests that did not pass. */
export function failedOf({ results }: IKnownResults): number[] {
  return [...results.values()]
    .filter(({ status }) => status !== 'passed')
    .map(({ index }) => index)
    .sort((one, other) => one - other);
}

export type KnownResults = (question: string, hidden: boolean) => IKnownResults | null;

/**
 * What is known of the tests of all questions, whichever of them is looked at. It relies on the model:
 * a check that changed is a new object.
 */
export function useKnownResults(questions: IQuestions): KnownResults {
  const known = React.useRef(new Map<string, IKnownResults>());
  for (const { id, cases } of questions.listed) {
    for (const hidden of [false, true]) {
      const check = questions.check(id, hidden);
      const before = known.current.get(keyOf(id, hidden));
      const count = hidden ? (questions.side(id)?.cases.length ?? 0) : cases.length;
      if (check === null) {
        known.current.delete(keyOf(id, hidden));
      } else if (before?.check !== check) {
        known.current.set(keyOf(id, hidden), withCheck(before ?? null, check, count));
      }
    }
  }
  return (question, hidden) => known.current.get(keyOf(question, hidden)) ?? null;
}

function keyOf(question: string, hidden: boolean): string {
  return `${hidden ? 'hidden' : 'visible'} ${question}`;
}
