/**
 * Puts what the server does not have yet into the offline store, in batches.
 *
 * Most edits are acknowledged within moments and never touch the store. What was removed before it
 * was written is not written. Writes follow each other, and what could not be written stays and is
 * tried again.
 */
import type { IClock } from '../clock';
import type { IOfflineStore, Kept } from './offline-store';
import { upcast } from './upcast';

/** How long a record waits for others, or for the ack that makes it unnecessary. */
const BATCH_MS = 100;

const RETRY_MS = 1_000;

/** Made when it is written, so that what changes often is not copied each time. */
type Make = () => Kept;

export class OfflineWriter {
  constructor(
    private readonly _store: IOfflineStore,
    private readonly _clock: IClock,
    private readonly _changed: () => void
  ) {}

  /** Everything handed over is there for the next page, or will be when `flush` is through. */
  get lasts(): boolean {
    return this._store.lasts && !this._failed;
  }

  load(): Promise<Kept[]> {
    // Without it a panel still works; the records stay for another time.
    return this._store.load().then(
      kept => kept.map(upcast),
      () => []
    );
  }

  put(id: string, make: Make, waitMs = BATCH_MS): void {
    this._removes.delete(id);
    this._puts.set(id, make);
    this._soon(waitMs);
  }

  remove(...ids: readonly string[]): void {
    for (const id of ids) {
      if (this._puts.delete(id) && !this._written.has(id)) {
        continue;
      }
      this._removes.add(id);
      this._soon(BATCH_MS);
    }
  }

  /** Writes what waits, now. */
  flush(): Promise<void> {
    this._cancel?.();
    this._cancel = null;
    if (this._puts.size + this._removes.size > 0) {
      const puts = this._puts;
      const removes = this._removes;
      this._puts = new Map();
      this._removes = new Set();
      puts.forEach((_, id) => this._written.add(id));
      removes.forEach(id => this._written.delete(id));
      const records = [...puts.values()].map(make => make());
      this._writing = this._store.write(records, [...removes]).then(
        () => this._succeeded(true),
        () => {
          puts.forEach((make, id) => this._isNewer(id) || this._puts.set(id, make));
          removes.forEach(id => this._isNewer(id) || this._removes.add(id));
          this._succeeded(false);
          this._soon(RETRY_MS);
        }
      );
    }
    return this._writing;
  }

  /** Writes what waits, and nothing after it. */
  dispose(): void {
    void this.flush();
    this._isDisposed = true;
  }

  private _isNewer(id: string): boolean {
    return this._puts.has(id) || this._removes.has(id);
  }

  private _succeeded(isSuccess: boolean): void {
    if (this._failed === isSuccess) {
      this._failed = !isSuccess;
      this._changed();
    }
  }

  private _soon(waitMs: number): void {
    const at = this._clock.now() + waitMs;
    if (this._isDisposed || (this._cancel !== null && this._dueAt <= at)) {
      return;
    }
    this._cancel?.();
    this._dueAt = at;
    this._cancel = this._clock.after(waitMs, () => void this.flush());
  }

  private _puts = new Map<string, Make>();
  private _removes = new Set<string>();
  /** The ids of records that were written from here and not removed since. */
  private readonly _written = new Set<string>();
  private _writing: Promise<void> = Promise.resolve();
  private _failed = false;
  private _cancel: (() => void) | null = null;
  private _dueAt = 0;
  private _isDisposed = false;
}
