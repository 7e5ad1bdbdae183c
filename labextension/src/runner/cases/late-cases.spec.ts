/** QU50: what runs the cases of questions is fetched for the first of them. */
import { expect, it, vi } from 'vitest';
import { aCase } from '../../../tests/questions';
import { ScriptedRunner } from '../../../tests/scripted-runner';
import { SILENCE_LIMIT_MS } from '../limits';
import type { ICaseResult } from './attempt';
import { runCasesLate } from './late-cases';
import { runCases, type ICasesHandle } from './run-cases';

const SCRIPT = { runCases };

let runner: ScriptedRunner;
let results: ICaseResult[];

function begin(load: () => Promise<typeof SCRIPT>): ICasesHandle {
  runner = new ScriptedRunner();
  results = [];
  const request = {
    ...{ language: 'python' as const, code: '', seconds: 1, names: {} },
    cases: [aCase('one'), aCase('two')],
    onResult: (result: ICaseResult) => void results.push(result),
    onOutput: () => undefined
  };
  return runCasesLate(load, runner, request, () => new ScriptedRunner());
}

const statuses = (): string[] => results.map(({ verdict }) => verdict.status);

it('QU50: they are run when it is there, and can be stopped from then on', async () => {
  let come = (_: typeof SCRIPT): void => undefined;
  const handle = begin(() => new Promise(resolve => (come = resolve)));
  expect(runner.request).toBeNull();
  come(SCRIPT);
  await new Promise(resolve => setTimeout(resolve));
  runner.answer(0, 3);
  handle.stop();
  await handle.finished;
  expect([statuses(), runner.stops > 0]).toEqual([['passed'], true]);
});

it('QU50: what is stopped before it is there never begins', async () => {
  const handle = begin(() => Promise.resolve(SCRIPT));
  handle.stop();
  await handle.finished;
  expect([runner.request, results]).toEqual([null, []]);
});

it('QU50: each case says so where it cannot be fetched', async () => {
  await begin(() => Promise.reject(new TypeError('Failed to fetch'))).finished;
  expect(statuses()).toEqual(['error', 'error']);
  expect(results[0].verdict.message).toBe('This part of the page could not be fetched.');
});

it('QU63: each case has a result where nothing ever comes', async () => {
  vi.useFakeTimers();
  const handle = begin(() => new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(SILENCE_LIMIT_MS);
  vi.useRealTimers();
  await handle.finished;
  expect(statuses()).toEqual(['error', 'error']);
});
