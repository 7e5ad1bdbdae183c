/** Where two texts differ: between what they share at their beginnings and at their ends. */
export interface IDifference {
  before: string;
  /** The part that differs, of each text. */
  middles: [string, string];
  after: string;
}

export function difference(one: string, other: string): IDifference {
  const lines = [one, other].map(text => text.split(LINE_STARTS));
  const shorter = Math.min(lines[0].length, lines[1].length);
  let start = 0;
  while (start < shorter && lines[0][start] === lines[1][start]) {
    start++;
  }
  let end = 0;
  while (end < shorter - start && lines[0].at(-1 - end) === lines[1].at(-1 - end)) {
    end++;
  }
  const [from, to] = lines.map(all => all.slice(start, all.length - end).join(''));
  return {
    before: lines[0].slice(0, start).join(''),
    middles: [from, to],
    after: lines[0].slice(lines[0].length - end).join('')
  };
}

/** Whether one text has something other than spaces that the other lacks. */
export function hasMore(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) {
    start++;
  }
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) {
    end++;
  }
  return one.slice(start, one.length - end).trim() !== '';
}

/** A line keeps the break at its end. */
const LINE_STARTS = /(?<=\n)/;
