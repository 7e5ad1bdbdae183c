/** SQLite: each run has a new database in memory, with the data files of the session as tables. */
import initSqlJs from 'sql.js/dist/sql-wasm-browser.js';
import type { ISqlite } from 'sql.js/dist/sql-wasm-browser.js';
import type { IBooted, IPackEnd, IPackOutput, IPackParts, IPackProgram } from '../adapter';
import { Database, SqlError } from './database';
import { placeIn } from './scan';
import { Script, ScriptError } from './script';
import { quotedName, readTables } from './tables';
import type { IDataTable } from './tables';

/** So many rows are put into a table by one statement. */
const ROWS_AT_ONCE = 200;

export async function boot(parts: IPackParts, output: IPackOutput): Promise<IBooted> {
  let memory: WebAssembly.Memory | undefined;
  const sqlite: ISqlite = await initSqlJs({
    instantiateWasm: (imports, found) => {
      const module = parts.module('wasm');
      void WebAssembly.instantiate(module, imports).then(instance => {
        memory = Object.values(instance.exports).find(each => each instanceof WebAssembly.Memory);
        found(instance, module);
      });
    },
    onAbort: reason => {
      throw new Error(String(reason));
    }
  });
  const database = new Database(sqlite, memory!);
  return { run: program => run(database, program, output) };
}

function run(database: Database, { files, entry }: IPackProgram, output: IPackOutput): IPackEnd {
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

function fill(database: Database, { name, file, columns, rows }: IDataTable, output: IPackOutput): void {
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
    return { state: error.isOutOfMemory ? 'out_of_memory' : 'error', error: `SQL error: ${error.message}` };
  }
  throw error;
}
