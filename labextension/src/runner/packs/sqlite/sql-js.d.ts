/** What we use of sql.js: SQLite's own functions. Pointers are numbers. */
declare module 'sql.js/dist/sql-wasm-browser.js' {
  export interface ISqlite {
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _RegisterExtensionFunctions(db: number): void;
    _sqlite3_open(name: number, db: number): number;
    _sqlite3_errmsg(db: number): number;
    _sqlite3_changes(db: number): number;
    _sqlite3_prepare_v2(
      db: number,
      sql: number,
      bytes: number,
      statement: number,
      tail: number
    ): number;
    _sqlite3_step(statement: number): number;
    _sqlite3_finalize(statement: number): number;
    _sqlite3_column_count(statement: number): number;
    _sqlite3_column_name(statement: number, column: number): number;
    _sqlite3_column_type(statement: number, column: number): number;
    _sqlite3_column_text(statement: number, column: number): number;
    _sqlite3_column_blob(statement: number, column: number): number;
    _sqlite3_column_bytes(statement: number, column: number): number;
  }

  interface ISettings {
    instantiateWasm(
      imports: WebAssembly.Imports,
      found: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void
    ): void;
    onAbort(reason: unknown): void;
  }

  export default function initSqlJs(settings: ISettings): Promise<ISqlite>;
}
