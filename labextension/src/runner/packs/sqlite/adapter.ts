/** SQLite: each run has a new database in memory. */
import type { IBooted, IPackOutput, IPackParts } from '../adapter';
import { Database } from './database';
import { loadSqlite } from './load';
import { runProgram } from './program';

export async function boot(parts: IPackParts, output: IPackOutput): Promise<IBooted> {
  const { sqlite, memory } = await loadSqlite(parts.module('wasm'));
  const database = new Database(sqlite, memory);
  return { run: program => runProgram(database, program, output) };
}
