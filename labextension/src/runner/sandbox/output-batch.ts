/**
 * Joins the many small writes of a worker into few messages for the page. A line that ends is sent
 * at once when none was just before; everything else follows at most BATCH_MS later, for the
 * frame's thread never runs user code and its timers keep time.
 */
import { CHUNK_LIMIT, OUTPUT_LIMIT_BYTES } from '../limits';
import { OutputBudget } from '../output-budget';
import type { OutputStream } from '../types';

export const BATCH_MS = 25;

export class OutputBatch {
  constructor(private _emit: (stream: OutputStream, text: string) => void) {}

  add(stream: OutputStream, text: string): void {
    const kept = this._budget.take(text);
    if (kept === '') {
      return;
    }
    if (stream !== this._stream || this._text.length + kept.length > CHUNK_LIMIT) {
      this.flush();
      this._stream = stream;
    }
    this._text += kept;
    if (kept.endsWith('\n') && performance.now() - this._flushed >= BATCH_MS) {
      this.flush();
    } else if (this._timer === null) {
      this._timer = setTimeout(() => this.flush(), BATCH_MS);
    }
  }

  flush(): void {
    if (this._timer !== null) {
      clearTimeout(this._timer);
      this._timer = null;
    }
    if (this._text !== '') {
      const text = this._text;
      this._text = '';
      this._flushed = performance.now();
      this._emit(this._stream, text);
    }
  }

  /** The page, which has the last word, must be able to see that there was more. */
  private _budget = new OutputBudget(OUTPUT_LIMIT_BYTES + 4);
  private _stream: OutputStream = 'stdout';
  private _text = '';
  private _flushed = -Infinity;
  private _timer: ReturnType<typeof setTimeout> | null = null;
}
