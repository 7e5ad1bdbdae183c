/** The editor as its person likes it, kept in this browser for every page without JupyterLab. */
import {
  DEFAULTS,
  FONT_SIZES,
  TAB_SIZES,
  type IEditorSettings,
  type IEditorSettingsSource,
  type IOwnSettings
} from '../../features/editor/editor-settings';
import type { Memory } from './storage';

const KEY = 'editor';

/** Everybody indents Python so, and who did not would break what others wrote. */
const PYTHON_TAB = 4;

export class OwnSettings implements IEditorSettingsSource {
  constructor(private readonly _memory: Memory) {
    this._chosen = read(_memory.read(KEY));
    this._current = settingsOf(this._chosen);
  }

  readonly lab = null;

  get current(): IEditorSettings {
    return this._current;
  }

  get own(): {
    readonly current: IOwnSettings;
    readonly change: (part: Partial<IOwnSettings>) => void;
  } {
    return { current: this._chosen, change: part => this._change(part) };
  }

  readonly follow = (listener: () => void): (() => void) => {
    this._listeners.add(listener);
    return () => this._listeners.delete(listener);
  };

  private _change(part: Partial<IOwnSettings>): void {
    this._chosen = { ...this._chosen, ...part };
    this._current = settingsOf(this._chosen);
    this._memory.write(KEY, JSON.stringify(this._chosen));
    this._listeners.forEach(listener => listener());
  }

  private readonly _listeners = new Set<() => void>();
  private _chosen: IOwnSettings;
  private _current: IEditorSettings;
}

function settingsOf(chosen: IOwnSettings): IEditorSettings {
  const { fontSize, tabSize, wrap, closeBrackets, keyMap } = chosen;
  return {
    fontSize: fontSize === DEFAULTS.fontSize ? null : fontSize,
    fontFamily: null,
    lineHeight: null,
    keyMap,
    options: language => {
      const width = language === 'python' ? PYTHON_TAB : tabSize;
      return {
        tabSize: width,
        indentUnit: String(width),
        lineWrap: wrap,
        autoClosingBrackets: closeBrackets
      };
    }
  };
}

/** Whatever was kept, by another version or by somebody's hand: what makes no sense is as at first. */
function read(kept: string | null): IOwnSettings {
  const found = { ...DEFAULTS };
  try {
    const { fontSize, tabSize, wrap, closeBrackets, keyMap } = JSON.parse(
      kept ?? '{}'
    ) as Partial<IOwnSettings>;
    found.fontSize = FONT_SIZES.find(size => size === fontSize) ?? found.fontSize;
    found.tabSize = TAB_SIZES.find(size => size === tabSize) ?? found.tabSize;
    found.wrap = typeof wrap === 'boolean' ? wrap : found.wrap;
    found.closeBrackets = typeof closeBrackets === 'boolean' ? closeBrackets : found.closeBrackets;
    found.keyMap = keyMap === 'vim' || keyMap === 'emacs' ? keyMap : found.keyMap;
  } catch {
    // Not JSON, or nothing that has properties.
  }
  return found;
}
