/** `process.stdin`, read a line at a time, and the streams of the output. */
import buffers from 'buffer/index.js';
import stream from 'readable-stream/lib/ours/browser.js';
import { host } from './host';

const { Readable, Writable } = stream;
const { Buffer } = buffers;

/** One line is asked for when somebody wants it, since a person may have to type it. */
export const stdin = Object.assign(
  new Readable({
    highWaterMark: 1,
    read(this: { push(chunk: unknown): boolean }) {
      const end = host.begin();
      void host.lineLater('').then(line => {
        end();
        this.push(line === null ? null : Buffer.from(line));
      });
    }
  }),
  { fd: 0, isTTY: false, setRawMode: () => stdin, ref: () => stdin, unref: () => stdin }
);

function output(name: 'stdout' | 'stderr', fd: number): object {
  const decoder = new TextDecoder();
  const writable = new Writable({
    decodeStrings: false,
    write(chunk: unknown, encoding: string, done: () => void) {
      host.write(name, textOf(chunk, encoding, decoder));
      done();
    }
  });
  const write = (chunk: unknown, encoding?: unknown, done?: unknown): boolean => {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
      throw Object.assign(
        new TypeError(
          'The "chunk" argument must be of type string or an instance of Buffer or Uint8Array. ' +
            `Received ${received(chunk)}`
        ),
        { code: 'ERR_INVALID_ARG_TYPE' }
      );
    }
    // As in Node, where these streams write before the call returns.
    host.write(name, textOf(chunk, encoding, decoder));
    const callback = typeof encoding === 'function' ? encoding : done;
    if (typeof callback === 'function') {
      host.nextTick(callback as () => void);
    }
    return true;
  };
  return Object.assign(writable, {
    fd,
    write,
    isTTY: false,
    columns: 80,
    rows: 24,
    hasColors: () => false
  });
}

function textOf(chunk: unknown, encoding: unknown, decoder: TextDecoder): string {
  if (typeof chunk !== 'string') {
    return decoder.decode(chunk as Uint8Array, { stream: true });
  }
  const isText = typeof encoding !== 'string' || /^(?:utf-?8|buffer)$/i.test(encoding);
  return isText ? chunk : Buffer.from(chunk, encoding).toString('utf8');
}

/** What Node says that it was given in the place of something else. */
export function received(value: unknown): string {
  if (value === null || value === undefined) {
    return String(value);
  }
  return typeof value === 'object'
    ? `an instance of ${value.constructor?.name ?? 'Object'}`
    : typeof value === 'function'
      ? `function ${value.name}`
      : `type ${typeof value} (${host.inspect.inspect(value)})`;
}

export const stdout = output('stdout', 1);
export const stderr = output('stderr', 2);
