// @vitest-environment jsdom
/** Our settings in JupyterLab's registry of settings, as its server sends them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SettingRegistry } from '@jupyterlab/settingregistry';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';
import { DataConnector } from '@jupyterlab/statedb';
import { expect, it } from 'vitest';
import { LOCALES, type Locale } from '../../locale/catalogues';
import { translatorOf } from '../../locale/translator';
import { inOwnWords } from './settings-words';
import { PLUGIN_ID } from './tokens';

const SCHEMA = readFileSync(
  join(import.meta.dirname, '..', '..', '..', 'schema', 'plugin.json'),
  'utf8'
);

/** A server without language packs, or with one that has translated one description. */
class Server extends DataConnector<ISettingRegistry.IPlugin, string> {
  constructor(private readonly _sent = SCHEMA) {
    super();
  }

  override fetch(id: string): Promise<ISettingRegistry.IPlugin> {
    const schema = JSON.parse(this._sent) as ISettingRegistry.ISchema;
    const data = { composite: {}, user: {} };
    return Promise.resolve({ id, version: '1', raw: this._raw, data, schema });
  }

  override save(id: string, raw: string): Promise<void> {
    this._raw = raw;
    return Promise.resolve();
  }

  private _raw = '{}';
}

async function settingsIn(
  trans: TranslationBundle,
  server = new Server()
): Promise<ISettingRegistry.ISettings> {
  const registry = new SettingRegistry({ connector: server });
  registry.transform(PLUGIN_ID, { fetch: inOwnWords(trans) });
  return registry.load(PLUGIN_ID);
}

/** Every word that a person reads. */
function words({ schema }: ISettingRegistry.ISettings): (string | undefined)[] {
  const all = [schema, ...Object.values(schema.properties ?? {})];
  return all.flatMap(({ title, description }) => [title, description]);
}

it.each((Object.keys(LOCALES) as Locale[]).filter(locale => locale !== 'en'))(
  'TR13: the settings are described in %s, also after one was changed',
  async locale => {
    const trans = (await translatorOf(locale)).load('jupyter_interview');
    const settings = await settingsIn(trans);
    const english = words(await settingsIn(nullTranslator.load('jupyter_interview')));
    await settings.set('name', 'Ada');
    const said = words(settings);
    expect(said).toHaveLength(english.length);
    // The name of the extension is the same in German.
    const same = said.filter((text, at) => text === english[at]);
    expect(same).toEqual(locale === 'de' ? ['Interview'] : []);
    expect(settings.composite).toMatchObject({ name: 'Ada', editorKeys: 'standard' });
    expect(settings.schema['jupyter.lab.shortcuts']).toHaveLength(8);
  }
);

it('TR13: what a language pack of the server has said stays', async () => {
  const trans = (await translatorOf('de')).load('jupyter_interview');
  const server = new Server(SCHEMA.replace('"Your color"', '"Farbe von mir"'));
  const { schema } = await settingsIn(trans, server);
  expect(schema.properties?.color.title).toBe('Farbe von mir');
  expect(schema.properties?.name.title).toBe('Ihr Name');
  expect(schema['jupyter.lab.internationalization']).toEqual({ domain: 'jupyter_interview' });
});
