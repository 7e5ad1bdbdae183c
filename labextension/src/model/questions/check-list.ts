/** The checks that this page knows of as a pure function of what is told of them, oldest first. */
import type { ICaseResult, ICheck, ICheckEnd } from '../../contract/protocol';

export type CheckList = readonly ICheck[];

/** The most checks that are kept; the oldest are dropped first. */
const MOST_CHECKS = 100;

export function withCheck(list: CheckList, check: ICheck): CheckList {
  return list.some(({ id }) => id === check.id)
    ? changed(list, check.id, () => check)
    : [...list, check].slice(-MOST_CHECKS);
}

export function withoutCheck(list: CheckList, checkId: string): CheckList {
  return list.filter(({ id }) => id !== checkId);
}

/** Each case has one result, so telling one again changes nothing. */
export function answered(
  list: CheckList,
  checkId: string,
  results: readonly ICaseResult[]
): CheckList {
  return changed(list, checkId, check => {
    const known = new Set(check.results.map(({ index }) => index));
    const told = [...check.results, ...results.filter(({ index }) => !known.has(index))];
    return { ...check, results: told, passed: passedOf(told).size };
  });
}

export function ended(list: CheckList, { check: checkId, ...end }: ICheckEnd): CheckList {
  return changed(list, checkId, check => ({ ...check, ...end }));
}

export function changed(
  list: CheckList,
  checkId: string,
  to: (check: ICheck) => ICheck
): CheckList {
  return list.map(check => (check.id === checkId ? to(check) : check));
}

/** The indexes of the cases that passed. */
export function passedOf(results: readonly ICaseResult[]): ReadonlySet<number> {
  return new Set(results.filter(({ status }) => status === 'passed').map(({ index }) => index));
}
