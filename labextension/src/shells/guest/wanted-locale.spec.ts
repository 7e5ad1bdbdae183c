// @vitest-environment jsdom
import { expect, it, onTestFinished, vi } from 'vitest';
import { Memory } from './storage';
import { CHOSEN, wantedLocale } from './wanted-locale';

it.each([
  ['', null, ['de-CH', 'fr'], 'de'],
  ['', 'ja', ['de'], 'ja'],
  ['?lang=fr', 'ja', ['de'], 'fr'],
  ['?lang=pt_BR', null, ['de'], 'pt-BR'],
  ['?lang=tlh', 'ja', ['de'], 'ja'],
  ['?lang=', null, ['de'], 'de'],
  ['?lang=en', 'ja', ['de'], 'en'],
  ['', 'what a hand wrote', ['ru'], 'en']
])(
  'TR1: with "%s", the choice %s and a browser with %j it is %s',
  (search, chosen, tags, locale) => {
    const languages = vi.spyOn(navigator, 'languages', 'get').mockReturnValue(tags);
    const memory = new Memory(() => sessionStorage);
    onTestFinished(() => {
      languages.mockRestore();
      memory.forget(CHOSEN);
    });
    if (chosen !== null) {
      memory.write(CHOSEN, chosen);
    }
    expect(wantedLocale(memory, { search })).toBe(locale);
  }
);
