/**
 * What of a text was typed last, and by whom. It is counted back from the last edit of the text and not from the
 * moment, so that it is still there after a pause.
 */
import type { IAuthored, TextAt } from '../recording/text-at';

/** What is older is in a later step; what is older than the last of them is not recent. */
const STEPS_MS = [15_000, 60_000, 300_000];
/** More edits are not looked at. */
const MOST = 2000;

export interface IRecent extends IAuthored {
  /** 0 is what was typed last. */
  readonly age: number;
}

/** In the order of the text of a file, after so many edits. */
export function recentOf(text: TextAt, file: number, edits: number): readonly IRecent[] {
  let last = edits - 1;
  while (last >= 0 && text.edit(last).file !== file) {
    last--;
  }
  if (last < 0) {
    return [];
  }
  const now = text.timeOf(last);
  let first = last;
  while (first > 0 && last - first < MOST && now - text.timeOf(first - 1) < STEPS_MS.at(-1)!) {
    first--;
  }
  let recent: IRecent[] = [];
  for (let index = first; index <= last; index++) {
    const { file: edited, position, deleted, inserted, who } = text.edit(index);
    if (edited === file) {
      const age = STEPS_MS.findIndex(ms => now - text.timeOf(index) < ms);
      const end = position + inserted.length;
      const by = inserted.length - deleted;
      recent = joined([
        ...recent.flatMap(one => piece(one, one.from, Math.min(one.to, position))),
        ...(age < 0 || who < 0 ? [] : piece({ from: 0, to: 0, who, age }, position, end)),
        ...recent.flatMap(one =>
          piece(one, Math.max(one.from, position + deleted) + by, one.to + by)
        )
      ]);
    }
  }
  return recent;
}

function piece(of: IRecent, from: number, to: number): IRecent[] {
  return from < to ? [{ ...of, from, to }] : [];
}

/** With neighbours of one person and age as one. */
function joined(all: readonly IRecent[]): IRecent[] {
  const found: IRecent[] = [];
  for (const one of all) {
    const before = found.at(-1);
    if (before?.to === one.from && before.who === one.who && before.age === one.age) {
      found[found.length - 1] = { ...before, to: one.to };
    } else {
      found.push(one);
    }
  }
  return found;
}
