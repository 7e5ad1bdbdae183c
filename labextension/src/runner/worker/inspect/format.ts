/** The arguments of one console call as text: `%` directives first, the rest with spaces. */
import { inspect } from './inspect';
import type { IInspectOptions } from './inspect';

export function format(values: readonly unknown[], options: IInspectOptions = {}): string {
  const [first, ...rest] = values;
  if (typeof first !== 'string') {
    return values.map(value => text(value, options)).join(' ');
  }
  if (rest.length === 0) {
    return first;
  }
  let used = 0;
  const head = first.replace(/%([sdifjoOc%])/g, (directive, letter: string) => {
    if (letter === '%') {
      return '%';
    }
    return used < rest.length ? directed(letter, rest[used++], options) : directive;
  });
  return [head, ...rest.slice(used).map(value => text(value, options))].join(' ');
}

function text(value: unknown, options: IInspectOptions): string {
  return typeof value === 'string' ? value : inspect(value, options);
}

function directed(letter: string, value: unknown, options: IInspectOptions): string {
  switch (letter) {
    case 's':
      return shortText(value, options);
    case 'd':
      return number(value, Number);
    case 'i':
      return number(value, item => parseInt(String(item), 10));
    case 'f':
      return typeof value === 'symbol' ? 'NaN' : String(parseFloat(String(value)));
    case 'j':
      return json(value);
    case 'c':
      return '';
    default:
      return inspect(value, options);
  }
}

function shortText(value: unknown, options: IInspectOptions): string {
  if (typeof value === 'object' && value !== null) {
    const convert: unknown = (value as { toString?: unknown }).toString;
    return typeof convert === 'function' && !isNative(convert)
      ? (Reflect.apply(convert, value, []) as string)
      : inspect(value, { ...options, maxDepth: 0 });
  }
  return typeof value === 'bigint' || Object.is(value, -0) ? inspect(value) : String(value);
}

function isNative(convert: object): boolean {
  return Function.prototype.toString.call(convert).includes('[native code]');
}

function number(value: unknown, convert: (value: unknown) => number): string {
  if (typeof value === 'bigint') {
    return `${value}n`;
  }
  return typeof value === 'symbol' ? 'NaN' : inspect(convert(value));
}

function json(value: unknown): string {
  try {
    return String(JSON.stringify(value));
  } catch {
    return '[Circular]';
  }
}
