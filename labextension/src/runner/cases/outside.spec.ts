import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHECK_START_LIMIT_MS } from '../limits';
import type { IRunHandle, IRunOutcome, IRunRequest, RunState } from '../types';
import type { ICase } from './case';
import { runCases } from './run-cases';
import type { ISecondRunner } from './outside';
import type { ICasesHandle } from './run-cases';
import type { ICaseResult } from './attempt';

/** A program that does what the test says. */
class Program implements IRunHandle {
  constructor(readonly request: IRunRequest) {
    this.finished = new Promise(resolve => (this._resolve = resolve));
  }

  readonly finished: Promise<IRunOutcome>;
  readonly elapsedMs = 40;
  readonly told: unknown[] = [];

  stop(): void {
    this.end('stopped', 'Stopped');
  }

  answer(): void {}

  tell(json: string): void {
    this.told.push(JSON.parse(json));
  }

  begins(index: number): void {
    this.request.onCase?.({ type: 'case', index });
  }

  passes(index: number): void {
    this.begins(index);
    const json = '{"kind":"passed","message":"","line":null}';
    this.request.onCase?.({ type: 'answer', index, json, ms: 5 });
  }

  posts(message: object): void {
    this.request.onPost?.(JSON.stringify(message));
  }

  end(state: RunState = 'ok', error: string | null = null): void {
    this._resolve({ state, error, durationMs: 100, truncated: false, tests: [] });
  }

  private _resolve!: (outcome: IRunOutcome) => void;
}

class Runner implements ISecondRunner {
  readonly programs: Program[] = [];
  isDisposed = false;

  run(request: IRunRequest): IRunHandle {
    const program = new Program(request);
    this.programs.push(program);
    return program;
  }

  fault: string | null = null;
  /** Whatever it waits for is lost. */
  isStuck = false;

  warm(): Promise<void> {
    if (this.isStuck) {
      return new Promise(() => undefined);
    }
    return this.fault === null ? Promise.resolve() : Promise.reject(new Error(this.fault));
  }

  dispose(): void {
    this.isDisposed = true;
  }
}

const aRunner = (): Runner => new Runner();

const outside = (name: string): ICase => ({
  ...{ name, points: 1, feedback: '', group: null, allOrNothing: false },
  ...{ fresh: false, seconds: null },
  action: { kind: 'outside', file: 'test_x.py', test: `test_${name}` }
});

const TEXT = 'async def test_a():\n    assert await solution.run_pool([]) == ["secret"]\n';

describe('test code in two sandboxes', () => {
  let first: Runner;
  let second: Runner;
  let results: ICaseResult[];
  let handle: ICasesHandle;

  const begin = (names: string[]): void => {
    handle = runCases(
      first,
      {
        language: 'javascript',
        code: 'const runPool = jobs => jobs;',
        names: {},
        cases: names.map(outside),
        outside: { 'test_x.py': TEXT },
        seconds: 2,
        onResult: result => results.push(result),
        onOutput: () => undefined
      },
      () => second
    );
  };
  const settle = (): Promise<void> => vi.advanceTimersByTimeAsync(0).then(() => undefined);
  const statuses = (): unknown[] => results.map(({ index, verdict }) => [index, verdict.status]);

  beforeEach(() => {
    vi.useFakeTimers();
    [first, second, results] = [aRunner(), aRunner(), []];
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('QU63: tests whose sandbox never comes have a result', async () => {
    second.isStuck = true;
    begin(['a', 'b']);
    await vi.advanceTimersByTimeAsync(CHECK_START_LIMIT_MS);
    await handle.finished;
    expect(statuses()).toEqual([
      [0, 'error'],
      [1, 'error']
    ]);
    expect(results[0].verdict.message).toMatch(/took too long to be loaded/);
  });

  it.each(['the program', 'the test code'])(
    'QU63: tests have a result where %s never begins, and nothing ends it',
    async who => {
      begin(['a', 'b']);
      await settle();
      if (who === 'the test code') {
        first.programs[0].begins(0);
      }
      await vi.advanceTimersByTimeAsync(CHECK_START_LIMIT_MS + 140_000);
      await handle.finished;
      expect(statuses()).toEqual([
        [0, 'crashed'],
        [1, 'crashed']
      ]);
      expect(second.isDisposed).toBe(true);
    }
  );

  it('QU47: nothing of the test code goes where the program is', async () => {
    begin(['a']);
    await settle();
    const [program] = first.programs;
    expect(second.programs).toEqual([]);
    program.begins(0);
    const [tests] = second.programs;
    expect(tests.told).toEqual([{ go: true }]);
    expect(tests.request.code).toBe(TEXT);
    tests.posts({ id: 0, do: 'call', on: null, name: 'run_pool', args: [[]] });
    program.posts({ id: 0, outcome: { value: [], more: 'forged' } });
    program.posts({ id: 0, outcome: { value: ['secret'] } });
    expect(tests.told.slice(1)).toEqual([{ id: 0, outcome: { value: [] } }]);
    expect(program.told).toEqual([{ id: 0, do: 'call', on: null, name: 'runPool', args: [[]] }]);
    expect(program.request.remote).toEqual({ role: 'serves', names: ['runPool'] });
    expect(JSON.stringify([program.request, program.told])).not.toMatch(/secret|assert|test_/);
    tests.passes(0);
    await handle.finished;
    expect(statuses()).toEqual([[0, 'passed']]);
    expect(second.isDisposed).toBe(true);
  });

  it('QU46: a test that hangs costs its time and no other test', async () => {
    begin(['a', 'b', 'c']);
    await settle();
    first.programs[0].begins(0);
    second.programs[0].passes(0);
    second.programs[0].begins(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(statuses()).toEqual([
      [0, 'passed'],
      [1, 'timeout']
    ]);
    first.programs[1].begins(0);
    expect(second.programs[1].request.remote).toMatchObject({
      run: [{ index: 2, test: 'test_c' }]
    });
    second.programs[1].passes(2);
    await handle.finished;
    expect(statuses().at(-1)).toEqual([2, 'passed']);
  });

  it('QU46: a program that ends in a test fails that one; one that does not begin fails all', async () => {
    begin(['a', 'b']);
    await settle();
    first.programs[0].begins(0);
    second.programs[0].begins(0);
    first.programs[0].end('out_of_memory', 'No memory');
    await settle();
    expect(statuses()).toEqual([[0, 'out_of_memory']]);
    first.programs[1].end('error', 'SyntaxError');
    await handle.finished;
    expect(statuses().at(-1)).toEqual([1, 'error']);
    expect(results[1].verdict.message).toBe('SyntaxError');
    expect(second.programs).toHaveLength(1);
  });

  it('QU46: test code that does not begin says why', async () => {
    begin(['a']);
    await settle();
    first.programs[0].begins(0);
    second.programs[0].end('error', 'ImportError: no pytest');
    await handle.finished;
    expect(statuses()).toEqual([[0, 'error']]);
    expect(results[0].verdict.message).toBe('ImportError: no pytest');
  });

  it('QU46: an interpreter for the test code that cannot be had is said', async () => {
    second.fault = 'Python could not be loaded';
    begin(['a', 'b']);
    await handle.finished;
    expect(results.map(({ verdict }) => verdict.message)).toEqual(
      Array.from({ length: 2 }, () => 'Python could not be loaded')
    );
    expect(first.programs).toEqual([]);
    expect(second.isDisposed).toBe(true);
  });

  it('QU47: a program that says far more than it is asked is stopped', async () => {
    begin(['a']);
    await settle();
    first.programs[0].begins(0);
    second.programs[0].begins(0);
    for (let count = 0; count <= 40_001; count++) {
      first.programs[0].posts({});
    }
    await handle.finished;
    expect(statuses()).toEqual([[0, 'crashed']]);
    expect(results[0].verdict.message).toContain('far more than it may');
  });

  it('QU47: so is one that says it in few and long messages', async () => {
    begin(['a']);
    await settle();
    first.programs[0].begins(0);
    second.programs[0].begins(0);
    for (let count = 0; count <= 32 * 8 + 1; count++) {
      first.programs[0].posts({ text: 'x'.repeat(128 * 1024) });
    }
    await handle.finished;
    expect(statuses()).toEqual([[0, 'crashed']]);
    expect(results[0].verdict.message).toContain('far more than it may');
  });

  it('QU46: both end when they are stopped', async () => {
    begin(['a']);
    await settle();
    first.programs[0].begins(0);
    second.programs[0].begins(0);
    handle.stop();
    await handle.finished;
    expect(results).toEqual([]);
    expect(second.isDisposed).toBe(true);
  });
});
