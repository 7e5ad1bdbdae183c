/** Time that a program ran: it stands still while the program waits for a person or for packages. */

export class RunClock {
  /** `expired` is called once so many milliseconds of running have passed. */
  constructor(
    private _limitMs: number,
    private _expired: () => void
  ) {}

  get hasStarted(): boolean {
    return this._since !== null || this._before > 0;
  }

  get elapsedMs(): number {
    return this._before + (this._since === null ? 0 : performance.now() - this._since);
  }

  run(): void {
    if (this._since === null && !this._over) {
      this._since = performance.now();
      this._timer = setTimeout(this._expired, this._limitMs - this._before);
    }
  }

  pause(): void {
    if (this._since !== null) {
      this._before = Math.max(this.elapsedMs, Number.MIN_VALUE);
      this._since = null;
      clearTimeout(this._timer);
    }
  }

  stop(): void {
    this.pause();
    this._over = true;
  }

  private _before = 0;
  private _since: number | null = null;
  private _over = false;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}
