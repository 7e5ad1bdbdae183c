/** The spares of a frame whose interpreter does not start. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FromFrame } from '../messages';
import { Parts } from './parts';
import type { ScriptUrls } from './sandbox-worker';
import { WorkerPool } from './worker-pool';

const SCRIPTS: ScriptUrls = { javascript: '', typescript: '', python: '', sqlite: '' };

/** A worker that says what the test wants. */
class Started {
  static all: Started[] = [];

  constructor() {
    Started.all.push(this);
  }

  isOver = false;

  postMessage(port: MessagePort): void {
    this._port = port;
  }

  terminate(): void {
    this.isOver = true;
    this._port?.close();
  }

  say(message: object): void {
    this._port?.postMessage(message);
  }

  private _port: MessagePort | null = null;
}

let told: FromFrame[];
let pool: WorkerPool;

beforeEach(() => {
  Started.all = [];
  told = [];
  vi.stubGlobal('Worker', Started);
  pool = new WorkerPool(new Parts(), SCRIPTS, message => told.push(message));
  pool.want(['python']);
});

afterEach(() => {
  Started.all.forEach(worker => worker.terminate());
  vi.unstubAllGlobals();
});

const failed = async (): Promise<void> => {
  Started.all[0].say({ type: 'failed', message: 'no memory' });
  const message: FromFrame = { type: 'failed', kind: 'python', message: 'no memory' };
  await vi.waitFor(() => expect(told).toEqual([message]));
};

it('SB14: there is a spare again once an interpreter has started after one that did not', async () => {
  await failed();
  pool.fill();
  expect(Started.all).toHaveLength(1);
  const needed = pool.take('python');
  Started.all[1].say({ type: 'ready' });
  await needed.ready;
  pool.fill();
  expect(Started.all).toHaveLength(3);
});

it('SB14: an interpreter that did not start is no spare', async () => {
  const worker = pool.take('python');
  await failed();
  pool.release(worker);
  expect(Started.all[0].isOver).toBe(true);
  expect(pool.take('python')).not.toBe(worker);
});
