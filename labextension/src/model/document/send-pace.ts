/**
 * Limits how many frames leave: some together, then one after another, as the server takes them.
 */
import type { IClock } from '../clock';

/** The number of frames that may leave together, and how soon another may follow each of them. */
const BURST = 60;
const REFILL_MS = 40;

export class SendPace {
  constructor(
    private readonly _clock: IClock,
    private readonly _goOn: () => void
  ) {}

  /** Whether another frame may leave now; if not, `goOn` is called when it may. */
  mayLeave(): boolean {
    if (this._fullAt - this._clock.now() < BURST * REFILL_MS) {
      return true;
    }
    this._cancel ??= this._clock.after(REFILL_MS, () => {
      this._cancel = null;
      this._goOn();
    });
    return false;
  }

  left(): void {
    this._fullAt = Math.max(this._fullAt, this._clock.now()) + REFILL_MS;
  }

  /** Begins anew for a new connection. */
  reset(): void {
    this.stop();
    this._fullAt = 0;
  }

  stop(): void {
    this._cancel?.();
    this._cancel = null;
  }

  /** When the allowance would be full again if nothing more left. */
  private _fullAt = 0;
  private _cancel: (() => void) | null = null;
}
