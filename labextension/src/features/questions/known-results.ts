/**
 * What is known of the tests of one side of a question: the results of the newest check, and those of
 * the check before of the tests that were not run again.
 */
import * as React from 'react';
import type { ICaseResult, ICheck } from '../../contract/protocol';

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

/** Whether the same person runs some of the tests of the same file again. */
function isAgain(last: ICheck, next: ICheck, count: number): boolean {
  return (
    next.total < count &&
    last.question === next.question &&
    last.user?.id === next.user?.id &&
    last.file === next.file
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

/** Relies on the model: a check that changed is a new object. */
export function useKnownResults(check: ICheck | null, count: number): IKnownResults | null {
  const last = React.useRef<IKnownResults | null>(null);
  return React.useMemo(() => {
    last.current = check === null ? null : withCheck(last.current, check, count);
    return last.current;
  }, [check, count]);
}
