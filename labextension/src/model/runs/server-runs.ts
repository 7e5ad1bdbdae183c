/**
 * Requests this person's runs of the server, and says where the next run is made.
 *
 * The server tells everybody of such a run, this page too, so there is nothing to publish here.
 * Only between the request and the server's first event does this page alone know of it.
 */
import { UUID } from '@lumino/coreutils';
import type { ClientFrame, IRun, IServerRun, IWelcome, Language } from '../../contract/protocol';
import { OFFLINE } from '../offline/offline-notice';

export type RunLocation = 'browser' | 'server';

/** Where this person's next run is made. */
export interface IRunLocationChoice {
  /** Whether the server makes runs; otherwise there is no choice. */
  readonly isOffered: boolean;
  /** Of which languages. */
  readonly languages: readonly Language[];
  /** Whether it runs tests of questions, too. */
  readonly makesChecks: boolean;
  readonly chosen: RunLocation;
  choose(location: RunLocation): void;
}

/**
 * The most bytes of a program with its files in a frame, whose limit with everything else is 64
 * KiB.
 */
const MOST_BYTES = 60 * 1024;
const TOO_LONG =
  'The files of this interview are too long to be run on the server, which takes 60 KB of them together. Run them in the browser.';

export interface IServerRunsOptions {
  send(frame: ClientFrame): boolean;
  changed(): void;
  notify(sentence: string): void;
}

export class ServerRuns implements IRunLocationChoice {
  constructor(private readonly _options: IServerRunsOptions) {}

  get isOffered(): boolean {
    return this.languages.length > 0;
  }

  get languages(): readonly Language[] {
    return this._languages;
  }

  get makesChecks(): boolean {
    return this._makesChecks;
  }

  get chosen(): RunLocation {
    return this.isOffered ? this._wanted : 'browser';
  }

  choose(location: RunLocation): void {
    this._wanted = location;
    this._options.changed();
  }

  ask(program: Omit<IServerRun, 'runId'>): void {
    const options = this._options;
    const runId = UUID.uuid4();
    if (new TextEncoder().encode(JSON.stringify(program)).length > MOST_BYTES) {
      options.notify(TOO_LONG);
    } else if (options.send({ type: 'run_code', payload: { runId, ...program } })) {
      this._asked = runId;
      options.changed();
    } else {
      options.notify(OFFLINE);
    }
  }

  /** The run of this person that the server makes now. Nothing is known without a connection. */
  active(runs: readonly IRun[], userId: string | undefined): string | null {
    const isOwn = ({ source, state, user }: IRun): boolean =>
      source === 'server' && state === 'running' && user !== null && user.id === userId;
    return this._isOnline ? (this._asked ?? runs.find(isOwn)?.id ?? null) : null;
  }

  stop(runId: string): void {
    if (!this._options.send({ type: 'stop_run', payload: { runId } })) {
      this._options.notify(OFFLINE);
    }
  }

  /** Notes that the server has said something of this run. */
  heard(runId: string): void {
    this._asked = this._asked === runId ? null : this._asked;
  }

  /**
   * Handles a refusal; answers whether the person must hear of it, which they need not when a run
   * that they stop has ended already.
   */
  refused(type: 'run_code' | 'stop_run', code: string, runId = this._asked): boolean {
    if (type === 'run_code' && runId === this._asked) {
      this._asked = null;
    }
    return type === 'run_code' || code !== 'run_conflict';
  }

  connected({ serverRuns, serverChecks }: IWelcome): void {
    this._isOnline = true;
    this._languages = serverRuns;
    this._makesChecks = serverChecks;
    this._asked = null;
  }

  disconnected(): void {
    this._isOnline = false;
  }

  private _languages: readonly Language[] = [];
  private _makesChecks = false;
  private _isOnline = false;
  private _wanted: RunLocation = 'browser';
  private _asked: string | null = null;
}
