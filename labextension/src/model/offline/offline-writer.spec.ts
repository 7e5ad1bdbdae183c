/** Records on their way to the offline store: OF4, OF6, OF13. */
import { beforeEach, expect, it } from 'vitest';
import { HandClock } from '../../../tests/hand-clock';
import { MemoryStore, type IKeptCopy } from './offline-store';
import { OfflineWriter } from './offline-writer';

class CountingStore extends MemoryStore {
  readonly writes: [string[], string[]][] = [];
  isFull = false;

  override write(puts: Parameters<MemoryStore['write']>[0], removes: readonly string[]) {
    if (this.isFull) {
      return Promise.reject(new Error('full'));
    }
    this.writes.push([puts.map(({ id }) => id), [...removes]]);
    return super.write(puts, removes);
  }
}

let clock: HandClock;
let store: CountingStore;
let writer: OfflineWriter;
let changes: number;

const record =
  (id: string, text = id) =>
  (): IKeptCopy => ({
    kind: 'copy',
    id,
    userId: 'p-ana',
    page: 'page-1',
    at: clock.now(),
    file: 'code:python',
    name: 'solution.py',
    text
  });

const texts = async (): Promise<string[]> =>
  (await store.load()).map(kept => (kept.kind === 'copy' ? kept.text : kept.kind));

beforeEach(() => {
  clock = new HandClock();
  store = new CountingStore(true);
  changes = 0;
  writer = new OfflineWriter(store, clock, () => changes++);
});

it('what comes within a moment is one write', () => {
  writer.put('a', record('a'));
  clock.turn(99);
  writer.put('b', record('b'));
  expect(store.writes).toEqual([]);
  clock.turn(1);
  expect(store.writes).toEqual([[['a', 'b'], []]]);
});

it('what was removed before it was written is not written, nor removed', () => {
  writer.put('a', record('a'));
  writer.remove('a');
  clock.turn(1_000);
  expect(store.writes).toEqual([]);
});

it('what was written is removed, also when it changed since', async () => {
  writer.put('a', record('a'));
  await writer.flush();
  writer.put('a', record('a', 'newer'));
  writer.remove('a');
  clock.turn(100);
  expect(await texts()).toEqual([]);
});

it('a record is made when it is written', async () => {
  let text = 'early';
  writer.put('a', () => record('a', text)());
  text = 'late';
  await writer.flush();
  expect(await texts()).toEqual(['late']);
});

it('what can wait does, but leaves with what cannot', () => {
  writer.put('slow', record('slow'), 1_000);
  clock.turn(500);
  expect(store.writes).toEqual([]);
  writer.put('soon', record('soon'));
  clock.turn(100);
  expect(store.writes).toEqual([[['slow', 'soon'], []]]);
  expect(clock.due).toEqual([]);
});

it('a write that failed is said, and tried again with what is newest', async () => {
  await store.write([record('gone')()], []);
  store.isFull = true;
  writer.put('a', record('a', 'old'));
  writer.remove('gone');
  await writer.flush();
  expect([writer.lasts, changes]).toEqual([false, 1]);
  writer.put('a', record('a', 'new'));
  store.isFull = false;
  clock.turn(1_000);
  await writer.flush();
  expect(await texts()).toEqual(['new']);
  expect([writer.lasts, changes]).toEqual([true, 2]);
});

it('a disposed one writes what it has and nothing more', async () => {
  writer.put('a', record('a'));
  writer.dispose();
  writer.put('b', record('b'));
  clock.turn(10_000);
  expect(await texts()).toEqual(['a']);
});

it('an offline store that cannot be read is an empty one', async () => {
  store.load = () => Promise.reject(new Error('blocked'));
  expect(await writer.load()).toEqual([]);
});
