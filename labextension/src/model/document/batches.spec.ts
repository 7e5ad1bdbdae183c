/** Waiting edits joined by time: OF11. */
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { batches, type IEdit } from './batches';

/** Edits made at these times, each of them one character of the text. */
function typed(times: readonly number[], piece = 'x'): IEdit[] {
  const doc = new Y.Doc();
  const edits: IEdit[] = [];
  const text = doc.getText('code:python');
  doc.on('update', (update: Uint8Array) => edits.push({ id: '', update, at: 0 }));
  times.forEach(() => text.insert(text.length, piece));
  return edits.map((edit, i) => ({ ...edit, at: times[i] }));
}

const every = (ms: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => i * ms);

it('nothing is nothing', () => {
  expect(batches([])).toEqual([]);
});

it('what was made within a second is one, dated by its last edit', () => {
  expect(batches(typed([10, 400, 900])).map(({ at, ends }) => [at, ends])).toEqual([[900, 3]]);
});

it('a pause begins another', () => {
  const found = batches(typed([0, 100, 5_000, 5_100]));
  expect(found.map(({ at, ends }) => [at, ends])).toEqual([
    [100, 2],
    [5_100, 4]
  ]);
});

it.each([
  [100, 600, 60],
  [1_000, 600, 60],
  [60_000, 600, 60]
])('one edit every %i ms, %i of them: at most %i and one more', (ms, count, most) => {
  const found = batches(typed(every(ms, count)));
  expect(found.length).toBeLessThanOrEqual(most + 1);
  expect(found.length).toBeGreaterThan(most / 2);
  expect(found.at(-1)).toMatchObject({ ends: count, at: ms * (count - 1) });
});

it('one step that is too big for a frame is several of the same time', () => {
  const found = batches(typed([0, 10, 20], 'y'.repeat(40_000)));
  expect(found.length).toBeGreaterThan(1);
  expect(new Set(found.map(({ at }) => at))).toEqual(new Set([20]));
});

it('applied in their order they are the text', () => {
  const edits = typed(every(300, 200));
  const doc = new Y.Doc();
  batches(edits).forEach(({ piece }) => Y.applyUpdate(doc, piece));
  expect(doc.getText('code:python').toJSON()).toBe('x'.repeat(200));
});

it('times that run backwards, as from two pages, keep the order of the edits', () => {
  const found = batches(typed([50_000, 50_100, 0, 100]));
  expect(found.map(({ at, ends }) => [at, ends])).toEqual([
    [50_100, 2],
    [100, 4]
  ]);
});
