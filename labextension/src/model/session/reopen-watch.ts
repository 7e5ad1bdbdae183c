/**
 * Asks now and then whether an interview that has ended goes on, as it does after an end by mistake.
 *
 * A server closes the connections of guests at the end, so nobody tells them. It is asked less and less
 * often, and not any more when it has been over for a while.
 */
import type { SessionState } from '../../contract/protocol';
import type { IClock } from '../clock';
import { InterviewError } from '../ports';

const FIRST_MS = 3_000;
const LONGEST_MS = 60_000;
const PATIENCE_MS = 15 * 60_000;

export class ReopenWatch {
  /** `ask` rejects with InterviewError. */
  constructor(
    private readonly _clock: IClock,
    private readonly _ask: () => Promise<SessionState>,
    private readonly _reopened: () => void
  ) {}

  /** It is over for this person. Saying so again changes nothing. */
  ended(): void {
    if (this._since === null) {
      this._since = this._clock.now();
      this._next(FIRST_MS);
    }
  }

  stop(): void {
    this._since = null;
    this._cancel?.();
    this._cancel = null;
  }

  private _next(wait: number): void {
    this._cancel = this._clock.after(wait, () => void this._look(wait));
  }

  private async _look(waited: number): Promise<void> {
    const since = this._since;
    const state = await this._ask().catch((problem: unknown) => {
      // A secret that opens nothing any more, or an interview that is gone: that is for good.
      const isFinal = problem instanceof InterviewError && [401, 404].includes(problem.status);
      return isFinal ? null : ('ended' as const);
    });
    if (since === null || since !== this._since) {
      return;
    }
    if (state === 'ended' && this._clock.now() - since < PATIENCE_MS) {
      this._next(Math.min(waited * 2, LONGEST_MS));
      return;
    }
    this.stop();
    if (state !== 'ended' && state !== null) {
      this._reopened();
    }
  }

  private _since: number | null = null;
  private _cancel: (() => void) | null = null;
}
