/** Where a person was in each text, for when they see it again. */
import { EditorSelection } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type * as Y from 'yjs';
import type { IBuffer } from '../../model/document/buffers';
import { indexOf, positionAt } from './relative-position';

interface IRememberedCaret {
  text: Y.Text;
  anchor: Y.RelativePosition;
  head: Y.RelativePosition;
  /** For a text that was rebuilt, in which the positions are nowhere. */
  offsets: [number, number];
}

export class RememberedCarets {
  keep({ file, text }: IBuffer, view: EditorView): void {
    const { anchor, head } = view.state.selection.main;
    const at = (offset: number): Y.RelativePosition =>
      positionAt(text, Math.min(offset, text.length));
    const offsets: IRememberedCaret['offsets'] = [anchor, head];
    this._carets.set(file, { text, anchor: at(anchor), head: at(head), offsets });
  }

  /** Puts the caret back, if they ever were in this text. */
  restore({ file, text }: IBuffer, view: EditorView): void {
    const caret = this._carets.get(file);
    if (caret === undefined) {
      return;
    }
    const isSame = caret.text === text;
    const at = (position: Y.RelativePosition, offset: number): number =>
      Math.min((isSame ? indexOf(text, position) : null) ?? offset, view.state.doc.length);
    const [anchor, head] = caret.offsets;
    view.dispatch({
      selection: EditorSelection.single(at(caret.anchor, anchor), at(caret.head, head)),
      effects: EditorView.scrollIntoView(at(caret.head, head))
    });
  }

  private readonly _carets = new Map<string, IRememberedCaret>();
}
