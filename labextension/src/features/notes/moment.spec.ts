/** NS11: a note has the moment of its first keystroke, and can be put back. */
import { expect, it } from 'vitest';
import { afterTyping, ageOf, earlier, momentOf, NOTHING_YET, STEP_MS } from './moment';

it('NS11: it is that of the first key, however long one writes', () => {
  let begun = afterTyping(NOTHING_YET, 'a', 1_000_000);
  begun = afterTyping(begun, 'as', 1_060_000);
  expect(momentOf(begun, 1_090_000)).toBe(1_000_000);
  expect(ageOf(momentOf(begun, 1_090_000), 1_090_000)).toBe(90_000);
  // What was typed was taken back: the next key is the first one.
  begun = afterTyping(afterTyping(begun, '', 1_070_000), 'b', 1_080_000);
  expect(momentOf(begun, 1_090_000)).toBe(1_080_000);
});

it('NS11: it goes back 30 s at a time, before one types and after', () => {
  const begun = afterTyping(earlier(NOTHING_YET), 'a', 1_000_000);
  expect(momentOf(earlier(begun), 2_000_000)).toBe(1_000_000 - 2 * STEP_MS);
  expect(STEP_MS).toBe(30_000);
});

it('NS11: without words it is now, and it is never in the future nor older than a day', () => {
  expect(momentOf(NOTHING_YET, 5)).toBe(5);
  expect(ageOf(10, 5)).toBe(0);
  expect(ageOf(0, 1e12)).toBe(24 * 3600 * 1000);
});
