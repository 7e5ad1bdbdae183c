/**
 * The runs of an interview as this page sees them: everybody's from the server's events, one's own
 * from the sandbox and from the offline store, in one list.
 */
import { UUID } from '@lumino/coreutils';
import type {
  ClientFrame,
  IAuthor,
  IRun,
  IWelcome,
  Language,
  ServerFrame
} from '../../contract/protocol';
import { DEFAULT_TIME_LIMIT_MS } from '../../runner/limits';
import type { IRunnerStatus } from '../../runner/types';
import type { IClock } from '../clock';
import type { Kept } from '../offline/offline-store';
import type { OfflineWriter } from '../offline/offline-writer';
import type { IRunHandle, IRunner } from '../ports';
import { Slice, type ISlice } from '../slice';
import { fromKept, pageClosed, toKept } from './own-run';
import { base64, toldOf, type IRunnable } from './program';
import { runLanguage } from './run-language';
import { runsAt } from './runs-at';
import { RunPublisher } from './run-publisher';
import { isOpen, NO_RUNS, reduceRuns, type IRuns, type RunEvent } from './runs';
import { ServerRuns, type IRunLocationChoice } from './server-runs';

type RunFrame = Extract<ServerFrame, { type: 'run_started' | 'run_output' | 'execution_result' }>;

/** The least milliseconds between two writes of mere output to the offline store. */
const OUTPUT_KEPT_MS = 1_000;

/** Of a language that does not run in the sandbox. */
const NOTHING_TO_LOAD: IRunnerStatus = { phase: 'idle', progress: 0, message: '' };

/** The file that an editor goes on showing for a while after another one was chosen. */
export interface IHeldText {
  /** Its id. */
  readonly file: string;
}

export interface ILiveRunsOptions {
  runner: IRunner;
  send(frame: ClientFrame): boolean;
  notify(sentence: string): void;
  /** The language that is shown, for which the runner is kept warm. */
  language(): Language;
  mayRun(): boolean;
  /** Tests keep the runner busy. */
  isTaken(): boolean;
  /** Of this file, or of the one that is looked at; null while there is none, or none may be run. */
  program(held: IHeldText | null): IRunnable | null;
  timeLimitMs?: number;
  writer: OfflineWriter;
  page: string;
  clock: IClock;
  touched: () => void;
}

/** A running program waits for a line from the person who ran it: this one. */
export interface IQuestion {
  runId: string;
  /** May be empty. It stands in the output too. */
  prompt: string;
}

export interface IRunsSlice extends ISlice {
  /** Oldest first. */
  readonly list: readonly IRun[];
  /** True while a run of this page, or one the server makes for its person, is active. */
  readonly running: boolean;
  /** Tests keep the runner of this page busy, so that no run can begin there. */
  readonly isTaken: boolean;
  /** Runs the shown text where `location` says. Does nothing when not allowed, running or taken. */
  run(): void;
  /** Whether programs in this language run at the place where `location` says. */
  canRun(language: Language | null): boolean;
  stop(): void;
  /** Stops any run that goes on, in whichever browser it is made or on the server. */
  stopRun(runId: string): void;
  /**
   * Notes that this page's editor shows this text for now, which Run then runs, and not the
   * interview's.
   */
  hold(text: IHeldText | null): void;
  readonly location: IRunLocationChoice;
  /** The question that the program of this page asks, if it does. */
  readonly question: IQuestion | null;
  /** Gives the program the line; null is the end of the input. */
  answer(line: string | null): void;
  /** The time limit of runs from the next one on; loading is not counted. */
  timeLimitMs: number;
  /** Own sandbox state for the shown language. */
  readonly runner: IRunnerStatus;
  /** Take the runner's spare memory back while nobody looks. */
  setVisible(visible: boolean): void;
}

export class LiveRuns extends Slice implements IRunsSlice {
  constructor(private readonly _options: ILiveRunsOptions) {
    super(_options.touched);
    this.timeLimitMs = _options.timeLimitMs ?? DEFAULT_TIME_LIMIT_MS;
    const { writer, page, clock } = _options;
    this._server = new ServerRuns({
      send: frame => _options.send(frame),
      notify: sentence => _options.notify(sentence),
      changed: this.touch
    });
    this._publisher = new RunPublisher({
      send: frame => _options.send(frame),
      apply: event => this._reduce(event),
      keep: (run, isSoon) =>
        writer.put(
          run.id,
          () => toKept(run, { page, at: clock.now(), epoch: this._epoch ?? 0 }),
          isSoon ? undefined : OUTPUT_KEPT_MS
        ),
      release: runId => writer.remove(runId),
      clock
    });
    _options.runner.statusChanged.connect(this.touch);
    this._warm();
  }

  get list(): readonly IRun[] {
    return this._runs.list;
  }

  get running(): boolean {
    return this._publisher.active !== null || this._activeThere !== null;
  }

  get isTaken(): boolean {
    return this._server.chosen === 'browser' && this._options.isTaken();
  }

  get location(): IRunLocationChoice {
    return this._server;
  }

  get question(): IQuestion | null {
    return this._question;
  }

  /** Whether some run of this person's is not told yet. */
  get isWaiting(): boolean {
    return this._publisher.isWaiting;
  }

  timeLimitMs: number;

  get runner(): IRunnerStatus {
    const language = runLanguage(this._options.language());
    return language === null ? NOTHING_TO_LOAD : this._options.runner.status(language);
  }

  setVisible(visible: boolean): void {
    this._options.runner.setVisible(visible);
  }

  run(): void {
    const program = this.running || this.isTaken ? null : this._options.program(this._held);
    if (program === null || !this.canRun(program.language)) {
      return;
    }
    const { timeLimitMs } = this;
    const { name, code, files, showsValue, user, stateVector } = program;
    if (this._server.chosen === 'server') {
      const state = base64(stateVector);
      const { language } = program;
      this._server.ask({ language, name, code, files: [...files], stateVector: state });
      return;
    }
    const language = runLanguage(program.language);
    if (language === null) {
      return;
    }
    const runId = UUID.uuid4();
    const limitMs = timeLimitMs;
    this._publisher.start({ id: runId, language, program: toldOf(program), user, limitMs });
    const handle = this._options.runner.run({
      language,
      name,
      code,
      files,
      timeLimitMs,
      showsValue,
      onOutput: output => this._publisher.output(output),
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

  canRun(language: Language | null): boolean {
    return language !== null && runsAt(this._server.chosen, this._server, language);
  }

  hold(text: IHeldText | null): void {
    this._held = text;
  }

  /** The text that this page's editor shows for now, if it is not the one that is looked at. */
  get held(): IHeldText | null {
    return this._held;
  }

  /** Tests begin or end to keep the runner busy. */
  taken(): void {
    this.touch();
  }

  /** Another file is looked at. */
  look(): void {
    this._warm();
    this.touch();
  }

  stop(): void {
    this._handle?.stop();
    if (this._handle === null && this._activeThere !== null) {
      this._server.stop(this._activeThere);
    }
  }

  stopRun(runId: string): void {
    if (runId === this._publisher.active) {
      this.stop();
    } else {
      this._server.stop(runId);
    }
  }

  answer(line: string | null): void {
    if (this._question !== null) {
      this._ask(null);
      this._handle?.answer(line);
    }
  }

  hear(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this._connected(frame.payload);
        this._warm();
        break;
      case 'run_started':
      case 'run_output':
      case 'execution_result':
        this._told(frame);
        break;
      default:
        return;
    }
    this.touch();
  }

  disconnected(): void {
    this._server.disconnected();
    this._publisher.disconnected();
    this.touch();
  }

  /** Takes over runs that earlier pages of this person left in the offline store. */
  restore(kept: readonly Kept[], user: IAuthor): void {
    const { page, clock } = this._options;
    const runs = kept
      .filter(record => record.kind === 'run')
      .filter(({ userId, epoch }) => userId === user.id && epoch === this._epoch)
      .filter(record => record.page !== page)
      .sort((a, b) => a.startedAt - b.startedAt)
      .map(record => fromKept(record, user, clock.now()))
      .filter(run => run !== null);
    this._publisher.restore(runs, this.list);
  }

  /**
   * Handles the refusal of a frame of this type about this run: a run of this page that nobody else can see is
   * stopped. False when the person need not hear of it.
   */
  refused(type: string | null | undefined, code: string, runId?: string): boolean {
    this.touch();
    if (type === 'run_code' || type === 'stop_run') {
      return this._server.refused(type, code, runId);
    }
    if (type !== 'run_started' && type !== 'run_output' && type !== 'execution_result') {
      return true;
    }
    const { dropped, isNews } = this._publisher.refused(type, code, runId);
    if (dropped !== null && dropped === this._publisher.active) {
      this._handle?.stop();
    }
    return isNews;
  }

  /** Ends the runs of this page, because the sandbox goes away with it. */
  leave(): void {
    const durationMs = this._handle?.elapsedMs ?? 0;
    this._stopHere();
    this._publisher.end(pageClosed(durationMs));
  }

  override dispose(): void {
    this.leave();
    this._publisher.dispose();
    super.dispose();
  }

  /**
   * Drops runs of a draft that has started: runs belong to their document, and nobody hears of
   * these.
   */
  private _connected(welcome: IWelcome): void {
    const { runs, epoch, user } = welcome;
    if (this._epoch !== null && this._epoch !== epoch) {
      this._stopHere();
      this._publisher.forgetAll();
    }
    this._epoch = epoch;
    this._userId = user.id;
    this._server.connected(welcome);
    this._publisher.connected(runs);
    runs.filter(run => !isOpen(run)).forEach(({ id }) => this._ended(id));
  }

  private _told(frame: RunFrame): void {
    this._server.heard('run' in frame.payload ? frame.payload.run.id : frame.payload.runId);
    if (frame.type === 'execution_result' && !this._publisher.confirmed(frame.payload.run)) {
      return;
    }
    if (frame.type === 'execution_result') {
      this._ended(frame.payload.run.id);
    }
    this._reduce(frame);
    if (frame.type === 'run_started') {
      this._publisher.accepted(frame.payload.run.id);
    }
  }

  /** A run of this page that the server has ended ends here, too, whatever the program does. */
  private _ended(runId: string): void {
    if (this._publisher.stopped(runId)) {
      this._stopHere();
      this._ask(null);
    }
  }

  private _warm(): void {
    const language = runLanguage(this._options.language());
    if (language !== null && this._options.mayRun()) {
      // A failure shows in the runner's status.
      this._options.runner.warm(language).catch(() => undefined);
    }
  }

  private _stopHere(): void {
    this._handle?.stop();
    this._handle = null;
  }

  private get _activeThere(): string | null {
    return this._server.active(this.list, this._userId);
  }

  private _ask(question: IQuestion | null): void {
    if (question !== this._question) {
      this._question = question;
      this.touch();
    }
  }

  private _reduce(event: RunEvent): void {
    this._runs = reduceRuns(this._runs, event);
    this.touch();
  }

  private readonly _publisher: RunPublisher;
  private readonly _server: ServerRuns;
  private _userId: string | undefined;
  private _runs: IRuns = NO_RUNS;
  private _handle: IRunHandle | null = null;
  private _question: IQuestion | null = null;
  private _held: IHeldText | null = null;
  private _epoch: number | null = null;
}
