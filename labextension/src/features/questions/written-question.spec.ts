/** QU36: what is typed for a question becomes values, or is told at its field. */
import { expect, it } from 'vitest';
import { emptyCase, emptyQuestion, written } from './written-question';
import type { ITypedCase } from './written-question';

const TITLE = 'Add up';
const CASE: ITypedCase = {
  name: 'small ones',
  call: 'add_up',
  args: '1, [2, "a"]',
  returns: '{"sum": 3}',
  hidden: true
};

const withCases = (...cases: ITypedCase[]) =>
  written({ ...emptyQuestion('python'), title: ` ${TITLE} `, cases });

it('QU36: values are those of JSON, and tests in which nothing stands are left out', () => {
  expect(withCases(CASE, emptyCase(CASE))).toEqual({
    title: TITLE,
    statement: '',
    language: 'python',
    starter: '',
    cases: [
      { name: 'small ones', call: 'add_up', args: [1, [2, 'a']], returns: { sum: 3 }, hidden: true }
    ]
  });
  expect(withCases({ ...CASE, args: ' ', returns: '{"$set": [1]}' })).toMatchObject({
    cases: [{ args: [], returns: { $set: [1] } }]
  });
});

it.each([
  [{ args: '1, 2]' }, 'args', 'no_json'],
  [{ args: "'a'" }, 'args', 'no_json'],
  [{ args: '{"$int": 3}' }, 'args', 'no_value'],
  [{ returns: 'True' }, 'returns', 'no_json'],
  [{ returns: '' }, 'returns', 'missing'],
  [{ call: '' }, 'call', 'missing'],
  [{ call: 'add up' }, 'call', 'no_function'],
  [{ name: ' ' }, 'name', 'missing']
] as const)('QU36: %o is wrong', (change, field, fault) => {
  expect(withCases(CASE, { ...CASE, name: 'others', ...change })).toEqual([
    { at: 1, field, fault }
  ]);
});

it('QU36: a title is missing, and a name is there twice', () => {
  expect(written({ ...emptyQuestion('python'), cases: [CASE, CASE] })).toEqual([
    { at: null, field: 'title', fault: 'missing' },
    { at: 1, field: 'name', fault: 'twice' }
  ]);
});
