/**
 * One run as the page sees it: from the click to exactly one outcome.
 *
 * The frame enforces stop and time limit, which takes it some milliseconds. This class does not
 * trust it to: what the frame has not confirmed in time is decided here, and `giveUp` throws the
 * frame away. So is a program that the frame does not begin. Output is counted here too, and messages of a run that has ended are dropped.
 */
import type { OfCase } from './cases/told';
import {
  BEGIN_LIMIT_MS,
  DEFAULT_TIME_LIMIT_MS,
  FILES_WAIT_LIMIT_MS,
  LOST_SENTENCE,
  MODULES_LIMIT,
  OUTPUT_LIMIT_BYTES,
  STOPPED_SENTENCE,
  STOP_GRACE_MS,
  TIME_LIMIT_GRACE_MS,
  WAIT_LIMIT_MS,
  timeLimitSentence
} from './limits';
import type { FromFrame, IEndedMessage, ToFrame } from './messages';
import { OutputEnds } from './output-ends';
import { programFiles } from './program-files';
import { RunClock } from './run-clock';
import type { IOutput, IRunHandle, IRunOutcome, IRunRequest, RunState } from './types';

export interface IActiveRunOptions {
  id: number;
  request: IRunRequest;
  send(message: ToFrame): void;
  /** Called when the frame does not obey, to throw it away. */
  giveUp(): void;
}

export class ActiveRun implements IRunHandle {
  constructor(private _options: IActiveRunOptions) {
    const { id, request } = _options;
    this.id = id;
    this.language = request.language;
    this._timeLimitMs = request.timeLimitMs ?? DEFAULT_TIME_LIMIT_MS;
    this._clock = new RunClock(
      this._timeLimitMs + TIME_LIMIT_GRACE_MS,
      (mayAsk(request) ? WAIT_LIMIT_MS : FILES_WAIT_LIMIT_MS) + TIME_LIMIT_GRACE_MS,
      () => this._abandon('timeout', timeLimitSentence(this._timeLimitMs))
    );
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

  get elapsedMs(): number {
    return this._clock.elapsedMs;
  }

  get hasStarted(): boolean {
    return this._clock.hasStarted;
  }

  get isPosted(): boolean {
    return this._posted;
  }

  /** Hands the program to a frame that is ready for it. */
  post(modules: readonly string[] = []): void {
    if (this._over) {
      return;
    }
    this._posted = true;
    clearTimeout(this._beginTimer);
    this._beginTimer = setTimeout(() => this._abandon('crashed', LOST_SENTENCE), BEGIN_LIMIT_MS);
    const { request } = this._options;
    const { language: kind, code, stdin, cases = [], caseTimeMs = 0, showsValue = false } = request;
    const { remote = null } = request;
    this._options.send({
      type: 'run',
      id: this.id,
      kind,
      code,
      ...programFiles(request),
      timeLimitMs: this._timeLimitMs,
      stdin: stdin ?? (request.onAsk === undefined ? '' : null),
      modules,
      cases,
      caseTimeMs,
      showsValue,
      remote
    });
    this._told.forEach(json => this._options.send({ type: 'post', id: this.id, json }));
  }

  stop(): void {
    if (this._over || this._stopTimer !== undefined) {
      return;
    }
    if (!this._posted) {
      this._settle('stopped', STOPPED_SENTENCE);
      return;
    }
    this._options.send({ type: 'stop', id: this.id });
    this._stopTimer = setTimeout(() => this._abandon('stopped', STOPPED_SENTENCE), STOP_GRACE_MS);
  }

  answer(line: string | null): void {
    if (this._asked && !this._over) {
      // The clock goes on when the frame says that the program does.
      this._asked = false;
      this._options.send({ type: 'answer', id: this.id, line });
    }
  }

  tell(json: string): void {
    if (this._over) {
      return;
    }
    if (!this.hasStarted) {
      // A frame that dies before it starts the program has lost this.
      this._told.push(json);
    }
    if (this._posted) {
      this._options.send({ type: 'post', id: this.id, json });
    }
  }

  /** Those of the modules that nobody has asked for in this run, as many as one run may need. */
  newModules(modules: readonly string[]): string[] {
    const unknown = modules.filter(name => !this._modules.has(name));
    const asked = unknown.slice(0, MODULES_LIMIT - this._modules.size);
    asked.forEach(name => this._modules.add(name));
    return asked;
  }

  /** Handles a message of the frame about this run. */
  hear(message: FromFrame): void {
    if (this._over) {
      return;
    }
    switch (message.type) {
      case 'started':
      case 'loaded':
        clearTimeout(this._beginTimer);
        this._clock.run();
        break;
      case 'need':
      case 'waits':
        this._clock.pause();
        break;
      case 'output':
        this._print(outputOf(message));
        break;
      case 'ask':
        this._ask(message.prompt);
        break;
      case 'case':
      case 'answer':
        this._hearCase(message);
        break;
      case 'post':
        this._options.request.onPost?.(message.json);
        break;
      case 'ended':
        this._end = message;
        this._settle(message.state, message.error);
        break;
    }
  }

  /**
   * Ends a run that cannot go on, because its frame is gone or the language could not be loaded.
   */
  fail(sentence: string = LOST_SENTENCE): void {
    this._settle('crashed', sentence);
  }

  private _ask(prompt: string): void {
    const { request } = this._options;
    this._clock.pause();
    this._asked = true;
    if (request.onAsk === undefined) {
      this.answer(null);
    } else {
      request.onAsk(prompt);
    }
  }

  private _hearCase({ id: _, ...told }: OfCase & { id: number }): void {
    if (!this._hasBegunCases) {
      this._hasBegunCases = true;
      this._clock.extend(this._options.request.caseTimeMs ?? 0);
    }
    try {
      this._options.request.onCase?.(told);
    } catch (error) {
      console.error('A case of a run could not be shown', error);
    }
  }

  private _print(output: IOutput): void {
    const shown = this._output.add(output);
    if (shown !== null) {
      this._emit(shown);
    }
  }

  private _emit(output: IOutput): void {
    try {
      this._options.request.onOutput(output);
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
    this._output.rest().forEach(output => this._emit(output));
    this._clock.stop();
    clearTimeout(this._stopTimer);
    clearTimeout(this._beginTimer);
    this._resolve({
      state,
      error: state === 'ok' ? null : error,
      durationMs: this._end?.durationMs ?? this._clock.elapsedMs,
      truncated: this._output.truncated,
      tests: []
    });
  }

  private _output = new OutputEnds(OUTPUT_LIMIT_BYTES);
  private _timeLimitMs: number;
  private _clock: RunClock;
  private _posted = false;
  private _over = false;
  private _asked = false;
  private _end: IEndedMessage | null = null;
  private _hasBegunCases = false;
  private _modules = new Set<string>();
  private _told: string[] = [];
  private _beginTimer: ReturnType<typeof setTimeout> | undefined;
  private _stopTimer: ReturnType<typeof setTimeout> | undefined;
  private _resolve!: (outcome: IRunOutcome) => void;
}

function mayAsk(request: IRunRequest): boolean {
  return request.stdin === undefined && request.onAsk !== undefined;
}

function outputOf({ stream, text, html, omitted }: IOutput): IOutput {
  return {
    stream,
    text,
    ...(html === undefined ? {} : { html }),
    ...(omitted === undefined ? {} : { omitted })
  };
}
