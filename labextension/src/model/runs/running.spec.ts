/** Runs of one person as they and the others see them. */
import { beforeEach, describe, expect, it } from 'vitest';
import { golden, judge, schemaName } from '../../../tests/golden';
import { join, type IParticipant } from '../../../tests/participant';
import { HOST, Relay } from '../../../tests/relay';
import { SERVER_ITSELF } from '../../session/actor';
import { LIMITS } from '../../session/server-facts';
import type { ClientFrame, IRun, ServerFrame } from '../../contract/protocol';

let relay: Relay;
let ana: IParticipant;
let bo: IParticipant;

beforeEach(() => {
  relay = new Relay();
  relay.type('print(1)');
  ana = join(relay, 'Ana');
  bo = join(relay, 'Bo');
  relay.settle();
});

const out = (run: IRun | undefined): string =>
  (run?.outputs ?? []).map(({ text }) => text).join('');

const sent = (type: ClientFrame['type']): ClientFrame[] =>
  ana.wire.sent.filter(frame => frame.type === type);

/** Output is sent immediately after a pause, and at most twenty times a second. */
function print(text: string, stream?: 'stderr'): void {
  ana.clock.turn(50);
  ana.runner.print(text, stream);
  relay.settle();
}

describe('a run of somebody else', () => {
  const role = 'interviewer' as const;

  beforeEach(() => {
    relay.perform(HOST, { type: 'PersonChange', participant: 'p-bo', role, admitted: false });
    ana.model.runs.run();
    relay.settle();
  });

  it('RN1, RN2: is stopped by a host, once, whatever its browser tells then', async () => {
    print('1\n');
    ana.runner.print('not sent yet');
    bo.model.runs.stopRun(relay.runs[0].id);
    bo.wire.carry();
    // On its way while the server tells the end.
    await ana.runner.finish();
    relay.settle();
    expect(relay.runs).toMatchObject([{ state: 'stopped', stoppedBy: { name: 'Bo' } }]);
    expect(ana.model.runs.list).toEqual(relay.runs);
    expect(bo.model.runs.list).toEqual(relay.runs);
    expect(out(relay.runs[0])).toBe('1\n');
    expect([ana.model.notices.current, bo.model.notices.current]).toEqual([null, null]);
    bo.model.runs.stopRun(relay.runs[0].id);
    relay.settle();
    expect(bo.model.notices.current).toBeNull();
  });

  it('RN3: ends in its browser too, where it may be asking, and the next run works', async () => {
    ana.runner.request?.onAsk?.('Name? ');
    expect(ana.model.runs.question).not.toBeNull();
    const { stops } = ana.runner;
    bo.model.runs.stopRun(relay.runs[0].id);
    relay.settle();
    expect(ana.runner.stops).toBe(stops + 1);
    expect([ana.model.runs.running, ana.model.runs.question]).toEqual([false, null]);
    expect(ana.model.runs.isWaiting).toBe(false);
    ana.model.runs.run();
    relay.settle();
    print('2\n');
    print('3\n');
    await ana.runner.finish();
    relay.settle();
    expect(relay.runs[1]).toMatchObject({ state: 'ok' });
    expect(out(relay.runs[1])).toBe('2\n3\n');
  });

  it('RN3: ends in a browser that had no connection when it was stopped', () => {
    ana.wire.drop(1006);
    bo.model.runs.stopRun(relay.runs[0].id);
    relay.settle();
    expect(ana.model.runs.running).toBe(true);
    ana.wire.open();
    relay.settle();
    expect(ana.model.runs.running).toBe(false);
    expect(ana.model.runs.list).toEqual(relay.runs);
  });
});

describe('a run', () => {
  it('RU1: has its duration too when its page goes away', () => {
    ana.runner.elapsedMs = 1_500;
    ana.model.runs.run();
    relay.settle();
    ana.model.leave();
    relay.settle();
    expect(relay.runs).toMatchObject([{ state: 'stopped', durationMs: 1_500 }]);
  });

  it('takes the shown text and language and the time limit of the moment', () => {
    ana.model.runs.timeLimitMs = 3_000;
    ana.model.runs.run();
    expect(ana.runner.request).toMatchObject({
      code: 'print(1)',
      language: 'python',
      timeLimitMs: 3_000
    });
  });

  it('is seen by both as it goes, and ends with the stamps of the server', async () => {
    ana.model.runs.run();
    expect(ana.model.runs.running).toBe(true);
    relay.settle();
    expect(bo.model.runs.list).toMatchObject([{ state: 'running', user: { name: 'Ana' } }]);
    print('1\n');
    expect([out(ana.model.runs.list[0]), out(bo.model.runs.list[0])]).toEqual(['1\n', '1\n']);
    print('careful\n', 'stderr');
    await ana.runner.finish({ state: 'error', error: 'ValueError: no' });
    expect(ana.model.runs.running).toBe(false);
    expect(ana.model.runs.list[0]).toMatchObject({ state: 'error', error: 'ValueError: no' });
    relay.settle();
    expect(ana.model.runs.list).toEqual(relay.runs);
    expect(bo.model.runs.list).toEqual(relay.runs);
    expect(relay.runs[0].outputs.map(({ stream }) => stream)).toEqual(['stdout', 'stderr']);
  });

  it('says what the contract wants to hear', async () => {
    ana.model.runs.run();
    relay.settle();
    print('naïve 🐢\n');
    await ana.runner.finish({ durationMs: 250.4 });
    relay.settle();
    const errors = judge();
    const types = ['run_started', 'run_output', 'execution_result'];
    const frames = ana.wire.sent.filter(({ type }) => types.includes(type));
    expect(frames.map(({ type }) => type)).toEqual(types);
    for (const frame of frames) {
      expect(errors(schemaName({ direction: 'to_server', frame }), frame)).toBe('');
    }
    const example = golden('sync-send-execution-result.json').frame?.payload ?? {};
    expect(Object.keys(frames[2].payload).sort()).toEqual(Object.keys(example).sort());
  });

  it('is one at a time, and can be stopped', async () => {
    ana.model.runs.run();
    const first = ana.runner.request;
    ana.model.runs.run();
    expect(ana.runner.request).toBe(first);
    ana.model.runs.stop();
    await Promise.resolve();
    expect(ana.model.runs.running).toBe(false);
    expect(ana.model.runs.list).toMatchObject([{ state: 'stopped' }]);
  });

  it('is not for those who may not run, nor before the text is there', () => {
    const early = join(relay, 'Early');
    early.model.runs.run();
    expect(early.model.runs.running).toBe(false);
    relay.tell(golden('sync-session-state.json').frame as ServerFrame);
    relay.settle();
    ana.model.runs.run();
    expect([ana.model.runs.running, ana.model.runs.list]).toEqual([false, []]);
  });
});

describe('output', () => {
  it('of a flood leaves twenty times a second, in frames below the limit, whole', async () => {
    ana.model.runs.run();
    relay.settle();
    const line = '\u0007"🐢"\n'.repeat(500);
    for (let i = 0; i < 50; i++) {
      ana.runner.print(line);
      ana.clock.turn(10);
    }
    await ana.runner.finish();
    relay.settle();
    const frames = sent('run_output');
    const sizes = frames.map(frame => new TextEncoder().encode(JSON.stringify(frame)).length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(64 * 1024);
    expect(frames.length).toBeLessThanOrEqual(25);
    expect(out(bo.model.runs.list[0])).toBe(line.repeat(50));
  });

  it('that comes between two flushes is not shown late', () => {
    ana.model.runs.run();
    relay.settle();
    ana.runner.print('a');
    expect(out(ana.model.runs.list[0])).toBe('a');
    ana.runner.print('b');
    expect(out(ana.model.runs.list[0])).toBe('a');
    ana.clock.turn(50);
    expect(out(ana.model.runs.list[0])).toBe('ab');
  });

  it('a long error is cut to what the server keeps', async () => {
    ana.model.runs.run();
    relay.settle();
    await ana.runner.finish({ state: 'error', error: '\u0001'.repeat(100_000) });
    const [frame] = sent('execution_result');
    expect(JSON.stringify(frame).length).toBeLessThan(64 * 1024);
  });
});

describe('a run across a lost connection', () => {
  it('is told in full after the reconnect, and nothing of it twice', async () => {
    ana.model.runs.run();
    relay.settle();
    print('one ');
    ana.wire.drop(1006);
    print('two ');
    await ana.runner.finish();
    expect(out(ana.model.runs.list[0])).toBe('one two ');
    ana.wire.open();
    relay.settle();
    expect(relay.runs).toMatchObject([{ state: 'ok' }]);
    expect([out(relay.runs[0]), out(bo.model.runs.list[0])]).toEqual(['one two ', 'one two ']);
    expect(ana.model.runs.list).toEqual(relay.runs);
    expect(sent('run_started')).toHaveLength(1);
  });

  it('that was made wholly offline is told afterwards, two of them in order', async () => {
    ana.wire.drop(1006);
    for (const word of ['first', 'second']) {
      ana.model.runs.run();
      print(word);
      await ana.runner.finish();
    }
    ana.wire.open();
    relay.settle();
    expect(relay.runs.map(out)).toEqual(['first', 'second']);
    expect(bo.model.runs.list).toEqual(relay.runs);
  });

  it('given up by the server as lost is completed', async () => {
    ana.model.runs.run();
    relay.settle();
    print('long ');
    ana.wire.drop(1006);
    relay.perform(SERVER_ITSELF, { type: 'LoseRuns', participant: ana.wire.user.id });
    await ana.runner.finish();
    ana.wire.open();
    relay.settle();
    expect(relay.runs).toMatchObject([{ state: 'ok' }]);
    expect(ana.model.runs.list).toEqual(relay.runs);
  });

  it('given up by the server while it goes on here stays running here', () => {
    ana.model.runs.run();
    relay.settle();
    relay.perform(SERVER_ITSELF, { type: 'LoseRuns', participant: ana.wire.user.id });
    relay.settle();
    expect(ana.model.runs.list).toMatchObject([{ state: 'running' }]);
    expect(bo.model.runs.list).toMatchObject([{ state: 'lost' }]);
  });

  it('confirmed while the connection was down is not sent again', async () => {
    ana.model.runs.run();
    relay.settle();
    print('done');
    await ana.runner.finish();
    ana.wire.carry();
    ana.wire.drop(1006);
    ana.wire.sent.length = 0;
    ana.wire.open();
    relay.settle();
    expect(ana.wire.sent).toEqual([]);
    expect(ana.model.runs.list).toEqual(relay.runs);
  });
});

describe('a refused run', () => {
  const refusal = 'That is many runs in one minute; wait a little.';

  beforeEach(() => {
    relay.limits = { ...LIMITS, runsPerMinute: 0 };
  });

  it('is stopped and gone, told once, and sends no output', async () => {
    ana.model.runs.run();
    ana.runner.print('secret');
    relay.settle();
    await Promise.resolve();
    expect([ana.model.runs.running, ana.model.runs.list, ana.model.notices.current]).toEqual([
      false,
      [],
      refusal
    ]);
    expect(sent('run_output')).toEqual([]);
    expect(sent('execution_result')).toEqual([]);
  });

  it('leaves the next one alone', async () => {
    ana.model.runs.run();
    relay.settle();
    await Promise.resolve();
    relay.limits = LIMITS;
    ana.model.runs.run();
    relay.settle();
    print('fine');
    await ana.runner.finish();
    relay.settle();
    expect(bo.model.runs.list).toMatchObject([{ state: 'ok' }]);
    expect(ana.model.runs.list).toEqual(bo.model.runs.list);
  });
});

describe('RU39: the refusal of a frame about another run', () => {
  const error = 'You have no run with this id.';

  it.each(['run_output', 'execution_result'] as const)('leaves this one alone: %s', async about => {
    ana.model.runs.run();
    relay.settle();
    print('1\n');
    const payload = { error, code: 'run_conflict', about, runId: 'run-of-before' };
    relay.tell({ type: 'error', payload });
    relay.settle();
    print('2\n');
    await ana.runner.finish();
    relay.settle();
    expect(relay.runs).toMatchObject([{ state: 'ok' }]);
    expect(out(relay.runs[0])).toBe('1\n2\n');
    expect(ana.model.runs.list).toEqual(relay.runs);
  });

  it('is read as the server writes it', () => {
    const { direction, frame } = golden('sync-error-run.json');
    expect(judge()(schemaName({ direction, frame }), frame)).toBe('');
    expect(frame?.payload).toMatchObject({ about: 'run_output', runId: 'run-00000001' });
  });
});
