/** Whether what waits for the server outlives this page, and whether any of it could be lost. */
import type { IClock } from '../clock';
import { Slice, type ISlice } from '../slice';
import type { IOfflineStore } from './offline-store';
import { OfflineWriter } from './offline-writer';

export interface IOfflineSlice extends ISlice {
  /** Whether what waits for the connection outlives this page. */
  readonly lasts: boolean;
  /** Whether something is on this page only, and neither on the server nor kept in the browser. */
  readonly atRisk: boolean;
}

export interface IOfflineStateOptions {
  store: IOfflineStore;
  clock: IClock;
  /** Whether some edit or run is not on the server yet. */
  waits(): boolean;
  touched: () => void;
}

export class OfflineState extends Slice implements IOfflineSlice {
  constructor(private readonly _options: IOfflineStateOptions) {
    super(_options.touched);
    this.writer = new OfflineWriter(_options.store, _options.clock, this.touch);
  }

  get lasts(): boolean {
    return this.writer.lasts;
  }

  get atRisk(): boolean {
    return !this.lasts && this._options.waits();
  }

  override dispose(): void {
    this.writer.dispose();
    super.dispose();
  }

  readonly writer: OfflineWriter;
}
