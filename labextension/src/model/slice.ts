/**
 * A part of the model that a view can follow by itself, so that it is drawn only when that changes.
 */
import { Signal, type ISignal } from '@lumino/signaling';
import { Coalesced } from './coalesced';

export interface ISlice {
  /** Something of it changed. Coalesced: at most once a microtask. */
  readonly changed: ISignal<ISlice, void>;
}

export abstract class Slice implements ISlice {
  /** `touched` is called at every change, in the same turn. */
  constructor(private readonly _touched: () => void) {}

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  dispose(): void {
    this._changes.dispose();
    Signal.clearData(this);
  }

  protected readonly touch = (): void => {
    this._changes.request();
    this._touched();
  };

  private readonly _changed = new Signal<this, void>(this);
  private readonly _changes = new Coalesced(() => this._changed.emit());
}
