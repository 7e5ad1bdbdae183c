// @vitest-environment jsdom
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { TranslationManager } from '@jupyterlab/translation';
import type { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import { expect, it } from 'vitest';
import { localePlugin } from './locale';

type Pack = Record<string, Record<string, string[]>>;

/** What our plugins get in a Lab of this language with these language packs. */
async function wordsIn(language: string, pack: Pack): Promise<ITranslator> {
  const data = Object.fromEntries(
    Object.entries(pack).map(([domain, messages]) => [
      domain,
      { ...messages, '': { language, plural_forms: 'nplurals=2; plural=n != 1;' } }
    ])
  );
  const connector = { fetch: () => Promise.resolve({ message: '', data }) };
  const labs = new TranslationManager('', '', undefined, connector as never);
  await labs.fetch(language);
  return localePlugin.activate({} as JupyterFrontEnd, labs);
}

const saysRunning = (trans: TranslationBundle): string => trans.__('Running');

it('TR9: Lab without a language pack of ours speaks by our own catalogue', async () => {
  const words = await wordsIn('de-DE', { jupyterlab: { Other: ['Andere'] } });
  expect(saysRunning(words.load('jupyter_interview'))).toBe('Läuft');
  expect(words.load('jupyter_interview')._n('%1 person', '%1 people', 2)).toBe('2 Personen');
  expect(words.load('jupyterlab').__('Other')).toBe('Andere');
});

it('TR9: a language pack counts for more, word by word', async () => {
  const words = await wordsIn('de-DE', { jupyter_interview: { Running: ['Ist am Laufen'] } });
  const trans = words.load('jupyter_interview');
  expect([saysRunning(trans), trans.__('Finished')]).toEqual(['Ist am Laufen', 'Fertig']);
});

it('TR9: in English, and in a language of none of our catalogues, nothing is added', async () => {
  for (const language of ['en', 'ru-RU']) {
    const words = await wordsIn(language, {});
    expect(saysRunning(words.load('jupyter_interview'))).toBe('Running');
  }
  const none = await localePlugin.activate({} as JupyterFrontEnd, null);
  expect(saysRunning(none.load('jupyter_interview'))).toBe('Running');
});
