/** Where a place of the script that runs is in the text that its author wrote. */
import type { IPosition } from './stack';

export type Place = (position: IPosition) => IPosition;

/** A piece of a text that is replaced; both are on one line. */
export interface IEdit {
  start: number;
  end: number;
  text: string;
  /** Something that is called: V8 tells the place of its end where it was told its beginning. */
  isCall?: boolean;
}

/** The text with its pieces replaced, and the way back. */
export function edited(text: string, edits: readonly IEdit[]): { text: string; place: Place } {
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  const lines = lineStarts(text);
  const moved = sorted.map(edit => {
    const line = lines.filter(start => start <= edit.start).length - 1;
    return { line: line + 1, column: edit.start - lines[line] + 1, edit };
  });
  let result = '';
  let at = 0;
  for (const edit of sorted) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  const place: Place = ({ line, column }) => {
    let found = column;
    for (const { column: from, edit } of moved.filter(each => each.line === line)) {
      const grown = edit.text.length - (edit.end - edit.start);
      if (found >= from + edit.text.length + (edit.isCall ? 1 : 0)) {
        found -= grown;
      } else if (found > from) {
        found = from;
      }
    }
    return { line, column: found };
  };
  return { text: result + text.slice(at), place };
}

/** One after the other, the way back: the last change of the text comes first. */
export function chained(...places: Place[]): Place {
  return position => places.reduce((found, place) => place(found), position);
}

function lineStarts(text: string): number[] {
  return [
    0,
    ...[...text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)].map(found => found.index + found[0].length)
  ];
}
