/**
 * Makes the web's own classes print as Node prints them, in the way that Node does: by a method that
 * `inspect` looks for.
 */
import type { IInspectOptions } from './inspect';

type Inspect = (value: unknown, options?: IInspectOptions) => string;
type Custom = (this: object, depth: number, options: IInspectOptions, inspect: Inspect) => unknown;
type Scope = Record<string, { prototype: object } | undefined>;

const CUSTOM = Symbol.for('nodejs.util.inspect.custom');
const { apply, defineProperty, get } = Reflect;

/** Classes that print as an object of these properties. */
const PROPERTIES: Record<string, string[]> = {
  URL: 'href origin protocol username password host hostname port pathname search searchParams hash'.split(
    ' '
  ),
  AbortController: ['signal'],
  AbortSignal: ['aborted'],
  Blob: ['size', 'type'],
  File: ['size', 'type', 'name', 'lastModified'],
  TextDecoder: ['encoding', 'fatal', 'ignoreBOM'],
  Response: 'status statusText headers body bodyUsed ok redirected type url'.split(' ')
};

/** Those that are shown as empty where they are nested too deep. */
const EMPTY = new Set(['URL', 'AbortController']);

export function printAsNode(scope: Scope): void {
  for (const [name, properties] of Object.entries(PROPERTIES)) {
    give(scope, name, function (depth, options, inspect) {
      const shown = nameOf(this, name);
      if (depth < 0) {
        return EMPTY.has(name) ? `${shown} {}` : `[${shown}]`;
      }
      const plain = properties.map((property): [string, unknown] => [
        property,
        get(this, property)
      ]);
      const left =
        options.depth === null || name === 'URL' ? options.depth : Number(options.depth) - 1;
      return `${shown} ${inspect(Object.fromEntries(plain), { ...options, depth: left })}`;
    });
  }
  const { URLSearchParams: params, Headers: headers } = scope;
  const eachParameter = params && (get(params.prototype, 'forEach') as Each);
  const eachHeader = headers && (get(headers.prototype, 'forEach') as Each);
  give(scope, 'URLSearchParams', function (depth, options, inspect) {
    if (depth < 0) {
      return '[Object]';
    }
    const shown = (text: string): string => inspect(text, options);
    const pairs: string[] = [];
    const add = (value: string, key: string): unknown =>
      pairs.push(`${shown(key)} => ${shown(value)}`);
    apply(eachParameter as Each, this, [add]);
    const isLong = pairs.join(', ').length > Number(options.breakLength);
    return pairs.length === 0
      ? 'URLSearchParams {}'
      : `URLSearchParams {${isLong ? '\n  ' : ' '}${pairs.join(isLong ? ',\n  ' : ', ')} }`;
  });
  give(scope, 'Headers', function (depth, options, inspect) {
    const entries: Record<string, string> = {};
    apply(eachHeader as Each, this, [(value: string, key: string) => (entries[key] = value)]);
    return depth < 0 ? '[Object]' : `Headers ${inspect(entries, { ...options, depth })}`;
  });
}

type Each = (call: (value: string, key: string) => unknown) => void;

function give(scope: Scope, name: string, value: Custom): void {
  const made = scope[name];
  if (made !== undefined) {
    defineProperty(made.prototype, CUSTOM, { value, writable: true, configurable: true });
  }
}

/** Of the class it is an instance of, which may be one of the program's. */
function nameOf(value: object, standard: string): string {
  const { constructor } = value;
  return typeof constructor === 'function' && constructor.name !== '' ? constructor.name : standard;
}
