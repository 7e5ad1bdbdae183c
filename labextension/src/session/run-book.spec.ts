/** RU38: a run costs the same after many runs as after few, and no run is told otherwise for it. */
import { expect, test, vi } from 'vitest';
import {
  decideEnd,
  decideLost,
  decideOutput,
  decideStart,
  everyRun,
  evolve,
  NO_RUNS,
  running,
  runIn,
  type IRunBook,
  type IRunRecord,
  type RunEvent
} from './run-book';
import { LIMITS } from './server-facts';

const ANA = { id: 'p-ana', name: 'Ana', color: '#0072b2' };
const FEW = { ...LIMITS, welcomeRuns: 4, welcomeOutputBytes: 100, outputBytes: 120 };
const PROGRAM = { name: 'a.py', files: [], stateVector: null };

/** Numbers by chance, the same each time. */
function* chance(seed: number): Generator<number> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

const id = (number: number): string => `run-${String(number).padStart(8, '0')}`;

const start = (number: number): RunEvent => ({
  type: 'RunStarted',
  run: id(number),
  user: ANA,
  language: 'python',
  source: 'browser',
  program: PROGRAM
});

/** What is left of runs when every one of them is looked at, at each end. */
function byLookingAtAll(runs: readonly IRunRecord[]): IRunRecord[] {
  let kept = 0;
  return [...runs]
    .reverse()
    .map((run, place) => {
      if (run.state === 'running') {
        return run;
      }
      const { bytes, outputs } = run.printed;
      const isNew = place < FEW.welcomeRuns;
      if (isNew && kept + bytes <= FEW.welcomeOutputBytes) {
        kept += bytes;
        return run;
      }
      return {
        ...run,
        program: isNew ? run.program : null,
        printed: { outputs: [], bytes: 0 },
        truncated: run.truncated || outputs.length > 0,
        tail: null,
        beforeLost: null
      };
    })
    .reverse();
}

function happens(book: IRunBook, begun: number, next: () => number): RunEvent[] {
  const what = Math.floor(next() * 6);
  const run = runIn(book, id(Math.max(0, begun - 1 - Math.floor(next() * 12))));
  if (what < 2 || run === undefined) {
    return [start(begun)];
  }
  const isOpen = run.state === 'running' || run.state === 'lost';
  if (what === 2 && isOpen) {
    const output = { stream: 'stdout', text: 'x'.repeat(1 + Math.floor(next() * 60)) } as const;
    const told = { run: run.id, index: run.nextIndex, output };
    return [decideOutput(book, FEW, ANA.id, told)].filter(event => event !== null);
  }
  if (what === 3 && isOpen) {
    const end = { run: run.id, state: 'ok', error: null, durationMs: 1, truncated: false } as const;
    return [decideEnd(book, FEW, ANA.id, end)];
  }
  return what === 4 ? decideLost(book, ANA.id) : [];
}

test('RU38: what is forgotten of old runs is what a look at all of them would forget', () => {
  for (let seed = 1; seed <= 12; seed++) {
    const numbers = chance(seed);
    const next = (): number => numbers.next().value as number;
    let book = NO_RUNS;
    const earlier: { book: IRunBook; told: IRunRecord[] }[] = [];
    for (let step = 0; step < 120; step++) {
      for (const event of happens(book, book.begun, next)) {
        const before = everyRun(book);
        book = evolve(book, FEW, event, step);
        const after = everyRun(book);
        if (event.type === 'RunEnded') {
          expect(after).toEqual(byLookingAtAll(after));
        }
        const changed = after.filter((run, place) => run !== before[place]).map(run => run.id);
        expect(event.type === 'RunEnded' || changed.every(one => one === event.run)).toBe(true);
        earlier.push({ book, told: after });
      }
    }
    // A book is a value: what came later has changed no earlier one.
    const isAsItWas = earlier.map(one => {
      const now = everyRun(one.book);
      return now.length === one.told.length && now.every((run, place) => run === one.told[place]);
    });
    expect(isAsItWas).not.toContain(false);
  }
});

test('RU38: what is gone through at each run grows with no run that is over', () => {
  let book = NO_RUNS;
  for (let number = 0; number < 300; number++) {
    const atUs = number * 60_000_000;
    const wanted = { run: id(number), user: ANA, language: 'python', source: 'browser' } as const;
    const began = decideStart(book, FEW, atUs, wanted);
    book = evolve(book, FEW, began, atUs);
    const end = { run: id(number), state: 'ok', error: null, durationMs: 1, truncated: false };
    book = evolve(book, FEW, { type: 'RunEnded', ...end } as RunEvent, atUs);
    expect(book.list.length).toBeLessThanOrEqual(FEW.welcomeRuns);
    expect(running(book)).toEqual([]);
  }
  expect(everyRun(book).map(run => run.id)).toEqual(Array.from({ length: 300 }, (_, n) => id(n)));
});

test('RU38: an end moves runs about no more often than there are runs', () => {
  const all = { ...LIMITS, welcomeRuns: Infinity };
  const begun = Array.from({ length: 400 }, (_, number) => start(number));
  const before = begun.reduce((book, event) => evolve(book, all, event, 0), NO_RUNS);
  let moved = 0;
  const counted = vi.spyOn(Array.prototype, 'unshift').mockImplementation(function (
    this: unknown[],
    ...added: unknown[]
  ) {
    moved += this.length;
    this.splice(0, 0, ...added);
    return this.length;
  });
  const end = { run: id(0), state: 'ok', error: null, durationMs: 1, truncated: false };
  const after = evolve(before, all, { type: 'RunEnded', ...end } as RunEvent, 1);
  counted.mockRestore();
  expect(moved).toBeLessThanOrEqual(begun.length);
  expect(after.list.map(run => run.id)).toEqual(begun.map(({ run }) => run));
});
