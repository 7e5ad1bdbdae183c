/**
 * What a program writes, on its way to the writer. A piece whose text is not quite known yet is
 * held: it goes out as it is, marked, and its better text follows.
 */
import { CHUNK_LIMIT } from '../limits';
import type { OutputStream } from '../types';
import type { Send } from './connect';
import type { OutputWriter } from './output-writer';

export class ProgramOutput {
  constructor(
    private _writer: OutputWriter,
    private _send: Send
  ) {}

  readonly write = (stream: OutputStream, text: string): void => {
    if (!this._closed) {
      this._writer.write(stream, text);
    }
  };

  /** Gives a function for the better text. */
  hold(stream: OutputStream, text: string): (better: string) => void {
    if (this._closed || text.length > CHUNK_LIMIT) {
      this.write(stream, text);
      return () => undefined;
    }
    this._writer.flush();
    const hold = ++this._last;
    this._open++;
    this._send({ type: 'hold', hold, stream, text });
    return better => {
      this._open--;
      this._writer.flush();
      this._send({ type: 'settled', hold, text: better.length > CHUNK_LIMIT ? text : better });
    };
  }

  /** True while the better text of something is still to come. */
  get isHolding(): boolean {
    return this._open > 0;
  }

  get isClosed(): boolean {
    return this._closed;
  }

  /** From now on nothing more is written. */
  close(): void {
    this._closed = true;
  }

  private _last = 0;
  private _open = 0;
  private _closed = false;
}
