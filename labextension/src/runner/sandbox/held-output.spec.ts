import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HeldOutput, HOLD_MS } from './held-output';
import type { FromWorker } from './worker-messages';

function listen(unsettled = new Set<number>()): { held: HeldOutput; told: string[] } {
  const told: string[] = [];
  const held = new HeldOutput(unsettled, message =>
    told.push(message.type === 'output' ? message.text : message.type)
  );
  return { held, told };
}

const print = (text: string): FromWorker => ({ type: 'output', stream: 'stdout', text });
const hold = (id: number, text: string): FromWorker => ({
  type: 'hold',
  hold: id,
  stream: 'stdout',
  text
});
const settle = (id: number, text: string): FromWorker => ({ type: 'settled', hold: id, text });

describe('HeldOutput', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('JS6 gives on what comes, and keeps it in order behind what is held', () => {
    const { held, told } = listen();
    [print('a'), hold(1, '?'), print('b'), hold(2, '??'), print('c')].forEach(each =>
      held.hear(each)
    );
    expect(told).toEqual(['a']);
    held.hear(settle(2, 'two'));
    expect(told).toEqual(['a']);
    held.hear(settle(1, 'one'));
    expect(told).toEqual(['a', 'one', 'b', 'two', 'c']);
  });

  it('JS14 does not wait long for a worker that computes', () => {
    const { held, told } = listen();
    [hold(1, '?'), print('b')].forEach(each => held.hear(each));
    vi.advanceTimersByTime(HOLD_MS);
    expect(told).toEqual(['?', 'b']);
    held.hear(settle(1, 'one'));
    expect(told).toEqual(['?', 'b']);
  });

  it('JS6 gives all before a question and an end', () => {
    const { held, told } = listen();
    held.hear(hold(1, '?'));
    held.hear({ type: 'ended', state: 'ok', error: null });
    expect(told).toEqual(['?', 'ended']);
  });

  it('JS6 says the same when the program is run again for its input', () => {
    const unsettled = new Set<number>();
    const first = listen(unsettled);
    first.held.hear(hold(1, '?'));
    first.held.hear({ type: 'ask', prompt: '', again: true });
    const second = listen(unsettled);
    [hold(1, '?'), settle(1, 'one'), hold(2, '?'), settle(2, 'two')].forEach(each =>
      second.held.hear(each)
    );
    expect(second.told).toEqual(['?', 'two']);
  });
});
