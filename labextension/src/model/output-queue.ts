/** Output of a run joined to at most twenty pieces a second; after a pause it is shown at once. */
import type { IClock } from './clock';
import type { OutputStream } from './protocol';

const INTERVAL_MS = 50;

export class OutputQueue {
  constructor(
    private readonly _clock: IClock,
    private readonly _print: (stream: OutputStream, text: string) => void
  ) {}

  add(stream: OutputStream, text: string): void {
    if (text === '') {
      return;
    }
    const last = this._waiting.at(-1);
    if (last?.stream === stream) {
      last.text += text;
    } else {
      this._waiting.push({ stream, text });
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
    this._waiting.splice(0).forEach(({ stream, text }) => this._print(stream, text));
  }

  dispose(): void {
    this._cancel?.();
    this._waiting = [];
  }

  private _waiting: { stream: OutputStream; text: string }[] = [];
  private _flushedAt = -Infinity;
  private _cancel: (() => void) | null = null;
}
