/** Keeps one idle worker of each wanted kind, so that a run need not wait for an interpreter. */
import type { FromFrame } from '../messages';
import type { RunLanguage } from '../types';
import type { Parts } from './parts';
import { SandboxWorker } from './sandbox-worker';
import type { ScriptUrls } from './sandbox-worker';

export class WorkerPool {
  constructor(
    private _parts: Parts,
    private _scripts: ScriptUrls,
    private _tell: (message: FromFrame) => void
  ) {}

  /** Names the kinds to keep a spare of; spares of others are ended. */
  want(kinds: readonly RunLanguage[]): void {
    this._wanted = new Set(kinds);
    this._failing.clear();
    for (const [kind, spare] of this._spares) {
      if (!this._wanted.has(kind)) {
        this._spares.delete(kind);
        spare.terminate();
      }
    }
    this.fill();
  }

  /** The spare, ready or still starting, or a new worker. */
  take(kind: RunLanguage): SandboxWorker {
    const spare = this._spares.get(kind);
    this._spares.delete(kind);
    return spare ?? this._create(kind);
  }

  /** Ends a worker, unless no program touched it and it can still serve as the spare. */
  release(worker: SandboxWorker): void {
    const { kind } = worker;
    if (worker.isUsed || !this._keeps(kind) || this._spares.has(kind)) {
      worker.terminate();
    } else {
      worker.onMessage = () => undefined;
      this._spares.set(kind, worker);
    }
  }

  /** Starts the spares that are missing. */
  fill(): void {
    for (const kind of this._wanted) {
      if (this._keeps(kind) && !this._spares.has(kind)) {
        this._spares.set(kind, this._create(kind));
      }
    }
  }

  private _keeps(kind: RunLanguage): boolean {
    return this._wanted.has(kind) && !this._failing.has(kind);
  }

  private _create(kind: RunLanguage): SandboxWorker {
    const worker = new SandboxWorker(kind, this._parts, this._scripts);
    worker.ready.then(
      () => {
        this._failing.delete(kind);
        this._tell({ type: 'booted', kind });
      },
      (error: Error) => {
        if (this._spares.get(kind) === worker) {
          this._spares.delete(kind);
        }
        if (!worker.isOver) {
          // There is no other spare before a worker that somebody needs has started.
          this._failing.add(kind);
          this._tell({ type: 'failed', kind, message: error.message });
        }
      }
    );
    return worker;
  }

  private _wanted = new Set<RunLanguage>();
  private _failing = new Set<RunLanguage>();
  private _spares = new Map<RunLanguage, SandboxWorker>();
}
