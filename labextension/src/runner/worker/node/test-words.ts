/**
 * The words that tests are written with: `describe`, `it`, `test` and the hooks of Jest, Vitest and
 * Mocha as global names, and those of `node:test`; `expect` and spies are Vitest's.
 */
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  getState,
  setState
} from '@vitest/expect';
import {
  clearAllMocks,
  fn,
  isMockFunction,
  mocks,
  resetAllMocks,
  restoreAllMocks,
  spyOn
} from './spies';
import * as chai from 'chai';
import { host } from './host';
import { TestTree } from './test-tree';
import type { Body, HookKind, Mode, Style } from './test-tree';

export const tree = new TestTree();

type Words = Record<string, unknown>;

function bodyOf(rest: readonly unknown[]): Body | undefined {
  return rest.find(each => typeof each === 'function') as Body | undefined;
}

/** Options of node:test may say what else a suffix says. */
function modeOf(mode: Mode, rest: readonly unknown[]): Mode {
  const options = (rest.find(each => typeof each === 'object' && each !== null) ?? {}) as Words;
  const said = (['skip', 'todo', 'only'] as const).find(each => Boolean(options[each]));
  return mode === 'run' ? (said ?? 'run') : mode;
}

function nameOf(name: unknown): string {
  return typeof name === 'function' ? name.name || '(anonymous)' : String(name);
}

function suiteWord(mode: Mode): (...args: unknown[]) => void {
  return (name, ...rest) => {
    const parts = typeof name === 'function' ? [name, ...rest] : rest;
    tree.suite(nameOf(name), modeOf(mode, rest), bodyOf(parts));
  };
}

function testWord(mode: Mode, style: Style): (...args: unknown[]) => Promise<void> {
  return (name, ...rest) => {
    const parts = typeof name === 'function' ? [name, ...rest] : rest;
    return tree.test(nameOf(name), modeOf(mode, rest), bodyOf(parts), style);
  };
}

/** `word.each(table)(name, body)`: once for each row, which the name may show. */
function each(word: (...args: unknown[]) => unknown): unknown {
  return (table: unknown, ...values: unknown[]) =>
    (name: string, body: (...args: unknown[]) => unknown, ...rest: unknown[]) => {
      for (const row of rowsOf(table, values)) {
        const args = Array.isArray(row) ? (row as unknown[]) : [row];
        word(rowName(name, row, args), () => body(...args), ...rest);
      }
    };
}

/** Rows of a list, or of a template with columns between bars. */
function rowsOf(table: unknown, values: unknown[]): unknown[] {
  const text = (table as { raw?: readonly string[] } | null)?.raw;
  if (text === undefined) {
    return table as unknown[];
  }
  const heads = text[0]
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)[0]
    .split('|')
    .map(head => head.trim());
  return Array.from({ length: Math.floor(values.length / heads.length) }, (_, row) =>
    Object.fromEntries(heads.map((head, at) => [head, values[row * heads.length + at]]))
  );
}

function rowName(name: string, row: unknown, args: unknown[]): string {
  const members = name.replace(/\$(\w+)/g, (word, key: string) =>
    typeof row === 'object' && row !== null && key in row
      ? host.inspect.inspect((row as Words)[key])
      : word
  );
  const marks = members.match(/%[sdifjoOp]/g)?.length ?? 0;
  return host.inspect.format(members.replace(/%p/g, '%O'), ...args.slice(0, marks));
}

function words(style: Style): { suite: Words; test: Words; hooks: Words } {
  const suite = suiteWord('run') as unknown as Words;
  const test = testWord('run', style) as unknown as Words;
  for (const mode of ['skip', 'only', 'todo'] as const) {
    const [suites, tests] = [suiteWord(mode), testWord(mode, style)];
    suite[mode] = Object.assign(suites, { each: each(suites) });
    test[mode] = Object.assign(tests, { each: each(tests) });
  }
  suite.each = each(suite as unknown as () => void);
  test.each = each(test as unknown as () => void);
  test.concurrent = test;
  test.failing = (name: unknown, body: Body) =>
    tree.test(nameOf(name), 'run', failing(body), style);
  const hook = (kind: HookKind) => (body: Body) => tree.hook(kind, body);
  const [before, after] = [hook('before'), hook('after')];
  const [beforeEach, afterEach] = [hook('beforeEach'), hook('afterEach')];
  const hooks = { before, after, beforeEach, afterEach, beforeAll: before, afterAll: after };
  return { suite, test, hooks };
}

function failing(body: Body): Body {
  return async function (this: unknown, argument) {
    try {
      await Reflect.apply(body, this, [argument]);
    } catch {
      return;
    }
    throw new Error('It was expected to fail, and passed.');
  };
}

function makeExpect(): Words {
  [JestExtend, JestChaiExpect, JestAsymmetricMatchers].forEach(plugin => chai.use(plugin));
  const expect = ((value: unknown, message?: string) => {
    const { assertionCalls } = getState(expect as never);
    setState({ assertionCalls: assertionCalls + 1 }, expect as never);
    return chai.expect(value, message);
  }) as unknown as Words;
  const matchers = (globalThis as unknown as Record<symbol, object>)[ASYMMETRIC_MATCHERS_OBJECT];
  Object.assign(expect, chai.expect, matchers, {
    getState: () => getState(expect as never),
    setState: (state: object) => setState(state, expect as never),
    assertions: () => undefined,
    hasAssertions: () => undefined,
    extend: (more: object) =>
      (chai.expect as unknown as { extend(expect: unknown, more: object): void }).extend(
        expect,
        more
      )
  });
  setState(
    { assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null },
    expect as never
  );
  return expect;
}

const plain = words('done');
const { suite: describe, test } = plain;
const expect = makeExpect();
const noTimers = (): never => {
  throw new Error('Timers cannot be faked in this sandbox: wait for real ones.');
};
const spies = {
  fn,
  spyOn,
  isMockFunction,
  clearAllMocks,
  resetAllMocks,
  restoreAllMocks,
  mocked: (value: unknown) => value,
  setTimeout: () => undefined,
  useFakeTimers: noTimers,
  useRealTimers: () => undefined
};

/** Global names. Mocha's `before` and `after` are only there when they are imported. */
export const testGlobals: Words = {
  describe,
  suite: describe,
  context: describe,
  it: test,
  test,
  ...plain.hooks,
  xdescribe: describe.skip,
  fdescribe: describe.only,
  xit: test.skip,
  xtest: test.skip,
  fit: test.only,
  expect,
  jest: spies,
  vi: spies
};

export const chaiModule: Words = { ...chai };

const node = words('context');

/** `node:test` */
export const nodeTest = Object.assign(node.test as unknown as () => void, node.hooks, {
  describe: node.suite,
  suite: node.suite,
  it: node.test,
  test: node.test,
  mock: {
    ...mocks,
    reset: restoreAllMocks,
    restoreAll: restoreAllMocks
  }
});
