/** Output cut to what one JSON frame holds. What counts are the bytes of the frame, escapes included. */

/** Of the text in a frame; the frame's own limit is 64 KiB. */
export const FRAME_TEXT_BYTES = 48 * 1024;

/** An unpaired half of a surrogate pair, which UTF-8 cannot carry. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text in pieces of at most `bytes` each as JSON; no character is split. */
export function jsonPieces(text: string, bytes = FRAME_TEXT_BYTES): string[] {
  const pieces: string[] = [];
  let piece = '';
  let size = 0;
  for (const character of text.replace(LONE_SURROGATE, '\ufffd')) {
    const length = jsonLength(character.codePointAt(0) ?? 0);
    if (size + length > bytes) {
      pieces.push(piece);
      piece = '';
      size = 0;
    }
    piece += character;
    size += length;
  }
  return piece === '' ? pieces : [...pieces, piece];
}

/** Bytes of one character in the JSON that JSON.stringify makes. */
function jsonLength(codePoint: number): number {
  if (codePoint === 0x22 || codePoint === 0x5c) {
    return 2;
  }
  if (codePoint < 0x20) {
    return '\b\t\n\f\r'.includes(String.fromCharCode(codePoint)) ? 2 : 6;
  }
  if (codePoint < 0x80) {
    return 1;
  }
  return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}
