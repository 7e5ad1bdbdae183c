/** `util`: the inspector of the console, and the rest from npm's package of that name. */
import base from 'util/util.js';
import { host } from './host';

const { inspect, format, formatWithOptions, stripVTControlCharacters } =
  host.inspect as unknown as Record<string, unknown>;

export { format, formatWithOptions, inspect };
export const { types, inherits, callbackify, deprecate, debuglog } = base;

/** Under which a function keeps what gives a promise in its place. */
export const PROMISED = Symbol.for('nodejs.util.promisify.custom');

export const promisify = Object.assign(
  (original: unknown): unknown => {
    const own: unknown =
      typeof original === 'function' ? Reflect.get(original, PROMISED) : undefined;
    if (typeof own === 'function') {
      return own;
    }
    return (base.promisify as (original: unknown) => unknown)(original);
  },
  { custom: PROMISED }
);

type Codes = Record<string, [number, number] | undefined>;

/** Text in the escape sequences of these styles. */
function styleText(styles: string | string[], text: string): string {
  const { colors } = inspect as { colors: Codes };
  return [styles].flat().reduceRight((styled, style) => {
    const codes = colors[style];
    if (codes === undefined) {
      throw new TypeError(
        `The argument 'format' must be one of: ${Object.keys(colors).join(', ')}`
      );
    }
    return `\u001b[${codes[0]}m${styled}\u001b[${codes[1]}m`;
  }, text);
}

export const util: Record<string, unknown> = {
  ...base,
  inspect,
  format,
  formatWithOptions,
  stripVTControlCharacters,
  styleText,
  promisify,
  debug: base.debuglog,
  TextEncoder,
  TextDecoder,
  toUSVString: (text: unknown) => `${String(text)}`.replace(/\p{Surrogate}/gu, '\ufffd')
};
