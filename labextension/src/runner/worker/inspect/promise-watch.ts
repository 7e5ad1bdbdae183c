/**
 * Tells the state of promises that are printed, which no script can ask for.
 *
 * A handler that is added to a promise is called in the next microtask if the promise was settled,
 * and later if it was not: so a moment after the printing the state at the printing is known. What
 * was printed is held back until then.
 *
 * Handlers of ours must not hide rejections from the engine, which tells of those that nobody
 * handles. Everybody who handles a promise, by `then` or by `await`, asks it for its `constructor`.
 * We listen there; a rejection that only we handle is made once more, for nobody to handle.
 *
 * Engines that can be asked (Deno's) answer immediately, and nothing of this is needed.
 */
import type { IPromiseStates } from './inspect';

/** The state by the engine's own account: 0 pending, 1 fulfilled, 2 rejected. */
export type AskEngine = (promise: Promise<unknown>) => [state: number, result?: unknown];

type Settled = { rejected: boolean; value: unknown };

const { apply, defineProperty } = Reflect;
const { getOwnPropertyDescriptor } = Object;
const NativePromise = Promise;
const { prototype } = Promise;
const then = Reflect.get(prototype, 'then') as (...handlers: unknown[]) => Promise<unknown>;
const reject = Reflect.get(Promise, 'reject') as (reason: unknown) => Promise<unknown>;
const settledPromise = Promise.resolve();

export class PromiseWatch {
  constructor(private _ask: AskEngine | null) {
    if (_ask === null) {
      this._listen();
    }
  }

  /** For `inspect`: state and result, as far as they are known. */
  readonly details = (
    promise: Promise<unknown>,
    states: IPromiseStates
  ): [state: unknown, result: unknown] => {
    if (this._ask !== null) {
      const [state, result] = this._ask(promise);
      return [[states.pending, undefined, states.rejected][state], result];
    }
    const known = this._known.get(promise);
    if (known === undefined) {
      this._met?.push(promise);
      return [states.pending, undefined];
    }
    return [known.rejected ? states.rejected : undefined, known.value];
  };

  /** A property as it is for programs: they need not see that somebody listens. */
  readonly descriptor = (holder: object, key: PropertyKey): PropertyDescriptor | undefined =>
    holder === prototype && key === 'constructor' && this._ask === null
      ? { value: NativePromise, writable: true, configurable: true, enumerable: false }
      : getOwnPropertyDescriptor(holder, key);

  /**
   * Prints with what is known. When a promise was met of which nothing is known yet, `settle` gets
   * the text once more, with what was found out. `single` prints one promise.
   */
  print(
    print: () => string,
    single: (promise: Promise<unknown>) => string,
    write: (text: string) => void,
    hold: (text: string) => (text: string) => void
  ): void {
    const [text, met] = this._meeting(print);
    if (met.length === 0) {
      write(text);
      return;
    }
    const settle = hold(text);
    const unknown = new Set(met);
    unknown.forEach(promise => this._probe(promise));
    void apply(then, settledPromise, [
      () => {
        if (![...unknown].some(promise => this._known.has(promise))) {
          settle(text);
          return;
        }
        // What was printed may have changed since; then only the promises are put in.
        const isSame = this._unknowing(unknown, print) === text;
        settle(isSame ? this._meeting(print)[0] : filled(text, met.map(single)));
      }
    ]);
  }

  private _meeting(print: () => string): [text: string, met: Promise<unknown>[]] {
    const met: Promise<unknown>[] = [];
    this._met = met;
    try {
      return [this._deaf(print), met];
    } finally {
      this._met = null;
    }
  }

  /** Prints as if nothing were known of these. */
  private _unknowing(promises: Set<Promise<unknown>>, print: () => string): string {
    const known = [...promises].map(promise => [promise, this._known.get(promise)] as const);
    promises.forEach(promise => this._known.delete(promise));
    try {
      return this._deaf(print);
    } finally {
      known.forEach(([promise, settled]) => settled && this._known.set(promise, settled));
    }
  }

  private _probe(promise: Promise<unknown>): void {
    if (this._probed.has(promise)) {
      return;
    }
    this._probed.add(promise);
    const learn = (rejected: boolean, value: unknown): void => {
      this._known.set(promise, { rejected, value });
      if (rejected && !this._handled.has(promise)) {
        this._unhandled.set(promise, apply(reject, NativePromise, [value]));
      }
    };
    void this._deaf(() =>
      apply(then, promise, [
        (value: unknown) => learn(false, value),
        (reason: unknown) => learn(true, reason)
      ])
    );
  }

  /** Does something with promises that is not to be heard as the program's. */
  private _deaf<T>(work: () => T): T {
    const before = this._isDeaf;
    this._isDeaf = true;
    try {
      return work();
    } finally {
      this._isDeaf = before;
    }
  }

  /** Hears of everybody who handles a promise. */
  private _listen(): void {
    const hear = (promise: object): void => this._hear(promise);
    const isDeaf = (): boolean => this._isDeaf;
    defineProperty(prototype, 'constructor', {
      configurable: true,
      get(this: object) {
        if (this !== prototype && !isDeaf()) {
          hear(this);
        }
        return NativePromise;
      },
      set(this: object, value: unknown) {
        defineProperty(this, 'constructor', { value, writable: true, configurable: true });
      }
    });
  }

  private _hear(promise: object): void {
    this._handled.add(promise);
    const copy = this._unhandled.get(promise);
    if (copy !== undefined) {
      this._unhandled.delete(promise);
      void this._deaf(() => apply(then, copy, [undefined, () => undefined]));
    }
  }

  private _known = new WeakMap<object, Settled>();
  private _probed = new WeakSet<object>();
  private _handled = new WeakSet<object>();
  /** Of promises that only we handle: a rejection of the same, left for the engine to tell of. */
  private _unhandled = new WeakMap<object, Promise<unknown>>();
  /** Promises met while printing of which nothing is known, in the order of the text. */
  private _met: Promise<unknown>[] | null = null;
  private _isDeaf = false;
}

/** The text with these in the places of pending promises, in turn. */
function filled(text: string, promises: string[]): string {
  const parts = text.split('Promise { <pending> }');
  return parts
    .map((part, at) => (at === 0 ? part : (promises[at - 1] ?? 'Promise { <pending> }') + part))
    .join('');
}
