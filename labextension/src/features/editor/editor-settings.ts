/** How a person likes their editor. Where that is kept and chosen is a matter of the page around it. */
import type { Language } from '../../contract/protocol';

/** Keys of another editor that many hands know. */
export type KeyMap = 'standard' | 'vim' | 'emacs';

export interface IEditorSettings {
  /** Null is what the page has. */
  readonly fontSize: number | null;
  readonly fontFamily: string | null;
  readonly lineHeight: number | null;
  readonly keyMap: KeyMap;
  /** Options of JupyterLab's editor by their names there, for a text of this language. */
  options(language: Language | null): Readonly<Record<string, unknown>>;
}

/** All that a person may choose; in JupyterLab its settings have some of it. */
export interface IOwnSettings {
  fontSize: number;
  tabSize: number;
  wrap: boolean;
  closeBrackets: boolean;
  keyMap: KeyMap;
}

export interface IEditorSettingsSource {
  /** Another object after each change. */
  readonly current: IEditorSettings;
  /** Returns what ends it. Needs no `this`. */
  readonly follow: (listener: () => void) => () => void;
  /** What is chosen in the panel. What is not in it, JupyterLab has decided. */
  readonly own: {
    readonly current: Partial<IOwnSettings>;
    /** Rejects what cannot be kept. */
    readonly change: (part: Partial<IOwnSettings>) => Promise<void> | void;
  };
  /** JupyterLab around the panel, and how it shows its settings; null on other pages. */
  readonly lab: { readonly show: (() => void) | null } | null;
}

/** In pixels. */
export const FONT_SIZES = [11, 12, 13, 14, 15, 16, 18, 20, 24, 28] as const;

export const TAB_SIZES = [2, 4, 8] as const;

export const DEFAULTS: IOwnSettings = {
  fontSize: 13,
  tabSize: 4,
  wrap: true,
  closeBrackets: true,
  keyMap: 'standard'
};
