/**
 * Sends what a program prints, immediately as long as it prints at a human pace.
 *
 * A worker that computes cannot run timers, so text kept back here could stay unseen until the
 * program ends: each write is its own message, and the supervisor joins them. Only a flood is
 * joined here, after some thousands of writes, to spare the supervisor; and of one that goes on,
 * most is dropped here: what may have to be shown is the newest of it.
 */
import { CHUNK_LIMIT, OUTPUT_LIMIT_BYTES, TAIL_LIMIT_BYTES } from '../limits';
import { OutputTail, sizeOfOutput } from '../output-ends';
import { messagesOf } from '../output-message';
import type { IOutput, OutputStream } from '../types';
import { cutToBytes } from '../utf8';
import type { Send } from './connect';

const BURST = 12_000;
const REFILL_PER_MS = 1;
const JOINED_LENGTH = 8 * 1024;
const JOINED_MS = 30;

/** Bytes that may leave in one go, and how many more after that. */
const BURST_BYTES = 2 * OUTPUT_LIMIT_BYTES;
const BYTES_PER_MS = 1024;

const now = performance.now.bind(performance);
const later = setTimeout;

export class OutputWriter {
  constructor(private _send: Send) {}

  write(stream: OutputStream, text: string, html?: string): void {
    const most = Math.min(this._bytes, OUTPUT_LIMIT_BYTES);
    const start = text.length > CHUNK_LIMIT ? cutToBytes(text, most) : '';
    if (start !== '') {
      // Of one giant text the beginning is not to be lost among what is held back.
      this.flush();
      this._emit({ stream, text: start });
    }
    const rest = text.slice(start.length);
    this._pending.add(html === undefined ? { stream, text: rest } : { stream, text: rest, html });
    const time = now();
    const since = time - this._refilled;
    this._tokens = Math.min(BURST, this._tokens + since * REFILL_PER_MS);
    this._bytes = Math.min(BURST_BYTES, this._bytes + since * BYTES_PER_MS);
    this._refilled = time;
    const isDue =
      this._tokens >= 1 || this._pending.size >= JOINED_LENGTH || time - this._flushed >= JOINED_MS;
    if (isDue && this._bytes >= 0) {
      this._tokens = Math.max(0, this._tokens - 1);
      this.flush();
    } else if (!this._timer) {
      this._timer = true;
      later(() => {
        this._timer = false;
        this.flush();
      }, JOINED_MS);
    }
  }

  flush(): void {
    this._flushed = now();
    this._pending.take().forEach(output => this._emit(output));
  }

  private _emit(output: IOutput): void {
    this._bytes -= sizeOfOutput(output);
    messagesOf(output).forEach(message => this._send({ type: 'output', ...message }));
  }

  private _pending = new OutputTail(TAIL_LIMIT_BYTES);
  private _tokens = BURST;
  private _bytes = BURST_BYTES;
  private _refilled = now();
  private _flushed = 0;
  private _timer = false;
}
