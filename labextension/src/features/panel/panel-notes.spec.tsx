// @vitest-environment jsdom
/** NS11, NS13: the drawer of notes in the panel. */
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { click, fill, find, get, texts } from '../../../tests/draw';
import { allow, desk, keys, openPanel, settle, view } from '../../../tests/interview-panel';
import { RemarkServer } from '../../../tests/remarks';
import { fetchNotes } from '../notes/late-notes';

let server: RemarkServer;

beforeAll(fetchNotes);

beforeEach(() => {
  server = new RemarkServer();
  desk.remarks = server.port;
});

afterEach(() => localStorage.clear());

const until = (what: () => unknown): Promise<void> =>
  expect.poll(async () => (await settle(), what())).toBeTruthy();

it('NS13: hosts alone have it, and the browser remembers whether it is open', async () => {
  await openPanel();
  await allow({}, 'read', 'edit', 'run');
  expect(find('button', 'Notes')).toBeNull();
  await keys.note();
  expect(document.querySelector('.jpi-Notes')).toBeNull();
  await allow({}, 'read', 'edit', 'run', 'notes');
  expect(document.querySelector('.jpi-Notes'), 'not for the keys of before').toBeNull();
  await click('Notes');
  await until(() => find('textbox', 'New note'));
  expect(localStorage.getItem('jupyter-interview:notes')).toBe('open');
  await click('Close the notes');
  expect(localStorage.getItem('jupyter-interview:notes')).toBe('closed');
  expect(get('button', 'Notes').getAttribute('aria-expanded')).toBe('false');
  expect(server.asked).toEqual([]);
});

it('NS11, NS13: the keys open it and lead into its line; nothing comes into the code', async () => {
  const { ana } = await openPanel();
  await allow({}, 'read', 'edit', 'run', 'notes');
  view().focus();
  const before = ana.text();
  await keys.note();
  expect(document.activeElement?.closest('.jpi-Notes'), 'at once').not.toBeNull();
  await until(() => find('textbox', 'New note') === document.activeElement);
  await fill('textbox', 'New note', 'asks well');
  await click('Close the notes');
  await keys.note();
  expect(get<HTMLTextAreaElement>('textbox', 'New note').value).toBe('asks well');
  await click('Keep');
  await until(() => texts('.jpi-Note-text').includes('asks well'));
  expect(ana.text()).toBe(before);
});
