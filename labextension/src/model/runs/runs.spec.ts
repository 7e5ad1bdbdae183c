import { describe, expect, it } from 'vitest';
import { golden } from '../../../tests/golden';
import type { IRun, ServerFrame } from '../../contract/protocol';
import { NO_RUNS, reduceRuns, type RunEvent } from './runs';

function frame<T extends ServerFrame['type']>(
  file: string,
  _type: T
): Extract<ServerFrame, { type: T }> {
  return golden(file).frame as Extract<ServerFrame, { type: T }>;
}

const STARTED = frame('sync-run-started.json', 'run_started');
const PRINTED = frame('sync-run-output.json', 'run_output');
const ENDED = frame('sync-execution-result.json', 'execution_result');
const RUN = STARTED.payload.run;

const reduce = (...events: RunEvent[]): readonly IRun[] => events.reduce(reduceRuns, NO_RUNS).list;

const output = (index: number, text: string, stream: 'stdout' | 'stderr' = 'stdout'): RunEvent => ({
  type: 'run_output',
  payload: { runId: RUN.id, index, text, stream }
});

const here: RunEvent = {
  type: 'ended_here',
  payload: {
    runId: RUN.id,
    state: 'ok',
    error: null,
    durationMs: 12,
    truncated: false,
    tests: [],
    endedAt: '2026-09-30T11:00:00.000Z'
  }
};

describe('runs', () => {
  it('the golden frames make one run as the server stamped it', () => {
    expect(reduce(STARTED, PRINTED, ENDED)).toEqual([ENDED.payload.run]);
    expect(reduce(STARTED, PRINTED)[0].outputs).toEqual([{ stream: 'stdout', text: 'naïve 🐢\n' }]);
  });

  it('every event may come twice', () => {
    expect(reduce(STARTED, STARTED, PRINTED, PRINTED, ENDED, ENDED)).toEqual(
      reduce(STARTED, PRINTED, ENDED)
    );
  });

  it('output keeps the order of its streams', () => {
    const [run] = reduce(STARTED, output(0, 'a'), output(1, 'b'), output(2, '!', 'stderr'));
    expect(run.outputs).toEqual([
      { stream: 'stdout', text: 'ab' },
      { stream: 'stderr', text: '!' }
    ]);
  });

  it("the server's copy of an own run brings its stamps and takes nothing away", () => {
    const mine = { ...RUN, user: null, startedAt: '2026-09-30T10:59:59.000Z' };
    const [run] = reduce(
      { type: 'run_started', payload: { run: mine } },
      output(0, 'early'),
      here,
      STARTED
    );
    expect(run).toMatchObject({ user: RUN.user, startedAt: RUN.startedAt, state: 'ok' });
    expect(run.outputs).toEqual([{ stream: 'stdout', text: 'early' }]);
  });

  it('output of a run that began before one came goes behind what was there', () => {
    const seen = { ...RUN, outputs: [{ stream: 'stdout' as const, text: '0123' }] };
    const [run] = reduce(
      { type: 'listed', payload: { runs: [seen], mine: [] } },
      output(4, '4'),
      output(4, '4')
    );
    expect(run.outputs).toEqual([{ stream: 'stdout', text: '01234' }]);
  });

  it('after a reconnect an own run that is still going keeps what only this page knows', () => {
    const events = [STARTED, output(0, 'a'), output(1, 'b')];
    const listed = (state: IRun['state']): RunEvent => ({
      type: 'listed',
      payload: { runs: [{ ...RUN, state, outputs: [] }], mine: [RUN.id] }
    });
    expect(reduce(...events, listed('running'))[0].outputs).toEqual([
      { stream: 'stdout', text: 'ab' }
    ]);
    expect(reduce(...events, listed('lost'))[0].state).toBe('running');
    expect(reduce(...events, here, listed('lost'))[0].state).toBe('ok');
    expect(reduce(...events, listed('running'), output(1, 'b'), output(2, 'c'))[0].outputs).toEqual(
      [{ stream: 'stdout', text: 'abc' }]
    );
  });

  it("after a reconnect the server's end of an own run is the truth, and other runs are gone", () => {
    const other = { ...RUN, id: 'run-00000009' };
    const stamped = ENDED.payload.run;
    expect(
      reduce({ type: 'run_started', payload: { run: other } }, STARTED, here, {
        type: 'listed',
        payload: { runs: [stamped], mine: [RUN.id] }
      })
    ).toEqual([stamped]);
  });

  it('an own run that the server never heard of stays last', () => {
    const listed: RunEvent = {
      type: 'listed',
      payload: { runs: [ENDED.payload.run], mine: ['run-mine-0001'] }
    };
    const mine = { ...RUN, id: 'run-mine-0001' };
    const runs = reduce({ type: 'run_started', payload: { run: mine } }, listed);
    expect(runs.map(({ id }) => id)).toEqual([RUN.id, mine.id]);
  });

  it('the list is bounded', () => {
    const many = Array.from({ length: 150 }, (_, i): RunEvent => {
      const run = { ...RUN, id: `run-${i}-0000` };
      return { type: 'run_started', payload: { run } };
    });
    const runs = reduce(...many);
    expect(runs.length).toBeLessThanOrEqual(100);
    expect(runs.at(-1)?.id).toBe('run-149-0000');
  });
});
