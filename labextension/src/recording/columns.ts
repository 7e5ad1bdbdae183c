/** The edits of a recording, as columns: one row of numbers for each property of an edit. */
import type { IRecording } from './recording';

/** One edit of a file, whose `who` is the id of a person. */
export interface IEdit {
  readonly seq: number;
  readonly at: number;
  readonly who: string | null;
  /** Among the files of the recording. */
  readonly file: number;
  readonly position: number;
  readonly deleted: number;
  readonly inserted: string;
}

/** Each value less the one before it; the first is less 0. */
export function differences(values: readonly number[]): number[] {
  return values.map((value, index) => value - (index > 0 ? values[index - 1] : 0));
}

/** The columns of edits, with authors as places among these people. */
export function columnsOf(
  edits: readonly IEdit[],
  people: ReadonlyMap<string, number>
): IRecording['edits'] {
  const ends = new Map<number, number>();
  const positions = edits.map(({ file, position, inserted }) => {
    const distance = position - (ends.get(file) ?? 0);
    ends.set(file, position + inserted.length);
    return distance;
  });
  return {
    seq: differences(edits.map(({ seq }) => seq)),
    at: differences(edits.map(({ at }) => at)),
    who: edits.map(({ who }) => (who === null ? -1 : (people.get(who) ?? -1))),
    file: edits.map(({ file }) => file),
    position: positions,
    deleted: edits.map(({ deleted }) => deleted),
    length: edits.map(({ inserted }) => inserted.length),
    inserted: edits.map(({ inserted }) => inserted).join('')
  };
}
