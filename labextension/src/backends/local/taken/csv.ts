/** The runs as a table for spreadsheets, which take no cell of it for a formula. */
import type { ITaken } from '../../../model/ports';
import { csvOf, harmless } from '../../../model/spreadsheet';
import { textOf } from '../../../session/output';
import { iso } from '../../../session/records';
import type { IRunRecord } from '../../../session/run-book';
import type { IAccount } from './account';
import { safeName, taken } from './names';

const COLUMNS = ['startedAt', 'who', 'language', 'state', 'durationMs', 'error', 'output'];

/** Spreadsheets take up to 32,767 characters in a cell. */
const CELL = 32_000;

export function csv({ title, runs }: IAccount): ITaken {
  const rows = [COLUMNS, ...runs.map(run => rowOf(run).map(cellOf))];
  return taken(`${safeName(title)}-runs.csv`, 'text/csv; charset=utf-8', csvOf(rows));
}

function rowOf({ startedUs, author, language, state, durationMs, error, printed }: IRunRecord) {
  const took = durationMs === null ? '' : String(durationMs);
  const who = author?.name ?? '';
  return [iso(startedUs), who, language, state, took, error ?? '', textOf(printed.outputs)];
}

function cellOf(value: string): string {
  return cut(harmless(cut(value.replaceAll('\0', ''))));
}

/** So many characters of it; half a character is none. */
function cut(text: string): string {
  return text.length <= CELL ? text : [...text.slice(0, 2 * CELL)].slice(0, CELL).join('');
}
