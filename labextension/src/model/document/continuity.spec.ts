/** A server whose log does not go on from where this page knew it: nothing is merged, all is offered. */
import { beforeEach, describe, expect, it } from 'vitest';
import { HandClock } from '../../../tests/hand-clock';
import { join, type IParticipant } from '../../../tests/participant';
import { HOST, Relay } from '../../../tests/relay';
import { CloseCode } from '../../contract/protocol';
import { MemoryStore } from '../offline/offline-store';

let relay: Relay;
let clock: HandClock;
let store: MemoryStore;
let ana: IParticipant;
let bo: IParticipant;

const settle = (): Promise<void> => relay.settled();

const reconnect = (): Promise<void> => {
  relay.wires.filter(({ state }) => state !== 'closed').forEach(wire => wire.open());
  return settle();
};

/** As long as is waited for the author of text that the server lost. */
const patience = (): Promise<void> => {
  clock.turn(15_000);
  return settle();
};

beforeEach(async () => {
  relay = new Relay();
  relay.type('start\n');
  relay.store();
  clock = new HandClock();
  store = new MemoryStore(true);
  ana = join(relay, 'Ana', clock, store);
  bo = join(relay, 'Bo', clock);
  await settle();
});

describe('OF7 a store put back from an older copy', () => {
  it('is never merged into: both versions are there', async () => {
    const putBack = relay.backup();
    ana.type(0, 'acked ');
    await settle();
    expect(ana.model.document.saved).toBe('saved');
    putBack();
    await reconnect();
    expect([relay.text(), ana.text(), ana.copy()]).toEqual(['start\n', 'start\n', 'acked start\n']);
    expect([ana.model.document.saved, ana.model.notices.current]).toEqual(['saved', null]);
    // A person who only read knows no newer position in the log than that of the start, and waits
    // for Ana's edit.
    await patience();
    expect([relay.text(), bo.text(), bo.copy()]).toEqual(['start\n', 'start\n', 'acked start\n']);
  });

  it('OF15: restoring the copy is an ordinary edit that everybody gets and undo takes back', async () => {
    const putBack = relay.backup();
    ana.type(0, 'acked ');
    await settle();
    putBack();
    await reconnect();
    await patience();
    bo.type(6, 'since');
    await settle();
    ana.model.document.restoreCopy(ana.model.document.copies[0].id);
    await settle();
    expect([relay.text(), bo.text()]).toEqual(Array<string>(2).fill('acked start\n'));
    expect(ana.copy()).toBeNull();
    ana.model.document.shown.shared.undo();
    await settle();
    expect(bo.text()).toBe('start\nsince');
  });

  it('one that holds everything goes on as if nothing had been', async () => {
    ana.type(0, 'acked ');
    await settle();
    const putBack = relay.backup();
    putBack();
    ana.type(0, 'more ');
    await reconnect();
    expect(relay.text()).toBe('more acked start\n');
    expect([ana.copy(), bo.copy()]).toEqual([null, null]);
  });

  it('a page that was closed meanwhile is offered its text, not merged', async () => {
    ana.type(0, 'acked ');
    await settle();
    const putBack = relay.backup();
    ana.type(0, 'second ');
    await settle();
    ana.wire.drop(1006);
    ana.type(0, 'third ');
    ana.model.dispose();
    const kept = (await store.load()).find(record => record.kind === 'edit');
    putBack();
    const next = join(relay, 'Ana', clock, store, kept?.known);
    await settle();
    expect(next.text()).toBe('acked start\n');
    expect(next.copy()).toBe('third second acked start\n');
    next.model.dispose();
    await settle();
    // Not decided yet: the next page offers it again, and only once.
    const last = join(relay, 'Ana', clock, store);
    await settle();
    expect(last.model.document.copies.map(({ text }) => text)).toEqual([
      'third second acked start\n'
    ]);
    last.model.document.dropCopy(last.model.document.copies[0].id);
    clock.turn(100);
    await settle();
    expect(await store.load()).toEqual([]);
  });
});

describe('OF8 another epoch', () => {
  it('with the same texts nothing is asked', async () => {
    relay.rebuild('start\n');
    relay.wires.forEach(wire => wire.drop(CloseCode.renewed, 'connecting'));
    expect(ana.model.connection.state).toBe('connecting');
    await reconnect();
    expect([ana.copy(), ana.model.notices.current, ana.model.connection.state]).toEqual([
      null,
      null,
      'online'
    ]);
    ana.type(0, 'on ');
    await settle();
    expect(bo.text()).toBe('on start\n');
  });

  it('what was on its way is offered, and kept until it is decided', async () => {
    relay.storesAtOnce = false;
    ana.type(0, 'mine ');
    relay.settle();
    relay.storesAtOnce = true;
    relay.rebuild('start\n');
    await reconnect();
    expect(ana.copy()).toBe('mine start\n');
    clock.turn(100);
    await settle();
    expect((await store.load()).map(({ kind }) => kind)).toEqual(['copy']);
  });

  it('a run made in a draft is told nobody once it has started', async () => {
    ana.model.runs.run();
    await settle();
    ana.runner.print('the answer');
    relay.rebuild('start\n');
    await reconnect();
    await ana.runner.finish();
    await settle();
    expect([relay.runs, ana.model.runs.list, ana.model.runs.running]).toEqual([[], [], false]);
    ana.model.dispose();
    const next = join(relay, 'Ana', clock, store);
    await settle();
    expect([relay.runs, next.model.runs.list]).toEqual([[], []]);
  });

  it('texts of several languages are offered one by one', async () => {
    ana.type(0, 'py ');
    ana.model.session.setLanguage('javascript');
    await settle();
    ana.type(0, 'js');
    await settle();
    relay.rebuild('');
    await reconnect();
    expect(ana.model.document.copies.map(({ name, text }) => [name, text]).sort()).toEqual([
      ['solution.js', 'js'],
      ['solution.py', 'py start\n']
    ]);
  });
});

describe('OF9 an interview that is gone', () => {
  it('leaves what stood in it to whoever had it open', async () => {
    ana.type(0, 'all I have ');
    await settle();
    ana.wire.drop(CloseCode.unknown, 'closed');
    expect([ana.model.connection.closedBecause, ana.copy()]).toEqual([
      'deleted',
      'all I have start\n'
    ]);
  });

  it('so does one that shuts somebody out, if they have typed what was not saved', async () => {
    ana.wire.drop(CloseCode.credential, 'closed');
    expect([ana.model.connection.closedBecause, ana.copy()]).toEqual(['shut_out', null]);
    bo.wire.drop(1006);
    bo.type(0, 'mine ');
    bo.wire.drop(CloseCode.credential, 'closed');
    await settle();
    expect(bo.copy()).toBe('mine start\n');
  });
});

describe('OF10 somebody who may not edit any more', () => {
  it('is told, and offered what they typed offline', async () => {
    ana.wire.drop(1006);
    ana.type(0, 'late ');
    relay.perform(HOST, { type: 'SessionChange', editingLocked: true });
    relay.received.length = 0;
    await reconnect();
    expect(relay.received).toEqual([]);
    expect([ana.text(), ana.copy()]).toEqual(['start\n', 'late start\n']);
    expect(ana.model.notices.current).toMatch(/may not edit/);
    ana.model.document.restoreCopy(ana.model.document.copies[0].id);
    expect(ana.copy()).toBe('late start\n');
  });

  it('also what was typed after an edit that was too long, and the tab was closed', async () => {
    ana.wire.drop(1006);
    ana.type(0, 'before ');
    ana.type(0, 'é'.repeat(600));
    ana.type(0, 'after ');
    ana.model.dispose();
    const next = join(relay, 'Ana', clock, store);
    await settle();
    expect(next.text()).toBe('before start\n');
    expect(next.copy()).toMatch(/^after é+before start\n$/);
  });
});
