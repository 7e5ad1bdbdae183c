/** Runs that a person has made by the server, as they and the others see them. */
import { beforeEach, describe, expect, it } from 'vitest';
import { golden, judge, schemaName } from '../../../tests/golden';
import { join, type IParticipant } from '../../../tests/participant';
import { Relay } from '../../../tests/relay';
import type { ClientFrame } from '../../contract/protocol';

let relay: Relay;
let ana: IParticipant;
let bo: IParticipant;

beforeEach(() => {
  relay = new Relay();
  relay.serverRuns = ['javascript', 'typescript', 'python'];
  relay.textBytes = 256 * 1024;
  relay.type('print(1)');
  ana = join(relay, 'Ana');
  bo = join(relay, 'Bo');
  relay.settle();
});

const sent = (type: ClientFrame['type']): ClientFrame[] =>
  ana.wire.sent.filter(frame => frame.type === type);

function runThere(): void {
  ana.model.runs.location.choose('server');
  ana.model.runs.run();
}

describe('RU15: a run on the server', () => {
  it('is asked for in the words of the contract, and goes to no sandbox', () => {
    runThere();
    const errors = judge();
    const [frame] = sent('run_code');
    expect(errors(schemaName({ direction: 'to_server', frame }), frame)).toBe('');
    expect(frame.payload).toMatchObject({ code: 'print(1)', language: 'python' });
    expect([ana.model.runs.running, ana.runner.request]).toEqual([true, null]);
    relay.settle();
    expect(ana.model.runs.list).toEqual(relay.runs);
    expect(bo.model.runs.list).toMatchObject([{ source: 'server', state: 'running' }]);
    expect([ana.model.runs.running, bo.model.runs.running]).toEqual([true, false]);
  });

  it('can be stopped, also by a page of the same person that did not ask', () => {
    runThere();
    relay.settle();
    const other = join(relay, 'Ana');
    relay.settle();
    expect(other.model.runs.running).toBe(true);
    other.model.runs.stop();
    relay.settle();
    const stop = other.wire.sent.find(({ type }) => type === 'stop_run');
    expect(Object.keys(stop?.payload ?? {})).toEqual(
      Object.keys(golden('sync-send-stop-run.json').frame?.payload ?? {})
    );
    expect(ana.model.runs.list).toMatchObject([{ state: 'stopped' }]);
    expect([ana.model.runs.running, other.model.runs.running]).toEqual([false, false]);
  });

  it('that is refused leaves nothing but the sentence', () => {
    relay.refuseRuns = 'Too many runs wait.';
    runThere();
    relay.settle();
    expect([ana.model.runs.running, ana.model.runs.list]).toEqual([false, []]);
    expect(ana.model.notices.current).toBe('Too many runs wait.');
  });

  it('is not sent without a connection, nor when it is too long', () => {
    ana.wire.drop(1006);
    runThere();
    expect(ana.model.notices.current).toContain('offline');
    ana.type(0, `#${'🐢'.repeat(15_400)}\n`);
    ana.wire.open();
    relay.settle();
    ana.model.runs.run();
    expect(ana.model.notices.current).toContain('too long');
    expect([sent('run_code'), ana.model.runs.running]).toEqual([[], false]);
  });

  it('outlives a lost connection, and does not hold up the browser meanwhile', () => {
    runThere();
    relay.settle();
    ana.wire.drop(1006);
    expect(ana.model.runs.running).toBe(false);
    ana.wire.open();
    relay.settle();
    expect(ana.model.runs.running).toBe(true);
  });

  it('is no choice where the server makes none', () => {
    runThere();
    relay.settle();
    relay.serverRuns = [];
    ana.wire.renew();
    relay.settle();
    expect(ana.model.runs.location).toMatchObject({ isOffered: false, chosen: 'browser' });
    bo.model.runs.run();
    expect(bo.runner.request).not.toBeNull();
  });
});
