/** What `import * as` gives: an object that reads each name of a module where it is kept. */

export type Getters = ReadonlyMap<string, () => unknown>;

const CUSTOM = Symbol.for('nodejs.util.inspect.custom');

type Inspect = (value: unknown, options: object) => string;

/** An empty one; `fill` gives it its names, and `seal` says that there will be no more. */
export function emptyNamespace(): object {
  const namespace = Object.create(null) as object;
  Object.defineProperty(namespace, Symbol.toStringTag, { value: 'Module' });
  Object.defineProperty(namespace, CUSTOM, {
    value: (_depth: number, options: object, inspect: Inspect) =>
      printed(namespace, options, inspect)
  });
  return namespace;
}

export function fill(namespace: object, getters: Getters): void {
  for (const name of [...getters.keys()].sort()) {
    if (!Object.hasOwn(namespace, name)) {
      const get = getters.get(name);
      Object.defineProperty(namespace, name, { get, enumerable: true, configurable: false });
    }
  }
}

export function seal(namespace: object): void {
  Object.preventExtensions(namespace);
}

/** A name that has no value yet is an error to read, and printing must not be one. */
class Uninitialized {
  [CUSTOM](): string {
    return '<uninitialized>';
  }
}

function printed(namespace: object, options: object, inspect: Inspect): string {
  const values = Object.create(null) as Record<string, unknown>;
  for (const name of Object.keys(namespace)) {
    try {
      values[name] = (namespace as Record<string, unknown>)[name];
    } catch {
      values[name] = new Uninitialized();
    }
  }
  return inspect(values, options).replace('[Object: null prototype]', '[Module: null prototype]');
}
