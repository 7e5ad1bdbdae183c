/** Away from the server: what was typed and run is kept, outlives its page, and arrives with its times. */
import { beforeEach, describe, expect, it } from 'vitest';
import { HandClock } from '../../../tests/hand-clock';
import { join, type IParticipant } from '../../../tests/participant';
import { Relay } from '../../../tests/relay';
import { LIMITS } from '../../session/server-facts';
import { MemoryStore, type Kept } from './offline-store';

let relay: Relay;
let clock: HandClock;
let store: MemoryStore;
let ana: IParticipant;
let bo: IParticipant;

const settle = (): Promise<void> => relay.settled();

/** The tab is closed and the link opened again, in the same browser. */
async function reopened(old: IParticipant): Promise<IParticipant> {
  old.model.dispose();
  const next = join(relay, 'Ana', clock, store);
  await settle();
  return next;
}

async function inStore(kind: Kept['kind']): Promise<number> {
  return (await store.load()).filter(record => record.kind === kind).length;
}

beforeEach(async () => {
  relay = new Relay();
  relay.type('start\n');
  relay.store();
  clock = new HandClock();
  store = new MemoryStore(true);
  ana = join(relay, 'Ana', clock, store);
  bo = join(relay, 'Bo', clock);
  await settle();
  relay.received.length = relay.ages.length = 0;
});

describe('OF3 original times', () => {
  it('an edit made offline arrives with how old it is, a fresh one without', async () => {
    ana.wire.drop(1006);
    ana.type(0, 'old ');
    clock.turn(60_000);
    ana.wire.open();
    await settle();
    ana.type(0, 'new ');
    await settle();
    expect(relay.text()).toBe('new old start\n');
    expect(relay.ages).toEqual([60_000, null]);
  });

  it('OF11: a minute of typing arrives as one update a second, each with its second', async () => {
    ana.wire.drop(1006);
    for (let i = 0; i < 240; i++) {
      ana.type(i, String(i % 10));
      clock.turn(250);
    }
    ana.wire.open();
    await settle();
    clock.turn(10_000);
    await settle();
    expect(relay.text()).toBe('0123456789'.repeat(24) + 'start\n');
    expect(relay.received.length).toBe(60);
    const ages = relay.ages.map(age => age ?? 0);
    const steps = ages.slice(1).map((age, i) => ages[i] - age);
    // Later frames waited for the pace, so their edits are older by then.
    expect(Math.max(...steps)).toBeLessThanOrEqual(1_000);
    expect(ages[0]).toBeGreaterThan(59_000);
    expect(ana.model.document.saved).toBe('saved');
  });

  it('OF11: however long it was, it is a minute’s worth of frames and within the pace', async () => {
    ana.wire.drop(1006);
    for (let i = 0; i < 600; i++) {
      ana.type(i, 'x');
      clock.turn(6_000);
    }
    ana.wire.open();
    await settle();
    const atOnce = relay.received.length;
    expect(atOnce).toBeLessThanOrEqual(30);
    clock.turn(10_000);
    await settle();
    expect(relay.text()).toBe('x'.repeat(600) + 'start\n');
    expect(relay.received.length).toBeLessThanOrEqual(61);
  });

  it('a run made offline is shown at once and told with when it began and ended', async () => {
    ana.wire.drop(1006);
    ana.model.runs.run();
    ana.runner.print('hello');
    clock.turn(5_000);
    await ana.runner.finish();
    expect(ana.model.runs.list).toMatchObject([{ state: 'ok', offline: true }]);
    clock.turn(55_000);
    ana.wire.open();
    await settle();
    const [run] = relay.runs;
    expect(run).toMatchObject({ state: 'ok', offline: true });
    expect(Date.parse(run.endedAt ?? '') - Date.parse(run.startedAt)).toBe(5_000);
    expect(ana.model.runs.list).toEqual(bo.model.runs.list);
  });
});

describe('OF4 a tab that was closed', () => {
  it('OF12: opened again sends what the old one could not, once, with its times', async () => {
    ana.wire.drop(1006);
    ana.type(0, 'kept ');
    bo.type(6, 'meanwhile');
    await settle();
    clock.turn(30_000);
    const next = await reopened(ana);
    expect([relay.text(), next.text(), bo.text()]).toEqual(
      Array<string>(3).fill('kept start\nmeanwhile')
    );
    expect(relay.ages.at(-1)).toBe(30_000);
    expect([next.model.document.saved, next.copy()]).toEqual(['saved', null]);
    clock.turn(100);
    await settle();
    expect(await store.load()).toEqual([]);
  });

  it('OF12: keeps what was typed in its very last moment', async () => {
    ana.wire.drop(1006);
    ana.type(0, 'last words ');
    const next = await reopened(ana);
    expect(next.text()).toBe('last words start\n');
  });

  it('OF12: keeps its runs too, and a run that its end cut off is over', async () => {
    ana.wire.drop(1006);
    ana.model.runs.run();
    ana.runner.print('whole');
    await ana.runner.finish();
    clock.turn(3_000);
    ana.model.runs.run();
    ana.runner.print('half');
    const next = await reopened(ana);
    expect(relay.runs.map(({ state }) => state)).toEqual(['ok', 'stopped']);
    expect(relay.runs.map(({ outputs }) => outputs[0].text)).toEqual(['whole', 'half']);
    expect(next.model.runs.list).toEqual(relay.runs);
    clock.turn(100);
    await settle();
    expect(await store.load()).toEqual([]);
  });

  it('a browser that crashed leaves a run whose end is told when it is certain', async () => {
    ana.model.runs.run();
    await settle();
    ana.runner.print('half');
    clock.turn(1_100);
    ana.wire.drop(1006);
    const early = join(relay, 'Ana', clock, store);
    await settle();
    expect(relay.runs[0].state).toBe('running');
    early.model.dispose();
    clock.turn(3_600_000);
    join(relay, 'Ana', clock, store);
    await settle();
    expect(relay.runs).toMatchObject([{ state: 'crashed' }]);
  });

  it('OF13: an edit that was acknowledged in time never touches the offline store', async () => {
    ana.type(0, 'quick ');
    await settle();
    clock.turn(100);
    await settle();
    expect(await store.load()).toEqual([]);
  });

  it('what another person left in this browser is not sent', async () => {
    ana.wire.drop(1006);
    ana.type(0, 'ana ');
    ana.model.dispose();
    join(relay, 'Cy', clock, store);
    await settle();
    expect(relay.text()).toBe('start\n');
    expect(await inStore('edit')).toBe(1);
  });
});

describe('OF5 several tabs of one person', () => {
  it('a second tab sends for the first, and the first sends again without harm', async () => {
    ana.wire.drop(1006);
    ana.type(0, 'one ');
    clock.turn(100);
    const second = join(relay, 'Ana', clock, store);
    await settle();
    expect(relay.text()).toBe('one start\n');
    second.type(0, 'two ');
    ana.type(4, 'more ');
    ana.wire.open();
    await settle();
    clock.turn(1_000);
    await settle();
    expect([ana.text(), second.text(), bo.text()]).toEqual(Array<string>(3).fill(relay.text()));
    expect(relay.text()).toBe('two one more start\n');
    expect(await store.load()).toEqual([]);
  });

  it('a run told by one is not told twice', async () => {
    ana.wire.drop(1006);
    ana.model.runs.run();
    await ana.runner.finish();
    clock.turn(5_000);
    const second = join(relay, 'Ana', clock, store);
    await settle();
    ana.wire.open();
    await settle();
    expect(relay.runs).toHaveLength(1);
    expect([ana.model.notices.current, second.model.notices.current]).toEqual([null, null]);
    expect(ana.model.runs.list).toEqual(relay.runs);
  });
});

describe('OF14 where the browser keeps nothing', () => {
  it('says so, and that something is at risk while it is', async () => {
    const cy = join(relay, 'Cy', clock, new MemoryStore());
    await settle();
    expect([cy.model.offline.lasts, cy.model.offline.atRisk]).toEqual([false, false]);
    cy.wire.drop(1006);
    cy.type(0, 'x');
    expect(cy.model.offline.atRisk).toBe(true);
    cy.wire.open();
    await settle();
    expect(cy.model.offline.atRisk).toBe(false);
  });

  it('a browser that keeps things asks nothing', () => {
    ana.wire.drop(1006);
    ana.type(0, 'x');
    expect([ana.model.offline.lasts, ana.model.offline.atRisk]).toEqual([true, false]);
  });

  it('an offline store that is full is as none, until it takes things again', async () => {
    store.write = () => Promise.reject(new Error('full'));
    ana.wire.drop(1006);
    ana.type(0, 'x');
    clock.turn(100);
    await settle();
    expect([ana.model.offline.lasts, ana.model.offline.atRisk]).toEqual([false, true]);
    store.write = (puts, removes) => MemoryStore.prototype.write.call(store, puts, removes);
    clock.turn(1_000);
    await settle();
    expect(ana.model.offline.atRisk).toBe(false);
    expect(await inStore('edit')).toBe(1);
  });
});

describe('more runs than the server takes in a minute', () => {
  it('wait for their turn instead of being lost', async () => {
    ana.wire.drop(1006);
    for (const word of ['one', 'two']) {
      ana.model.runs.run();
      ana.runner.print(word);
      await ana.runner.finish();
      clock.turn(3_000);
    }
    relay.limits = { ...LIMITS, offlineRunsPerMinute: 0 };
    ana.wire.open();
    await settle();
    expect([relay.runs, ana.model.notices.current]).toEqual([[], null]);
    expect(ana.model.runs.list).toHaveLength(2);
    relay.limits = LIMITS;
    clock.turn(15_000);
    await settle();
    expect(relay.runs.map(({ outputs }) => outputs[0].text)).toEqual(['one', 'two']);
  });
});
