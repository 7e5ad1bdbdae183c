/**
 * Which text is the interview's own: it was copied or cut here, or stands in a text, in output or in a
 * question. White space counts as one blank, since indenting changes it.
 */

/** Shorter texts are found anywhere, so finding one says nothing. */
const LEAST = 20;
/** The newest of what was copied or taken out here, and how much of each. */
const MOST_REMEMBERED = 50;
const LONGEST_REMEMBERED = 256 * 1024;
/** So much of the other texts is looked through. */
const MOST_SEARCHED = 4 * 1024 * 1024;

export class OwnText {
  /** A text of the interview was copied, or taken out of it. */
  remember(text: string): void {
    const even = evened(text.slice(0, LONGEST_REMEMBERED));
    if (even.length >= LEAST && !this._remembered.includes(even)) {
      this._remembered.unshift(even);
      this._remembered.length = Math.min(this._remembered.length, MOST_REMEMBERED);
    }
  }

  /**
   * Whether a text is the interview's, with the texts of the interview, most likely first; null for one
   * that is too short to tell.
   */
  has(text: string, texts: Iterable<string>): boolean | null {
    const even = evened(text);
    if (even.length < LEAST) {
      return null;
    }
    if (this._remembered.some(one => one.includes(even))) {
      return true;
    }
    let left = MOST_SEARCHED;
    for (const one of texts) {
      if (left <= 0) {
        return false;
      }
      if (evened(one.slice(0, left)).includes(even)) {
        return true;
      }
      left -= one.length;
    }
    return false;
  }

  private readonly _remembered: string[] = [];
}

function evened(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
