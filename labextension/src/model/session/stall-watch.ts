/**
 * Notices a connection that is dead without saying so, as after sleep or a change of network.
 *
 * A quiet connection is nothing special, but edits are acknowledged within moments. When an edit
 * has waited long and nothing at all came in the meantime, the connection is given up.
 */
import type { IClock } from '../clock';

const PATIENCE_MS = 15_000;
const CHECK_MS = 5_000;

export class StallWatch {
  /** `waitingSince` is when the oldest unacknowledged edit was made, null when there is none. */
  constructor(
    private readonly _clock: IClock,
    private readonly _waitingSince: () => number | null,
    private readonly _stalled: () => void
  ) {}

  connected(): void {
    this.heard();
    this._next();
  }

  disconnected(): void {
    this._cancel?.();
    this._cancel = null;
  }

  /** Something came from the server. */
  heard(): void {
    this._heardAt = this._clock.now();
  }

  private _next(): void {
    this._cancel?.();
    this._cancel = this._clock.after(CHECK_MS, () => {
      const since = this._waitingSince();
      const silentFrom = since === null ? Infinity : Math.max(since, this._heardAt);
      this._next();
      if (this._clock.now() - silentFrom >= PATIENCE_MS) {
        this._stalled();
      }
    });
  }

  private _heardAt = 0;
  private _cancel: (() => void) | null = null;
}
