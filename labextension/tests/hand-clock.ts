import type { IClock } from '../src/model/clock';

/** A clock that a test turns by hand. */
export class HandClock implements IClock {
  now(): number {
    return this._now;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this._now + ms, callback };
    this._timers.add(timer);
    return () => this._timers.delete(timer);
  }

  /** Lets so much time pass; what was due is called in its order. */
  turn(ms: number): void {
    const end = this._now + ms;
    for (;;) {
      const [next] = [...this._timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) {
        break;
      }
      this._timers.delete(next);
      this._now = next.at;
      next.callback();
    }
    this._now = end;
  }

  /** Milliseconds until each timer, soonest first. */
  get due(): number[] {
    return [...this._timers].map(({ at }) => at - this._now).sort((a, b) => a - b);
  }

  private _now = Date.UTC(2026, 8, 30, 10);
  private readonly _timers = new Set<{ at: number; callback: () => void }>();
}
