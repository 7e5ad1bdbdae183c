/** Output cut to what one JSON frame holds. What counts are the bytes of the frame, escapes included. */

/** Of the text in a frame; the frame's own limit is 64 KiB. */
export const FRAME_TEXT_BYTES = 48 * 1024;

/** An unpaired half of a surrogate pair, which UTF-8 cannot carry. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text in pieces of at most `bytes` each as JSON; no character is split. */
export function jsonPieces(text: string, bytes = FRAME_TEXT_BYTES): string[] {
  const whole = text.replace(LONE_SURROGATE, '\ufffd');
  const pieces: string[] = [];
  let start = 0;
  let size = 0;
  for (let at = 0; at < whole.length;) {
    const codePoint = whole.codePointAt(at) ?? 0;
    const length = jsonLength(codePoint);
    if (size + length > bytes) {
      pieces.push(whole.slice(start, at));
      start = at;
      size = 0;
    }
    size += length;
    at += codePoint > 0xffff ? 2 : 1;
  }
  return start < whole.length ? [...pieces, whole.slice(start)] : pieces;
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
