/**
 * The files of a session that hold data, as tables: CSV, TSV and JSON.
 *
 * Numbers become numbers only where each value of a column is one and would be written the same way
 * again: `007` and a number of twenty digits stay text. What is empty is NULL.
 */
import type { ITextFile } from '../../types';
import { NoTable, readDelimited } from './delimited';

/** A value as SQLite is told it. */
type Literal = string;

export interface IDataTable {
  name: string;
  file: string;
  columns: { name: string; type: string }[];
  rows: Literal[][];
}

/** Why a file is no table. */
export interface INoTable {
  file: string;
  reason: string;
}

const INTEGER = /^(?:0|-?[1-9]\d{0,18})$/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;
/** As many digits as a number can keep. */
const MOST_DIGITS = 17;

/** As many columns as SQLite takes, and values that a table is filled with in little time. */
const MOST_COLUMNS = 2000;
const MOST_VALUES = 500_000;

const ENDING = /\.(csv|tsv|json)$/i;

export function readTables(files: readonly ITextFile[]): (IDataTable | INoTable)[] {
  const taken = new Set<string>();
  return files.flatMap(({ name: file, text }): (IDataTable | INoTable)[] => {
    const ending = ENDING.exec(file)?.[1].toLowerCase();
    if (ending === undefined) {
      return [];
    }
    const name = freeName(file, taken);
    try {
      const content = ending === 'json' ? fromJson(text) : fromDelimited(text, ending);
      return [{ name, file, ...content }];
    } catch (error) {
      if (error instanceof NoTable) {
        return [{ file, reason: error.message }];
      }
      throw error;
    }
  });
}

/** The name of the file without its ending; where that is taken with it, or with its folders, too. */
function freeName(file: string, taken: Set<string>): string {
  const last = file.slice(file.lastIndexOf('/') + 1);
  const names = [last.replace(ENDING, ''), last, file].map(plainName);
  const free = names.find(name => !taken.has(name.toLowerCase())) ?? plainName(`${file}_2`);
  taken.add(free.toLowerCase());
  return free;
}

/** A name that needs no quotes, unless it is a word of SQL. */
function plainName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}_]+/gu, '_');
  return /^\p{N}/u.test(plain) ? `_${plain}` : plain;
}

type Content = Pick<IDataTable, 'columns' | 'rows'>;

function fromDelimited(text: string, ending: string): Content {
  const [head, ...rows] = readDelimited(text, ending === 'tsv' ? '\t' : null);
  const width = rows.reduce((most, { length }) => Math.max(most, length), head.length);
  checkSize(width, rows.length);
  const names = columnNames(Array.from({ length: width }, (_, at) => (head[at] ?? '').trim()));
  const types = names.map((_, at) => typeOf(rows.map(row => row[at] ?? '')));
  return {
    columns: names.map((name, at) => ({ name, type: types[at] })),
    rows: rows.map(row =>
      types.map((type, at) => {
        const value = row[at] ?? '';
        return value === '' ? 'NULL' : type === 'TEXT' ? quoted(value) : value.trim();
      })
    )
  };
}

/** One long row makes all the others as long. */
function checkSize(columns: number, rows: number): void {
  if (columns > MOST_COLUMNS) {
    throw new NoTable('it has more than 2,000 columns');
  }
  if (columns * rows > MOST_VALUES) {
    throw new NoTable('its rows and columns make more than 500,000 values');
  }
}

function typeOf(values: readonly string[]): string {
  const there = values.filter(value => value !== '').map(value => value.trim());
  if (there.length === 0) {
    return 'TEXT';
  }
  if (there.every(isInteger)) {
    return 'INTEGER';
  }
  return there.every(isNumber) ? 'REAL' : 'TEXT';
}

/** That SQLite keeps as it is. */
function isInteger(value: string): boolean {
  return INTEGER.test(value) && BigInt.asIntN(64, BigInt(value)) === BigInt(value);
}

function isNumber(value: string): boolean {
  return NUMBER.test(value) && value.replace(/[eE].*|\D/g, '').length <= MOST_DIGITS;
}

/** Each has one, and no two have the same. */
function columnNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, at) => {
    const wanted = name === '' ? `column${at + 1}` : name;
    let free = wanted;
    for (let number = 2; taken.has(free.toLowerCase()); number++) {
      free = `${wanted}_${number}`;
    }
    taken.add(free.toLowerCase());
    return free;
  });
}

type Row = Readonly<Record<string, unknown>>;

/** A list of objects, each a row; what else a file may hold is one column, `value`. */
function fromJson(text: string): Content {
  const data = parseExactly(text.replace(/^\ufeff/, ''));
  const items = Array.isArray(data) ? (data as unknown[]) : [data];
  const isOfObjects = items.length > 0 && items.every(isObject);
  const objects = (isOfObjects ? items : items.map(value => ({ value }))) as Row[];
  const names = [...new Set(objects.flatMap(each => Object.keys(each)))];
  checkSize(names.length, objects.length);
  const rows = objects.map(each =>
    names.map(name => (Object.hasOwn(each, name) ? each[name] : null))
  );
  if (names.length === 0) {
    throw new NoTable('it holds no rows');
  }
  return {
    columns: columnNames(names).map((name, at) => ({
      name,
      type: jsonType(rows.map(row => row[at]))
    })),
    rows: rows.map(row => row.map(jsonLiteral))
  };
}

/** A number as it is written: those that are long would lose digits. */
class WrittenNumber {
  constructor(readonly text: string) {}

  toJSON(): unknown {
    return Number(this.text);
  }
}

const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON with its numbers as they are written, which not every engine tells. */
function parseExactly(text: string): unknown {
  const mark = `${Math.random()}:`;
  const marked = text.replace(TEXT_OR_NUMBER, found =>
    found.startsWith('"') ? found : `"${mark}${found}"`
  );
  try {
    // What is wrong is told of the text as it is.
    JSON.parse(text);
    return JSON.parse(marked, (_, value: unknown) =>
      typeof value === 'string' && value.startsWith(mark)
        ? new WrittenNumber(value.slice(mark.length))
        : value
    ) as unknown;
  } catch (error) {
    throw new NoTable(`it is not JSON: ${(error as Error).message}`);
  }
}

function isObject(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof WrittenNumber)
  );
}

/** Columns of several kinds have no type, so that each value stays what it is. */
function jsonType(values: readonly unknown[]): string {
  const there = values.filter(value => value !== null);
  const isOf = (test: (value: unknown) => boolean): boolean =>
    there.length > 0 && there.every(test);
  if (isOf(value => typeof value === 'boolean' || isWritten(value, isInteger))) {
    return 'INTEGER';
  }
  return isOf(value => isWritten(value, isNumber)) ? 'REAL' : isOf(isText) ? 'TEXT' : '';
}

function isWritten(value: unknown, as: (text: string) => boolean): boolean {
  return value instanceof WrittenNumber && as(value.text);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function jsonLiteral(value: unknown): Literal {
  if (value === null) {
    return 'NULL';
  }
  if (typeof value === 'boolean') {
    return value ? '1' : '0';
  }
  return value instanceof WrittenNumber
    ? value.text
    : quoted(typeof value === 'string' ? value : JSON.stringify(value));
}

/** A text in SQL, which has no way to write the character with the number 0. */
export function quoted(text: string): Literal {
  return text
    .split('\0')
    .map(part => `'${part.replaceAll("'", "''")}'`)
    .join(' || char(0) || ');
}

export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
