/** Records on their way to the shelf: OF4, OF6. */
import { beforeEach, expect, it } from 'vitest';
import { HandClock } from '../../../tests/hand-clock';
import { MemoryShelf, type IKeptCopy } from './offline-store';
import { Keeper } from './offline-writer';

class CountingShelf extends MemoryShelf {
  readonly writes: [string[], string[]][] = [];
  isFull = false;

  override write(puts: Parameters<MemoryShelf['write']>[0], removes: readonly string[]) {
    if (this.isFull) {
      return Promise.reject(new Error('full'));
    }
    this.writes.push([puts.map(({ id }) => id), [...removes]]);
    return super.write(puts, removes);
  }
}

let clock: HandClock;
let shelf: CountingShelf;
let keeper: Keeper;
let changes: number;

const record =
  (id: string, text = id) =>
  (): IKeptCopy => ({
    kind: 'copy',
    id,
    userId: 'p-ana',
    page: 'page-1',
    at: clock.now(),
    language: 'python',
    text
  });

const texts = async (): Promise<string[]> =>
  (await shelf.load()).map(kept => (kept.kind === 'copy' ? kept.text : kept.kind));

beforeEach(() => {
  clock = new HandClock();
  shelf = new CountingShelf(true);
  changes = 0;
  keeper = new Keeper(shelf, clock, () => changes++);
});

it('what comes within a moment is one write', () => {
  keeper.put('a', record('a'));
  clock.turn(99);
  keeper.put('b', record('b'));
  expect(shelf.writes).toEqual([]);
  clock.turn(1);
  expect(shelf.writes).toEqual([[['a', 'b'], []]]);
});

it('what was removed before it was written is not written, nor removed', () => {
  keeper.put('a', record('a'));
  keeper.remove('a');
  clock.turn(1_000);
  expect(shelf.writes).toEqual([]);
});

it('what was written is removed, also when it changed since', async () => {
  keeper.put('a', record('a'));
  await keeper.flush();
  keeper.put('a', record('a', 'newer'));
  keeper.remove('a');
  clock.turn(100);
  expect(await texts()).toEqual([]);
});

it('a record is made when it is written', async () => {
  let text = 'early';
  keeper.put('a', () => record('a', text)());
  text = 'late';
  await keeper.flush();
  expect(await texts()).toEqual(['late']);
});

it('what can wait does, but leaves with what cannot', () => {
  keeper.put('slow', record('slow'), 1_000);
  clock.turn(500);
  expect(shelf.writes).toEqual([]);
  keeper.put('soon', record('soon'));
  clock.turn(100);
  expect(shelf.writes).toEqual([[['slow', 'soon'], []]]);
  expect(clock.due).toEqual([]);
});

it('a write that failed is said, and tried again with what is newest', async () => {
  await shelf.write([record('gone')()], []);
  shelf.isFull = true;
  keeper.put('a', record('a', 'old'));
  keeper.remove('gone');
  await keeper.flush();
  expect([keeper.lasts, changes]).toEqual([false, 1]);
  keeper.put('a', record('a', 'new'));
  shelf.isFull = false;
  clock.turn(1_000);
  await keeper.flush();
  expect(await texts()).toEqual(['new']);
  expect([keeper.lasts, changes]).toEqual([true, 2]);
});

it('a disposed one writes what it has and nothing more', async () => {
  keeper.put('a', record('a'));
  keeper.dispose();
  keeper.put('b', record('b'));
  clock.turn(10_000);
  expect(await texts()).toEqual(['a']);
});

it('a shelf that cannot be read is an empty one', async () => {
  shelf.load = () => Promise.reject(new Error('blocked'));
  expect(await keeper.load()).toEqual([]);
});
