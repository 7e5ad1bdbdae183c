/** QU34: results of the tests that were not run again stay. */
import { expect, it } from 'vitest';
import { aCheck, aResult } from '../../../tests/questions';
import { failedOf, passedOf, withCheck } from './known-results';

const first = aCheck({
  id: 'check-01',
  state: 'ended',
  results: [aResult(0), aResult(1, { status: 'failed' }), aResult(2, { status: 'timeout' })]
});

it('QU34: tests that are run again take the place of their results, and no others', () => {
  const known = withCheck(null, first, 3);
  expect([passedOf(known), failedOf(known)]).toEqual([1, [1, 2]]);
  const begun = aCheck({ id: 'check-02', total: 1, results: [] });
  const again = withCheck(known, begun, 3);
  expect(again.results).toEqual(known.results);
  const told = withCheck(again, { ...begun, results: [aResult(1)] }, 3);
  expect([passedOf(told), failedOf(told)]).toEqual([2, [2]]);
});

it('QU34: a run of all tests begins anew, as does one of somebody else or of another file', () => {
  const known = withCheck(null, first, 3);
  for (const other of [
    { total: 3 },
    { total: 1, user: { id: 'p-cy', name: 'Cy', color: '#1f77b4' } },
    { total: 1, file: 'other.py' }
  ]) {
    expect(withCheck(known, aCheck({ id: 'check-02', ...other }), 3).results.size).toBe(0);
  }
});
