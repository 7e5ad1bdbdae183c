// @vitest-environment jsdom
import { nullTranslator } from '@jupyterlab/translation';
import type { ITranslator } from '@jupyterlab/translation';
import { expect, it, vi } from 'vitest';
import { beginToSpeak, chooseLocale } from './page-locale';

const coming = new Map<string, (translator: ITranslator) => void>();
vi.mock('../../locale/translator', () => ({
  translatorInTime: () => Promise.resolve(nullTranslator),
  translatorOf: (locale: string) =>
    new Promise<ITranslator>(resolve => {
      coming.set(locale, resolve);
    })
}));

function arrive(locale: string): void {
  coming.get(locale)?.({ languageCode: locale, load: domain => nullTranslator.load(domain) });
}

it('TR10: of two languages that are chosen in a row the last one is spoken', async () => {
  const chosen = [chooseLocale('de'), chooseLocale('fr')];
  arrive('fr');
  arrive('de');
  await Promise.all(chosen);
  expect(document.documentElement.lang).toBe('fr');
});

it('TR11: a page whose catalogue did not come in time begins in English and says so', async () => {
  document.documentElement.lang = 'fr';
  await beginToSpeak();
  expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['en', 'ltr']);
});
