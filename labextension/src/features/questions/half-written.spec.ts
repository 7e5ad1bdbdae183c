// @vitest-environment jsdom
/** QU61: a question that was typed and not loaded yet. */
import { beforeEach, expect, it, vi } from 'vitest';
import type { Language } from '../../contract/protocol';
import { emptyQuestion } from './written-question';

const LANGUAGES: Language[] = ['javascript', 'typescript', 'python'];
const KEY = 'jupyter-interview:half-written:s1';
const TITLE = 'Add up';
const TYPED = { ...emptyQuestion('python'), title: TITLE, statement: 'Naïve 🐢\n' };

/** What a page that was just loaded knows: nothing but what the tab keeps. */
async function loadedPage(): Promise<typeof import('./half-written')> {
  vi.resetModules();
  return import('./half-written');
}

beforeEach(() => sessionStorage.clear());

it('is there when the page was loaded again, for its interview alone', async () => {
  (await loadedPage()).keepHalfWritten('s1', TYPED);
  const page = await loadedPage();
  expect(page.halfWritten('s1', LANGUAGES)).toEqual(TYPED);
  expect(page.halfWritten('s2', LANGUAGES)).toBeNull();
  page.forgetHalfWritten('s1');
  expect(page.halfWritten('s1', LANGUAGES)).toBeNull();
  expect((await loadedPage()).halfWritten('s1', LANGUAGES)).toBeNull();
});

it('is there as long as the page is, in a browser that keeps nothing', async () => {
  const forbid = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('no', 'SecurityError');
  });
  const page = await loadedPage();
  page.keepHalfWritten('s1', TYPED);
  expect(page.halfWritten('s1', LANGUAGES)).toEqual(TYPED);
  forbid.mockRestore();
});

it.each([
  '{',
  'null',
  '[]',
  '"text"',
  JSON.stringify({ ...TYPED, title: 7 }),
  JSON.stringify({ ...TYPED, cases: [] }),
  JSON.stringify({ ...TYPED, cases: [null] }),
  JSON.stringify({ ...TYPED, cases: [{ ...TYPED.cases[0], hidden: 'yes' }] }),
  JSON.stringify({ ...TYPED, language: 'cobol' })
])('is not read from what no form can have kept: %s', async text => {
  sessionStorage.setItem(KEY, text);
  expect((await loadedPage()).halfWritten('s1', LANGUAGES)).toBeNull();
});
