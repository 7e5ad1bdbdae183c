/**
 * The editor as JupyterLab's own settings have it: those of its text editor, which stand over those of
 * all editors. Where Lab says nothing, an interview's editor is as it is for its guests.
 */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IEditorSettings, IEditorSettingsSource } from '../../features/editor/editor-settings';
import type { Preferences } from './preferences';

const TEXT_EDITOR = '@jupyterlab/fileeditor-extension:plugin';
const ALL_EDITORS = '@jupyterlab/codemirror-extension:plugin';
/** Another extension, which turns Lab's text editors into Vim. */
const LAB_VIM = '@axlair/jupyterlab_vim:plugin';

const SHOW = 'settingeditor:open';

/** Not for a person to choose in an interview. */
const OURS = ['readOnly', 'searchWithCM', 'customStyles'];

interface IStyles {
  fontFamily?: string | null;
  fontSize?: number | null;
  lineHeight?: number | null;
}

type Options = Record<string, unknown>;
/** What interviews have of their own, and Lab keeps. */
type IOwn = Pick<Preferences, 'changed' | 'closeBrackets' | 'keyMap' | 'chooseEditor'>;

export class LabEditorSettings implements IEditorSettingsSource {
  constructor(
    private readonly _app: Pick<JupyterFrontEnd, 'commands' | 'hasPlugin'>,
    private readonly _preferences: IOwn,
    registry: ISettingRegistry | null
  ) {
    this._current = this._make();
    _preferences.changed.connect(() => this._changed());
    // Not every Lab has each of them, and asking for what is not there is an error in the console.
    const there = [TEXT_EDITOR, LAB_VIM].filter(plugin => _app.hasPlugin(plugin));
    for (const plugin of [ALL_EDITORS, ...there]) {
      registry?.load(plugin).then(
        settings => {
          this._found.set(plugin, settings);
          settings.changed.connect(() => this._changed());
          this._changed();
        },
        () => undefined
      );
    }
  }

  /** Without what Lab or its Vim has decided, which a choice here would not change. */
  get own(): IEditorSettingsSource['own'] {
    const { keyMap, closeBrackets } = this._preferences;
    return {
      current: {
        ...(!this._isVim && { keyMap }),
        ...(this._said.autoClosingBrackets === undefined && { closeBrackets })
      },
      change: part => this._preferences.chooseEditor(part)
    };
  }

  get lab(): NonNullable<IEditorSettingsSource['lab']> {
    const { commands } = this._app;
    const show = (): void => void commands.execute(SHOW, { query: 'Text Editor' });
    return { show: commands.hasCommand(SHOW) ? show : null };
  }

  get current(): IEditorSettings {
    return this._current;
  }

  readonly follow = (listener: () => void): (() => void) => {
    this._listeners.add(listener);
    return () => this._listeners.delete(listener);
  };

  private _changed(): void {
    this._current = this._make();
    this._listeners.forEach(listener => listener());
  }

  private _make(): IEditorSettings {
    const chosen = this._read(TEXT_EDITOR, 'editorConfig');
    const { fontSize, fontFamily, lineHeight } = (chosen.composite.customStyles ?? {}) as IStyles;
    const kept = Object.entries(chosen.composite).filter(([name]) => !OURS.includes(name));
    const options: Options = {
      ...Object.fromEntries(kept),
      autoClosingBrackets: this._said.autoClosingBrackets ?? this._preferences.closeBrackets
    };
    return {
      fontSize: fontSize ?? null,
      fontFamily: fontFamily ?? null,
      lineHeight: lineHeight ?? null,
      keyMap: this._isVim ? 'vim' : this._preferences.keyMap,
      options: () => options
    };
  }

  /** What somebody has chosen for Lab's editors. */
  private get _said(): Options {
    const { user } = this._read(TEXT_EDITOR, 'editorConfig');
    return { ...this._read(ALL_EDITORS, 'defaultConfig').user, ...user };
  }

  private get _isVim(): boolean {
    const vim = this._found.get(LAB_VIM)?.composite;
    return vim?.enabled === true && vim.enabledInEditors !== false;
  }

  /** What holds, and what of it somebody has chosen. */
  private _read(plugin: string, key: string): Record<'composite' | 'user', Options> {
    const settings = this._found.get(plugin);
    return {
      composite: (settings?.composite[key] ?? {}) as Options,
      user: (settings?.user[key] ?? {}) as Options
    };
  }

  private readonly _found = new Map<string, ISettingRegistry.ISettings>();
  private readonly _listeners = new Set<() => void>();
  private _current: IEditorSettings;
}
