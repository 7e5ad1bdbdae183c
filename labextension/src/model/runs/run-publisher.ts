/**
 * Tells everybody else of this person's runs.
 *
 * Every step is applied here as the event that the others get, and then sent. A run is kept, here
 * and in the offline store, until the server confirmed its end. What the server may not have is
 * sent again after a reconnect; the server ignores output it has. Output waits for the server to
 * accept the run, so that a refused run is one refusal and not a hundred. Runs are told one after
 * another, so that a refusal is about one of them.
 */
import type { ClientFrame, IOutput, IRun } from '../../contract/protocol';
import type { IClock } from '../clock';
import { reportedAge } from '../offline/reported-age';
import { framePieces } from './output-frames';
import { OutputQueue } from './output-queue';
import { endFrame, eventsOf, iso, type IOwnRun, type IRunEnd } from './own-run';
import { isOpen, type RunEvent } from './runs';

/**
 * The server takes so many runs a minute, and one at a time of a person who may have several pages.
 * A run that ended here waits for its turn.
 */
const RETRY_MS = 15_000;
const MOST_TRIES = 20;
const NOT_NOW: readonly string[] = ['rate_limited', 'run_conflict'];

export interface IRunPublisherOptions {
  send(frame: ClientFrame): boolean;
  apply(event: RunEvent): void;
  /**
   * Called when a run has changed and must outlive this page. `isSoon` is false for mere output.
   */
  keep(run: IOwnRun, isSoon: boolean): void;
  /** Called when the record of a run is not needed any more. */
  release(runId: string): void;
  clock: IClock;
}

export class RunPublisher {
  constructor(private readonly _options: IRunPublisherOptions) {
    this._output = new OutputQueue(_options.clock, output => this._print(output));
  }

  /** The run that has not ended here, if any. */
  get active(): string | null {
    return this._active?.id ?? null;
  }

  /** Whether some run has not been confirmed. */
  get isWaiting(): boolean {
    return this._runs.length > 0;
  }

  start(begun: Omit<IOwnRun, 'startedAt' | 'endedAt' | 'frames'>): void {
    const startedAt = this._options.clock.now();
    const run: IOwnRun = { ...begun, startedAt, endedAt: null, frames: [] };
    this._active = run;
    this._runs.push(run);
    eventsOf(run, this._isOnline).forEach(event => this._options.apply(event));
    this._options.keep(run, true);
    this._announceNext();
  }

  output(output: IOutput): void {
    if (this._active !== null) {
      this._output.add(output);
    }
  }

  end(end: IRunEnd): void {
    const run = this._active;
    if (run === null) {
      return;
    }
    this._output.flush();
    this._active = null;
    const { clock } = this._options;
    const frame = endFrame(run.id, end);
    run.endedAt = clock.now();
    run.frames.push(frame);
    this._options.apply({
      type: 'ended_here',
      payload: { ...frame.payload, endedAt: iso(run.endedAt) }
    });
    this._options.keep(run, true);
    this._sendFrames(run.id);
    this._announceNext();
  }

  /** Notes that somebody else has stopped this run; answers whether it had not ended here. */
  stopped(runId: string): boolean {
    if (this._active?.id !== runId) {
      return false;
    }
    // What was not sent yet is what nobody else has seen.
    this._output.dispose();
    this._active = null;
    return true;
  }

  /** Takes over runs that earlier pages of this person could not tell. */
  restore(runs: readonly IOwnRun[], known: readonly IRun[]): void {
    for (const run of runs.filter(({ id }) => !this._runs.some(own => own.id === id))) {
      const there = known.find(({ id }) => id === run.id);
      if (there && !isOpen(there)) {
        this._options.release(run.id);
        continue;
      }
      if (there) {
        this._accepted.add(run.id);
        this._options.apply({ type: 'dropped', payload: { runId: run.id } });
      }
      this._runs.push(run);
      eventsOf(run, false).forEach(event => this._options.apply(event));
    }
    this._accepted.forEach(id => this._sendFrames(id));
    this._announceNext();
  }

  /** Begins anew for a new connection, with the runs that the server knows. */
  connected(known: readonly IRun[]): void {
    this._options.apply({
      type: 'listed',
      payload: { runs: known, mine: this._runs.map(({ id }) => id) }
    });
    const isOver = ({ id }: IOwnRun): boolean => known.some(run => run.id === id && !isOpen(run));
    this._runs.filter(isOver).forEach(({ id }) => this._options.release(id));
    this._runs = this._runs.filter(run => !isOver(run));
    this._isOnline = true;
    this._announced = null;
    this._sent.clear();
    this._accepted = new Set(
      known.filter(({ id }) => this._runs.some(run => run.id === id)).map(({ id }) => id)
    );
    this._accepted.forEach(id => this._sendFrames(id));
    this._announceNext();
  }

  disconnected(): void {
    this._isOnline = false;
  }

  /** Notes that the server has said that this run began. */
  accepted(runId: string): void {
    if (this._runs.some(({ id }) => id === runId)) {
      this._accepted.add(runId);
      this._announced = this._announced === runId ? null : this._announced;
      this._tries = 0;
      this._sendFrames(runId);
      this._announceNext();
    }
  }

  /**
   * Notes how this run ended, as the server said. False when the server only gave up waiting for a
   * run that this page still tells of.
   */
  confirmed(run: IRun): boolean {
    const isOurs = this._runs.some(({ id }) => id === run.id);
    if (isOurs && isOpen(run)) {
      return false;
    }
    if (isOurs) {
      this._forget(run.id);
    }
    return true;
  }

  /**
   * Handles the refusal of a frame of this type, which may not say about which run it was. Answers with the
   * run that nobody else will see, and whether the person must hear of it: not when others see it, or will
   * after a while.
   */
  refused(
    type: ClientFrame['type'],
    code: string,
    runId?: string
  ): { dropped: string | null; isNews: boolean } {
    const isStart = type === 'run_started';
    const isMeant = ({ id }: IOwnRun): boolean => {
      const isPossible = isStart ? id === this._announced : this._accepted.has(id);
      return isPossible && (runId === undefined || id === runId);
    };
    const run = this._runs.find(isMeant);
    if (!run) {
      // Of a run that somebody stopped while this was on its way.
      return { dropped: null, isNews: isStart || code !== 'run_conflict' };
    }
    if (!isStart) {
      this._forget(run.id);
      return { dropped: null, isNews: !NOT_NOW.includes(code) };
    }
    this._announced = null;
    if (run.endedAt !== null && NOT_NOW.includes(code) && this._tries++ < MOST_TRIES) {
      this._cancelRetry ??= this._options.clock.after(RETRY_MS, () => {
        this._cancelRetry = null;
        this._announceNext();
      });
      return { dropped: null, isNews: false };
    }
    this._forget(run.id);
    this._options.apply({ type: 'dropped', payload: { runId: run.id } });
    this._announceNext();
    return { dropped: run.id, isNews: true };
  }

  /** Tells nothing more of any run, and has no active one. */
  forgetAll(): void {
    this._output.dispose();
    this._active = null;
    this._runs.map(({ id }) => id).forEach(id => this._forget(id));
  }

  dispose(): void {
    this._output.dispose();
    this._cancelRetry?.();
    this._active = null;
    this._runs = [];
  }

  private _print(output: IOutput): void {
    const run = this._active;
    if (run === null) {
      return;
    }
    for (const piece of framePieces(output)) {
      const index = run.frames.length;
      const payload = { runId: run.id, index, ...piece };
      this._options.apply({ type: 'run_output', payload });
      run.frames.push({ type: 'run_output', payload });
    }
    this._options.keep(run, false);
    this._sendFrames(run.id);
  }

  private _forget(runId: string): void {
    this._runs = this._runs.filter(({ id }) => id !== runId);
    this._accepted.delete(runId);
    this._options.release(runId);
  }

  private _announceNext(): void {
    const run = this._runs.find(({ id }) => !this._accepted.has(id));
    const isBusy = this._runs.some(({ id, endedAt }) => this._accepted.has(id) && endedAt === null);
    if (!run || !this._isOnline || isBusy || this._announced !== null || this._cancelRetry) {
      return;
    }
    const { id, language, program, startedAt } = run;
    const payload = { runId: id, language, program, ...this._age(startedAt) };
    if (this._options.send({ type: 'run_started', payload })) {
      this._announced = id;
    }
  }

  private _sendFrames(runId: string): void {
    const run = this._runs.find(({ id }) => id === runId);
    if (!run || !this._accepted.has(runId)) {
      return;
    }
    let sent = this._sent.get(runId) ?? 0;
    while (sent < run.frames.length && this._options.send(this._dated(run, run.frames[sent]))) {
      sent++;
    }
    this._sent.set(runId, sent);
  }

  private _dated({ endedAt }: IOwnRun, frame: ClientFrame): ClientFrame {
    return frame.type === 'execution_result' && endedAt !== null
      ? { ...frame, payload: { ...frame.payload, ...this._age(endedAt) } }
      : frame;
  }

  private _age(at: number): { ageMs?: number } {
    const ageMs = reportedAge(this._options.clock.now() - at);
    return ageMs === undefined ? {} : { ageMs };
  }

  /** Not confirmed, oldest first. */
  private _runs: IOwnRun[] = [];
  private _active: IOwnRun | null = null;
  /** Those the server knows. */
  private _accepted = new Set<string>();
  /** The one the server was told of and has not answered about. */
  private _announced: string | null = null;
  /** How many frames of each run left on this connection. */
  private readonly _sent = new Map<string, number>();
  private readonly _output: OutputQueue;
  private _isOnline = false;
  /** The number of refusals in a row that may be temporary. */
  private _tries = 0;
  private _cancelRetry: (() => void) | null = null;
}
