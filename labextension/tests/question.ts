/** A small question with both sides, for tests. */
import type { IPrivateSide, IQuestion } from '../src/contract/protocol';
import { jsonOf, type ICase } from '../src/runner/cases/case';
import { EQUAL } from '../src/runner/cases/compare';

/** Stands in each text of the private side, and nowhere else. */
export const PRIVATE_WORD = 'zwetschge';

export const TITLE = 'Double it';
export const HALVE = 'Halve it';

export const STARTER = 'def double(number):\n    pass\n';

export function caseOf(name: string, args: unknown[], value: unknown, points = 1): ICase {
  const returns = { value, comparison: EQUAL };
  return {
    name,
    points,
    feedback: '',
    group: null,
    allOrNothing: false,
    fresh: false,
    seconds: null,
    action: { kind: 'call', function: 'double_it', args, returns, raises: null, changes: null }
  };
}

export const QUESTION: IQuestion = {
  id: '',
  bank: 'kitchen',
  name: 'double-it',
  digest: 'd0',
  commit: null,
  title: TITLE,
  kind: 'algorithm',
  level: 'junior',
  minutes: 5,
  languages: ['python', 'javascript'],
  tags: ['numbers'],
  license: 'CC0-1.0',
  authors: ['Ada'],
  source: '',
  statement: 'Give back **twice** the number.',
  starters: {
    python: [{ name: 'solution.py', text: STARTER }],
    javascript: [{ name: 'solution.js', text: 'function doubleIt(number) {}\n' }]
  },
  data: [{ name: 'numbers.csv', text: '1,2\n' }],
  cases: jsonOf([caseOf('one', [1], 2), caseOf('two', [2], 4, 2)]),
  names: {},
  seconds: 2
};

export const SIDE: IPrivateSide = {
  question: '',
  show: 'counts',
  cases: jsonOf([caseOf(`${PRIVATE_WORD} zero`, [0], 0)]),
  outside: { 'test_double.py': `def test_double():\n    pass  # ${PRIVATE_WORD}\n` },
  solutions: { python: `def double_it(number):\n    return 2 * number  # ${PRIVATE_WORD}\n` },
  rubric: [{ name: PRIVATE_WORD, levels: [PRIVATE_WORD] }],
  notes: PRIVATE_WORD
};
