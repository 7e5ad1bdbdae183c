/** The keys of another editor in this one, fetched when somebody chose them. */
import { Compartment } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { KeyMap } from './editor-settings';

const NONE: Extension = [];

/** Of one editor. */
export class KeyMapSwitch {
  /** Of the editor; it comes before every other key of it. */
  get extension(): Extension {
    return this._compartment.of(NONE);
  }

  async set(view: EditorView, keyMap: KeyMap): Promise<void> {
    this._wanted = keyMap;
    const keys = await load(keyMap);
    // Another may have been chosen meanwhile.
    if (this._wanted === keyMap && this._compartment.get(view.state) !== keys) {
      view.dispatch({ effects: this._compartment.reconfigure(keys) });
    }
  }

  private readonly _compartment = new Compartment();
  private _wanted: KeyMap = 'standard';
}

async function load(keyMap: KeyMap): Promise<Extension> {
  switch (keyMap) {
    case 'standard':
      return NONE;
    case 'vim':
      return (await import('./vim-keys')).keys;
    case 'emacs':
      return (await import('./emacs-keys')).keys;
  }
}
