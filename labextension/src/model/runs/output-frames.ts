/**
 * Cuts output into pieces that fit into one JSON frame, counting the bytes of the frame with
 * escapes.
 */

import type { IOutput } from '../../contract/protocol';
import { cutToBytes } from '../../runner/utf8';

/** Of the text in a frame; the frame's own limit is 64 KiB. */
export const FRAME_TEXT_BYTES = 48 * 1024;

/** Of the plain form of something that has another. */
const PLAIN_BYTES = 12 * 1024;

/** An unpaired half of a surrogate pair, which UTF-8 cannot carry. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Cuts a piece of output into pieces that fit into frames. HTML that does not fit is left out. */
export function framePieces({ stream, text, html, omitted = 0 }: IOutput): IOutput[] {
  const told = omitted > 0 ? { omitted } : {};
  if (html !== undefined) {
    const plain = jsonPieces(text, PLAIN_BYTES)[0] ?? '';
    const [rich, ...more] = jsonPieces(html, FRAME_TEXT_BYTES);
    const form = more.length === 0 ? { html: rich } : {};
    return [{ stream, text: plain, ...form, ...told }];
  }
  const [first = '', ...others] = jsonPieces(text);
  const isNothing = first === '' && omitted === 0;
  return isNothing
    ? []
    : [{ stream, text: first, ...told }, ...others.map(piece => ({ stream, text: piece }))];
}

/** The text in pieces of at most `bytes` each as JSON; no character is split. */
export function jsonPieces(text: string, bytes = FRAME_TEXT_BYTES): string[] {
  const whole = text.replace(LONE_SURROGATE, '\ufffd');
  const pieces: string[] = [];
  for (let rest = whole; rest !== '';) {
    const piece = cutToBytes(rest, bytes, jsonLength, 6);
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return pieces;
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
