/** Node's modules as npm has them for browsers; none brings types that fit. */
declare module 'assert/build/assert.js' {
  const assert: Record<string, unknown>;
  export default assert;
}
declare module 'assert/build/internal/util/comparisons.js' {
  const comparisons: { isDeepStrictEqual: (a: unknown, b: unknown) => boolean };
  export default comparisons;
}
declare module 'buffer/index.js' {
  interface IBytes extends Uint8Array {
    toString(encoding?: string): string;
  }
  const buffer: {
    Buffer: {
      from(value: unknown, encoding?: string): IBytes;
      concat(list: readonly Uint8Array[]): IBytes;
      alloc(size: number): IBytes;
      isBuffer(value: unknown): boolean;
    };
  };
  export default buffer;
  export type Bytes = IBytes;
}
declare module 'events/events.js' {
  export default class EventEmitter {
    static once: (this: void, emitter: unknown, name: string) => Promise<unknown[]>;
    [member: string]: unknown;
    on(name: string | symbol, listener: (...args: never[]) => void): this;
    once(name: string | symbol, listener: (...args: never[]) => void): this;
    off(name: string | symbol, listener: (...args: never[]) => void): this;
    emit(name: string | symbol, ...args: unknown[]): boolean;
    listenerCount(name: string | symbol): number;
    listeners(name: string | symbol): unknown[];
  }
}
declare module 'path-browserify' {
  const path: Record<string, unknown>;
  export default path;
}
declare module 'querystring-es3' {
  const querystring: Record<string, unknown> & { stringify: unknown };
  export default querystring;
}
declare module 'readable-stream/lib/ours/browser.js' {
  import EventEmitter from 'events/events.js';
  export interface IStream extends EventEmitter {
    push(chunk: unknown): boolean;
  }
  type StreamClass = new (options: Record<string, unknown>) => IStream;
  const stream: {
    Readable: StreamClass;
    Writable: StreamClass;
    promises: Record<string, unknown>;
    [member: string]: unknown;
  };
  export default stream;
}
declare module 'string_decoder/lib/string_decoder.js' {
  const decoder: Record<string, unknown>;
  export default decoder;
}
declare module 'url/url.js' {
  const url: Record<string, unknown>;
  export default url;
}
declare module 'util/util.js' {
  const util: Record<string, unknown>;
  export default util;
}
