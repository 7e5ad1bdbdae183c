import { expect, it, vi } from 'vitest';
import type { FromFrame, IRunMessage } from '../messages';
import { FrameRun } from './frame-run';
import type { SandboxWorker } from './sandbox-worker';
import type { FromWorker, ToWorker } from './worker-messages';

/** A worker that is ready when the test says so. */
class Worker {
  readonly heard: string[] = [];
  readonly ready = new Promise<void>(resolve => (this.getReady = resolve));
  getReady!: () => void;
  onMessage: (message: FromWorker) => void = () => undefined;

  start(): void {
    this.heard.push('start');
  }

  send({ type }: ToWorker): void {
    this.heard.push(type);
  }
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) {
    await Promise.resolve();
  }
};

function begin(more: Partial<IRunMessage> = {}): {
  run: FrameRun;
  workers: Worker[];
  told: string[];
} {
  const workers: Worker[] = [];
  const told: string[] = [];
  const run = new FrameRun({
    message: {
      type: 'run',
      id: 1,
      kind: 'python',
      code: 'input()',
      name: 'solution.py',
      files: null,
      timeLimitMs: 60_000,
      stdin: null,
      modules: [],
      cases: [],
      caseTimeMs: 0,
      showsValue: false,
      remote: null,
      ...more
    },
    take: () => {
      workers.push(new Worker());
      return workers.at(-1) as unknown as SandboxWorker;
    },
    release: () => undefined,
    tell: (message: FromFrame) => message.type !== 'output' && told.push(message.type)
  });
  return { run, workers, told };
}

it('RS11: a program that begins again after an answer says so when it really begins', async () => {
  const { run, workers, told } = begin();
  workers[0].getReady();
  await settle();
  workers[0].onMessage({ type: 'ask', prompt: 'name?', again: true });
  run.answer('Ada');
  await settle();
  expect([workers.length, told]).toEqual([2, ['started', 'ask']]);
  workers[1].getReady();
  await settle();
  expect(told).toEqual(['started', 'ask', 'started']);
  run.stop();
});

it('RS11: a program that waited where it is says that it goes on', async () => {
  const { run, workers, told } = begin();
  workers[0].getReady();
  await settle();
  workers[0].onMessage({ type: 'ask', prompt: 'name?', again: false });
  expect(told).toEqual(['started', 'ask']);
  run.answer('Ada');
  expect(told).toEqual(['started', 'ask', 'loaded']);
  expect(workers[0].heard).toEqual(['start', 'ping', 'answer']);
  run.stop();
});

it('QU43: cases have their own time as soon as the first of them begins', async () => {
  vi.useFakeTimers();
  const { run, workers, told } = begin({ timeLimitMs: 1000, caseTimeMs: 500 });
  workers[0].getReady();
  await settle();
  await vi.advanceTimersByTimeAsync(900);
  workers[0].onMessage({ type: 'case', index: 0 });
  workers[0].onMessage({ type: 'answer', index: 0, json: '{}', ms: 0 });
  workers[0].onMessage({ type: 'case', index: 1 });
  await vi.advanceTimersByTimeAsync(590);
  expect(told).toEqual(['started', 'case', 'answer', 'case']);
  await vi.advanceTimersByTimeAsync(20);
  expect(told.at(-1)).toBe('ended');
  run.stop();
  vi.useRealTimers();
});
