/**
 * Measures the time that a program ran. It stands still while the program waits for a person or for
 * packages, which it may do for a limited time in total.
 */

export class RunClock {
  /**
   * `expired` is called once so many milliseconds of running have passed, or so many of waiting.
   */
  constructor(
    private _limitMs: number,
    private _waitLimitMs: number,
    private _expired: () => void
  ) {}

  get hasStarted(): boolean {
    return this._started;
  }

  get elapsedMs(): number {
    return this._ran + (this._state === 'running' ? this._sinceMs : 0);
  }

  run(): void {
    this._started = true;
    this._enter('running');
  }

  pause(): void {
    if (this._started) {
      this._enter('waiting');
    }
  }

  stop(): void {
    this._enter('stopped');
  }

  /** Lets it run so much longer. */
  extend(ms: number): void {
    this._limitMs += ms;
    if (this._state === 'running') {
      clearTimeout(this._timer);
      const left = this._limitMs - this._ran - this._sinceMs;
      this._timer = setTimeout(this._expired, Math.max(0, left));
    }
  }

  private get _sinceMs(): number {
    return performance.now() - this._since;
  }

  private _enter(state: 'running' | 'waiting' | 'stopped'): void {
    if (this._state === state || this._state === 'stopped') {
      return;
    }
    clearTimeout(this._timer);
    if (this._state === 'running') {
      this._ran += this._sinceMs;
    } else if (this._state === 'waiting') {
      this._waited += this._sinceMs;
    }
    this._state = state;
    this._since = performance.now();
    if (state !== 'stopped') {
      const left =
        state === 'running' ? this._limitMs - this._ran : this._waitLimitMs - this._waited;
      this._timer = setTimeout(this._expired, Math.max(0, left));
    }
  }

  private _state: 'new' | 'running' | 'waiting' | 'stopped' = 'new';
  private _started = false;
  private _since = 0;
  private _ran = 0;
  private _waited = 0;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}
