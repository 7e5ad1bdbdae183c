/**
 * Runs a file of SQL statement by statement, and so shows what came of each before the one that fails.
 *
 * Of the commands of the `sqlite3` shell there are those that people use to get at files and tables.
 */
import type { IPackOutput } from '../adapter';
import type { ITextFile } from '../../types';
import { cutToBytes, utf8Length } from '../../utf8';
import { SqlError } from './database';
import type { Database, Statement } from './database';
import { findError } from './find-error';
import { asHtml, asText, counted, readResult } from './results';
import { afterBlanks, beginsLine, changeOf } from './scan';
import { quoted } from './tables';

/** Files that read each other. */
const MOST_DEEP = 20;

const COMMANDS = 'Of the commands of the sqlite3 shell there are .read FILE, .tables and .schema.';

/** An error of the program, with its place. */
export class ScriptError extends Error {
  constructor(
    message: string,
    readonly file: ITextFile,
    readonly at: number,
    readonly isOutOfMemory = false
  ) {
    super(message);
  }
}

export class Script {
  constructor(
    private _database: Database,
    private _files: readonly ITextFile[],
    private _output: IPackOutput
  ) {}

  /** Throws a ScriptError. */
  run(file: ITextFile, depth = 0): void {
    const { text } = file;
    const source = this._database.open(text);
    try {
      // The place in the text, and the same in bytes, by which SQLite counts.
      let [at, bytes] = [0, 0];
      const goTo = (next: number): void => {
        bytes += utf8Length(text.slice(at, next));
        at = next;
      };
      for (goTo(start(text, at)); at < text.length; goTo(start(text, at))) {
        if (text[at] === '.' && beginsLine(text, at)) {
          const end = endOfLine(text, at);
          this._command(file, at, text.slice(at, end), depth);
          goTo(end);
          continue;
        }
        const found = this._tried(file, at, () => source.next(bytes));
        if (found === null) {
          throw new ScriptError('this is no statement', file, at);
        }
        const sql = cutToBytes(text.slice(at, at + found.end - bytes), found.end - bytes);
        this._execute(file, at, sql, found.statement);
        goTo(at + sql.length);
      }
    } finally {
      this._tellChanges();
      source.close();
    }
  }

  private _execute(file: ITextFile, at: number, sql: string, statement: Statement): void {
    try {
      this._tried(file, at, () => this._show(sql, statement));
    } finally {
      statement.close();
    }
  }

  private _show(sql: string, statement: Statement): void {
    if (statement.columns.length === 0) {
      while (statement.step()) {
        // Until it is done.
      }
      const change = changeOf(sql);
      if (change !== null) {
        this._count(change, this._database.changes);
      }
      return;
    }
    const result = readResult(statement);
    if (result.count > 0 || !/^pragma\b/i.test(sql)) {
      this._tellChanges();
      this._output.show(asText(result), asHtml(result));
    }
  }

  /** Statements of one kind that follow each other are told together. */
  private _count(change: string, rows: number): void {
    if (this._change !== change) {
      this._tellChanges();
    }
    this._change = change;
    this._changed += rows;
  }

  private _tellChanges(): void {
    if (this._change !== null) {
      this._output.out(`${counted(this._changed, 'row')} ${this._change}\n`);
    }
    this._change = null;
    this._changed = 0;
  }

  private _tried<T>(file: ITextFile, at: number, act: () => T): T {
    try {
      return act();
    } catch (error) {
      if (!(error instanceof SqlError)) {
        throw error;
      }
      const { message, isOutOfMemory } = error;
      const place = isOutOfMemory
        ? at
        : findError(file.text, at, message, sql => this._faultOf(sql));
      throw new ScriptError(this._withAdvice(message), file, place, isOutOfMemory);
    }
  }

  /** What SQLite says of this when it reads it; nothing is run. */
  private _faultOf(sql: string): string | null {
    const source = this._database.open(sql);
    try {
      source.next(0)?.statement.close();
      return null;
    } catch (error) {
      return (error as Error).message;
    } finally {
      source.close();
    }
  }

  private _withAdvice(message: string): string {
    const table = /^table (.+) already exists$/.exec(message)?.[1];
    const file = this.dataTables.get(table?.toLowerCase() ?? '');
    return file === undefined ? message : `${message}\n${file} of this interview is that table.`;
  }

  private _command(file: ITextFile, at: number, line: string, depth: number): void {
    const [name, ...words] = line.trim().split(/\s+/);
    const argument = words.join(' ').replace(/^(['"])(.*)\1$/, '$2');
    switch (name) {
      case '.read':
        this._read(file, at, argument, depth);
        break;
      case '.tables':
        this._query(
          "SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view') " +
            "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        );
        break;
      case '.schema': {
        const where = argument === '' ? '' : ` AND tbl_name LIKE ${quoted(argument)}`;
        this._query(`SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL${where} ORDER BY rowid`);
        break;
      }
      default:
        throw new ScriptError(`there is no command ${name}\n${COMMANDS}`, file, at);
    }
  }

  private _read(from: ITextFile, at: number, wanted: string, depth: number): void {
    const name = wanted.replace(/^(?:\.\/)+/, '');
    const file = this._files.find(each => each.name === name);
    if (file === undefined) {
      throw new ScriptError(`there is no file ${wanted}`, from, at);
    }
    if (depth === MOST_DEEP) {
      throw new ScriptError('these files read each other', from, at);
    }
    this._tellChanges();
    this.run(file, depth + 1);
  }

  private _query(sql: string): void {
    const source = this._database.open(sql);
    const found = source.next(0);
    if (found !== null) {
      this._show(sql, found.statement);
      found.statement.close();
    }
    source.close();
  }

  /** The files that are tables, by the names of the tables in small letters. */
  readonly dataTables = new Map<string, string>();

  private _change: string | null = null;
  private _changed = 0;
}

/** Where the next statement begins: between two, semicolons are nothing. */
function start(text: string, at: number): number {
  let next = afterBlanks(text, at);
  while (text[next] === ';') {
    next = afterBlanks(text, next + 1);
  }
  return next;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
