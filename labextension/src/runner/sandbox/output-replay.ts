/** The output of a program that is run again: what it printed the time before is left out. */
import type { OutputStream } from '../types';

export class OutputReplay {
  /** `known` UTF-16 units, of all streams together, have been seen. */
  constructor(
    private _known: number,
    private _emit: (stream: OutputStream, text: string) => void
  ) {}

  add(stream: OutputStream, text: string): void {
    const fresh = text.slice(this._known);
    this._known = Math.max(0, this._known - text.length);
    if (fresh !== '') {
      this._emit(stream, fresh);
    }
  }
}
