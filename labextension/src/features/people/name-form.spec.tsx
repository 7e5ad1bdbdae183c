// @vitest-environment jsdom
/** What the door of the guest page lets through. */
import * as React from 'react';
import { expect, it } from 'vitest';
import { click, draw, fill, get, texts } from '../../../tests/draw';
import { NameForm } from './name-form';

let joined: string[];

async function form(busy = false): Promise<void> {
  joined = [];
  await draw(
    <NameForm initialName="" verb="Join" busy={busy} onName={name => joined.push(name)} />
  );
}

it('joins under the name without its edges, in one way of writing it', async () => {
  await form();
  await fill('textbox', 'Your name', '  Zoe\u0308 🐢 ');
  await click('Join');
  expect(joined).toEqual(['Zo\u00eb 🐢']);
});

it.each([
  ['nothing', '   ', 'Type the name'],
  ['too much', 'x'.repeat(65), 'at most 64 characters'],
  ['a control character', 'Bo\u0007', 'cannot be seen'],
  ['turned text', 'Bo\u202eoB', 'cannot be seen']
])('asks again for a name that is %s', async (_, name, words) => {
  await form();
  await fill('textbox', 'Your name', name);
  await click('Join');
  expect(joined).toEqual([]);
  expect(texts('[role="alert"]')[0]).toContain(words);
  const field = get('textbox', 'Your name');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(document.activeElement).toBe(field);
});

it('takes 64 characters of more than one unit each', async () => {
  await form();
  await fill('textbox', 'Your name', '🐢'.repeat(64));
  await click('Join');
  expect(joined).toHaveLength(1);
});

it('joins once while the server is asked', async () => {
  await form(true);
  await fill('textbox', 'Your name', 'Bo');
  await click('Join');
  expect(joined).toEqual([]);
});

it('PA17: takes the name that stands in the field, however it came there', async () => {
  await form();
  const field = get<HTMLInputElement>('textbox', 'Your name');
  // As password managers do: no event is told of it.
  field.value = 'Grace';
  await click('Join');
  expect([joined, field.value]).toEqual([['Grace'], 'Grace']);
});
