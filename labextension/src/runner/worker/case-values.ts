/**
 * Values of test cases as JSON that every language reads in the same way;
 * `jupyter_interview/questions/values.py` says what there is. Built-ins are kept before a program
 * can change them: it may spoil its own answers, but it finds nothing here that it lacks.
 */
import { ANSWER_LIMIT } from '../limits';

const DEPTH = 50;

type Method = (...values: unknown[]) => unknown;

const { stringify } = JSON;
const { isArray } = Array;
const isView = ArrayBuffer.isView.bind(ArrayBuffer);
const { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
/** What reads a property of an object, whatever a program makes of the property. */
const getter = (holder: object, name: string): Method =>
  getOwnPropertyDescriptor(holder, name)?.get as Method;
const method = (holder: object, name: string): Method => Reflect.get(holder, name) as Method;
const toTag = method(Object.prototype, 'toString');
const eachEntry = method(Map.prototype, 'forEach');
const eachMember = method(Set.prototype, 'forEach');
const toISOString = method(Date.prototype, 'toISOString');
const sourceOf = getter(RegExp.prototype, 'source');
const flagsOf = getter(RegExp.prototype, 'flags');
const toBase64 = btoa;
const fromBase64 = atob;
const codeOf = String.fromCharCode;
const { isFinite } = Number;

/** Thrown by a value that has no form that could be told. */
export const TOO_LARGE = new RangeError('The value is too large');

/** What is told by a number, and stays where it is. */
export type Special = (tag: string, content: unknown) => unknown;

const NOTHING_SPECIAL: Special = () => undefined;

/** The value that an author of a test means. */
export function decoded(value: unknown, special: Special = NOTHING_SPECIAL): unknown {
  const inner = (each: unknown): unknown => decoded(each, special);
  if (isArray(value)) {
    return value.map(inner);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value as Record<string, unknown>);
  const [tag, content] = entries[0] ?? ['', null];
  const text = content as string;
  const list = content as unknown[];
  switch (tag) {
    case '$int':
      return BigInt(text);
    case '$float':
      return text === 'nan' ? NaN : text === 'inf' ? Infinity : -Infinity;
    case '$tuple':
      return list.map(inner);
    case '$set':
      return new Set(list.map(inner));
    case '$map':
      return new Map(list.map(pair => inner(pair) as [unknown, unknown]));
    case '$bytes':
      return Uint8Array.from(fromBase64(text), character => character.charCodeAt(0));
    case '$date':
      return new Date(text);
    case '$undefined':
      return undefined;
    case '$other':
      return text;
    case '$object':
      return inner(list[1]);
    case '$remote':
    case '$callback':
      return special(tag, content);
    default:
      return Object.fromEntries(entries.map(([key, each]) => [key, inner(each)]));
  }
}

/**
 * The JSON of a value. Throws TOO_LARGE, or what the value's own code throws. With `keep`
 * functions and instances are told by that, and not by what they hold.
 */
export function encoded(value: unknown, keep: Keep | null = null): string {
  return new Encoder(keep).text(value, 0);
}

/** The JSON of what stays where it is. */
export type Keep = (value: object) => string;

class Encoder {
  constructor(private _keep: Keep | null) {}

  text(value: unknown, depth: number): string {
    switch (typeof value) {
      case 'string':
        return this._count(stringify(value));
      case 'number':
        return isFinite(value)
          ? this._count(value === 0 ? '0' : `${value}`)
          : this._count(`{"$float":"${value !== value ? 'nan' : value > 0 ? 'inf' : '-inf'}"}`);
      case 'bigint':
        return this._count(`{"$int":"${value}"}`);
      case 'boolean':
        return this._count(value ? 'true' : 'false');
      case 'undefined':
        return this._count('{"$undefined":true}');
      case 'object':
        return value === null ? this._count('null') : this._object(value, depth + 1);
      case 'function':
        return this._keep === null ? this._other('a function') : this._count(this._keep(value));
      default:
        return this._other('a symbol');
    }
  }

  private _object(value: object, depth: number): string {
    if (depth > DEPTH) {
      throw TOO_LARGE;
    }
    if (isArray(value)) {
      return this._list(value, depth);
    }
    if (isView(value)) {
      return this._view(value, depth);
    }
    switch (apply(toTag, value, [])) {
      case '[object Map]':
        return this._entries(value, depth);
      case '[object Set]':
        return `{"$set":${this._members(value, depth)}}`;
      case '[object Date]':
        return this._date(value);
      case '[object Number]':
      case '[object String]':
      case '[object Boolean]':
        return this.text((value as { valueOf(): unknown }).valueOf(), depth);
      case '[object Error]': {
        const { name, message } = value as Error;
        const fields = `{"message":${this.text(message, depth)}}`;
        return `{"$object":[${this._name(name)},${fields}]}`;
      }
      case '[object RegExp]':
        return this._regex(value);
      case '[object Promise]':
      case '[object WeakMap]':
      case '[object WeakRef]':
      case '[object WeakSet]':
        return this._other(apply(toTag, value, []) as string);
      default:
        return this._instance(value, depth);
    }
  }

  private _list(values: ArrayLike<unknown>, depth: number): string {
    let text = '';
    this._count('[]');
    for (let index = 0; index < values.length; index++) {
      text += `${index === 0 ? '' : ','}${this.text(values[index], depth)}`;
    }
    return `[${text}]`;
  }

  private _view(view: ArrayBufferView, depth: number): string {
    if (!(view instanceof Uint8Array)) {
      return view instanceof DataView
        ? this._other('a DataView')
        : this._list(view as unknown as ArrayLike<unknown>, depth);
    }
    this._left -= view.length * 2;
    if (this._left < 0) {
      throw TOO_LARGE;
    }
    let bytes = '';
    for (let index = 0; index < view.length; index++) {
      bytes += codeOf(view[index]);
    }
    return `{"$bytes":"${toBase64(bytes)}"}`;
  }

  private _entries(value: object, depth: number): string {
    let text = '';
    const add = (member: unknown, key: unknown): void => {
      text += `${text && ','}[${this.text(key, depth)},${this.text(member, depth)}]`;
    };
    apply(eachEntry, value, [add]);
    return `{"$map":[${text}]}`;
  }

  private _members(value: object, depth: number): string {
    let text = '';
    const add = (member: unknown): void => {
      text += `${text && ','}${this.text(member, depth)}`;
    };
    apply(eachMember, value, [add]);
    return `[${text}]`;
  }

  private _date(value: object): string {
    try {
      return this._count(`{"$date":"${apply(toISOString, value, []) as string}"}`);
    } catch {
      return this._other('an invalid date');
    }
  }

  /** Of the same expression, whatever it was last looked for in. */
  private _regex(value: object): string {
    const source = stringify(apply(sourceOf, value, []));
    const flags = stringify(apply(flagsOf, value, []));
    return this._count(`{"$object":["RegExp",{"source":${source},"flags":${flags}}]}`);
  }

  /** A plain object is itself, and one of a class is told with the name of the class. */
  private _instance(value: object, depth: number): string {
    const prototype = getPrototypeOf(value);
    const isPlain = prototype === null || getPrototypeOf(prototype) === null;
    if (!isPlain && this._keep !== null) {
      return this._count(this._keep(value));
    }
    const keys = ownKeys(value);
    let text = '';
    let pairs = '';
    let hasMark = false;
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index];
      if (typeof key === 'string' && getOwnPropertyDescriptor(value, key)?.enumerable) {
        const member = this.text((value as Record<string, unknown>)[key], depth);
        const name = this._count(stringify(key));
        hasMark ||= key[0] === '$';
        text += `${text && ','}${name}:${member}`;
        pairs += `${pairs && ','}[${name},${member}]`;
      }
    }
    if (hasMark) {
      return `{"$map":[${pairs}]}`;
    }
    const tag = apply(toTag, value, []) as string;
    if (pairs === '' && tag !== '[object Object]') {
      // What a buffer, an iterator or a URL holds cannot be seen here.
      return this._other(tag);
    }
    const name: unknown = isPlain ? null : value.constructor?.name;
    return typeof name === 'string' ? `{"$object":[${this._name(name)},{${text}}]}` : `{${text}}`;
  }

  private _name(name: unknown): string {
    return this._count(stringify(typeof name === 'string' ? name : ''));
  }

  private _other(text: string): string {
    return this._count(`{"$other":${stringify(text)}}`);
  }

  /** Every part passes here, so that a value that is too large ends early. */
  private _count(text: string): string {
    this._left -= text.length + 1;
    if (this._left < 0) {
      throw TOO_LARGE;
    }
    return text;
  }

  private _left = ANSWER_LIMIT;
}

/** Whether it could be the name of something that a program defines. */
export function isName(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}
