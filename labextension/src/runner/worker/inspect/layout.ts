/**
 * Puts the printed entries of one object on one line, in columns, or on a line each.
 *
 * The rules are those of Node's `util.inspect` with its default options, because that is what
 * people compare with; inspect.spec.ts compares the two.
 */

const BREAK_LENGTH = 80;
/** Up to this many nested levels share a line. */
const COMPACT_LEVELS = 3;
const MAX_COLUMNS = 15;
const SEPARATOR = 2;

export interface ILayout {
  /** Opening (with its prefix) and closing brace. */
  braces: [string, string];
  /** Text before the brace: a function's or an error's own line. */
  base: string;
  indentation: number;
  /** How many levels of nesting the entries hold. */
  innerLevels: number;
  /** Values of an array, to be printed in columns; numbers are set to the right. */
  columns: { values: ArrayLike<unknown>; hasMore: boolean } | null;
}

export function layOut(entries: string[], layout: ILayout): string {
  const { base, braces, indentation } = layout;
  let lines = entries;
  if (layout.columns !== null && entries.length > 6) {
    lines = inColumns(entries, layout.columns.values, layout.columns.hasMore, indentation);
  }
  const head = base === '' ? '' : `${base} `;
  if (layout.innerLevels < COMPACT_LEVELS && lines === entries) {
    const start = entries.length + indentation + braces[0].length + base.length + 10;
    const joined = entries.join(', ');
    const length = entries.reduce((sum, entry) => sum + entry.length, entries.length + start);
    if (length <= BREAK_LENGTH && !joined.includes('\n') && !base.includes('\n')) {
      return `${head}${braces[0]} ${joined} ${braces[1]}`;
    }
  }
  const newLine = `\n${' '.repeat(indentation)}`;
  return `${head}${braces[0]}${newLine}  ${lines.join(`,${newLine}  `)}${newLine}${braces[1]}`;
}

function inColumns(
  entries: string[],
  values: ArrayLike<unknown>,
  hasMore: boolean,
  indentation: number
): string[] {
  const cells = hasMore ? entries.slice(0, -1) : entries;
  const lengths = cells.map(cell => cell.length);
  const longest = Math.max(...lengths);
  const total = lengths.reduce((sum, length) => sum + length + SEPARATOR, 0);
  const width = longest + SEPARATOR;
  if (width * 3 + indentation >= BREAK_LENGTH || (total / width <= 5 && longest > 6)) {
    return entries;
  }
  const bias = Math.max(width - 3 - Math.sqrt(width - total / entries.length), 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * bias * cells.length) / bias),
    Math.floor((BREAK_LENGTH - indentation) / width),
    COMPACT_LEVELS * 4,
    MAX_COLUMNS
  );
  if (columns <= 1) {
    return entries;
  }
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...lengths.filter((_length, i) => i % columns === column))
  );
  const toRight = entries.every((_, i) => ['number', 'bigint'].includes(typeof values[i]));
  const rows: string[] = [];
  for (let row = 0; row < cells.length; row += columns) {
    const line = cells.slice(row, row + columns);
    const padded = line.map((cell, column) => {
      const isLast = column === line.length - 1;
      const text = isLast ? cell : `${cell}, `;
      const room = widths[column] + (isLast ? 0 : SEPARATOR);
      return toRight ? text.padStart(room) : isLast ? text : text.padEnd(room);
    });
    rows.push(padded.join(''));
  }
  return hasMore ? [...rows, entries[entries.length - 1]] : rows;
}
