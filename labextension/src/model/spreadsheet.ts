/**
 * Tables as CSV in which no spreadsheet sees a formula in what people have typed; the twin of the
 * server's `domain/spreadsheet.py`.
 */

/** The rows as CSV, each cell made harmless. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map(row => `${row.map(cell => quoted(harmless(cell))).join(',')}\r\n`).join('');
}

/**
 * The text, with an apostrophe before whatever a spreadsheet would take for a formula.
 *
 * Spreadsheets overlook spaces at the beginning. One that separates columns by another sign than
 * this table does begins a cell behind each of these, and a row behind each end of a line.
 */
export function harmless(cell: string): string {
  return (FIRST.test(cell) ? "'" : '') + cell.replace(INSIDE, "$&'");
}

/** With the wide forms of the signs, which some spreadsheets take for the same. */
const FIRST = /^(?: *[=+@＝＋－＠-]|[\t\r\n])/;
const INSIDE = /[;\t](?= *[=+@＝＋－＠-]|[\t\r\n])|[\r\n](?= *[=+@＝＋－＠-])/g;

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
