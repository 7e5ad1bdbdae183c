import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TESTS_TIMES } from '../limits';
import type { IRunHandle, IRunOutcome, IRunRequest, ITestCase, RunState } from '../types';
import { runTests } from './run-tests';

const LIMIT_MS = 1000;

/** A program that does what the test says. */
class Program implements IRunHandle {
  constructor(readonly request: IRunRequest) {
    this.finished = new Promise(resolve => (this._resolve = resolve));
  }

  readonly finished: Promise<IRunOutcome>;
  readonly elapsedMs = 40;
  readonly lines: (string | null)[] = [];

  get cases(): number[] {
    return (this.request.cases ?? []).map(({ index }) => index);
  }

  stop(): void {
    this.end('stopped', 'Stopped');
  }

  answer(line: string | null): void {
    this.lines.push(line);
  }

  tell(): void {}

  print(text: string): void {
    this.request.onOutput({ stream: 'stdout', text });
  }

  begins(index: number): void {
    this.request.onCase?.({ type: 'case', index });
  }

  answers(index: number, value: unknown): void {
    this.begins(index);
    const json = JSON.stringify({ value, text: JSON.stringify(value) });
    this.request.onCase?.({ type: 'answer', index, json, ms: 5 });
  }

  end(state: RunState = 'ok', error: string | null = null): void {
    this._resolve({ state, error, durationMs: 100, truncated: false, tests: [] });
  }

  private _resolve!: (outcome: IRunOutcome) => void;
}

const test = (expression: string, expected: string): ITestCase => ({
  name: expression,
  expression,
  expected
});

function begin(tests: readonly ITestCase[]): {
  handle: IRunHandle;
  programs: Program[];
  printed: string[];
  asked: string[];
} {
  const programs: Program[] = [];
  const printed: string[] = [];
  const asked: string[] = [];
  const handle = runTests(
    request => {
      const program = new Program(request);
      programs.push(program);
      return program;
    },
    {
      language: 'python',
      code: 'code',
      files: [{ name: 'a.py', text: '' }],
      timeLimitMs: LIMIT_MS,
      onOutput: ({ text }) => printed.push(text),
      onAsk: prompt => asked.push(prompt)
    },
    tests
  );
  return { handle, programs, printed, asked };
}

const settle = async (ms = 0): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms);
};

const statuses = ({ tests }: IRunOutcome): unknown[] => tests.map(({ status }) => status);

describe('tests that a run carries', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('QU42: what is expected is computed where the program is not', async () => {
    const { handle, programs } = begin([test('f()', '40 + 2'), test('g()', '[1]')]);
    const [program] = programs;
    expect(program.request.cases).toEqual([
      { index: 0, expression: 'f()' },
      { index: 1, expression: 'g()' }
    ]);
    expect(JSON.stringify(program.request)).not.toContain('40 + 2');
    program.answers(0, 42);
    program.answers(1, [2]);
    program.end();
    await settle();
    const { code, files, cases } = programs[1].request;
    expect([code, files, cases]).toEqual(['', undefined, [{ index: 0, expression: '40 + 2' }]]);
    programs[1].answers(0, 42);
    programs[1].end();
    expect((await handle.finished).tests).toEqual([
      { name: 'f()', passed: true, expected: '42', got: '42', ms: 5, status: 'passed' },
      { name: 'g()', passed: false, expected: '[1]', got: '[2]', ms: 5, status: 'failed' }
    ]);
    expect(programs).toHaveLength(2);
  });

  it('QU43: one that does not end costs no other, and what is printed is told once', async () => {
    const { handle, programs, printed } = begin([test('a', '1'), test('b', '2'), test('c', '3')]);
    programs[0].print('begins');
    programs[0].answers(0, 1);
    programs[0].begins(1);
    programs[0].print('b says');
    await settle(LIMIT_MS);
    expect(programs[1].cases).toEqual([2]);
    programs[1].print('begins');
    programs[1].begins(2);
    programs[1].print('c says');
    programs[1].answers(2, 3);
    const outcome = await handle.finished;
    expect([outcome.state, outcome.error]).toEqual(['ok', null]);
    expect(statuses(outcome)).toEqual(['passed', 'timeout', 'passed']);
    expect(outcome.tests[1].got).toBe('Stopped after 1 s: time limit of this test');
    expect(printed).toEqual(['begins', 'b says', 'c says']);
  });

  it('QU43: one that ends the program costs no other', async () => {
    const { handle, programs } = begin([test('a', '1'), test('b', '2')]);
    programs[0].begins(0);
    programs[0].end('out_of_memory', 'too much');
    await settle();
    programs[1].answers(1, 2);
    const outcome = await handle.finished;
    expect(statuses(outcome)).toEqual(['out_of_memory', 'passed']);
    expect(outcome.tests[0].got).toBe('too much');
  });

  it('QU43: what a person has typed is typed again', async () => {
    const { handle, programs, asked } = begin([test('a', '1'), test('b', '2')]);
    handle.answer('too early');
    programs[0].request.onAsk?.('name?');
    handle.answer('Ada');
    programs[0].begins(0);
    await settle(LIMIT_MS);
    programs[1].request.onAsk?.('name?');
    programs[1].request.onAsk?.('age?');
    expect([programs[0].lines, programs[1].lines]).toEqual([['Ada'], ['Ada']]);
    expect(asked).toEqual(['name?', 'age?']);
    programs[1].answers(1, 2);
    expect(statuses(await handle.finished)).toEqual(['timeout', 'passed']);
  });

  it('RU33: waiting for an answer costs a test no time', async () => {
    const { handle, programs } = begin([test('a', '1')]);
    programs[0].begins(0);
    programs[0].request.onAsk?.('name?');
    await settle(5 * LIMIT_MS);
    handle.answer('Ada');
    await settle(LIMIT_MS - 1);
    programs[0].request.onCase?.({ type: 'answer', index: 0, json: '{"value":1}', ms: 5 });
    programs[0].end();
    expect(statuses(await handle.finished)).toEqual(['passed']);
  });

  it('QU44: those for which no time is left are not run', async () => {
    const tests = Array.from({ length: TESTS_TIMES + 2 }, (_, index) => test(`t${index}`, '1'));
    const { handle, programs } = begin(tests);
    for (let count = 0; count < TESTS_TIMES; count++) {
      programs[count].begins(count);
      await settle(LIMIT_MS);
    }
    const outcome = await handle.finished;
    expect(programs).toHaveLength(TESTS_TIMES);
    expect(statuses(outcome)).toEqual([
      ...Array.from({ length: TESTS_TIMES }, () => 'timeout'),
      'not_run',
      'not_run'
    ]);
  });

  it('RU9: a program that does not end well has no results', async () => {
    const { handle, programs } = begin([test('a', '1')]);
    programs[0].end('error', 'NameError');
    const { state, error, tests } = await handle.finished;
    expect([state, error, tests]).toEqual(['error', 'NameError', []]);
  });

  it('RU9: a program that ends by itself without a word has results that say so', async () => {
    const { handle, programs } = begin([test('a', '1')]);
    programs[0].end();
    const { state, tests } = await handle.finished;
    expect([state, tests[0].status, tests[0].got]).toEqual([
      'ok',
      'error',
      'The program ended without a value for this test.'
    ]);
  });

  it('RU9: a run that is stopped begins no other program', async () => {
    const { handle, programs } = begin([test('a', '1 + 1'), test('b', '2')]);
    programs[0].begins(0);
    handle.stop();
    const { state, tests } = await handle.finished;
    expect([state, tests, programs.length]).toEqual(['stopped', [], 1]);
  });

  it('RS11: computing what tests expect comes in no time of the program', async () => {
    const { handle, programs } = begin([test('a', '1 + 1')]);
    programs[0].answers(0, 2);
    programs[0].end();
    await settle();
    await settle(LIMIT_MS / 2);
    programs[1].answers(0, 2);
    programs[1].end();
    const { state, durationMs } = await handle.finished;
    expect([state, durationMs, handle.elapsedMs]).toEqual(['ok', 100, 40]);
  });
});
