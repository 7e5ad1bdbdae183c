/** The editor as it is at first. A file keeps nothing of whoever reads it. */
import { DEFAULTS, type IEditorSettingsSource } from '../../features/editor/editor-settings';

export const PLAIN_SETTINGS: IEditorSettingsSource = {
  current: {
    fontSize: null,
    fontFamily: null,
    lineHeight: null,
    keyMap: DEFAULTS.keyMap,
    options: () => ({
      tabSize: DEFAULTS.tabSize,
      indentUnit: String(DEFAULTS.tabSize),
      lineWrap: DEFAULTS.wrap
    })
  },
  follow: () => () => undefined,
  own: { current: {}, change: () => undefined },
  lab: null
};
