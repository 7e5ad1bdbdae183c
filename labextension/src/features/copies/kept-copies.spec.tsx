// @vitest-environment jsdom
/** OF9, OF10: what this browser kept of an interview that cannot be opened is offered there. */
import * as React from 'react';
import { expect, it } from 'vitest';
import { click, done, draw, find, texts } from '../../../tests/draw';
import { MemoryStore, type Kept } from '../../model/offline/offline-store';
import { KeptCopies } from './kept-copies';

const whose = { userId: 'p-bo', page: 'page-1', at: 0 };

const KEPT: Kept[] = [
  { kind: 'copy', id: 'c', ...whose, file: 'code:python', name: 'main.py', text: 'refused' },
  {
    kind: 'texts',
    id: 't',
    ...whose,
    epoch: 1,
    known: null,
    isDiverged: false,
    texts: { 'code:python': 'typed offline', 'f-1': '' },
    names: { 'code:python': 'main.py', 'f-1': 'data.csv' }
  },
  { kind: 'edit', id: 'e', ...whose, epoch: 1, known: null, update: Uint8Array.of(0, 0) }
];

async function drawn(kept: readonly Kept[]): Promise<MemoryStore> {
  const store = new MemoryStore(true);
  await store.write(kept, []);
  await draw(<KeptCopies open={() => Promise.resolve(store)} />);
  await done(() => undefined);
  return store;
}

it('text by text, until all of it is discarded', async () => {
  const store = await drawn(KEPT);
  expect(texts('[role="textbox"]')).toEqual(['refused', 'typed offline']);
  expect(find('button', 'Restore my text')).toBeNull();
  await click('Discard…');
  await click('Discard');
  expect(texts('[role="textbox"]')).toEqual(['typed offline']);
  expect(await store.load()).toHaveLength(3);
  await click('Discard…');
  await click('Discard');
  expect(await store.load()).toEqual([]);
});

it('nothing is shown where there is nothing', async () => {
  await drawn([]);
  expect(texts('section')).toEqual([]);
});
