/** Tells of many changes in one turn once, in a microtask. */
export class Coalesced {
  constructor(private readonly _tell: () => void) {}

  readonly request = (): void => {
    if (this._isRequested || this._isDisposed) {
      return;
    }
    this._isRequested = true;
    queueMicrotask(() => {
      this._isRequested = false;
      if (!this._isDisposed) {
        this._tell();
      }
    });
  };

  dispose(): void {
    this._isDisposed = true;
  }

  private _isRequested = false;
  private _isDisposed = false;
}
