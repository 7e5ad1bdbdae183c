/**
 * Knows whether a JavaScript program still has something to wait for.
 *
 * As in Node, a program is over when its module has been evaluated and none of the timers and
 * native promises it started is pending. `install` wraps the functions that start them.
 */

type Callback = (...args: unknown[]) => unknown;
type StartTimer = (callback: Callback, delay?: number, ...args: unknown[]) => number;
type StopTimer = (id?: number) => void;

interface ITimers {
  setTimeout: StartTimer;
  setInterval: StartTimer;
  clearTimeout: StopTimer;
  clearInterval: StopTimer;
}

/** Calls the function of a timer, immediately or a little later. */
type InOrder = (run: () => void) => void;

export class PendingWork {
  /** Wraps the timers of `scope`. `order` is asked when one is set, and its answer when it is due. */
  install(scope: ITimers, order: () => InOrder = () => run => run()): void {
    const { setTimeout, setInterval, clearTimeout, clearInterval } = scope;
    const ends = this._timers;
    const forget = (id: number | undefined): void => {
      ends.get(id as number)?.();
      ends.delete(id as number);
    };
    scope.setTimeout = function (callback, delay, ...args) {
      if (typeof callback !== 'function') {
        throw new TypeError('setTimeout needs a function to call');
      }
      const inOrder = order();
      const run = (): void => {
        if (ends.has(id)) {
          try {
            Reflect.apply(callback, globalThis, args);
          } finally {
            forget(id);
          }
        }
      };
      const id = Reflect.apply(setTimeout, undefined, [
        () => inOrder(run),
        // As in Node, where an immediate comes before any timer of a later turn.
        Math.max(1, Number(delay) || 0)
      ]);
      ends.set(id, begin());
      return id;
    };
    scope.setInterval = function (callback, delay, ...args) {
      if (typeof callback !== 'function') {
        throw new TypeError('setInterval needs a function to call');
      }
      const inOrder = order();
      const tick = (): void => {
        if (ends.has(id)) {
          Reflect.apply(callback, globalThis, args);
        }
      };
      const id = Reflect.apply(setInterval, undefined, [() => inOrder(tick), delay]);
      ends.set(id, begin());
      return id;
    };
    const begin = this.begin.bind(this);
    for (const [name, stop] of Object.entries({ clearTimeout, clearInterval })) {
      scope[name as 'clearTimeout' | 'clearInterval'] = id => {
        forget(id);
        Reflect.apply(stop, undefined, [id]);
      };
    }
  }

  /** Counts the promises that these methods return as work until they settle. */
  track(holder: object, names: readonly string[]): void {
    const begin = this.begin.bind(this);
    for (const name of names) {
      const original: unknown = Reflect.get(holder, name);
      if (typeof original !== 'function') {
        continue;
      }
      const wrapped = function (this: unknown, ...args: unknown[]): unknown {
        const result: unknown = Reflect.apply(original, this, args);
        if (!(result instanceof Promise)) {
          return result;
        }
        // The program gets the promise made here: a handler on its own one would hide rejections.
        const end = begin();
        return result.finally(end);
      };
      Object.defineProperty(wrapped, 'name', { value: name });
      Reflect.set(holder, name, wrapped);
    }
  }

  /** Whether a timer that is set keeps the run alive. */
  keep(id: number, isOn: boolean): void {
    const end = this._timers.get(id);
    if (end !== undefined) {
      const next = isOn ? this.begin() : () => undefined;
      end();
      this._timers.set(id, next);
    }
  }

  begin(): () => void {
    let open = true;
    this._count++;
    return () => {
      if (open) {
        open = false;
        this._count--;
        if (this._count === 0) {
          this._waiting.splice(0).forEach(resolve => resolve());
        }
      }
    };
  }

  get isIdle(): boolean {
    return this._count === 0;
  }

  whenIdle(): Promise<void> {
    return this.isIdle ? Promise.resolve() : new Promise(resolve => this._waiting.push(resolve));
  }

  /** What the end of each timer ends. */
  private _timers = new Map<number, () => void>();
  private _count = 0;
  private _waiting: (() => void)[] = [];
}
