import { expect, it } from 'vitest';
import { LOCALES, type Locale } from '../locale/catalogues';
import { translatorOf } from '../locale/translator';
import { DEFAULT_TITLE } from '../session/server-facts';
import { shownTitle } from './wording';

it.each(Object.keys(LOCALES) as Locale[])(
  'TR12: an interview that nobody gave a title is called in %s what it is called there',
  async locale => {
    const trans = (await translatorOf(locale)).load('jupyter_interview');
    const shown = shownTitle(DEFAULT_TITLE, trans);
    expect(shown === DEFAULT_TITLE).toBe(locale === 'en');
    expect([shown, shownTitle('untitled', trans)]).toEqual([
      trans.__('Untitled interview'),
      'untitled'
    ]);
  }
);
