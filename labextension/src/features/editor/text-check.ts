/**
 * Looks whether the editor shows what the shared document holds, whatever came between them: the
 * lengths after each change, every character at most once a second. An editor that shows another text
 * puts what is typed in it into the wrong places, for everybody.
 */
import type { Extension } from '@codemirror/state';
import { ViewPlugin } from '@codemirror/view';
import type { EditorView, ViewUpdate } from '@codemirror/view';
import type * as Y from 'yjs';

const WHOLE_MS = 1000;

/** `onUnequal` is told once of the text that is shown; the editor is of no use after that. */
export function textCheck(text: Y.Text, onUnequal: (shown: string) => void): Extension {
  return ViewPlugin.fromClass(
    class {
      constructor(private readonly _view: EditorView) {
        text.observe(this._changed);
      }

      update({ docChanged }: ViewUpdate): void {
        if (docChanged) {
          this._changed();
        }
      }

      destroy(): void {
        text.unobserve(this._changed);
        clearTimeout(this._length);
        clearTimeout(this._whole);
      }

      private readonly _changed = (): void => {
        // Not now: the change is on its way from one to the other.
        this._length ??= setTimeout(() => {
          this._length = undefined;
          this._compare(this._view.state.doc.length === text.length);
        });
        this._whole ??= setTimeout(() => {
          this._whole = undefined;
          this._compare(this._shown === text.toJSON());
        }, WHOLE_MS);
      };

      private _compare(isEqual: boolean): void {
        if (!isEqual && text.doc !== null && !this._told) {
          this._told = true;
          onUnequal(this._shown);
        }
      }

      private get _shown(): string {
        return this._view.state.doc.sliceString(0, undefined, '\n');
      }

      private _told = false;
      private _length: ReturnType<typeof setTimeout> | undefined;
      private _whole: ReturnType<typeof setTimeout> | undefined;
    }
  );
}
