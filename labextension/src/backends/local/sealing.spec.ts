/** Seals and recordings of interviews that live in a browser. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { HandClock } from '../../../tests/hand-clock';
import { LockTable } from '../../../tests/lock-table';
import type { IAuthor, ServerFrame } from '../../contract/protocol';
import { encodeSync } from '../../model/document/sync';
import { sha256 } from '../../model/runs/program';
import { SEAL_MS, SEAL_UPDATES } from '../../session/seals';
import { TextAt } from '../../recording/text-at';
import { LocalConnection } from './connection';
import { LocalDatabase, type Entry } from './database';
import { localHome } from './home';
import { recordingOf } from './recording';
import { LocalRoom, type Asked } from './room';

const USER: IAuthor = { id: 'ada', name: 'Ada', color: '#0072b2' };
const PYTHON = 'code:python';
const START = { type: 'run_started', payload: { runId: 'run-00000001', language: 'python' } };

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));

/** A tab whose commands are decided one after the other, at times of the test's choice. */
class Tab {
  private constructor(
    readonly id: string,
    private readonly _room: LocalRoom,
    readonly now: number
  ) {}

  static async open(code = ''): Promise<Tab> {
    const home = localHome({ link: id => id, questions: '', locks: new LockTable().locks });
    const { id } = await home.api.create({ language: 'python', code });
    return Tab.again(id);
  }

  static async again(id: string): Promise<Tab> {
    const { record, entries } = await new LocalDatabase().read(id, 0);
    return new Tab(id, new LocalRoom(record, entries), Date.parse(record.createdAt));
  }

  /** An update that puts a text at the beginning, made by another copy of the document. */
  typed(text: string): Asked {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this._room.doc));
    const before = Y.encodeStateVector(doc);
    doc.getText(PYTHON).insert(0, text);
    return { type: 'update', update: Y.encodeStateAsUpdate(doc, before) };
  }

  /** Asks for something so long after the beginning. */
  async asks(ms: number, ...asked: Asked[]): Promise<void> {
    const database = new LocalDatabase();
    const refusals: ServerFrame[] = [];
    const at = this.now + ms;
    await database.change(this.id, { peer: 7, at, after: this._room.seq }, (record, unread) =>
      this._room.decide(record, unread, asked, USER, at, refusals)
    );
    expect(refusals).toEqual([]);
    await this.reads();
  }

  async reads(): Promise<void> {
    const { entries } = await new LocalDatabase().read(this.id, this._room.seq);
    entries.forEach(entry => this._room.learn(entry));
  }

  get text(): string {
    return this._room.doc.getText(PYTHON).toJSON();
  }
}

async function logOf(id: string): Promise<Entry[]> {
  return (await new LocalDatabase().read(id, 0)).entries;
}

async function sealsOf(id: string): Promise<string[]> {
  const entries = await logOf(id);
  return entries.flatMap(entry =>
    'event' in entry && entry.event.type === 'TextsSealed'
      ? entry.event.texts.map(({ sha256: told }) => told)
      : []
  );
}

describe('RC14: an interview of this browser seals its texts', () => {
  it('where a run begins, with what comes in the same go and what is not read yet', async () => {
    const tab = await Tab.open('x = 1\n');
    const other = await Tab.again(tab.id);
    await other.asks(10, other.typed('# other\n'));
    await tab.asks(20, tab.typed('# é🐢\n'), START as Asked);
    await other.reads();
    const entries = await logOf(tab.id);
    const last = entries.slice(-2).map(entry => ('event' in entry ? entry.event.type : 'update'));
    expect(last).toEqual(['RunStarted', 'TextsSealed']);
    expect(await sealsOf(tab.id)).toEqual([sha256(tab.text)]);
    expect(other.text).toBe(tab.text);
  });

  it('after so many changes, and so long after one', async () => {
    const tab = await Tab.open();
    for (let number = 2; number < SEAL_UPDATES; number++) {
      await tab.asks(1, tab.typed('a'));
    }
    expect(await sealsOf(tab.id)).toEqual([]);
    await tab.asks(2, tab.typed('b'));
    expect(await sealsOf(tab.id)).toEqual([sha256(tab.text)]);
    await tab.asks(3, tab.typed('c'));
    await tab.asks(SEAL_MS + 2);
    expect(await sealsOf(tab.id)).toHaveLength(1);
    await tab.asks(SEAL_MS + 3);
    expect((await sealsOf(tab.id)).slice(1)).toEqual([sha256(tab.text)]);
  });

  it('at its end', async () => {
    const tab = await Tab.open('x = 1\n');
    const home = localHome({ link: id => id, questions: '', locks: new LockTable().locks });
    await home.api.update(tab.id, { state: 'ended' });
    expect(await sealsOf(tab.id)).toEqual([sha256('x = 1\n')]);
    await home.api.update(tab.id, { state: 'live' });
    expect(await sealsOf(tab.id)).toHaveLength(1);
  });

  it('by itself, when nobody does anything for a while', async () => {
    const tab = await Tab.open('x = 1\n');
    const clock = new HandClock();
    const locks = new LockTable().locks;
    const database = new LocalDatabase();
    const connection = new LocalConnection({
      database,
      sessionId: tab.id,
      user: USER,
      clock,
      locks
    });
    await vi.waitFor(() => expect(connection.state).toBe('open'));
    connection.send({
      type: 'run_started',
      payload: { runId: 'run-00000001', language: 'python' }
    });
    await vi.waitFor(async () => expect(await sealsOf(tab.id)).toHaveLength(1));
    await tab.reads();
    const { update } = tab.typed('typed\n') as { update: Uint8Array };
    connection.sendBinary(encodeSync({ kind: 'update', payload: update }));
    await vi.waitFor(async () => expect((await logOf(tab.id)).at(-1)).toHaveProperty('update'));
    await vi.waitFor(async () => {
      clock.turn(SEAL_MS);
      expect(await sealsOf(tab.id)).toHaveLength(2);
    });
    await tab.reads();
    expect((await sealsOf(tab.id))[1]).toBe(sha256(tab.text));
    connection.dispose();
  });

  it('and its recording is made of its log, with authors, and every seal holds', async () => {
    const tab = await Tab.open('x = 1\n');
    await tab.asks(1000, tab.typed('y = 2\n'));
    await tab.asks(2000, START as Asked);
    await tab.asks(3000, tab.typed('z = 3\n'));
    const { record, entries } = await new LocalDatabase().read(tab.id, 0);
    const recording = recordingOf(record, entries);
    const at = new TextAt(recording);
    expect(at.text(0, at.length).toString()).toBe('z = 3\ny = 2\nx = 1\n');
    expect(at.text(0, at.editsAt(2999)).toString()).toBe('y = 2\nx = 1\n');
    const ada = recording.people.findIndex(({ id }) => id === USER.id);
    expect(recording.people[ada].name).toBe('Ada');
    expect(recording.edits.who).toEqual([-1, ada, ada]);
    expect(recording.seals.flatMap(({ texts }) => texts.map(({ holds }) => holds))).toEqual([true]);
    expect(recording.gaps).toEqual([]);
    expect(recording.runs.map(({ id, who }) => [id, who])).toEqual([['run-00000001', ada]]);
  });

  it('LB21: and the player asks for that as it does at a server', async () => {
    const tab = await Tab.open('x = 1\n');
    await tab.asks(1000, tab.typed('y = 2\n'));
    const home = localHome({ link: id => id, questions: '', locks: new LockTable().locks });
    const { record, entries } = await new LocalDatabase().read(tab.id, 0);
    expect(await home.api.recording(tab.id)).toEqual(recordingOf(record, entries));
    await expect(home.api.recording('nothing')).rejects.toMatchObject({ code: 'not_found' });
  });
});
