/** The output of a program that is run again: what it printed the time before is left out. */
import type { IOutput } from '../types';

export class OutputReplay {
  /** So much of all streams together has been seen. */
  constructor(
    private _known: number,
    private _emit: (output: IOutput) => void
  ) {}

  add(output: IOutput): void {
    const { text, html, omitted = 0 } = output;
    const wasKnown = this._known;
    const known = Math.max(0, wasKnown - omitted);
    this._known = Math.max(0, known - text.length);
    if (wasKnown === 0) {
      this._emit(output);
    } else if (this._known === 0 && (text.length > known || omitted > wasKnown)) {
      const left = omitted > wasKnown ? { omitted: omitted - wasKnown } : {};
      const fresh = html === undefined ? text.slice(known) : text;
      this._emit({ ...output, text: fresh, omitted: undefined, ...left });
    }
  }
}

/** What a piece counts in this. */
export function printedLength({ text, omitted = 0 }: IOutput): number {
  return text.length + omitted;
}
