/** One run inside the frame: starts its worker, passes output on, and ends it exactly once. */
import { STOPPED_SENTENCE, timeLimitSentence } from '../limits';
import type { FromFrame, IEndedMessage } from '../messages';
import { OutputBatch } from './output-batch';
import type { SandboxWorker } from './sandbox-worker';
import type { FromWorker } from './worker-messages';

export interface IFrameRunOptions {
  id: number;
  code: string;
  timeLimitMs: number;
  worker: SandboxWorker;
  /** Gives the worker back to whoever lent it. */
  release: () => void;
  tell: (message: FromFrame) => void;
}

export class FrameRun {
  constructor(private _options: IFrameRunOptions) {
    const { id, code, timeLimitMs, worker, tell } = _options;
    this._batch = new OutputBatch((stream, text) => tell({ type: 'output', id, stream, text }));
    worker.onMessage = message => this._hear(message);
    this.started = worker.ready.then(
      () => {
        if (!this._over) {
          this._startedAt = performance.now();
          this._deadline = setTimeout(
            () => this._end('timeout', timeLimitSentence(timeLimitMs)),
            timeLimitMs
          );
          tell({ type: 'started', id });
          worker.start(code);
        }
      },
      (error: Error) => this._end('crashed', `The code could not be started: ${error.message}`)
    );
    this.finished = new Promise(resolve => {
      this._resolve = resolve;
    });
  }

  /** Settles when the program has started, or will not start. */
  readonly started: Promise<void>;
  readonly finished: Promise<void>;

  stop(): void {
    this._end('stopped', STOPPED_SENTENCE);
  }

  private _hear(message: FromWorker): void {
    if (message.type === 'output') {
      this._batch.add(message.stream, message.text);
    } else if (message.type === 'ended') {
      this._end(message.state, message.error, message.unplaced);
    }
  }

  private _end(state: IEndedMessage['state'], error: string | null, unplaced = false): void {
    if (this._over) {
      return;
    }
    this._over = true;
    clearTimeout(this._deadline);
    this._options.release();
    this._batch.flush();
    const durationMs = this._startedAt === null ? 0 : performance.now() - this._startedAt;
    this._options.tell({ type: 'ended', id: this._options.id, state, error, durationMs, unplaced });
    this._resolve();
  }

  private _batch: OutputBatch;
  private _over = false;
  private _startedAt: number | null = null;
  private _deadline: ReturnType<typeof setTimeout> | undefined;
  private _resolve!: () => void;
}
