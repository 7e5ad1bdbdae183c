// @vitest-environment jsdom
/** The editor of an interview in a Lab whose text editor has settings. */
import { SettingRegistry } from '@jupyterlab/settingregistry';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { DataConnector } from '@jupyterlab/statedb';
import { CommandRegistry } from '@lumino/commands';
import { Signal } from '@lumino/signaling';
import { expect, it, vi } from 'vitest';
import { LabEditorSettings } from './lab-editor-settings';
import type { Preferences } from './preferences';

const TEXT_EDITOR = '@jupyterlab/fileeditor-extension:plugin';
const ALL_EDITORS = '@jupyterlab/codemirror-extension:plugin';
const VIM = '@axlair/jupyterlab_vim:plugin';

/** The settings that a server keeps for these plugins. */
class Kept extends DataConnector<ISettingRegistry.IPlugin, string> {
  constructor(raw: Record<string, unknown>) {
    super();
    for (const [id, value] of Object.entries(raw)) {
      this._raw.set(id, JSON.stringify(value));
    }
  }

  override fetch(id: string): Promise<ISettingRegistry.IPlugin> {
    const raw = this._raw.get(id);
    if (raw === undefined) {
      return Promise.reject(new Error(`There is no ${id}.`));
    }
    const property = { type: 'object' as const, default: {} };
    const yes = { type: 'boolean' as const, default: true };
    return Promise.resolve({
      id,
      version: '1',
      raw,
      data: { composite: {}, user: {} },
      schema: {
        type: 'object',
        properties:
          id === VIM
            ? { enabled: yes, enabledInEditors: yes }
            : { [id === TEXT_EDITOR ? 'editorConfig' : 'defaultConfig']: property }
      }
    });
  }

  override save(id: string, raw: string): Promise<void> {
    this._raw.set(id, raw);
    return Promise.resolve();
  }

  private readonly _raw = new Map<string, string>();
}

type IOwn = Pick<Preferences, 'changed' | 'chooseEditor' | 'closeBrackets' | 'keyMap'>;

async function settingsOf(
  raw: Record<string, unknown>
): Promise<[LabEditorSettings, SettingRegistry]> {
  const registry = new SettingRegistry({ connector: new Kept(raw) });
  const own = { closeBrackets: true, keyMap: 'standard' } as {
    -readonly [key in keyof IOwn]: IOwn[key];
  };
  const changed = new Signal<Preferences, void>(own as Preferences);
  own.changed = changed;
  own.chooseEditor = part => {
    Object.assign(own, part);
    changed.emit();
    return Promise.resolve();
  };
  const app = { commands: new CommandRegistry(), hasPlugin: (id: string) => id in raw };
  const settings = new LabEditorSettings(app, own, registry);
  await Promise.allSettled([TEXT_EDITOR, ALL_EDITORS, VIM].map(id => registry.load(id)));
  await Promise.resolve();
  return [settings, registry];
}

it('TX26: where Lab says nothing, the editor is as for guests', async () => {
  const [{ current, lab }] = await settingsOf({});
  expect(current).toMatchObject({ fontSize: null, keyMap: 'standard' });
  expect(current.options('python')).toEqual({ autoClosingBrackets: true });
  expect(lab.show).toBeNull();
});

it('TX35: keys and closing of brackets are chosen in the panel, unless Lab has decided them', async () => {
  const [settings] = await settingsOf({});
  expect(settings.own.current).toEqual({ keyMap: 'standard', closeBrackets: true });
  await settings.own.change({ keyMap: 'emacs' });
  expect([settings.current.keyMap, settings.own.current.keyMap]).toEqual(['emacs', 'emacs']);
  const [decided] = await settingsOf({
    [VIM]: {},
    [TEXT_EDITOR]: { editorConfig: { autoClosingBrackets: false } }
  });
  expect(decided.own.current).toEqual({});
});

it('TX26: settings of the text editor hold, and changes of them', async () => {
  const [settings, registry] = await settingsOf({
    [TEXT_EDITOR]: {
      editorConfig: { tabSize: 8, lineWrap: false, readOnly: true, customStyles: { fontSize: 17 } }
    },
    [ALL_EDITORS]: { defaultConfig: { autoClosingBrackets: false } }
  });
  expect(settings.current.fontSize).toBe(17);
  expect(settings.current.options('python')).toEqual({
    tabSize: 8,
    lineWrap: false,
    autoClosingBrackets: false
  });
  const heard = vi.fn<() => void>();
  settings.follow(heard);
  await registry.set(TEXT_EDITOR, 'editorConfig', { autoClosingBrackets: true });
  expect(heard).toHaveBeenCalled();
  expect(settings.current.options(null)).toEqual({ autoClosingBrackets: true });
});

it.each([
  [{}, 'vim'],
  [{ enabled: false }, 'standard'],
  [{ enabledInEditors: false }, 'standard']
])(
  'TX26: text editors with the Vim of another extension, %j, make this %s',
  async (raw, keyMap) => {
    const [{ current }] = await settingsOf({ [VIM]: raw });
    expect(current.keyMap).toBe(keyMap);
  }
);
