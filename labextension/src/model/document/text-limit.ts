/** The limit of a buffer, looked at before an edit leaves: the server would refuse what is over it. */
import * as Y from 'yjs';
import { utf8Length } from '../../runner/utf8';

/** UTF-8 needs at most this many bytes for one UTF-16 unit. */
const MOST_BYTES_A_UNIT = 3;

/** An own edit made a text longer than `maxBytes`. */
export function isTooLong(
  { changed, beforeState, afterState, doc }: Y.Transaction,
  maxBytes: number
): boolean {
  const grew = beforeState.get(doc.clientID) !== afterState.get(doc.clientID);
  return (
    grew &&
    [...changed.keys()].some(
      type =>
        type instanceof Y.Text &&
        type.length * MOST_BYTES_A_UNIT > maxBytes &&
        utf8Length(type.toJSON()) > maxBytes
    )
  );
}

export function tooLong(maxBytes: number): string {
  return `The text is at most ${Math.floor(maxBytes / 1024)} KiB long. Your last edit was taken back.`;
}
