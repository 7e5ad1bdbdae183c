/** The browser's offline store and its twin in memory, held to the same promises. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryStore, type IKeptEdit, type IOfflineStore } from '../model/offline/offline-store';
import { openOfflineStore } from './browser-store';

const HOUR = 3600 * 1000;
const NOW = Date.UTC(2026, 8, 30, 10);

const edit = (id: string, at = NOW): IKeptEdit => ({
  kind: 'edit',
  id,
  userId: 'p-ana',
  page: 'page-1',
  at,
  epoch: 1,
  known: { seq: 4, at: '17' },
  update: Uint8Array.of(1, 2, 3)
});

const browser = (sessionId = 'session-1', server = 'https://host/'): Promise<IOfflineStore> =>
  openOfflineStore({ server, sessionId, now: () => NOW });

const ids = async (store: IOfflineStore): Promise<string[]> =>
  (await store.load()).map(({ id }) => id).sort();

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

describe.each([
  ['of the browser', () => browser()],
  ['in memory', () => Promise.resolve(new MemoryStore(true))]
])('an offline store %s', (_name, open) => {
  it('gives back what was put, bytes and all', async () => {
    const store = await open();
    await store.write([edit('a'), edit('b')], []);
    expect(await ids(store)).toEqual(['a', 'b']);
    const { update, ...rest } = (await store.load())[0] as IKeptEdit;
    const { update: before, ...restBefore } = edit('a');
    expect([[...update], rest]).toEqual([[...before], expect.objectContaining(restBefore)]);
  });

  it('replaces and removes by id, in one go', async () => {
    const store = await open();
    await store.write([edit('a'), edit('b')], []);
    await store.write([edit('b', NOW - 1), edit('c')], ['a', 'never there']);
    expect(await ids(store)).toEqual(['b', 'c']);
    expect((await store.load()).find(({ id }) => id === 'b')?.at).toBe(NOW - 1);
  });

  it('keeps its own copy', async () => {
    const store = await open();
    const record = edit('a');
    await store.write([record], []);
    record.update[0] = 99;
    expect([...((await store.load())[0] as IKeptEdit).update]).toEqual([1, 2, 3]);
  });
});

describe('OF4 the browser’s offline store', () => {
  it('is there for the next page, and for that session of that server only', async () => {
    await (await browser()).write([edit('a')], []);
    expect(await ids(await browser())).toEqual(['a']);
    expect(await ids(await browser('session-2'))).toEqual([]);
    expect(await ids(await browser('session-1', 'https://host/user/ana/'))).toEqual([]);
    expect((await browser()).lasts).toBe(true);
  });

  it('throws away what nobody came back for in a month, of any session', async () => {
    await (await browser()).write([edit('old', NOW - 31 * 24 * HOUR), edit('new')], []);
    await browser('session-2');
    expect(await ids(await browser())).toEqual(['new']);
  });

  it('OF14: where the browser forbids it, says that nothing lasts, and works for the page', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('blocked', 'SecurityError');
      }
    });
    const store = await browser();
    await store.write([edit('a')], []);
    expect([store.lasts, await ids(store)]).toEqual([false, ['a']]);
  });
});
