/** What kind of thing a value is, in the words printed before its braces. */

/** The name of the nearest constructor the value is an instance of; null without a prototype. */
export function constructorName(value: object): string | null {
  for (let holder: object | null = value; holder; holder = Reflect.getPrototypeOf(holder)) {
    const found = Object.getOwnPropertyDescriptor(holder, 'constructor');
    const constructor: unknown = found?.value;
    if (typeof constructor === 'function' && constructor.name !== '') {
      if (isInstance(value, constructor)) {
        return constructor.name;
      }
    }
  }
  return null;
}

/** `Symbol.toStringTag`, where it says more than the constructor's name. */
export function tagOf(value: object, constructor: string | null): string {
  const tag: unknown = (value as Record<symbol, unknown>)[Symbol.toStringTag];
  const isShownAsKey = Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag);
  return typeof tag === 'string' && tag !== constructor && !isShownAsKey ? tag : '';
}

/** "Map(2) ", "Foo [bar] ", "[Object: null prototype] ". */
export function prefix(
  constructor: string | null,
  tag: string,
  fallback: string,
  size = ''
): string {
  const suffix = tag === '' ? '' : `[${tag}] `;
  return constructor === null
    ? `[${fallback}${size}: null prototype] ${tag === fallback ? '' : suffix}`
    : `${constructor}${size} ${suffix}`;
}

export function functionBase(
  value: (...args: never[]) => unknown,
  constructor: string | null,
  tag: string
): string {
  if (/^class[\s{]/.test(Function.prototype.toString.call(value))) {
    return classBase(value, constructor);
  }
  const kind = FUNCTION_KINDS.includes(tag) ? tag : (constructor ?? 'Function');
  const type = FUNCTION_KINDS.includes(kind) ? kind : 'Function';
  const bare = constructor === null ? ' (null prototype)' : '';
  const name = value.name === '' ? ' (anonymous)' : `: ${value.name}`;
  const other = constructor !== null && constructor !== type ? ` ${constructor}` : '';
  const extra = tag !== '' && tag !== type ? ` [${tag}]` : '';
  return `[${type}${bare}${name}]${other}${extra}`;
}

const FUNCTION_KINDS = ['Function', 'AsyncFunction', 'GeneratorFunction', 'AsyncGeneratorFunction'];

function classBase(value: (...args: never[]) => unknown, constructor: string | null): string {
  const name = Object.hasOwn(value, 'name') && value.name !== '' ? value.name : '(anonymous)';
  const odd = constructor !== null && constructor !== 'Function' ? ` [${constructor}]` : '';
  const parent: unknown = Object.getPrototypeOf(value);
  const parentName = typeof parent === 'function' ? parent.name : '';
  const base =
    constructor === null ? ' extends null' : parentName === '' ? '' : ` extends ${parentName}`;
  return `[class ${name}${odd}${base}]`;
}

function isInstance(value: object, constructor: unknown): boolean {
  const prototype: unknown = (constructor as { prototype: unknown }).prototype;
  const isObject = typeof prototype === 'object' || typeof prototype === 'function';
  return isObject && prototype !== null && Object.prototype.isPrototypeOf.call(prototype, value);
}
