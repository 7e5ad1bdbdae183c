/**
 * Counts output in UTF-8 bytes and says where to cut it.
 *
 * The same count is kept three times: in the worker, so that a flood costs no messages; in the
 * frame, because the worker holds user code; and on the page, because the frame is not trusted.
 */

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

/** The longest start of `text` that fits in `maxBytes` and splits no character. */
export function cutToBytes(text: string, maxBytes: number): string {
  if (text.length * 3 <= maxBytes) {
    return text;
  }
  let bytes = 0;
  let i = 0;
  while (i < text.length) {
    const unit = text.charCodeAt(i);
    const pair = isHigh(unit) && isLow(text.charCodeAt(i + 1));
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : pair ? 4 : 3;
    if (bytes > maxBytes) {
      return text.slice(0, i);
    }
    i += pair ? 2 : 1;
  }
  return text;
}

export class OutputBudget {
  constructor(private _left: number) {}

  /** True once something had to be cut. */
  get exhausted(): boolean {
    return this._exhausted;
  }

  /** Takes what still fits of `text` from the budget and returns it. */
  take(text: string): string {
    if (this._exhausted) {
      return '';
    }
    const kept = cutToBytes(text, this._left);
    this._left -= utf8Length(kept);
    this._exhausted = kept.length < text.length;
    return kept;
  }

  private _exhausted = false;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
