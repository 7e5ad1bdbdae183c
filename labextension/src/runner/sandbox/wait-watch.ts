/**
 * Lets the clock of a run stand still while its program waits, and only while it really does.
 *
 * A program that says that it waits may compute all the same: in a task that it has started, or
 * because it never waits for what it asked for. A worker that computes does not answer, so it is
 * asked again and again, and the time until it answers counts as running.
 */
import type { RunClock } from '../run-clock';

export const PING_MS = 250;

export class WaitWatch {
  constructor(private _clock: RunClock) {}

  /** The program waits. `ping` asks its worker for a sign, where there is a worker. */
  begin(ping: (() => void) | null): void {
    this.end();
    this._clock.pause();
    if (ping !== null) {
      this._answered = false;
      ping();
      this._timer = setInterval(() => {
        if (!this._answered) {
          this._clock.run();
        } else {
          this._answered = false;
          ping();
        }
      }, PING_MS);
    }
  }

  /** Notes that the worker gave a sign, and so does not compute. */
  pong(): void {
    if (this._timer !== null) {
      this._answered = true;
      this._clock.pause();
    }
  }

  /** The program goes on, or is over; the clock is for the caller to set. */
  end(): void {
    if (this._timer !== null) {
      clearInterval(this._timer);
      this._timer = null;
    }
  }

  private _answered = false;
  private _timer: ReturnType<typeof setInterval> | null = null;
}
