/** Where what was expected and what came differ, with blanks that can be seen. */

export interface ISide {
  before: string;
  /** What the other side has not, or has otherwise. */
  middle: string;
  after: string;
}

/** Of what both sides have, this much is shown around the difference. */
const SHOWN_AROUND = 120;
/** Two texts of this length fit into a line each. */
const SHORT = 60;

/** Whether both can be read at a glance, one under the other. */
export function areShort(expected: string, got: string): boolean {
  return [expected, got].every(text => text.length <= SHORT && !/[\n\r\t]| {2}|^ | $/.test(text));
}

/** Both sides of a difference, letter by letter. */
export function sidesOf(expected: string, got: string): [expected: ISide, got: ISide] {
  const [one, other] = [Array.from(expected), Array.from(got)];
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) {
    start++;
  }
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) {
    end++;
  }
  return [sideOf(one, start, end), sideOf(other, start, end)];
}

function sideOf(letters: readonly string[], start: number, end: number): ISide {
  const before = letters.slice(Math.max(0, start - SHOWN_AROUND), start).join('');
  const from = letters.length - end;
  const after = letters.slice(from, from + SHOWN_AROUND).join('');
  return {
    before: start > SHOWN_AROUND ? `…${before}` : before,
    middle: withBlanks(letters.slice(start, from).join('')),
    after: end > SHOWN_AROUND ? `${after}…` : after
  };
}

const NAMED_BLANKS: Readonly<Record<string, string>> = {
  ' ': '·',
  '\t': '→\t',
  '\n': '↵\n',
  '\r': '␍',
  '\u00a0': '⍽'
};

/** The text with signs for blanks, and numbers for letters that nobody can see. */
export function withBlanks(text: string): string {
  return text.replaceAll(
    /[ \t\n\r\u00a0]|\p{Cf}|\p{Cc}/gu,
    blank => NAMED_BLANKS[blank] ?? `<${codeOf(blank)}>`
  );
}

function codeOf(letter: string): string {
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
