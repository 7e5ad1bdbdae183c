/**
 * Sends what a program prints, at once as long as it prints at a human pace.
 *
 * A worker that computes cannot run timers, so text kept back here could stay unseen until the
 * program ends: each write is its own message, and the supervisor joins them. Only a flood is
 * joined here, after some thousands of writes, to spare the supervisor.
 */
import { CHUNK_LIMIT, OUTPUT_LIMIT_BYTES } from '../limits';
import { OutputBudget } from '../output-budget';
import type { OutputStream } from '../types';
import type { Send } from './connect';

const BURST = 4000;
const REFILL_PER_MS = 0.5;
const JOINED_LENGTH = 8 * 1024;
const JOINED_MS = 30;

const now = performance.now.bind(performance);
const later = setTimeout;

export class OutputWriter {
  constructor(private _send: Send) {}

  write(stream: OutputStream, text: string): void {
    const kept = this._budget.take(text);
    if (kept === '') {
      if (this._budget.exhausted && this._pending !== '') {
        this.flush();
      }
      return;
    }
    if (stream !== this._stream) {
      this.flush();
      this._stream = stream;
    }
    this._pending += kept;
    const time = now();
    this._tokens = Math.min(BURST, this._tokens + (time - this._refilled) * REFILL_PER_MS);
    this._refilled = time;
    if (
      this._tokens >= 1 ||
      this._budget.exhausted ||
      this._pending.length >= JOINED_LENGTH ||
      time - this._flushed >= JOINED_MS
    ) {
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
    const text = this._pending;
    this._pending = '';
    for (const piece of pieces(text, CHUNK_LIMIT)) {
      this._send({ type: 'output', stream: this._stream, text: piece });
    }
  }

  /** One character more than allowed, by which the page learns that something was cut. */
  private _budget = new OutputBudget(OUTPUT_LIMIT_BYTES + 4);
  private _stream: OutputStream = 'stdout';
  private _pending = '';
  private _tokens = BURST;
  private _refilled = now();
  private _flushed = 0;
  private _timer = false;
}

/** Cuts a text into pieces of at most `length` units, no surrogate pair apart. */
export function pieces(text: string, length: number): string[] {
  const found: string[] = [];
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + length, text.length);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && end - start > 1 && last >= 0xd800 && last < 0xdc00) {
      end--;
    }
    found.push(text.slice(start, end));
    start = end;
  }
  return found;
}
