/**
 * The buffer that an editor shows. While somebody types, it stays when another person chooses another
 * file, or gives this one another language, until they pause: what they type is meant for the text they
 * began it in, and a word that they compose would be gone with the editor.
 */
import * as React from 'react';
import type { IBuffer } from '../../model/document/buffers';
import type { Typing } from '../typing';

const LOOK_MS = 100;

export function useTypedBuffer(wanted: IBuffer, typing: Typing): IBuffer {
  const shown = React.useRef(wanted);
  const [, look] = React.useReducer((count: number) => count + 1, 0);
  const isHeld = isOther(wanted, shown.current) && typing.isNow;
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
  return shown.current;
}

/** Another buffer of the same document; one of another document has to be shown. */
function isOther(wanted: IBuffer, shown: IBuffer): boolean {
  return wanted !== shown && wanted.text.doc === shown.text.doc;
}
