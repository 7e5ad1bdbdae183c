/** Whether this person's edits are on the server's disk, as a word that changes with time. */
import type { IClock } from '../clock';

/**
 * `saved`: the server has every edit on disk. `saving`: some are on their way. `unsaved`: the oldest
 * has been on its way for over 2 s. `offline`: no connection; edits wait here.
 */
export type Saved = 'saved' | 'saving' | 'unsaved' | 'offline';

/** Milliseconds after which an edit that is still on its way counts as unsaved. */
const UNSAVED_AFTER_MS = 2_000;

export class SaveStatus {
  constructor(
    private readonly _clock: IClock,
    private readonly _changed: () => void
  ) {}

  get value(): Saved {
    return this._value;
  }

  /** `oldestAt` is when the oldest unacknowledged edit was made, null when there is none. */
  update(isOnline: boolean, oldestAt: number | null, isLost: boolean): void {
    this._cancel?.();
    this._cancel = null;
    const age = oldestAt === null ? 0 : this._clock.now() - oldestAt;
    if (!isOnline) {
      this._set('offline');
    } else if (isLost || age >= UNSAVED_AFTER_MS) {
      this._set('unsaved');
    } else if (oldestAt === null) {
      this._set('saved');
    } else {
      this._set('saving');
      this._cancel = this._clock.after(UNSAVED_AFTER_MS - age, () => {
        this._cancel = null;
        this._set('unsaved');
      });
    }
  }

  dispose(): void {
    this._cancel?.();
    this._cancel = null;
  }

  private _set(value: Saved): void {
    if (value !== this._value) {
      this._value = value;
      this._changed();
    }
  }

  private _value: Saved = 'offline';
  private _cancel: (() => void) | null = null;
}
