/** SQLite by its own functions, with texts for pointers. The database is in memory, as all of it. */
import type { ISqlite } from 'sql.js/dist/sql-wasm-browser.js';

const ROW = 100;
const DONE = 101;
const NO_MEMORY = 7;
/** Codes of errors have their kind in the lowest byte, and more of it above. */
const KIND = 0xff;
const NO_MEMORY_ON_DISK = 3082;

const TYPES = ['', 'integer', 'real', 'text', 'blob', 'null'] as const;

export type CellType = Exclude<(typeof TYPES)[number], ''>;

export interface ICell {
  type: CellType;
  /** As SQLite writes it, of a blob its first bytes as hex digits; the beginning of what is long. */
  text: string;
  /** How long it is in whole. */
  bytes: number;
}

export class SqlError extends Error {
  constructor(
    message: string,
    readonly isOutOfMemory: boolean
  ) {
    super(message);
  }
}

export class Statement {
  constructor(
    private _database: Database,
    private _sqlite: ISqlite,
    private _pointer: number
  ) {
    const count = _sqlite._sqlite3_column_count(_pointer);
    this.columns = Array.from({ length: count }, (_, column) =>
      _database.textAt(_sqlite._sqlite3_column_name(_pointer, column))
    );
  }

  readonly columns: readonly string[];

  /** True when there is a row, which `cell` reads. Throws an SqlError. */
  step(): boolean {
    const code = this._sqlite._sqlite3_step(this._pointer);
    if (code !== ROW && code !== DONE) {
      throw this._database.error(code);
    }
    return code === ROW;
  }

  /** A cell of this row, no more than so many bytes of it. */
  cell(column: number, most: number): ICell {
    const { _sqlite: sqlite, _pointer: statement } = this;
    const type = TYPES[sqlite._sqlite3_column_type(statement, column)] as CellType;
    if (type === 'null') {
      return { type, text: 'NULL', bytes: 0 };
    }
    if (type === 'blob') {
      const bytes = sqlite._sqlite3_column_bytes(statement, column);
      const at = bytes === 0 ? 0 : sqlite._sqlite3_column_blob(statement, column);
      return { type, text: at === 0 ? '' : this._database.hexAt(at, Math.min(bytes, most)), bytes };
    }
    const at = sqlite._sqlite3_column_text(statement, column);
    if (at === 0) {
      throw this._database.error(NO_MEMORY);
    }
    const bytes = sqlite._sqlite3_column_bytes(statement, column);
    return { type, text: this._database.textOf(at, Math.min(bytes, most)), bytes };
  }

  close(): void {
    this._sqlite._sqlite3_finalize(this._pointer);
  }
}

export class Database {
  constructor(
    private _sqlite: ISqlite,
    private _memory: WebAssembly.Memory
  ) {
    this._out = this._allocate(8);
    const name = this._write(':memory:');
    const code = _sqlite._sqlite3_open(name.at, this._out);
    this._db = this._view().getUint32(this._out, true);
    if (code !== 0) {
      throw this.error(code);
    }
    _sqlite._RegisterExtensionFunctions(this._db);
    // What does not fit into the cache stays in the memory that is bounded.
    this.run('PRAGMA temp_store = memory');
  }

  /** A text that statements are prepared from, one after the other. */
  open(sql: string): Source {
    return new Source(this, this._sqlite, this._write(sql));
  }

  /** Runs one statement and leaves out its rows. */
  run(sql: string): void {
    const source = this.open(sql);
    const statement = source.next(0)?.statement;
    source.close();
    try {
      while (statement?.step()) {
        // To its end.
      }
    } finally {
      statement?.close();
    }
  }

  /** Rows that the last statement that writes has changed. */
  get changes(): number {
    return this._sqlite._sqlite3_changes(this._db);
  }

  /** Prepares what stands at this address; the end of it is told in bytes from there. */
  prepare(at: number): { statement: Statement | null; bytes: number } {
    const code = this._sqlite._sqlite3_prepare_v2(this._db, at, -1, this._out, this._out + 4);
    if (code !== 0) {
      throw this.error(code);
    }
    const view = this._view();
    const statement = view.getUint32(this._out, true);
    return {
      statement: statement === 0 ? null : new Statement(this, this._sqlite, statement),
      bytes: view.getUint32(this._out + 4, true) - at
    };
  }

  error(code: number): SqlError {
    const isOutOfMemory = (code & KIND) === NO_MEMORY || code === NO_MEMORY_ON_DISK;
    const message = isOutOfMemory
      ? 'out of memory'
      : this.textAt(this._sqlite._sqlite3_errmsg(this._db));
    return new SqlError(message, isOutOfMemory);
  }

  /** The text at this address, to its end. */
  textAt(at: number): string {
    const bytes = new Uint8Array(this._memory.buffer, at);
    return this.textOf(at, bytes.indexOf(0));
  }

  textOf(at: number, length: number): string {
    return this._decoder.decode(new Uint8Array(this._memory.buffer, at, length));
  }

  hexAt(at: number, length: number): string {
    const bytes = new Uint8Array(this._memory.buffer, at, length);
    return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  }

  private _write(text: string): IWritten {
    const bytes = this._encoder.encode(text);
    const at = this._allocate(bytes.length + 1);
    const memory = new Uint8Array(this._memory.buffer);
    memory.set(bytes, at);
    memory[at + bytes.length] = 0;
    return { at, length: bytes.length };
  }

  private _allocate(bytes: number): number {
    const at = this._sqlite._malloc(bytes);
    if (at === 0) {
      throw new SqlError('out of memory', true);
    }
    return at;
  }

  private _view(): DataView {
    return new DataView(this._memory.buffer);
  }

  private _encoder = new TextEncoder();
  private _decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  private _out: number;
  private _db: number;
}

interface IWritten {
  at: number;
  length: number;
}

/** SQL that was written into SQLite's memory. Places in it are counted in bytes. */
export class Source {
  constructor(
    private _database: Database,
    private _sqlite: ISqlite,
    private _written: IWritten
  ) {}

  /** The statement that begins here and where it ends; null where none does. Throws an SqlError. */
  next(from: number): { statement: Statement; end: number } | null {
    const { at } = this._written;
    const { statement, bytes } = this._database.prepare(at + from);
    return statement && { statement, end: from + bytes };
  }

  close(): void {
    this._sqlite._free(this._written.at);
  }
}
