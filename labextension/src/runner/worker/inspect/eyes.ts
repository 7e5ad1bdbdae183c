/**
 * What Node's `inspect` asks of its engine, answered as well as a script can.
 *
 * Nothing here runs the program's code: proxies are known because their constructor was wrapped
 * before the program began, iterators are read with the engine's own `next`.
 */
import { installStacks, stackOf } from '../stack';
import type { IProgramFile } from '../stack';
import { eyes, format } from './inspect';
import type { IEyes } from './inspect';

export interface IPromiseEyes {
  details: IEyes['promise'];
  /** What would be there if nobody listened. */
  descriptor: IEyes['descriptor'];
}

const { apply, defineProperty, getPrototypeOf } = Reflect;
const NativeProxy = Proxy;
const revocable = Reflect.get(Proxy, 'revocable') as (
  target: object,
  handler: ProxyHandler<object>
) => { proxy: object; revoke: () => void };

const nextOf = (iterator: Iterator<unknown>): (() => IteratorResult<unknown>) =>
  Reflect.get(getPrototypeOf(iterator) as object, 'next') as () => IteratorResult<unknown>;
const ITERATORS = [nextOf(new Map().entries()), nextOf(new Set().entries())];

/**
 * Prints what nobody sees, before there is a program: the first printing in a worker takes some
 * milliseconds, and what is printed here leaves nothing behind.
 */
export function warmEyes(): void {
  eyes.proxy = () => undefined;
  format(['%s', 'a text', 1.5, { list: ['a', null], inner: { flag: true } }]);
}

/** Opens the eyes, once in a worker. */
export function openEyes(file: IProgramFile, watch: IPromiseEyes): void {
  eyes.promise = watch.details;
  eyes.descriptor = watch.descriptor;
  installStacks(file);
  eyes.stack = error => stackOf(error, file);
  eyes.entries = (value, isIterator) => (isIterator ? iteratorEntries(value) : []);
  eyes.proxy = installProxies();
}

/** Puts a constructor in the place of `Proxy` that remembers what it makes. */
function installProxies(): IEyes['proxy'] {
  const made = new Memory<[target: object | null, handler: object | null]>();
  const replaced = function Proxy(target: object, handler: ProxyHandler<object>): object {
    if (new.target === undefined) {
      throw new TypeError("Constructor Proxy requires 'new'");
    }
    const proxy = new NativeProxy(target, handler);
    made.set(proxy, [target, handler]);
    return proxy;
  };
  const value = (target: object, handler: ProxyHandler<object>): unknown => {
    const { proxy, revoke } = apply(revocable, NativeProxy, [target, handler]);
    made.set(proxy, [target, handler]);
    return {
      proxy,
      revoke: () => {
        made.set(proxy, [null, null]);
        revoke();
      }
    };
  };
  defineProperty(replaced, 'revocable', { value, writable: true, configurable: true });
  defineProperty(replaced, 'length', { value: 2, configurable: true });
  defineProperty(replaced, 'prototype', { value: undefined });
  defineProperty(globalThis, 'Proxy', { value: replaced, writable: true, configurable: true });
  return (value, both) => {
    let found = made.get(value);
    if (found === undefined || both) {
      return found;
    }
    let target: object | null = value;
    for (; found !== undefined; found = target === null ? undefined : made.get(target)) {
      [target] = found;
    }
    return target;
  };
}

/** What is left of an iterator over a Map or a Set, which goes on from where it was. */
const left = new WeakMap<object, { items: unknown[]; isPairs: boolean }>();

function iteratorEntries(iterator: object): [entries: unknown[], isPairs: boolean] {
  let found = left.get(iterator);
  if (found === undefined) {
    const items = drained(iterator);
    found = { items, isPairs: items.length > 0 && items.every(isPair) };
    left.set(iterator, found);
    const { items: rest } = found;
    // Reading it has used it up, so from here on it gives what was read.
    const value = (): IteratorResult<unknown> =>
      rest.length === 0 ? { value: undefined, done: true } : { value: rest.shift(), done: false };
    defineProperty(iterator, 'next', { value, writable: true, configurable: true });
  }
  const { items, isPairs } = found;
  return [isPairs ? items.flatMap(item => item as unknown[]) : [...items], isPairs];
}

/** Entries of a Map; nobody can tell them from values that are lists of two. */
function isPair(item: unknown): boolean {
  return Array.isArray(item) && item.length === 2;
}

function drained(iterator: object): unknown[] {
  for (const next of ITERATORS) {
    const items: unknown[] = [];
    try {
      for (;;) {
        const step = apply(next, iterator, []);
        if (step.done === true) {
          return items;
        }
        items.push(step.value);
      }
    } catch {
      // It is of the other kind.
    }
  }
  return [];
}

/** A WeakMap that a program cannot reach by patching the prototype. */
class Memory<T> {
  get(key: object): T | undefined {
    return apply(this._get, this._map, [key]) as T | undefined;
  }

  set(key: object, value: T): void {
    apply(this._set, this._map, [key, value]);
  }

  private readonly _map = new WeakMap<object, T>();
  private readonly _get = Reflect.get(WeakMap.prototype, 'get') as (key: object) => unknown;
  private readonly _set = Reflect.get(WeakMap.prototype, 'set') as (
    key: object,
    value: T
  ) => unknown;
}
