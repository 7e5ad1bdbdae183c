/**
 * Where the text of an error names a line of the program: `File "solution.py", line 3` or
 * `solution.js:3:14`.
 */

export interface ICodePosition {
  /** The name of the file. */
  file: string;
  /** Both counted from 1. */
  line: number;
  column: number;
}

/** A piece of the text, and the position it names, if it does. */
export interface IPiece {
  text: string;
  position: ICodePosition | null;
}

/** Takes the names of files for places, and nothing else. */
export function piecesOf(text: string, files: readonly string[]): IPiece[] {
  const pieces: IPiece[] = [];
  let end = 0;
  for (const match of files.length === 0 ? [] : text.matchAll(patternOf(files))) {
    const [whole, inPython, pythonLine, inScript, scriptLine, scriptColumn] = match;
    const file = inPython ?? inScript;
    const line = Number(pythonLine ?? scriptLine);
    const column = Number(scriptColumn ?? 1);
    if (line > 0 && column > 0) {
      pieces.push({ text: text.slice(end, match.index), position: null });
      pieces.push({ text: whole, position: { file, line, column } });
      end = match.index + whole.length;
    }
  }
  pieces.push({ text: text.slice(end), position: null });
  return pieces.filter(piece => piece.text !== '');
}

function patternOf(files: readonly string[]): RegExp {
  const longestFirst = [...files].sort((a, b) => b.length - a.length);
  const names = longestFirst.map(name => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  const python = `File "(${names})", line (\\d+)`;
  const script = `(?<![\\p{L}\\p{N}_./-])(${names}):(\\d+)(?::(\\d+))?`;
  return new RegExp(`${python}|${script}`, 'gu');
}
