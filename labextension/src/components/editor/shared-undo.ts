/**
 * Undo of one's own edits. Lab's editor binds no undo keys, and the browser's own undo takes back
 * whatever was typed last, other people's text included.
 */
import { Prec } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type { ISharedFile } from '@jupyter/ydoc';

export function sharedUndo(shared: Pick<ISharedFile, 'undo' | 'redo'>): Extension {
  const undo = (view: EditorView): boolean => {
    if (!view.state.readOnly) {
      shared.undo();
    }
    return true;
  };
  const redo = (view: EditorView): boolean => {
    if (!view.state.readOnly) {
      shared.redo();
    }
    return true;
  };
  return Prec.highest([
    keymap.of([
      { key: 'Mod-z', run: undo, preventDefault: true },
      { key: 'Mod-y', run: redo, preventDefault: true },
      { key: 'Mod-Shift-z', run: redo, preventDefault: true }
    ]),
    // From the browser's menu, or shaking a phone.
    EditorView.domEventHandlers({
      beforeinput: (event, view) => {
        const wanted = { historyUndo: undo, historyRedo: redo }[event.inputType];
        if (wanted === undefined) {
          return false;
        }
        event.preventDefault();
        return wanted(view);
      }
    })
  ]);
}
