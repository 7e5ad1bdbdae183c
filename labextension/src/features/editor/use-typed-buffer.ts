/**
 * The buffer that an editor shows. While somebody types, it stays when another person chooses another
 * language, until they pause: what they type is meant for the text they began it in.
 */
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { ViewUpdate } from '@codemirror/view';
import * as React from 'react';
import type { IBuffer } from '../../model/document/buffers';

/** Somebody who types nothing for so long has come to the end of what they were about to type. */
const PAUSE_MS = 1000;
const LOOK_MS = 100;

/** `typing` is an extension of the editor. */
export function useTypedBuffer(wanted: IBuffer): { buffer: IBuffer; typing: Extension } {
  const [hands] = React.useState(() => new Hands());
  const shown = React.useRef(wanted);
  const [, look] = React.useReducer((count: number) => count + 1, 0);
  const isHeld = isOther(wanted, shown.current) && hands.areTyping;
  if (!isHeld) {
    shown.current = wanted;
  }
  React.useEffect(() => {
    if (!isHeld) {
      return;
    }
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [isHeld]);
  return { buffer: shown.current, typing: hands.extension };
}

/** Another language's text of the same document; one of another document has to be shown. */
function isOther(wanted: IBuffer, shown: IBuffer): boolean {
  return wanted.language !== shown.language && wanted.text.doc === shown.text.doc;
}

class Hands {
  get areTyping(): boolean {
    const view = this._view;
    return (
      view?.hasFocus === true && (view.composing || performance.now() - this._typedAt < PAUSE_MS)
    );
  }

  readonly extension = EditorView.updateListener.of(({ view, transactions }: ViewUpdate) => {
    if (transactions.some(one => ['input', 'delete'].some(kind => one.isUserEvent(kind)))) {
      this._view = view;
      this._typedAt = performance.now();
    }
  });

  private _view: EditorView | null = null;
  private _typedAt = 0;
}
