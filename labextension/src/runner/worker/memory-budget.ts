/**
 * Bounds what a program holds outside of the engine's own heap: buffers, blobs, pictures, memories
 * of WebAssembly. Engines let a worker have hundreds of gigabytes of those, and where a sandboxed
 * frame shares the page's process (Firefox), the page dies with the program.
 *
 * What is allocated counts until the engine has collected it, which it tells between tasks only: in
 * one stretch of synchronous code, all that is allocated counts. So the bound is generous. Small
 * pieces are counted together and stand in the name of the last of them.
 */

/**
 * The bytes that are registered with the collector together; one entry for each array would cost
 * too much.
 */
const TOKEN_BYTES = 1024 * 1024;

const BYTES_OF_A_PIXEL = 4;
const BYTES_OF_A_PAGE = 65536;

type Constructor = new (...args: unknown[]) => object;
type Method = (this: unknown, ...args: unknown[]) => unknown;

const TYPED_ARRAYS = [
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float16Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array'
];

interface ISized {
  byteLength?: number;
  size?: number;
  buffer?: unknown;
}

class Budget {
  constructor(
    private _limit: number,
    private _refuse: () => never
  ) {}

  /** Throws when there is no room for so much more. */
  ask(bytes: number): void {
    if (this._held + this._loose + bytes > this._limit) {
      this._refuse();
    }
  }

  /** Counts these bytes for as long as their owner is there. */
  hold(owner: object, bytes: number): void {
    if (!(bytes > 0)) {
      return;
    }
    this._loose += bytes;
    if (this._loose >= TOKEN_BYTES) {
      this._registry.register(owner, this._loose);
      this._held += this._loose;
      this._loose = 0;
    }
  }

  private _held = 0;
  private _loose = 0;
  private _registry = new FinalizationRegistry<number>(bytes => {
    this._held -= bytes;
  });
}

/** Bounds the constructors and methods of this global scope, for good. */
export function boundMemory(limit: number, scope: object = globalThis): void {
  const Refusal = member(scope, 'RangeError') as RangeErrorConstructor;
  const gigabytes = Math.floor(limit / 1024 ** 3);
  const budget = new Budget(limit, () => {
    throw new Refusal(
      `Array buffer allocation failed: a program may hold ${gigabytes} GB of buffers`
    );
  });

  for (const name of TYPED_ARRAYS) {
    const width = member(member(scope, name), 'BYTES_PER_ELEMENT') as number;
    construct(scope, name, ([length]) => (isObject(length) ? 0 : Number(length) * width));
  }
  for (const name of ['ArrayBuffer', 'SharedArrayBuffer']) {
    construct(scope, name, ([length, options]) =>
      Math.max(Number(length), Number(member(options, 'maxByteLength') ?? 0))
    );
  }
  for (const name of ['Blob', 'File', 'Response', 'Request']) {
    construct(scope, name, ([parts]) => sizeOf(parts));
  }
  for (const name of ['ImageData', 'OffscreenCanvas']) {
    construct(scope, name, ([width, height]) =>
      isObject(width) ? 0 : Number(width) * Number(height) * BYTES_OF_A_PIXEL
    );
  }
  const assembly = member(scope, 'WebAssembly');
  construct(assembly, 'Memory', ([kind]) => Number(member(kind, 'initial')) * BYTES_OF_A_PAGE);

  const prototype = (name: string): unknown => member(member(scope, name), 'prototype');
  call(member(member(assembly, 'Memory'), 'prototype'), 'grow', (_, [pages]) => {
    return Number(pages) * BYTES_OF_A_PAGE;
  });
  const longer: Sizing = (self, [length]) => Number(length) - sizeOf(self);
  call(prototype('ArrayBuffer'), 'transfer', longer);
  call(prototype('ArrayBuffer'), 'transferToFixedLength', longer);
  const typed = member(scope, 'Uint8Array');
  const everyTyped = isObject(typed) && member(Reflect.getPrototypeOf(typed), 'prototype');
  for (const name of ['toSorted', 'toReversed', 'with']) {
    call(everyTyped, name, sizeOf);
  }
  for (const name of ['arrayBuffer', 'bytes', 'text']) {
    call(prototype('Blob'), name, sizeOf);
    call(prototype('Response'), name, () => 0);
  }
  call(prototype('Response'), 'blob', () => 0);
  call(prototype('TextEncoder'), 'encode', (_, [text]) => sizeOf(text));
  call(scope, 'structuredClone', (_, [value]) => sizeOf(value));

  /** `sizing` tells from the arguments what is needed; what is not known then is looked up after. */
  function construct(holder: unknown, name: string, sizing: (args: unknown[]) => number): void {
    const original = member(holder, name);
    if (typeof original !== 'function') {
      return;
    }
    const bounded: Constructor = new Proxy(original as Constructor, {
      construct(target, args: unknown[], made) {
        const known = positive(sizing(args));
        budget.ask(known);
        const value = Reflect.construct(target, args, made === bounded ? target : made) as object;
        const bytes = known || ownBytes(value, args[0]);
        budget.ask(bytes);
        budget.hold(value, bytes);
        return value;
      }
    });
    Reflect.set(bounded.prototype as object, 'constructor', bounded);
    Reflect.set(holder as object, name, bounded);
  }

  function call(holder: unknown, name: string, sizing: Sizing): void {
    const original = member(holder, name);
    if (typeof original !== 'function') {
      return;
    }
    const bounded = new Proxy(original as Method, {
      apply(target, self: unknown, args: unknown[]) {
        const bytes = positive(sizing(self, args));
        budget.ask(bytes);
        const value: unknown = Reflect.apply(target, self, args);
        if (value instanceof Promise) {
          const hold = (made: unknown): void => {
            budget.hold(isObject(made) ? made : value, bytes || sizeOf(made));
          };
          value.then(hold, () => undefined);
        } else {
          budget.hold(isObject(value) ? value : (self as object), bytes);
        }
        return value;
      }
    });
    Reflect.set(holder as object, name, bounded);
  }
}

type Sizing = (self: unknown, args: unknown[]) => number;

/** What a new object takes that nobody asked for by a number; a view of a buffer takes nothing. */
function ownBytes(made: ISized, first: unknown): number {
  return made.buffer !== undefined && made.buffer === first ? 0 : sizeOf(made);
}

/** The bytes of a buffer, a view, a blob, a text, or of a list of them. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') {
    return value.length;
  }
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, part) => sum + (Array.isArray(part) ? 0 : sizeOf(part)), 0);
  }
  if (!isObject(value)) {
    return 0;
  }
  const { byteLength, size } = value as ISized;
  return typeof byteLength === 'number' ? byteLength : typeof size === 'number' ? size : 0;
}

/** What makes no sense is left to the engine to refuse. */
function positive(bytes: number): number {
  return bytes > 0 ? bytes : 0;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function member(holder: unknown, name: string): unknown {
  return isObject(holder) ? (Reflect.get(holder, name) as unknown) : undefined;
}
