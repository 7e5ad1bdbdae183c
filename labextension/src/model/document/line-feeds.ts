/**
 * What a text may hold (docs/API_WEBSOCKETS.md): lines end with a line feed alone, and half a
 * surrogate pair is no character. The server makes the same of texts that come to it whole.
 */

const RETURN = /\r\n?/g;
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ODD = new RegExp(`${RETURN.source}|${HALF.source}`);

/** The character that replaces what is no character. */
const REPLACEMENT = '\ufffd';

export function isOdd(text: string): boolean {
  return ODD.test(text);
}

/** The text in the form that may be put into a document. */
export function cleanText(text: string): string {
  return isOdd(text) ? text.replace(RETURN, '\n').replace(HALF, REPLACEMENT) : text;
}
