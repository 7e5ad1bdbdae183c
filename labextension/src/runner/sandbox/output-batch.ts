/**
 * Joins the many small writes of a worker into few messages for the page. A line that ends is sent
 * immediately when none was sent just before; everything else follows at most BATCH_MS later, for
 * the frame's thread never runs user code and its timers keep time. Of a flood the newest is held
 * back and sent in slow steps, so that the page knows most of its end whenever the run is cut
 * short.
 */
import { CHUNK_LIMIT, OUTPUT_LIMIT_BYTES, TAIL_LIMIT_BYTES } from '../limits';
import { OutputTail, sizeOfOutput } from '../output-ends';
import { messagesOf } from '../output-message';
import type { IOutput } from '../types';

export const BATCH_MS = 25;
const FLOOD_MS = 500;

export class OutputBatch {
  constructor(private _emit: (output: IOutput) => void) {}

  add(output: IOutput): void {
    this._waiting.add(output);
    if (this._passed > OUTPUT_LIMIT_BYTES) {
      this._timer ??= setTimeout(() => this.flush(), FLOOD_MS);
    } else if (
      (output.text.endsWith('\n') && performance.now() - this._flushed >= BATCH_MS) ||
      this._waiting.size > CHUNK_LIMIT
    ) {
      this.flush();
    } else {
      this._timer ??= setTimeout(() => this.flush(), BATCH_MS);
    }
  }

  flush(): void {
    if (this._timer !== null) {
      clearTimeout(this._timer);
      this._timer = null;
    }
    const waiting = this._waiting.take();
    if (waiting.length > 0) {
      this._flushed = performance.now();
    }
    for (const output of waiting) {
      this._passed += sizeOfOutput(output);
      messagesOf(output).forEach(message => this._emit(message));
    }
  }

  private _waiting = new OutputTail(TAIL_LIMIT_BYTES);
  private _passed = 0;
  private _flushed = -Infinity;
  private _timer: ReturnType<typeof setTimeout> | null = null;
}
