/**
 * A result as a table: as text, which the log and copies have, and as HTML, which the panel makes
 * harmless before it draws it. Both are bounded: what does not fit is counted.
 */
import { HTML_LIMIT_BYTES, PLAIN_LIMIT_BYTES } from '../../limits';
import { utf8Length } from '../../utf8';
import type { ICell, Statement } from './database';

/** Rows that are kept of a result, and rows that are read of one to count them. */
const ROWS_KEPT = 200;
const ROWS_READ = 100_000;
const MOST_COLUMNS = 60;

/** Characters of a cell, and all those of a row share so many. */
const CELL_LENGTH = 1000;
const PLAIN_CELL_LENGTH = 80;
const ROW_LENGTH = 4000;
const BLOB_BYTES = 16;

/** What stands around the rows. */
const FRAME_BYTES = 600;

export interface IResult {
  columns: readonly string[];
  rows: ICell[][];
  /** Rows that were read in whole; there are more of them if `isCut`. */
  count: number;
  isCut: boolean;
}

/** Reads all rows of a statement, up to a bound, and keeps the first. */
export function readResult(statement: Statement): IResult {
  const { columns } = statement;
  const rows: ICell[][] = [];
  let count = 0;
  while (statement.step()) {
    if (count === ROWS_READ) {
      return { columns, rows, count, isCut: true };
    }
    if (count < ROWS_KEPT) {
      rows.push(columns.slice(0, MOST_COLUMNS).map((_, at) => statement.cell(at, CELL_LENGTH)));
    }
    count++;
  }
  return { columns, rows, count, isCut: false };
}

export function asText(result: IResult): string {
  const { columns, rows } = shownOf(result);
  const length = lengthOf(columns, PLAIN_CELL_LENGTH);
  const head = headOf(columns, length);
  const lines = rows.map(row => row.map(cell => onOneLine(written(cell, length))));
  const shown: string[][] = [];
  // Columns get wider by what is below, so their widths are those of all rows that fit.
  let widths = head.map(({ length: width }) => width);
  for (const line of lines) {
    const wider = widths.map((width, at) => Math.max(width, line[at].length));
    if (!fits([head, ...shown, line], wider)) {
      break;
    }
    widths = wider;
    shown.push(line);
  }
  const numeric = numericColumns(result);
  const body = shown.map(line =>
    line
      .map((text, at) => (numeric[at] ? text.padStart(widths[at]) : text.padEnd(widths[at])))
      .join(' | ')
      .trimEnd()
  );
  return [
    head
      .map((name, at) => name.padEnd(widths[at]))
      .join(' | ')
      .trimEnd(),
    widths.map(width => '-'.repeat(width)).join('-+-'),
    ...body,
    ...endOf(result, shown.length)
  ].join('\n');
}

/** The names, shorter where they and a row below them do not fit otherwise. */
function headOf(columns: readonly string[], length: number): string[] {
  const head = columns.map(name => onOneLine(cut(name, length)));
  const widths = head.map(({ length: width }) => width);
  return fits([head, head], widths) ? head : headOf(columns, Math.floor(length / 2));
}

export function asHtml(result: IResult): string {
  const { columns, rows } = shownOf(result);
  const length = lengthOf(columns, CELL_LENGTH);
  const numeric = numericColumns(result);
  const starts = numeric.map(isNumber => (isNumber ? '' : ' style="text-align: left"'));
  const head = columns.map((name, at) => `<th${starts[at]}>${escaped(cut(name, length))}</th>`);
  const shown: string[] = [];
  let left = HTML_LIMIT_BYTES - FRAME_BYTES - utf8Length(head.join(''));
  for (const row of rows) {
    const line = `<tr>${row.map((cell, at) => `<td${starts[at]}>${cellOf(cell, length)}</td>`).join('')}</tr>`;
    left -= utf8Length(line);
    if (left < 0) {
      break;
    }
    shown.push(line);
  }
  const end = endOf(result, shown.length).map(line => `<p>${escaped(line)}</p>`);
  return (
    `<table><thead><tr>${head.join('')}</tr></thead><tbody>${shown.join('')}</tbody></table>` +
    end.join('')
  );
}

function shownOf({ columns, rows }: IResult): Pick<IResult, 'columns' | 'rows'> {
  return { columns: columns.slice(0, MOST_COLUMNS), rows };
}

/** The last lines: how much there is that is not shown. */
function endOf({ columns, count, isCut }: IResult, shown: number): string[] {
  const more = count - shown;
  const rows =
    more > 0 || isCut
      ? `… ${isCut ? 'over ' : ''}${counted(more, 'row')} more`
      : counted(count, 'row');
  const left = columns.length - MOST_COLUMNS;
  return left > 0 ? [rows, `… ${counted(left, 'column')} more`] : [rows];
}

export function counted(count: number, what: string): string {
  const number = String(count).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${number} ${what}${count === 1 ? '' : 's'}`;
}

function lengthOf(columns: readonly string[], most: number): number {
  return Math.max(20, Math.min(most, Math.floor(ROW_LENGTH / Math.max(1, columns.length))));
}

/** Whether these lines, and one of dashes, are not too much. */
function fits(lines: readonly (readonly string[])[], widths: readonly number[]): boolean {
  const dashes = widths.reduce((sum, width) => sum + width + 3, 0);
  const bytes = lines.reduce((sum, each) => sum + sizeOfLine(each, widths), dashes);
  return bytes + FRAME_BYTES <= PLAIN_LIMIT_BYTES;
}

function sizeOfLine(line: readonly string[], widths: readonly number[]): number {
  const blanks = line.reduce((sum, text, at) => sum + widths[at] - text.length, 0);
  return line.reduce((sum, text) => sum + utf8Length(text) + 3, blanks);
}

/** Columns of numbers alone, which end where the others begin. */
function numericColumns({ columns, rows }: IResult): boolean[] {
  const isOf = (row: ICell[], at: number, types: readonly string[]): boolean =>
    types.includes(row[at].type);
  return columns
    .slice(0, MOST_COLUMNS)
    .map(
      (_, at) =>
        rows.some(row => isOf(row, at, ['integer', 'real'])) &&
        rows.every(row => isOf(row, at, ['integer', 'real', 'null']))
    );
}

function cellOf(cell: ICell, length: number): string {
  return cell.type === 'null' ? '<i>NULL</i>' : escaped(written(cell, length));
}

function written({ type, text, bytes }: ICell, length: number): string {
  if (type !== 'blob') {
    return cut(bytes > CELL_LENGTH ? `${text.replace(/\ufffd$/, '')}…` : text, length);
  }
  const shown = text.slice(0, 2 * BLOB_BYTES).toUpperCase();
  return bytes > BLOB_BYTES ? `x'${shown}…' (${counted(bytes, 'byte')})` : `x'${shown}'`;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…`;
}

function onOneLine(text: string): string {
  return visible(text.replace(/\r?\n/g, '↵').replaceAll('\t', ' '));
}

/** Without characters that nobody sees, but for ends of lines and tabs. */
function visible(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, '�');
}

function escaped(text: string): string {
  return visible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
