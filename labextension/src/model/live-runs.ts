/**
 * The runs of an interview as this page sees them: everybody's from the server's events, one's own
 * from the sandbox, in one list.
 */
import { UUID } from '@lumino/coreutils';
import type { IClock } from './clock';
import type { IRunHandle, IRunner, IRunRequest } from './ports';
import type { ClientFrame, IAuthor, IRun, ServerFrame } from './protocol';
import { RunPublisher } from './run-publisher';
import { NO_RUNS, reduceRuns, type IRuns, type RunEvent } from './runs';

type RunFrame = Extract<ServerFrame, { type: 'run_started' | 'run_output' | 'execution_result' }>;

export interface ILiveRunsOptions {
  runner: IRunner;
  send(frame: ClientFrame): boolean;
  changed(): void;
  clock: IClock;
}

/** A running program waits for a line from the person who ran it: this one. */
export interface IQuestion {
  runId: string;
  /** May be empty. It stands in the output too. */
  prompt: string;
}

export interface IRunInput {
  /** What the program of this page waits for, if it does. */
  readonly question: IQuestion | null;
  /** Gives it the line; null says that there are no more. */
  answer(line: string | null): void;
}

export class LiveRuns implements IRunInput {
  constructor(private readonly _options: ILiveRunsOptions) {
    this._publisher = new RunPublisher(
      frame => _options.send(frame),
      event => this._reduce(event),
      _options.clock
    );
  }

  get list(): readonly IRun[] {
    return this._runs.list;
  }

  /** True while a run of this page is active. */
  get running(): boolean {
    return this._publisher.active !== null;
  }

  get question(): IQuestion | null {
    return this._question;
  }

  start(request: Omit<IRunRequest, 'onOutput' | 'onAsk'>, user: IAuthor | null): void {
    const runId = UUID.uuid4();
    this._publisher.start(runId, request.language, user);
    const handle = this._options.runner.run({
      ...request,
      onOutput: (stream, text) => this._publisher.output(stream, text),
      onAsk: prompt => this._ask({ runId, prompt })
    });
    this._handle = handle;
    void handle.finished.then(outcome => {
      if (this._handle === handle) {
        this._handle = null;
        this._ask(null);
        this._publisher.end(outcome);
      }
    });
  }

  stop(): void {
    this._handle?.stop();
  }

  answer(line: string | null): void {
    if (this._question !== null) {
      this._ask(null);
      this._handle?.answer(line);
    }
  }

  connected(runs: readonly IRun[]): void {
    this._publisher.connected(runs);
  }

  hear(frame: RunFrame): void {
    if (frame.type === 'execution_result' && !this._publisher.confirmed(frame.payload.run)) {
      return;
    }
    this._reduce(frame);
    if (frame.type === 'run_started') {
      this._publisher.accepted(frame.payload.run.id);
    }
  }

  /** A frame about a run of this page was refused; a run that nobody else can see is stopped. */
  refused(type: RunFrame['type']): void {
    const dropped = this._publisher.refused(type);
    if (dropped !== null && dropped === this._publisher.active) {
      this.stop();
    }
  }

  dispose(): void {
    this.stop();
    this._handle = null;
    this._publisher.dispose();
  }

  private _ask(question: IQuestion | null): void {
    if (question !== this._question) {
      this._question = question;
      this._options.changed();
    }
  }

  private _reduce(event: RunEvent): void {
    this._runs = reduceRuns(this._runs, event);
    this._options.changed();
  }

  private readonly _publisher: RunPublisher;
  private _runs: IRuns = NO_RUNS;
  private _handle: IRunHandle | null = null;
  private _question: IQuestion | null = null;
}
