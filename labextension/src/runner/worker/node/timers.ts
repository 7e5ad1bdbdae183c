/** `timers` and `timers/promises`, over the timers that the run counts. */
import { host } from './host';
import { received } from './streams';
import { PROMISED } from './util';

type Call = (...args: unknown[]) => unknown;

const scope = globalThis as unknown as Record<string, Call>;
const { setTimeout: start, setInterval: repeat, clearTimeout: stop } = scope;
const { setImmediate: startImmediate, clearImmediate: stopImmediate } = scope;

const known = new Map<number, Timeout>();

function callable(callback: unknown): Call {
  if (typeof callback !== 'function') {
    const words = 'The "callback" argument must be of type function.';
    throw Object.assign(new TypeError(`${words} Received ${received(callback)}`), {
      code: 'ERR_INVALID_ARG_TYPE'
    });
  }
  return callback as Call;
}

/** As Node's: an object, which may let the run end before it. */
class Timeout {
  constructor(callback: unknown, delay: unknown, args: unknown[], isRepeated: boolean) {
    const call = callable(callback);
    this.#start = () =>
      (isRepeated ? repeat : start)(() => {
        this.#isOver = !isRepeated;
        Reflect.apply(call, this, args);
      }, delay) as number;
    this.#id = this.#start();
  }

  ref(): this {
    return this.#keep(true);
  }

  unref(): this {
    return this.#keep(false);
  }

  hasRef(): boolean {
    return this.#isKept;
  }

  /** Begins anew, also when its time has been. */
  refresh(): this {
    if (!this.#isClosed) {
      stop(this.#id);
      this.#isOver = false;
      this.#id = this.#start();
      this.#keep(this.#isKept);
    }
    return this;
  }

  close(): this {
    this.#isClosed = true;
    this.#isOver = true;
    stop(this.#id);
    return this;
  }

  [Symbol.toPrimitive](): number {
    known.set(this.#number, this);
    return this.#number;
  }

  #keep(isKept: boolean): this {
    this.#isKept = isKept;
    if (!this.#isOver) {
      host.keep(this.#id, isKept);
    }
    return this;
  }

  readonly #start: () => number;
  #id: number;
  #isKept = true;
  #isOver = false;
  #isClosed = false;
  readonly #number = ++last;
}

class Immediate {
  constructor(callback: unknown, args: unknown[]) {
    this.#id = startImmediate(callable(callback), ...args);
  }

  ref(): this {
    this.#isKept = true;
    return this;
  }

  unref(): this {
    this.#isKept = false;
    return this;
  }

  hasRef(): boolean {
    return this.#isKept;
  }

  static clear(immediate: unknown): void {
    if (immediate instanceof Immediate) {
      stopImmediate(immediate.#id);
    }
  }

  readonly #id: unknown;
  #isKept = true;
}

let last = 0;

function clear(timer?: unknown): void {
  const found = timer instanceof Timeout ? timer : known.get(Number(timer));
  found?.close();
}

const calls = {
  setTimeout: (callback: unknown, delay?: unknown, ...args: unknown[]) =>
    new Timeout(callback, delay, args, false),
  setInterval: (callback: unknown, delay?: unknown, ...args: unknown[]) =>
    new Timeout(callback, delay, args, true),
  setImmediate: (callback: unknown, ...args: unknown[]) => new Immediate(callback, args),
  clearTimeout: (timer?: unknown) => clear(timer),
  clearInterval: (timer?: unknown) => clear(timer),
  clearImmediate: (immediate?: unknown) => Immediate.clear(immediate)
};

interface IOptions {
  signal?: AbortSignal;
  ref?: boolean;
}

function wait(delay?: unknown, value?: unknown, options: IOptions = {}): Promise<unknown> {
  const { signal, ref = true } = options;
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clear(timer);
      const reason = Object.assign(new Error('The operation was aborted'), {
        name: 'AbortError',
        code: 'ABORT_ERR'
      });
      reject(reason);
    };
    const end = (): void => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    };
    const timer = new Timeout(end, delay, [], false);
    if (!ref) {
      timer.unref();
    }
    if (signal?.aborted === true) {
      abort();
    }
    signal?.addEventListener('abort', abort);
  });
}

async function* every(delay?: unknown, value?: unknown): AsyncGenerator<unknown> {
  for (;;) {
    yield await wait(delay, value);
  }
}

export const timersPromises = {
  setTimeout: wait,
  setInterval: every,
  setImmediate: (value?: unknown) => new Promise(resolve => startImmediate(resolve, value)),
  scheduler: {
    wait: (delay: unknown, options?: IOptions) => wait(delay, undefined, options),
    yield: () => wait(0)
  }
};

for (const name of ['setTimeout', 'setImmediate'] as const) {
  Object.defineProperty(calls[name], PROMISED, { value: timersPromises[name] });
}

export const timers: Record<string, unknown> = { ...calls, promises: timersPromises };
/** In the place of the engine's. */
export const timerGlobals: Record<string, unknown> = calls;
