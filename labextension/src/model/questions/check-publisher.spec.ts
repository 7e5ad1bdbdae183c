/** How the results of a check go to the others. */
import { beforeEach, describe, expect, it } from 'vitest';
import { HandClock } from '../../../tests/hand-clock';
import type { ClientFrame, ICaseResult, ICheck, ICheckStart } from '../../contract/protocol';
import { CheckPublisher } from './check-publisher';

const START: ICheckStart = {
  checkId: 'check-0001',
  question: 'q-1',
  hidden: false,
  language: 'python',
  file: 'solution.py',
  cases: []
};

let sent: ClientFrame[];
let clock: HandClock;
let publisher: CheckPublisher;

beforeEach(() => {
  sent = [];
  clock = new HandClock();
  publisher = new CheckPublisher({
    send: frame => sent.push(frame) > 0,
    renamed: () => undefined,
    clock
  });
  publisher.connected([]);
});

function result(index: number, text = ''): ICaseResult {
  const name = `case ${index}`;
  return { index, name, status: 'failed', expected: text, got: text, message: '', ms: 1 };
}

const sizes = (): number[] =>
  sent.flatMap(frame => (frame.type === 'check_results' ? [frame.payload.results.length] : []));

describe('QU30: results', () => {
  it('wait until the server has said that the check began', () => {
    publisher.start(START);
    publisher.result('check-0001', result(0));
    publisher.end('check-0001', 'ended');
    expect(sent.map(({ type }) => type)).toEqual(['check_started']);
    publisher.accepted('check-0001');
    expect(sent.map(({ type }) => type)).toEqual(['check_started', 'check_results', 'check_ended']);
  });

  it('go at most five times a second, twenty at a time, and the end behind them', () => {
    publisher.start(START);
    publisher.accepted('check-0001');
    for (let index = 0; index < 50; index++) {
      publisher.result('check-0001', result(index));
    }
    publisher.end('check-0001', 'ended');
    expect(sizes()).toEqual([1]);
    clock.turn(199);
    expect(sizes()).toEqual([1]);
    clock.turn(1);
    expect(sizes()).toEqual([1, 20]);
    clock.turn(400);
    expect(sizes()).toEqual([1, 20, 20, 9]);
    expect(sent.at(-1)?.type).toBe('check_ended');
    expect(sent.filter(({ type }) => type === 'check_ended')).toHaveLength(1);
  });

  it('have at most 40 KiB in a frame', () => {
    publisher.start(START);
    for (let index = 0; index < 5; index++) {
      publisher.result('check-0001', result(index, '\u0001'.repeat(1500)));
    }
    publisher.accepted('check-0001');
    clock.turn(1000);
    expect(sizes()).toEqual([2, 2, 1]);
    for (const frame of sent) {
      expect(new TextEncoder().encode(JSON.stringify(frame)).length).toBeLessThan(41 * 1024);
    }
  });
});

describe('QU30: a check that was not told to its end', () => {
  it('goes on where the server knows of it, with what it has not', () => {
    publisher.start(START);
    publisher.accepted('check-0001');
    publisher.result('check-0001', result(0));
    publisher.disconnected();
    publisher.result('check-0001', result(1));
    publisher.end('check-0001', 'ended');
    sent = [];
    clock.turn(200);
    expect(sent).toEqual([]);
    publisher.connected([{ ...CHECK, results: [result(0)] }]);
    expect(sent).toEqual([
      { type: 'check_results', payload: { checkId: 'check-0001', results: [result(1)] } },
      { type: 'check_ended', payload: { checkId: 'check-0001', state: 'ended' } }
    ]);
  });

  it('is told again under another id where the server has given it up', () => {
    publisher.start(START);
    publisher.accepted('check-0001');
    publisher.disconnected();
    sent = [];
    publisher.connected([{ ...CHECK, state: 'lost' }]);
    expect(sent).toMatchObject([{ type: 'check_started', payload: { question: 'q-1' } }]);
    expect(sent).not.toMatchObject([{ payload: { checkId: 'check-0001' } }]);
    expect(publisher.has('check-0001')).toBe(false);
  });

  it('waits for the one before it', () => {
    publisher.disconnected();
    publisher.start(START);
    publisher.end('check-0001', 'ended');
    publisher.start({ ...START, checkId: 'check-0002' });
    publisher.end('check-0002', 'stopped');
    publisher.connected([]);
    publisher.accepted('check-0001');
    expect(sent.map(({ type }) => type)).toEqual(['check_started', 'check_ended']);
    publisher.forget('check-0001');
    expect(sent.at(-1)).toMatchObject({ payload: { checkId: 'check-0002' } });
  });
});

const CHECK: ICheck = {
  id: 'check-0001',
  question: 'q-1',
  hidden: false,
  user: null,
  language: 'python',
  source: 'browser',
  file: 'solution.py',
  state: 'running',
  startedAt: '2026-09-30T10:00:00.000Z',
  endedAt: null,
  total: 2,
  results: [],
  passed: 0,
  points: 0,
  of: 0
};
