import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';
import { catalogueModule } from '../../catalogue-module.mjs';
import { bestLocale, direction } from './best-locale';
import { CatalogueBundle, type ICatalogue } from './catalogue';
import { LOCALES, ownLocale, type Locale } from './catalogues';
import { translatorInTime, translatorOf } from './translator';

const ENGLISH = nullTranslator.load('jupyter_interview');

/** What a bundler makes of a catalogue. */
async function read(rule: string, text: string): Promise<ICatalogue> {
  const header = `msgid ""\nmsgstr ""\n"Language: xx\\n"\n"Plural-Forms: ${rule}\\n"\n\n`;
  const code = catalogueModule(header + text);
  return (
    (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      default: ICatalogue;
    }
  ).default;
}

describe('which language', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [['en-GB', 'de'], 'en'],
    [['ru', 'fr-CA'], 'fr'],
    [['pt'], 'pt-BR'],
    [['pt-PT'], 'pt-BR'],
    [['zh'], 'zh-CN'],
    [['zh-Hans-SG'], 'zh-CN'],
    [['zh-TW', 'ja'], 'ja'],
    [['zh_CN'], 'zh-CN'],
    [['', 'no tag', 'es-419'], 'es'],
    [['ru'], 'en'],
    [[], 'en']
  ])('TR1: who understands %j reads %s', (wanted, locale) => {
    expect(ownLocale(wanted)).toBe(locale);
  });

  it('TR1: of two of a language, that of the place counts for more', () => {
    expect(bestLocale(['pt-PT'], ['pt-BR', 'pt-PT'])).toBe('pt-PT');
  });

  it.each([
    ['ar-EG', 'rtl'],
    ['he', 'rtl'],
    ['fa-IR', 'rtl'],
    ['de', 'ltr'],
    ['zh-CN', 'ltr']
  ])('TR1: %s is written %s', (tag, way) => {
    expect(direction(tag)).toBe(way);
  });
});

describe('a catalogue', () => {
  it('TR2: says in English what it lacks, what is fuzzy, and what has half of its forms', async () => {
    const catalogue = await read(
      'nplurals=2; plural=n != 1;',
      'msgid "Run"\nmsgstr "Lauf"\n\nmsgid "Stop"\nmsgstr ""\n\n#, fuzzy\nmsgid "Go"\nmsgstr "Geh"\n\n' +
        'msgid "%1 run"\nmsgid_plural "%1 runs"\nmsgstr[0] "%1 Lauf"\nmsgstr[1] ""\n'
    );
    const trans = new CatalogueBundle(catalogue, ENGLISH);
    const said = [trans.__('Run'), trans.__('Stop'), trans.__('Go'), trans.__('constructor')];
    expect(said).toEqual(['Lauf', 'Stop', 'Go', 'constructor']);
    expect(trans._n('%1 run', '%1 runs', 2)).toBe('2 runs');
  });

  it.each([
    ['nplurals=2; plural=n != 1;', ['a', 'b'], { 0: 'b', 1: 'a', 2: 'b' }],
    ['nplurals=2; plural=n > 1;', ['a', 'b'], { 0: 'a', 1: 'a', 2: 'b' }],
    ['nplurals=1; plural=0;', ['a'], { 0: 'a', 1: 'a', 2: 'a' }],
    [
      'nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);',
      ['a', 'b', 'c'],
      { 1: 'a', 3: 'b', 5: 'c', 11: 'c', 21: 'a', 22: 'b' }
    ]
  ])('TR3: the form of a number follows "%s"', async (rule, forms, expected) => {
    const lines = forms.map((text, form) => `msgstr[${form}] "${text}"`).join('\n');
    const catalogue = await read(rule, `msgid "one"\nmsgid_plural "many"\n${lines}\n`);
    const trans = new CatalogueBundle(catalogue, ENGLISH);
    for (const [count, text] of Object.entries(expected)) {
      expect([count, trans._n('one', 'many', Number(count))]).toEqual([count, text]);
    }
  });

  it.each(['nplurals=2; plural=alert(1);', 'plural=n', ''])(
    'TR3: a rule such as "%s" is no code of a page',
    async rule => {
      await expect(read(rule, '')).rejects.toThrow(/rule for plurals/);
    }
  );

  it('TR2: a context tells two meanings of a word apart', async () => {
    const catalogue = await read(
      'nplurals=1; plural=0;',
      'msgctxt "verb"\nmsgid "Run"\nmsgstr "Los"\n\nmsgid "Run"\nmsgstr "Lauf"\n'
    );
    const trans = new CatalogueBundle(catalogue, ENGLISH);
    expect([trans._p('verb', 'Run'), trans.__('Run'), trans._p('noun', 'Run')]).toEqual([
      'Los',
      'Lauf',
      'Run'
    ]);
  });

  it('TR9: what a language pack of Lab says counts for more', async () => {
    const rule = 'nplurals=2; plural=n != 1;';
    const pack = new CatalogueBundle(await read(rule, 'msgid "Run"\nmsgstr "Starten"\n'), ENGLISH);
    const own = 'msgid "Run"\nmsgstr "Lauf"\n\nmsgid "Stop %1"\nmsgstr "Halt %1"\n';
    const trans = new CatalogueBundle(await read(rule, own), pack);
    expect([trans.__('Run'), trans.__('Stop %1', 7), trans.__('Go')]).toEqual([
      'Starten',
      'Halt 7',
      'Go'
    ]);
  });
});

it('TR11: a catalogue that does not come in time is not waited for, and changes no words later', async () => {
  const late = await translatorInTime('de', nullTranslator, Promise.resolve());
  await translatorOf('de');
  expect(late.load('jupyter_interview').__('Running')).toBe('Running');
  const inTime = await translatorInTime('de', nullTranslator, new Promise(() => undefined));
  expect(inTime.load('jupyter_interview').__('Running')).toBe('Läuft');
});

it.each(Object.keys(LOCALES) as Locale[])('TR1: %s speaks', async locale => {
  const translator = await translatorOf(locale);
  const trans = translator.load('jupyter_interview');
  expect(ownLocale([translator.languageCode])).toBe(locale);
  expect(trans._n('%1 person', '%1 people', 5)).toContain('5');
  expect(trans.__('Running') === 'Running').toBe(locale === 'en');
  // Lab's own words are Lab's.
  expect(translator.load('jupyterlab').__('Other')).toBe('Other');
});
