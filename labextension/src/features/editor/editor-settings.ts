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

/** What a person chooses where the page has no settings of its own. */
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
  /** Null where they are chosen elsewhere. */
  readonly own: {
    readonly current: IOwnSettings;
    readonly change: (part: Partial<IOwnSettings>) => void;
  } | null;
  /** Shows where they are chosen, if that is elsewhere and can be shown. */
  readonly show: (() => void) | null;
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
