/**
 * Joins the output of a run into at most twenty pieces a second; after a pause it is sent
 * immediately.
 */
import type { IOutput } from '../../contract/protocol';
import { joins } from '../../runner/output-ends';
import type { IClock } from '../clock';

const INTERVAL_MS = 50;

export class OutputQueue {
  constructor(
    private readonly _clock: IClock,
    private readonly _print: (output: IOutput) => void
  ) {}

  add(output: IOutput): void {
    const last = this._waiting.at(-1);
    if (joins(last, output)) {
      last.text += output.text;
    } else {
      this._waiting.push({ ...output });
    }
    const wait = this._flushedAt + INTERVAL_MS - this._clock.now();
    if (wait <= 0) {
      this.flush();
    } else {
      this._cancel ??= this._clock.after(wait, () => this.flush());
    }
  }

  flush(): void {
    this._cancel?.();
    this._cancel = null;
    this._flushedAt = this._clock.now();
    this._waiting.splice(0).forEach(output => this._print(output));
  }

  dispose(): void {
    this._cancel?.();
    this._cancel = null;
    this._waiting = [];
  }

  private _waiting: IOutput[] = [];
  private _flushedAt = -Infinity;
  private _cancel: (() => void) | null = null;
}
