/** The `console` of a worker whose programs are in another language and seldom speak to it. */
import type { Write } from './console';
import type { OutputStream } from '../types';

export function createPlainConsole(write: Write): Record<string, unknown> {
  const print =
    (stream: OutputStream) =>
    (...values: unknown[]): void =>
      write(stream, `${values.map(textOf).join(' ')}\n`);
  const [out, err] = [print('stdout'), print('stderr')];
  return { log: out, info: out, debug: out, dir: out, warn: err, error: err, trace: err };
}

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || value instanceof Error) {
    return String(value);
  }
  try {
    return JSON.stringify(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
