/**
 * Whether this person is typing in the editor now, for features that would take it away from them.
 */
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { ViewUpdate } from '@codemirror/view';

/** The pause in milliseconds after which a person counts as having finished typing. */
const PAUSE_MS = 1000;

export class Typing {
  get isNow(): boolean {
    const view = this._view;
    return (
      view?.hasFocus === true && (view.composing || performance.now() - this._typedAt < PAUSE_MS)
    );
  }

  /** Of the editor. */
  readonly extension: Extension = EditorView.updateListener.of(
    ({ view, transactions }: ViewUpdate) => {
      if (transactions.some(one => ['input', 'delete'].some(kind => one.isUserEvent(kind)))) {
        this._view = view;
        this._typedAt = performance.now();
      }
    }
  );

  private _view: EditorView | null = null;
  private _typedAt = 0;
}
