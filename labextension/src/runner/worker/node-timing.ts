/**
 * `setImmediate` and the queue of `process.nextTick`, in the order that Node keeps: what was put
 * off with `nextTick` comes before promises, and an immediate after timers that are due when the
 * program ends its first turn, before those that were set in its own turn in any later one. Engines
 * disagree about the order of timers and messages, so a timer waits here for such immediates.
 */
import type { PendingWork } from './pending-work';

type Callback = (...args: unknown[]) => unknown;

/** Nobody can ask whether promises are done; chains are seldom longer. */
const PROMISES = 64;

const { apply } = Reflect;
const soon = queueMicrotask;
const later = setTimeout;
const IMMEDIATE = 0;
const TIMER = 1;
const channel = new MessageChannel();
const post = channel.port2.postMessage.bind(channel.port2);

export class NodeTiming {
  constructor(private _pending: PendingWork) {
    channel.port1.onmessage = ({ data }) => (data === IMMEDIATE ? this._turn() : this._goOn());
  }

  /** For a timer that is set now: calls what it is for when it is due, in its turn. */
  order(): (run: () => void) => void {
    const turn = this._turns;
    return run => {
      this._held.push(run);
      if ([...this._posted.values()].some(other => other <= turn)) {
        post(TIMER);
      } else {
        this._goOn();
      }
    };
  }

  /** To be called before a turn of the program begins, so that ticks come before promises. */
  beginTurn(): void {
    this._isBeginning = true;
    this._turns++;
    soon(() => {
      this._isBeginning = false;
      this._tick();
    });
  }

  /** The first turn is over. */
  endFirstTurn(): void {
    this._isFirst = false;
  }

  nextTick(callback: () => void): void {
    this._ticks.push(callback);
    if (this._ticks.length === 1 && !this._isBeginning) {
      this._tickAfter(PROMISES);
    }
  }

  immediate(callback: Callback, args: unknown[] = []): number {
    if (typeof callback !== 'function') {
      throw Object.assign(new TypeError('The "callback" argument must be of type function.'), {
        code: 'ERR_INVALID_ARG_TYPE'
      });
    }
    const id = ++this._last;
    this._immediates.set(id, { callback, args, end: this._pending.begin() });
    if (this._isFirst) {
      later(() => this._turn(), 1);
    } else {
      this._posted.set(id, this._turns);
      post(IMMEDIATE);
    }
    return id;
  }

  clear(id: unknown): void {
    this._immediates.get(id as number)?.end();
    this._immediates.delete(id as number);
    this._posted.delete(id as number);
  }

  /** Behind the promises that are waiting, and those that wait for them, for so many steps. */
  private _tickAfter(steps: number): void {
    soon(() => (steps === 0 ? this._tick() : this._tickAfter(steps - 1)));
  }

  private _tick(): void {
    for (let tick = this._ticks.shift(); tick !== undefined; tick = this._ticks.shift()) {
      tick();
    }
  }

  private _goOn(): void {
    const run = this._held.shift();
    if (run !== undefined) {
      this.beginTurn();
      run();
    }
  }

  /** One immediate: the browser's queue of messages has an event for each. */
  private _turn(): void {
    const [next] = this._immediates;
    if (next !== undefined) {
      const [id, { callback, args }] = next;
      this.beginTurn();
      try {
        apply(callback, globalThis, args);
      } finally {
        this.clear(id);
      }
    }
  }

  private _ticks: (() => void)[] = [];
  private _immediates = new Map<number, { callback: Callback; args: unknown[]; end: () => void }>();
  /** Immediates that have their turn by a message, and in which turn they were put off. */
  private _posted = new Map<number, number>();
  private _turns = 0;
  /** What timers are for that wait for such. */
  private _held: (() => void)[] = [];
  private _last = 0;
  private _isFirst = true;
  private _isBeginning = false;
}
