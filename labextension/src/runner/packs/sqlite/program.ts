/** One program: the data files of the session as tables, and then the file that is run. */
import type { IPackEnd, IPackOutput, IPackProgram } from '../adapter';
import { SqlError } from './database';
import type { Database } from './database';
import { placeIn } from './scan';
import { Script, ScriptError } from './script';
import { quotedName, readTables } from './tables';
import type { IDataTable } from './tables';

/** So many rows are put into a table by one statement. */
const ROWS_AT_ONCE = 200;

export function runProgram(
  database: Database,
  { files, entry }: IPackProgram,
  output: IPackOutput
): IPackEnd {
  const script = new Script(database, files, output);
  try {
    for (const table of readTables(files)) {
      if ('reason' in table) {
        output.err(`${table.file} is no table: ${table.reason}\n`);
      } else {
        fill(database, table, output);
        script.dataTables.set(table.name.toLowerCase(), table.file);
      }
    }
    script.run(files.find(({ name }) => name === entry)!);
  } catch (error) {
    return endOf(error);
  }
  return { state: 'ok', error: null };
}

function fill(
  database: Database,
  { name, file, columns, rows }: IDataTable,
  output: IPackOutput
): void {
  const table = quotedName(name);
  const list = columns.map(column => `${quotedName(column.name)} ${column.type}`.trim());
  try {
    database.run(`CREATE TABLE ${table} (${list.join(', ')})`);
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      const values = rows.slice(at, at + ROWS_AT_ONCE).map(row => `(${row.join(', ')})`);
      database.run(`INSERT INTO ${table} VALUES ${values.join(', ')}`);
    }
  } catch (error) {
    if (!(error instanceof SqlError) || error.isOutOfMemory) {
      throw error;
    }
    output.err(`${file} is no table: ${error.message}\n`);
  }
}

function endOf(error: unknown): IPackEnd {
  if (error instanceof ScriptError) {
    const { file, at, message, isOutOfMemory } = error;
    return {
      state: isOutOfMemory ? 'out_of_memory' : 'error',
      error: `SQL error: ${message}`,
      place: { file: file.name, ...placeIn(file.text, at) }
    };
  }
  if (error instanceof SqlError) {
    return {
      state: error.isOutOfMemory ? 'out_of_memory' : 'error',
      error: `SQL error: ${error.message}`
    };
  }
  throw error;
}
