/** Counting and cutting text by what it takes as UTF-8, or as anything else that bytes are made of. */

/** UTF-8 length of a string; a lone surrogate counts as the three bytes of U+FFFD. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      continue;
    }
    if (unit < 0x800) {
      bytes += 1;
    } else if (isHigh(unit) && isLow(text.charCodeAt(i + 1))) {
      bytes += 2;
      i++;
    } else {
      bytes += 2;
    }
  }
  return bytes;
}

/**
 * The longest start of `text` that fits in `maxBytes` and splits no character. `lengthOf` says how
 * much one character takes, at most `mostOfUnit` for each of its UTF-16 units.
 */
export function cutToBytes(
  text: string,
  maxBytes: number,
  lengthOf: (codePoint: number) => number = utf8LengthOf,
  mostOfUnit = 3
): string {
  if (text.length * mostOfUnit <= maxBytes) {
    return text;
  }
  let bytes = 0;
  for (let at = 0; at < text.length;) {
    const codePoint = text.codePointAt(at) ?? 0;
    bytes += lengthOf(codePoint);
    if (bytes > maxBytes) {
      return text.slice(0, at);
    }
    at += codePoint > 0xffff ? 2 : 1;
  }
  return text;
}

/** The text without at least `bytes` of its beginning, from a whole character on. */
export function withoutBytes(text: string, bytes: number): string {
  let at = 0;
  for (let gone = 0; gone < bytes && at < text.length;) {
    const codePoint = text.codePointAt(at) ?? 0;
    gone += utf8LengthOf(codePoint);
    at += codePoint > 0xffff ? 2 : 1;
  }
  return text.slice(at);
}

function utf8LengthOf(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
