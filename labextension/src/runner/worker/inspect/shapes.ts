/**
 * How each kind of object is to be printed: its braces, the text before them, its items and which
 * of its properties follow. Nothing is joined here; inspect.ts does that.
 */
import type { IProgramFile } from '../stack';
import { errorBase, errorKeys } from './errors';
import { constructorName, functionBase, prefix, tagOf } from './names';

/** What a shape needs of the printing that is under way. */
export interface IPrinter {
  readonly file: IProgramFile;
  readonly indentation: number;
  print(value: unknown): string;
  /** Prints with two more spaces before new lines. */
  indented<T>(print: () => T): T;
}

export interface IShape {
  base: string;
  open: string;
  close: string;
  keys: PropertyKey[];
  /** Prints the items; null where there are none. */
  items: (() => string[]) | null;
  /** The items' values, when they may stand in columns. */
  columns: ArrayLike<unknown> | null;
}

export const MAX_ITEMS = 100;

export function shapeOf(value: object, printer: IPrinter): IShape {
  const constructor = constructorName(value);
  const tag = tagOf(value, constructor);
  const keys: PropertyKey[] = ownKeys(value);
  const named = (fallback: string, size = ''): string => prefix(constructor, tag, fallback, size);
  const shape: IShape = {
    base: '',
    open: '{',
    close: '}',
    keys,
    items: null,
    columns: null
  };
  if (Array.isArray(value)) {
    const isPlain = constructor === 'Array' && tag === '';
    shape.open = `${isPlain ? '' : named('Array', `(${value.length})`)}[`;
    shape.close = ']';
    shape.keys = keys.filter(key => !isIndex(key));
    shape.columns = value;
    shape.items = value.length === 0 ? null : () => arrayItems(value, printer);
  } else if (value instanceof Set) {
    shape.open = `${named('Set', `(${value.size})`)}{`;
    shape.items = listed(value, value.size, printer, item => printer.print(item));
  } else if (value instanceof Map) {
    shape.open = `${named('Map', `(${value.size})`)}{`;
    shape.items = listed(
      value,
      value.size,
      printer,
      ([key, item]) => `${printer.print(key)} => ${printer.print(item)}`
    );
  } else if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const numbers = value as unknown as ArrayLike<number | bigint>;
    shape.open = `${named('TypedArray', `(${numbers.length})`)}[`;
    shape.close = ']';
    shape.keys = keys.filter(key => !isIndex(key));
    shape.columns = numbers;
    shape.items = numbers.length === 0 ? null : () => withMore(numbers, i => printer.print(i));
  } else if (typeof value === 'function') {
    shape.base = functionBase(value as () => unknown, constructor, tag);
  } else if (value instanceof Error) {
    shape.base = errorBase(value, printer.file, printer.indentation);
    shape.keys = errorKeys(value, keys as (string | symbol)[], shape.base);
  } else if (value instanceof RegExp || value instanceof Date) {
    const isDate = value instanceof Date;
    const known = isDate ? 'Date' : 'RegExp';
    const text = !isDate ? String(value) : isNaN(+value) ? 'Invalid Date' : value.toISOString();
    shape.base = named(known) === `${known} ` ? text : named(known) + text;
  } else if (isBoxed(value)) {
    const inner = value.valueOf();
    const kind = typeof inner;
    const type = kind === 'bigint' ? 'BigInt' : kind.charAt(0).toUpperCase() + kind.slice(1);
    shape.base = `[${type}${constructor === type ? '' : ` (${constructor})`}: ${printer.print(inner)}]`;
    shape.keys = keys.filter(key => kind !== 'string' || !isIndex(key));
  } else if (value instanceof ArrayBuffer) {
    shape.open = `${named('ArrayBuffer')}{`;
    shape.items = () => [`[Uint8Contents]: ${hexBytes(value)}`, `byteLength: ${value.byteLength}`];
  } else if (value instanceof WeakMap || value instanceof WeakSet) {
    shape.open = `${named('WeakMap')}{`;
    shape.items = () => ['<items unknown>'];
  } else if (isArguments(value)) {
    shape.open = '[Arguments] {';
  } else if (constructor !== 'Object' || tag !== '') {
    shape.open = `${named('Object')}{`;
  }
  return shape;
}

/** The name that stands for an object too deep to print: "[Foo]". */
export function shortName(value: object): string {
  const constructor = constructorName(value);
  const fallback = Array.isArray(value) ? 'Array' : 'Object';
  return `[${prefix(constructor, tagOf(value, constructor), fallback).trimEnd()}]`;
}

function ownKeys(value: object): PropertyKey[] {
  const symbols = Object.getOwnPropertySymbols(value);
  return [
    ...Object.keys(value),
    ...symbols.filter(key => Object.prototype.propertyIsEnumerable.call(value, key))
  ];
}

function isIndex(key: PropertyKey): boolean {
  return typeof key === 'string' && /^(0|[1-9]\d*)$/.test(key);
}

function isBoxed(value: object): boolean {
  return [Number, String, Boolean, Symbol, BigInt].some(type => value instanceof type);
}

function isArguments(value: object): boolean {
  return Object.prototype.toString.call(value) === '[object Arguments]' && 'length' in value;
}

/** The items of an array; each run of holes is one entry. */
function arrayItems(array: readonly unknown[], printer: IPrinter): string[] {
  const entries: string[] = [];
  let next = 0;
  while (next < array.length && entries.length < MAX_ITEMS) {
    const start = next;
    while (next < array.length && !Object.hasOwn(array, next)) {
      next++;
    }
    if (next > start) {
      entries.push(`<${next - start} empty item${next - start > 1 ? 's' : ''}>`);
    } else {
      entries.push(printer.indented(() => printer.print(array[next])));
      next++;
    }
  }
  return next < array.length ? [...entries, moreItems(array.length - next)] : entries;
}

function listed<T>(
  items: Iterable<T>,
  size: number,
  printer: IPrinter,
  print: (item: T) => string
): (() => string[]) | null {
  return size === 0 ? null : () => printer.indented(() => withMore([...items], print));
}

function withMore<T>(items: ArrayLike<T>, print: (item: T) => string): string[] {
  const shown = Math.min(items.length, MAX_ITEMS);
  const entries = Array.from({ length: shown }, (_, i) => print(items[i]));
  return items.length > shown ? [...entries, moreItems(items.length - shown)] : entries;
}

function moreItems(count: number): string {
  return `... ${count} more item${count > 1 ? 's' : ''}`;
}

function hexBytes(buffer: ArrayBuffer): string {
  const bytes = [...new Uint8Array(buffer, 0, Math.min(MAX_ITEMS, buffer.byteLength))];
  const more = buffer.byteLength - bytes.length;
  const hex = bytes.map(byte => byte.toString(16).padStart(2, '0')).join(' ');
  return `<${hex}${more > 0 ? ` ... ${more} more byte${more > 1 ? 's' : ''}` : ''}>`;
}
