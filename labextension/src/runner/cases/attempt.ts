/** What one interpreter says of the cases that it was given, with the time of each. */
import type { CaseStatus, IRunOutcome } from '../types';
import { verdict } from './judge';
import type { IVerdict } from './judge';
import type { OfCase } from './told';

/** Between the answer to a case and the beginning of the next one. */
const GAP_MS = 5000;

export const ENDED = 'The program ended in the middle of this test.';

const CALLED_NOTHING = 'The program called nothing.';

export interface ICaseResult {
  index: number;
  verdict: IVerdict;
  ms: number;
}

export class Attempt {
  /** With `hearsEnd` the program may end by itself when it has answered all of them. */
  constructor(
    private _order: readonly number[],
    private _limitMs: (index: number) => number,
    private _hearsEnd = false
  ) {}

  /** Whether a case has begun, so that the program itself is there. */
  get hasBegun(): boolean {
    return this._begun !== null || this._answered > 0;
  }

  /** The answer to the case that has begun; `giveUp` is called when it takes too long. */
  hear(told: OfCase, giveUp: () => void): (OfCase & { type: 'answer' }) | null {
    if (told.type === 'case') {
      if (this._begun === null && told.index === this._order[this._answered]) {
        this._begun = told.index;
        this._giveUp = giveUp;
        this._time();
      }
      return null;
    }
    if (this._isLate || told.index !== this._begun) {
      return null;
    }
    clearTimeout(this._timer);
    this._begun = null;
    this._answered++;
    if (this._answered === this._order.length && !this._hearsEnd) {
      // What it does when it ends is nobody's concern.
      giveUp();
    } else {
      this._timer = setTimeout(giveUp, GAP_MS);
    }
    return told;
  }

  /** The program waits for a person, which costs a case no time. */
  pause(): void {
    clearTimeout(this._timer);
  }

  /** The program goes on; the case that has begun has all of its time again. */
  resume(): void {
    if (this._begun !== null && !this._isLate) {
      this._time();
    }
  }

  /**
   * Results of cases that will have no answer. Those that did not begin, because an interpreter
   * ended behind the answer to another, go on in the next one.
   */
  lastResults({ state, error }: Pick<IRunOutcome, 'state' | 'error'>): ICaseResult[] {
    clearTimeout(this._timer);
    const index = this._begun;
    if (index === null) {
      if (this._answered > 0) {
        return [];
      }
      const status = state === 'timeout' ? 'timeout' : statusOf(state);
      const message = error ?? CALLED_NOTHING;
      return this._order.map(each => ({
        index: each,
        verdict: verdict(status, { message }),
        ms: 0
      }));
    }
    if (state === 'timeout' && !this._isLate && this._answered > 0) {
      return [];
    }
    if (this._isLate || state === 'timeout') {
      const limitMs = this._limitMs(index);
      return [{ index, verdict: timeout(limitMs), ms: limitMs }];
    }
    return [{ index, verdict: verdict(statusOf(state), { message: error ?? ENDED }), ms: 0 }];
  }

  private _time(): void {
    clearTimeout(this._timer);
    this._timer = setTimeout(
      () => {
        this._isLate = true;
        this._giveUp();
      },
      this._limitMs(this._begun as number)
    );
  }

  private _begun: number | null = null;
  private _answered = 0;
  private _isLate = false;
  private _giveUp: () => void = () => undefined;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}

/** How a case went whose program ended in this state. */
export function statusOf(state: IRunOutcome['state']): CaseStatus {
  return state === 'out_of_memory' || state === 'crashed' ? state : 'error';
}

/** The verdict on a case that took longer. */
export function timeout(limitMs: number): IVerdict {
  const message = `Stopped after ${limitMs / 1000} s: time limit of this test`;
  return verdict('timeout', { message });
}
