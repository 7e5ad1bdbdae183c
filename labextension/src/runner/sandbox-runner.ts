/**
 * The runner over a sandboxed iframe: one active run, a spare worker per warmed language, and a
 * frame that is rebuilt whenever it does not obey.
 */
import { Signal } from '@lumino/signaling';
import type { ISignal } from '@lumino/signaling';
import { ActiveRun } from './active-run';
import { AssetStore } from './assets';
import { runCasesLate } from './cases/late-cases';
import { runTests } from './cases/run-tests';
import { NOT_TAKEN } from './file-delivery';
import {
  IDLE,
  READY,
  booting,
  failed,
  fetching,
  fetchingPackages,
  loadFailure
} from './language-status';
import { BUSY_SENTENCE, DISPOSED_SENTENCE, START_NOTICE_MS } from './limits';
import type { FromFrame } from './messages';
import { PackageStore } from './packages';
import { filesFault, inItsWorker } from './program-files';
import { Sandbox } from './sandbox';
import type { ICasesHandle, ICasesRequest, IRunner } from './runner';
import type {
  IRunHandle,
  IRunRequest,
  IRunnerStatus,
  ISandboxRunnerOptions,
  RunLanguage
} from './types';

export function createSandboxRunner(options: ISandboxRunnerOptions): IRunner {
  return new SandboxRunner(options);
}

const fetchCases = () => import('./cases/run-cases');

class SandboxRunner implements IRunner {
  constructor(private _options: ISandboxRunnerOptions) {
    const assetsUrl = new URL(_options.assetsUrl, location.href).href;
    this._assets = new AssetStore(assetsUrl, _options.manifest);
    this._packages = new PackageStore(_options.wheelsUrl);
  }

  get statusChanged(): ISignal<IRunner, RunLanguage> {
    return this._statusChanged;
  }

  status(language: RunLanguage): IRunnerStatus {
    return this._statuses.get(language) ?? IDLE;
  }

  run(request: IRunRequest): IRunHandle {
    const { tests = [] } = request;
    return tests.length > 0
      ? runTests(each => this._run(each), request, tests)
      : this._run(request);
  }

  runCases(request: ICasesRequest): ICasesHandle {
    return runCasesLate(fetchCases, this, request, () => new SandboxRunner(this._options));
  }

  prepareCases(): Promise<unknown> {
    return fetchCases();
  }

  async prepare(language: RunLanguage | null): Promise<void> {
    if (this._disposed) {
      return;
    }
    if (language !== null) {
      this.warm(language).catch(() => undefined);
    } else {
      this._assets.prepare();
      void this._packages.ready();
    }
    await this._needSandbox()
      .underway(language)
      .catch(() => undefined);
  }

  async warm(language: RunLanguage): Promise<void> {
    this._warmed.add(language);
    const sandbox = await this._load(language);
    if (sandbox !== this._sandbox) {
      // The caller that put the next frame there warms it.
      return;
    }
    if (!this._visible || this.status(language).phase === 'ready') {
      this._setStatus(language, READY);
      return;
    }
    try {
      await sandbox.booted(language);
    } catch (error) {
      throw new Error(loadFailure(language, reasonOf(error)), { cause: error });
    }
  }

  setVisible(visible: boolean): void {
    if (visible !== this._visible) {
      this._visible = visible;
      if (this._sandbox !== null) {
        this._keepSpares(this._sandbox);
      }
    }
  }

  dispose(): void {
    if (this._disposed) {
      return;
    }
    this._disposed = true;
    this._active?.fail(DISPOSED_SENTENCE);
    this._sandbox?.close();
    this._sandbox = null;
    Signal.clearData(this);
  }

  private _run(request: IRunRequest): IRunHandle {
    if (this._disposed || this._active !== null) {
      return refused(this._disposed ? DISPOSED_SENTENCE : BUSY_SENTENCE);
    }
    const fault = filesFault(request);
    if (fault !== null) {
      return refused(fault);
    }
    const run = new ActiveRun({
      id: ++this._lastId,
      request: inItsWorker(request),
      send: message => this._sandbox?.send(message),
      giveUp: () => this._rebuild()
    });
    this._active = run;
    void run.finished.then(() => {
      this._active = null;
      this._sandbox?.watch(false);
    });
    if (this._sandbox?.has(run.language) && (run.language !== 'python' || this._packages.isRead)) {
      // This begins immediately: the caller has much to draw, and the program can run meanwhile.
      this._post(run, this._sandbox);
    } else {
      void this._start(run);
    }
    return run;
  }

  private async _start(run: ActiveRun): Promise<void> {
    // A run whose frame died meanwhile was started once more on the next one.
    const start = ++this._lastStart;
    try {
      this._warmed.add(run.language);
      const sandbox = await this._load(run.language);
      if (!run.isOver && start === this._lastStart) {
        this._post(run, sandbox);
      }
    } catch (error) {
      if (start === this._lastStart) {
        run.fail(error instanceof Error ? error.message : String(error));
      }
    }
  }

  private _post(run: ActiveRun, sandbox: Sandbox): void {
    sandbox.watch(true);
    run.post(run.language === 'python' ? this._packages.modules : []);
    // With no spare ready it waits for an interpreter, which takes long in some engines. Whichever
    // is ready next ends that.
    const waits = setTimeout(() => {
      if (!run.hasStarted && !run.isOver && this.status(run.language).phase === 'ready') {
        this._setStatus(run.language, booting(run.language));
      }
    }, START_NOTICE_MS);
    void run.finished.then(() => clearTimeout(waits));
  }

  /** A sandbox that has the language's files. Rejects with a sentence. */
  private async _load(language: RunLanguage): Promise<Sandbox> {
    const sandbox = this._needSandbox();
    if (this.status(language).phase !== 'ready') {
      this._setStatus(language, fetching(language, 0));
    }
    this._keepSpares(sandbox);
    try {
      await Promise.all([
        sandbox.provide(language),
        language === 'python' && this._packages.ready()
      ]);
      return sandbox;
    } catch (error) {
      const reason = reasonOf(error);
      if (sandbox === this._sandbox) {
        this._setStatus(language, failed(language, reason));
        const isOfNoUse = reason === NOT_TAKEN && this._active?.isPosted !== true;
        if (!sandbox.isConnected || isOfNoUse) {
          sandbox.close();
          this._sandbox = null;
        }
      }
      throw new Error(loadFailure(language, reason), { cause: error });
    }
  }

  private _needSandbox(): Sandbox {
    if (this._disposed) {
      throw new Error(DISPOSED_SENTENCE);
    }
    if (this._sandbox === null) {
      const sandbox: Sandbox = new Sandbox({
        frameUrl: this._options.frameUrl,
        host: this._options.host ?? document.body,
        assets: this._assets,
        onProgress: (kind, fraction) => {
          if (sandbox === this._sandbox) {
            this._progress(kind, fraction);
          }
        },
        onMessage: message => this._hear(message),
        onLost: () => this._lose()
      });
      this._sandbox = sandbox;
    }
    return this._sandbox;
  }

  private _hear(message: FromFrame): void {
    if (message.type === 'booted') {
      this._setStatus(message.kind, READY);
    } else if (message.type === 'failed') {
      this._setStatus(message.kind, failed(message.kind, message.message));
    } else if ('id' in message && message.id === this._active?.id) {
      this._active.hear(message);
      if (message.type === 'need') {
        void this._fetchPackages(this._active, this._active.newModules(message.modules));
      }
    }
  }

  /** The program goes on with what could be had; an import of the rest fails and says so. */
  private async _fetchPackages(run: ActiveRun, modules: readonly string[]): Promise<void> {
    const sandbox = this._sandbox;
    const progress = (done: number): void => {
      // The language of another frame is as far as that one is.
      if (sandbox === this._sandbox) {
        this._setStatus(run.language, done < 1 ? fetchingPackages(done) : READY);
      }
    };
    try {
      const wheels = modules.length > 0 ? await this._packages.load(modules, progress) : [];
      const bytes = wheels.map(wheel => wheel.bytes);
      sandbox?.send({ type: 'wheels', id: run.id, wheels }, bytes);
    } catch (error) {
      run.hear({
        type: 'output',
        id: run.id,
        stream: 'stderr',
        text: `A package could not be loaded: ${reasonOf(error)}\n`
      });
      sandbox?.send({ type: 'wheels', id: run.id, wheels: [] });
    }
    progress(1);
  }

  private _progress(kind: RunLanguage, fraction: number): void {
    if (this.status(kind).phase === 'loading') {
      this._setStatus(kind, fraction < 1 ? fetching(kind, fraction) : booting(kind));
    }
  }

  private _setStatus(language: RunLanguage, status: IRunnerStatus): void {
    const old = this.status(language);
    if (old.message !== status.message || old.phase !== status.phase) {
      this._statuses.set(language, status);
      this._statusChanged.emit(language);
    }
  }

  private _keepSpares(sandbox: Sandbox): void {
    // A frame that never answers is told of elsewhere.
    sandbox.keepSpares(this._visible ? [...this._warmed] : []).catch(() => undefined);
  }

  /** The frame died. A run that it had not started yet is tried once more on the next one. */
  private _lose(): void {
    const run = this._active;
    this._rebuild();
    if (run !== null && !run.hasStarted && this._retriedId !== run.id) {
      this._retriedId = run.id;
      void this._start(run);
    } else {
      run?.fail();
    }
  }

  /** A new frame in the place of one that is dead or does not obey. */
  private _rebuild(): void {
    this._sandbox?.close();
    this._sandbox = null;
    if (this._disposed) {
      return;
    }
    for (const language of this._statuses.keys()) {
      this._setStatus(language, IDLE);
    }
    for (const language of this._warmed) {
      // The status tells of a failure, and the next run tries again.
      this.warm(language).catch(() => undefined);
    }
  }

  private _assets: AssetStore;
  private _packages: PackageStore;
  private _sandbox: Sandbox | null = null;
  private _active: ActiveRun | null = null;
  private _warmed = new Set<RunLanguage>();
  private _statuses = new Map<RunLanguage, IRunnerStatus>();
  private _statusChanged = new Signal<IRunner, RunLanguage>(this);
  private _visible = true;
  private _disposed = false;
  private _lastId = 0;
  private _lastStart = 0;
  private _retriedId = 0;
}

function refused(error: string): IRunHandle {
  return {
    finished: Promise.resolve({
      state: 'error',
      error,
      durationMs: 0,
      truncated: false,
      tests: []
    }),
    elapsedMs: 0,
    stop: () => undefined,
    answer: () => undefined,
    tell: () => undefined
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
