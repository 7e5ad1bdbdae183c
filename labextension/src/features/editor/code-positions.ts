/**
 * Where the text of an error names a line of the program: `File "solution.py", line 3` or
 * `solution.js:3:14`.
 */

export interface ICodePosition {
  /** Both counted from 1. */
  line: number;
  column: number;
}

/** A piece of the text, and the position it names, if it does. */
export interface IPiece {
  text: string;
  position: ICodePosition | null;
}

const POSITION = /File "solution\.py", line (\d+)|\bsolution\.[jt]s:(\d+)(?::(\d+))?/g;

export function piecesOf(text: string): IPiece[] {
  const pieces: IPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(POSITION)) {
    const line = Number(match[1] ?? match[2]);
    const column = Number(match[3] ?? 1);
    if (line > 0 && column > 0) {
      pieces.push({ text: text.slice(end, match.index), position: null });
      pieces.push({ text: match[0], position: { line, column } });
      end = match.index + match[0].length;
    }
  }
  pieces.push({ text: text.slice(end), position: null });
  return pieces.filter(piece => piece.text !== '');
}
