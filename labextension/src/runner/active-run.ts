/**
 * One run as the page sees it: from the click to exactly one outcome.
 *
 * The frame enforces stop and time limit, which takes it some milliseconds. This class does not
 * trust it to: what the frame has not confirmed in time is decided here, and `giveUp` throws the
 * frame away. Output is counted here too, and nothing is heard of a run that has ended.
 */
import {
  DEFAULT_TIME_LIMIT_MS,
  LOST_SENTENCE,
  OUTPUT_CUT_NOTICE,
  OUTPUT_LIMIT_BYTES,
  STOPPED_SENTENCE,
  STOP_GRACE_MS,
  TIME_LIMIT_GRACE_MS,
  timeLimitSentence
} from './limits';
import type { FromFrame, IEndedMessage, ToFrame } from './messages';
import { OutputBudget } from './output-budget';
import type { IRunHandle, IRunOutcome, IRunRequest, OutputStream, RunState } from './types';

export interface IActiveRunOptions {
  id: number;
  request: IRunRequest;
  send(message: ToFrame): void;
  /** The frame does not obey: throw it away. */
  giveUp(): void;
  /** Adds the place to a syntax error that has none. */
  place(code: string, sentence: string): Promise<string>;
}

export class ActiveRun implements IRunHandle {
  constructor(private _options: IActiveRunOptions) {
    this.id = _options.id;
    this.language = _options.request.language;
    this._timeLimitMs = _options.request.timeLimitMs ?? DEFAULT_TIME_LIMIT_MS;
    this.finished = new Promise(resolve => {
      this._resolve = resolve;
    });
  }

  readonly id: number;
  readonly language: IRunRequest['language'];
  readonly finished: Promise<IRunOutcome>;

  get isOver(): boolean {
    return this._over;
  }

  get hasStarted(): boolean {
    return this._startedAt !== null;
  }

  /** Hands the program to a frame that is ready for it. */
  post(): void {
    if (this._over) {
      return;
    }
    this._posted = true;
    const { language, code } = this._options.request;
    const timeLimitMs = this._timeLimitMs;
    this._options.send({ type: 'run', id: this.id, kind: language, code, timeLimitMs });
  }

  stop(): void {
    if (this._over || this._stopTimer !== undefined) {
      return;
    }
    if (!this._posted || this._ended !== null) {
      this._settle(this._ended?.state ?? 'stopped', this._ended?.error ?? STOPPED_SENTENCE);
      return;
    }
    this._options.send({ type: 'stop', id: this.id });
    this._stopTimer = setTimeout(() => this._abandon('stopped', STOPPED_SENTENCE), STOP_GRACE_MS);
  }

  /** What the frame says of this run. */
  hear(message: FromFrame): void {
    if (this._over || this._ended !== null) {
      return;
    }
    if (message.type === 'started' && this._startedAt === null) {
      this._startedAt = performance.now();
      this._deadline = setTimeout(
        () => this._abandon('timeout', timeLimitSentence(this._timeLimitMs)),
        this._timeLimitMs + TIME_LIMIT_GRACE_MS
      );
    } else if (message.type === 'output') {
      this._print(message.stream, message.text);
    } else if (message.type === 'ended') {
      this._hearEnd(message);
    }
  }

  /** The run cannot go on: its frame is gone, or the language could not be loaded. */
  fail(sentence: string = LOST_SENTENCE): void {
    this._settle('crashed', sentence);
  }

  private _hearEnd(message: IEndedMessage): void {
    this._ended = message;
    clearTimeout(this._deadline);
    if (message.state === 'error' && message.unplaced && message.error !== null) {
      void this._options
        .place(this._options.request.code, message.error)
        .then(text => this._settle('error', text));
    } else {
      this._settle(message.state, message.error);
    }
  }

  private _print(stream: OutputStream, text: string): void {
    if (this._budget.exhausted) {
      return;
    }
    const kept = this._budget.take(text);
    if (kept !== '') {
      this._emit(stream, kept);
    }
    if (this._budget.exhausted) {
      this._emit('stderr', OUTPUT_CUT_NOTICE);
    }
  }

  private _emit(stream: OutputStream, text: string): void {
    try {
      this._options.request.onOutput(stream, text);
    } catch (error) {
      console.error('The output of a run could not be shown', error);
    }
  }

  private _abandon(state: RunState, sentence: string): void {
    this._settle(state, sentence);
    this._options.giveUp();
  }

  private _settle(state: RunState, error: string | null): void {
    if (this._over) {
      return;
    }
    this._over = true;
    clearTimeout(this._deadline);
    clearTimeout(this._stopTimer);
    const ownMs = this._startedAt === null ? 0 : performance.now() - this._startedAt;
    this._resolve({
      state,
      error: state === 'ok' ? null : error,
      durationMs: this._ended?.durationMs ?? ownMs,
      truncated: this._budget.exhausted
    });
  }

  private _budget = new OutputBudget(OUTPUT_LIMIT_BYTES);
  private _timeLimitMs: number;
  private _posted = false;
  private _over = false;
  private _ended: IEndedMessage | null = null;
  private _startedAt: number | null = null;
  private _deadline: ReturnType<typeof setTimeout> | undefined;
  private _stopTimer: ReturnType<typeof setTimeout> | undefined;
  private _resolve!: (outcome: IRunOutcome) => void;
}
