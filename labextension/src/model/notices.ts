/** The newest refusal, as a sentence, until the person has dismissed it. */
import { Slice, type ISlice } from './slice';

export interface INoticesSlice extends ISlice {
  readonly current: string | null;
  dismiss(): void;
}

export class Notices extends Slice implements INoticesSlice {
  get current(): string | null {
    return this._current;
  }

  readonly say = (sentence: string): void => {
    this._current = sentence;
    this.touch();
  };

  dismiss(): void {
    this._current = null;
    this.touch();
  }

  private _current: string | null = null;
}
