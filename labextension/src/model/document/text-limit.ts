/** Checks the limit of all texts before an edit leaves, because the server would refuse it. */
import * as Y from 'yjs';
import { utf8Length } from '../../runner/utf8';

/** UTF-8 needs at most this many bytes for one UTF-16 unit. */
const MOST_BYTES_A_UNIT = 3;

/** Whether an edit of this person has made these texts longer than `maxBytes` together. */
export function isTooLong(
  { beforeState, afterState, doc }: Y.Transaction,
  texts: readonly Y.Text[],
  maxBytes: number
): boolean {
  const grew = beforeState.get(doc.clientID) !== afterState.get(doc.clientID);
  return grew && isLonger(texts, maxBytes);
}

/** How many bytes of UTF-8 one text may have beside the others. */
export function roomBeside(others: readonly Y.Text[], maxBytes: number): number {
  return Math.max(0, maxBytes - bytesOf(others));
}

export function tooLong(maxBytes: number): string {
  return `The files of an interview have at most ${Math.floor(maxBytes / 1024)} KiB together. Your last edit was taken back.`;
}

export function withoutRoom(name: string, maxBytes: number): string {
  return `${name} is without its text, which does not fit: the files of an interview have at most ${Math.floor(maxBytes / 1024)} KiB together.`;
}

function isLonger(texts: readonly Y.Text[], maxBytes: number): boolean {
  const units = texts.reduce((sum, { length }) => sum + length, 0);
  return units * MOST_BYTES_A_UNIT > maxBytes && bytesOf(texts) > maxBytes;
}

function bytesOf(texts: readonly Y.Text[]): number {
  return texts.reduce((sum, text) => sum + sizeOf(text), 0);
}

/**
 * The length of a text. It is kept, because each key that is typed needs those of all texts, and
 * mostly one has changed.
 */
function sizeOf(text: Y.Text): number {
  const known = SIZES.get(text);
  if (known?.bytes !== undefined) {
    return known.bytes;
  }
  const bytes = utf8Length(text.toJSON());
  if (known === undefined) {
    const size: { bytes?: number } = { bytes };
    SIZES.set(text, size);
    text.observe(() => (size.bytes = undefined));
  } else {
    known.bytes = bytes;
  }
  return bytes;
}

/** The lengths of texts that were not changed since. They must not be read within a transaction. */
const SIZES = new WeakMap<Y.Text, { bytes?: number }>();
