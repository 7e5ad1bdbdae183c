/**
 * Own runs on their way to everybody else.
 *
 * Every step is applied here as the event it is for the others, then sent. A run is kept until the
 * server confirmed its end, and what the server may not have is sent again after a reconnect; it
 * ignores output it has. Output waits for the server to accept the run, so that a refused run is
 * one refusal and not a hundred.
 */
import type { IClock } from './clock';
import { jsonPieces } from './output-frames';
import type {
  ClientFrame,
  IAuthor,
  IRun,
  ITestResult,
  Language,
  OutputStream,
  RunEnd
} from './protocol';
import { isOpen, type RunEvent } from './runs';

export interface IRunEnd {
  state: RunEnd;
  error: string | null;
  durationMs: number;
  truncated: boolean;
  tests: ITestResult[];
}

/** How often output is sent at most. */
const INTERVAL_MS = 50;

/** The server keeps no more of an error. */
const ERROR_BYTES = 32 * 1024;

interface IOwnRun {
  id: string;
  language: Language;
  /** Output and, at last, the result. */
  frames: ClientFrame[];
  /** How many of the frames left on this connection. */
  sent: number;
  /** The server knows the run. */
  isAccepted: boolean;
}

export class RunPublisher {
  constructor(
    private readonly _send: (frame: ClientFrame) => boolean,
    private readonly _apply: (event: RunEvent) => void,
    private readonly _clock: IClock
  ) {}

  /** The run that has not ended here, if any. */
  get active(): string | null {
    return this._active?.id ?? null;
  }

  start(id: string, language: Language, user: IAuthor | null): void {
    const run: IOwnRun = { id, language, frames: [], sent: 0, isAccepted: false };
    this._active = run;
    this._runs.push(run);
    this._nextIndex = 0;
    this._apply({ type: 'run_started', payload: { run: this._newRun(run, user) } });
    this._announce(run);
  }

  output(stream: OutputStream, text: string): void {
    if (this._active === null || text === '') {
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
      this._flush();
    } else {
      this._cancel ??= this._clock.after(wait, () => this._flush());
    }
  }

  end({ state, error, durationMs, truncated, tests }: IRunEnd): void {
    const run = this._active;
    if (run === null) {
      return;
    }
    this._flush();
    this._active = null;
    const payload = {
      runId: run.id,
      state,
      error: error === null ? null : (jsonPieces(error, ERROR_BYTES)[0] ?? ''),
      durationMs: Math.max(0, Math.round(durationMs)),
      truncated,
      tests
    };
    this._apply({ type: 'ended_here', payload: { ...payload, endedAt: this._time() } });
    run.frames.push({ type: 'execution_result', payload });
    this._sendFrames(run);
  }

  /** A new connection, and the runs the server knows. */
  connected(known: readonly IRun[]): void {
    this._apply({ type: 'listed', payload: { runs: known, mine: this._runs.map(({ id }) => id) } });
    const isOver = ({ id }: IOwnRun): boolean => known.some(run => run.id === id && !isOpen(run));
    this._runs = this._runs.filter(run => !isOver(run));
    for (const run of this._runs) {
      run.sent = 0;
      run.isAccepted = known.some(({ id }) => id === run.id);
      this._announce(run);
    }
  }

  /** The server said that this run began. */
  accepted(runId: string): void {
    const run = this._runs.find(({ id }) => id === runId);
    if (run) {
      run.isAccepted = true;
      this._sendFrames(run);
    }
  }

  /**
   * The server said how this run ended. False when it only gave up waiting for a run that this page
   * still tells of.
   */
  confirmed(run: IRun): boolean {
    const isOurs = this._runs.some(({ id }) => id === run.id);
    if (isOurs && isOpen(run)) {
      return false;
    }
    this._forget(run.id);
    return true;
  }

  /** The server refused a frame of this type. Answers with the run that nobody else will see. */
  refused(type: ClientFrame['type']): string | null {
    const isAbout = (run: IOwnRun): boolean => run.isAccepted === (type !== 'run_started');
    const run = this._runs.find(isAbout);
    if (!run) {
      return null;
    }
    this._forget(run.id);
    if (run.isAccepted) {
      return null;
    }
    this._apply({ type: 'dropped', payload: { runId: run.id } });
    return run.id;
  }

  dispose(): void {
    this._cancel?.();
    this._active = null;
    this._runs = [];
  }

  private _forget(runId: string): void {
    this._runs = this._runs.filter(({ id }) => id !== runId);
  }

  private _announce(run: IOwnRun): void {
    if (run.isAccepted) {
      this._sendFrames(run);
    } else {
      this._send({ type: 'run_started', payload: { runId: run.id, language: run.language } });
    }
  }

  private _flush(): void {
    this._cancel?.();
    this._cancel = null;
    this._flushedAt = this._clock.now();
    const run = this._active;
    const waiting = this._waiting;
    this._waiting = [];
    if (run === null) {
      return;
    }
    for (const { stream, text } of waiting) {
      for (const piece of jsonPieces(text)) {
        const payload = { runId: run.id, index: this._nextIndex++, stream, text: piece };
        this._apply({ type: 'run_output', payload });
        run.frames.push({ type: 'run_output', payload });
      }
    }
    this._sendFrames(run);
  }

  private _sendFrames(run: IOwnRun): void {
    while (run.isAccepted && run.sent < run.frames.length && this._send(run.frames[run.sent])) {
      run.sent++;
    }
  }

  private _newRun({ id, language }: IOwnRun, user: IAuthor | null): IRun {
    return {
      id,
      user: user && { id: user.id, name: user.name, color: user.color },
      language,
      state: 'running',
      source: 'browser',
      startedAt: this._time(),
      endedAt: null,
      durationMs: null,
      outputs: [],
      error: null,
      truncated: false,
      tests: []
    };
  }

  private _time(): string {
    return new Date(this._clock.now()).toISOString();
  }

  /** Not confirmed, oldest first. */
  private _runs: IOwnRun[] = [];
  private _active: IOwnRun | null = null;
  private _waiting: { stream: OutputStream; text: string }[] = [];
  private _nextIndex = 0;
  private _flushedAt = -Infinity;
  private _cancel: (() => void) | null = null;
}
