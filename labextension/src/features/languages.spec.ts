// @vitest-environment jsdom
/** LA1, LA2, LA4, LA6, LA9: the languages are data, and the same to a page and to a server. */
import { EditorLanguageRegistry } from '@jupyterlab/codemirror/lib/language';
import { describe, expect, it } from 'vitest';
import names from '../../../openapi/languages.json';
import schema from '../../schema/plugin.json';
import { mimeTypeIn } from './editor/editor-mode';
import { languageName } from './wording';
import { MAIN_NAMES } from '../runner/program-files';
import { RUN_LANGUAGES } from '../runner/types';
import {
  isProgram,
  languageCalled,
  languageOf,
  LANGUAGES,
  mainName,
  templateOf
} from '../contract/languages';

const modes = new EditorLanguageRegistry();
for (const one of EditorLanguageRegistry.getDefaultLanguages()) {
  modes.addLanguage(one);
}

describe('LA1: a language is data', () => {
  it('is in one list, which the page has from the same document as the server', () => {
    expect(LANGUAGES).toEqual(names.map(({ name }) => name));
    expect(new Set(LANGUAGES).size).toBe(LANGUAGES.length);
  });

  it('is offered by the setting of Lab', () => {
    const { enum: offered } = schema.properties.defaultLanguage;
    expect([...offered].sort()).toEqual([...LANGUAGES].sort());
  });

  it('has a file that its own ending means', () => {
    for (const language of LANGUAGES) {
      expect([language, languageOf(mainName(language), language)]).toEqual([language, language]);
    }
  });
});

describe('LA2: what is not known any more is read', () => {
  it('has its name and no more', () => {
    expect(languageCalled('brainrot')).toBeUndefined();
    expect([languageName('brainrot'), mainName('brainrot')]).toEqual(['brainrot', 'brainrot']);
    expect([templateOf('brainrot'), isProgram('brainrot')]).toEqual(['', true]);
  });
});

describe('LA4: the ending decides', () => {
  it.each([
    ['main.rb', null, 'ruby'],
    ['lib/tree.hpp', null, 'cpp'],
    ['query.sql', null, 'sqlite'],
    ['other.sql', 'postgresql', 'postgresql'],
    ['tree.h', null, 'c'],
    ['tree.h', 'cpp', 'cpp'],
    ['view.tsx', null, 'typescript'],
    ['README.md', null, null],
    ['plan.md', 'markdown', 'markdown'],
    ['plan.md', 'python', null],
    ['words.txt', null, null],
    ['.rb', null, null],
    ['Makefile', 'c', null]
  ])('%s, before it %s, is %s', (name, before, language) => {
    expect(languageOf(name, before)).toBe(language);
  });
});

describe('LA6: each has a mode of JupyterLab', () => {
  it('which JupyterLab knows by this name', () => {
    const unknown = names.filter(({ editor }) => modes.findByName(editor) === null);
    expect(unknown).toEqual([]);
  });

  it.each([
    ['main.rb', 'ruby', 'text/x-ruby'],
    ['query.sql', 'postgresql', 'text/x-pgsql'],
    ['query.sql', 'sqlite', 'text/x-sqlite'],
    ['README.md', null, 'text/x-markdown'],
    ['Dockerfile', null, 'text/x-dockerfile'],
    ['app.toml', null, 'text/x-toml'],
    ['data.csv', null, 'text/plain'],
    ['gone.zig', 'zig', 'text/plain']
  ])('%s in %s is shown as %s', (name, language, mime) => {
    expect(mimeTypeIn(modes, { name, language })).toBe(mime);
  });
});

describe('LA9: what runs', () => {
  it('is what the sandbox runs, by the same names', () => {
    const said = names.filter(({ runs }) => runs === 'sandbox').map(({ name }) => name);
    expect([...RUN_LANGUAGES].sort()).toEqual([...said].sort());
    expect(RUN_LANGUAGES.map(name => MAIN_NAMES[name])).toEqual(RUN_LANGUAGES.map(mainName));
  });
});
