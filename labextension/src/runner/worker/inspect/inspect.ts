/**
 * Prints values for the console as Node does: nested objects, class names, Map and Set, typed
 * arrays, BigInt, cycles, errors. Getters are not called.
 */
import { layOut } from './layout';
import { quote, quoteKey } from './quote';
import { MAX_ITEMS, shapeOf, shortName } from './shapes';
import type { IPrinter } from './shapes';
import type { IProgramFile } from '../stack';

/** Objects nested deeper than this are named and not opened. */
const MAX_DEPTH = 2;
const MAX_STRING = 10_000;
const LINE = 76;

export interface IInspectOptions {
  /** The program, shown in stacks under its name. */
  file?: IProgramFile;
  maxDepth?: number;
}

export function inspect(value: unknown, options: IInspectOptions = {}): string {
  return new Inspection(options).print(value);
}

class Inspection implements IPrinter {
  constructor(options: IInspectOptions) {
    this.file = options.file ?? { url: 'solution.js', name: 'solution.js' };
    this._maxDepth = options.maxDepth ?? MAX_DEPTH;
  }

  readonly file: IProgramFile;

  get indentation(): number {
    return this._indentation;
  }

  print(value: unknown): string {
    switch (typeof value) {
      case 'string':
        return this._string(value);
      case 'number':
        return Object.is(value, -0) ? '-0' : String(value);
      case 'bigint':
        return `${value}n`;
      case 'object':
        return value === null ? 'null' : this._reference(value);
      case 'function':
        return this._reference(value);
      default:
        return String(value);
    }
  }

  indented<T>(print: () => T): T {
    this._indentation += 2;
    try {
      return print();
    } finally {
      this._indentation -= 2;
    }
  }

  private _string(value: string): string {
    const text = value.slice(0, MAX_STRING);
    const left = value.length - text.length;
    const trailer = left > 0 ? `... ${left} more character${left > 1 ? 's' : ''}` : '';
    if (text.length > 16 && text.length > LINE - this._indentation) {
      const glue = ` +\n${' '.repeat(this._indentation + 2)}`;
      return (
        text
          .split(/(?<=\n)/)
          .map(quote)
          .join(glue) + trailer
      );
    }
    return quote(text) + trailer;
  }

  private _reference(value: object): string {
    if (this._open.includes(value)) {
      const number = this._circular.get(value) ?? this._circular.size + 1;
      this._circular.set(value, number);
      return `[Circular *${number}]`;
    }
    const shape = shapeOf(value, this);
    if (shape.items === null && shape.keys.length === 0) {
      return shape.base === '' ? shape.open + shape.close : shape.base;
    }
    const depth = this._open.length;
    if (depth > this._maxDepth) {
      return shortName(value);
    }
    this._open.push(value);
    this._deepest = depth;
    const entries = shape.items?.() ?? [];
    const hasMore = entries.length > MAX_ITEMS;
    for (const key of shape.keys) {
      entries.push(this._property(value, key));
    }
    this._open.pop();
    const number = this._circular.get(value);
    const mark = number === undefined ? [] : [`<ref *${number}>`];
    return layOut(entries, {
      base: [...mark, ...(shape.base === '' ? [] : [shape.base])].join(' '),
      braces: [shape.open, shape.close],
      indentation: this._indentation,
      innerLevels: this._deepest - depth,
      columns: shape.columns === null ? null : { values: shape.columns, hasMore }
    });
  }

  private _property(value: object, key: PropertyKey): string {
    const found = Object.getOwnPropertyDescriptor(value, key);
    const quoted = quoteKey(key as string | symbol);
    const name = found?.enumerable === false ? `[${String(key)}]` : quoted;
    if (found?.get !== undefined) {
      return `${name}: ${found.set === undefined ? '[Getter]' : '[Getter/Setter]'}`;
    }
    if (found?.set !== undefined) {
      return `${name}: [Setter]`;
    }
    return `${name}: ${this.indented(() => this.print(found?.value))}`;
  }

  private _maxDepth: number;
  private _indentation = 0;
  private _open: object[] = [];
  private _circular = new Map<object, number>();
  private _deepest = 0;
}
