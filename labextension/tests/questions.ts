/** Questions, their private sides and checks, for specs of what shows them. */
import type {
  ICaseResult,
  ICheck,
  IListedQuestion,
  IPrivateSide,
  IQuestion
} from '../src/contract/protocol';
import { EQUAL } from '../src/runner/cases/compare';
import { jsonOf, type ICase } from '../src/runner/cases/case';

const AT = '2026-12-01T10:00:00.000Z';
const TITLE = 'Add up';

export function aCase(name: string, more: Partial<ICase> = {}): ICase {
  return {
    name,
    points: 1,
    feedback: '',
    group: null,
    allOrNothing: false,
    fresh: false,
    seconds: null,
    action: {
      kind: 'call',
      function: 'add_up',
      args: [1, 2],
      returns: { value: 3, comparison: EQUAL },
      raises: null,
      changes: null
    },
    ...more
  };
}

export function aQuestion(more: Partial<IQuestion> = {}, cases?: readonly ICase[]): IQuestion {
  return {
    id: 'q-1',
    bank: 'starter',
    name: 'add-up',
    digest: '0'.repeat(64),
    commit: null,
    title: TITLE,
    kind: 'algorithm',
    level: 'junior',
    minutes: 15,
    languages: ['python', 'javascript'],
    tags: ['sums'],
    license: 'CC0-1.0',
    authors: ['Ada Lovelace'],
    source: '',
    statement: '# Add up\n\nWrite a function that adds **two** numbers.\n',
    starters: {},
    data: [],
    cases: jsonOf(cases ?? [aCase('small ones'), aCase('none', { points: 2 })]),
    names: {},
    seconds: 2,
    ...more
  };
}

export function aSide(more: Partial<IPrivateSide> = {}, cases?: readonly ICase[]): IPrivateSide {
  return {
    question: 'q-1',
    show: 'counts',
    cases: jsonOf(cases ?? [aCase('beyond 2 to the 53')]),
    solutions: { python: 'def add_up(a, b):\n    return a + b\n' },
    rubric: [{ name: 'Asks first', levels: ['nothing asked', 'asks about overflow'] }],
    notes: 'Hint: *what of none?*',
    ...more
  };
}

export function aListed(more: Partial<IListedQuestion> = {}): IListedQuestion {
  return {
    bank: 'starter',
    name: 'add-up',
    title: TITLE,
    kind: 'algorithm',
    level: 'junior',
    minutes: 15,
    languages: ['python', 'javascript'],
    tags: ['sums'],
    license: 'CC0-1.0',
    visible: 2,
    hidden: 1,
    ...more
  };
}

export function aResult(index: number, more: Partial<ICaseResult> = {}): ICaseResult {
  return {
    index,
    name: `case ${index}`,
    status: 'passed',
    expected: '',
    got: '',
    message: '',
    ms: 3,
    ...more
  };
}

export function aCheck(more: Partial<ICheck> = {}): ICheck {
  return {
    id: 'check-01',
    question: 'q-1',
    hidden: false,
    user: { id: 'p-bo', name: 'Bo', color: '#d62728' },
    language: 'python',
    source: 'browser',
    file: 'solution.py',
    state: 'running',
    startedAt: AT,
    endedAt: null,
    total: 3,
    results: [],
    passed: 0,
    points: 0,
    of: 0,
    ...more
  };
}
