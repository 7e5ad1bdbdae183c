/**
 * A value of a program as a text that is equal for equal values, to be compared by others.
 *
 * As in deep equality of tests: keys, Maps and Sets in any order, an instance as its own
 * properties, `-0` as `0`, and NaN equal to itself. What cannot be compared (functions, symbols,
 * promises, what is too big or too deep) gives null. Built-ins are kept before a program can change
 * them.
 */
import { CANONICAL_LIMIT } from '../limits';

const DEPTH = 100;

type Method = (...values: unknown[]) => unknown;

const { stringify } = JSON;
const { isArray } = Array;
const { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
/** A method without its holder, to be called with `apply`. */
const method = (holder: object, name: string): Method => Reflect.get(holder, name) as Method;
const toString = method(Object.prototype, 'toString');
const eachEntry = method(Map.prototype, 'forEach');
const eachMember = method(Set.prototype, 'forEach');
const getTime = method(Date.prototype, 'getTime');
const sort = method(Array.prototype, 'sort');
const viewTag = getOwnPropertyDescriptor(
  getPrototypeOf(Uint8Array.prototype) as object,
  Symbol.toStringTag
)?.get as (this: unknown) => string | undefined;
const regexSource = getOwnPropertyDescriptor(RegExp.prototype, 'source')?.get as () => string;
const regexFlags = getOwnPropertyDescriptor(RegExp.prototype, 'flags')?.get as () => string;

/** Thrown through the walk by a value that cannot be compared. */
const INCOMPARABLE = new Error('incomparable');

export function canonical(value: unknown): string | null {
  try {
    return new Walk().text(value, 0);
  } catch {
    return null;
  }
}

class Walk {
  text(value: unknown, depth: number): string {
    switch (typeof value) {
      case 'string':
        return this._count(stringify(value));
      case 'number':
        return this._count(value === 0 ? '0' : `${value}`);
      case 'bigint':
        return this._count(`${value}n`);
      case 'boolean':
      case 'undefined':
        return this._count(`${value}`);
      case 'object':
        return value === null ? this._count('null') : this._object(value, depth + 1);
      default:
        throw INCOMPARABLE;
    }
  }

  private _object(value: object, depth: number): string {
    if (depth > DEPTH) {
      throw INCOMPARABLE;
    }
    if (isArray(value)) {
      return this._list('', value, depth);
    }
    const view = apply(viewTag, value, []);
    if (view !== undefined) {
      return this._list(view, value as Uint8Array, depth);
    }
    switch (apply(toString, value, [])) {
      case '[object Map]':
        return this._members('Map', value, depth);
      case '[object Set]':
        return this._members('Set', value, depth);
      case '[object Date]':
        return this._count(`Date(${apply(getTime, value, []) as number})`);
      case '[object RegExp]':
        return this._count(`/${apply(regexSource, value, [])}/${apply(regexFlags, value, [])}`);
      case '[object Error]': {
        const { name, message } = value as Error;
        return `${this.text(name, depth)}:${this.text(message, depth)}`;
      }
      case '[object Promise]':
      case '[object WeakMap]':
      case '[object WeakSet]':
      case '[object WeakRef]':
        throw INCOMPARABLE;
      default:
        return this._properties(value, depth);
    }
  }

  private _list(name: string, values: ArrayLike<unknown>, depth: number): string {
    let text = this._count(`${name}[`);
    for (let index = 0; index < values.length; index++) {
      text += `${this.text(values[index], depth)}${this._count(',')}`;
    }
    return `${text}]`;
  }

  private _members(name: string, value: object, depth: number): string {
    const texts: string[] = [];
    const add = (member: unknown, key: unknown): void => {
      const own = this.text(member, depth);
      texts[texts.length] = name === 'Set' ? own : `${this.text(key, depth)}=>${own}`;
    };
    apply(name === 'Set' ? eachMember : eachEntry, value, [add]);
    return sorted(name, texts);
  }

  private _properties(value: object, depth: number): string {
    const texts: string[] = [];
    const keys = ownKeys(value);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index];
      if (typeof key === 'string' && getOwnPropertyDescriptor(value, key)?.enumerable) {
        const member = (value as Record<string, unknown>)[key];
        texts[texts.length] = `${this._count(stringify(key))}:${this.text(member, depth)}`;
      }
    }
    return sorted('', texts);
  }

  /** Every part of the text passes here, so that a value that is too big ends the walk early. */
  private _count(text: string): string {
    this._length += text.length + 2;
    if (this._length > CANONICAL_LIMIT) {
      throw INCOMPARABLE;
    }
    return text;
  }

  private _length = 0;
}

function sorted(name: string, texts: string[]): string {
  let text = `${name}{`;
  apply(sort, texts, []);
  for (let index = 0; index < texts.length; index++) {
    text += `${texts[index]},`;
  }
  return `${text}}`;
}
