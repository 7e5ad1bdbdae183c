/** Keeps the caret of one other person in view. */
import type { Extension } from '@codemirror/state';
import { EditorView, ViewPlugin } from '@codemirror/view';
import type { ViewUpdate } from '@codemirror/view';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { caretsMoved, remoteSelections } from './remote-cursors';

/** So much of the text is seen around the caret. */
const MARGIN_PX = 60;

/** `followed` is the id of the person, or null. */
export function following(
  text: Y.Text,
  awareness: Awareness,
  followed: () => string | null
): Extension {
  return ViewPlugin.fromClass(
    class {
      constructor(private readonly _view: EditorView) {
        this._soon();
      }

      update({ transactions, docChanged }: ViewUpdate): void {
        if (docChanged || transactions.some(caretsMoved)) {
          this._soon();
        }
      }

      destroy(): void {
        clearTimeout(this._timer);
      }

      /** An editor cannot be scrolled while it takes a change. */
      private _soon(): void {
        if (followed() !== null) {
          this._timer ??= setTimeout(() => {
            this._timer = undefined;
            showCaret(this._view, text, awareness, followed());
          });
        }
      }

      private _timer: ReturnType<typeof setTimeout> | undefined;
    }
  );
}

export function showCaret(
  view: EditorView,
  text: Y.Text,
  awareness: Awareness,
  user: string | null
): void {
  const caret = remoteSelections(view.state, text, awareness).find(other => other.user === user);
  if (caret !== undefined) {
    view.dispatch({
      effects: EditorView.scrollIntoView(caret.head, { y: 'nearest', yMargin: MARGIN_PX })
    });
  }
}
