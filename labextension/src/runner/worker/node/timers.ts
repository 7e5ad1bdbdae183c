/** `timers` and `timers/promises`, over the timers that the run counts. */
const scope = globalThis as unknown as Record<string, (...args: unknown[]) => unknown>;

const NAMES = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate'
];

interface IOptions {
  signal?: AbortSignal;
}

function wait(delay?: unknown, value?: unknown, options: IOptions = {}): Promise<unknown> {
  const { signal } = options;
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      scope.clearTimeout(timer);
      const reason = Object.assign(new Error('The operation was aborted'), {
        name: 'AbortError',
        code: 'ABORT_ERR'
      });
      reject(reason);
    };
    const timer = scope.setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    }, delay);
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
  setImmediate: (value?: unknown) => new Promise(resolve => scope.setImmediate(resolve, value)),
  scheduler: {
    wait: (delay: unknown, options?: IOptions) => wait(delay, undefined, options),
    yield: () => wait(0)
  }
};

export const timers: Record<string, unknown> = {
  ...Object.fromEntries(NAMES.map(name => [name, (...args: unknown[]) => scope[name](...args)])),
  promises: timersPromises
};
