/** The newest refusal, as a sentence, until the person has dismissed it. */
import { Slice, type ISlice } from './slice';

export interface INoticesSlice extends ISlice {
  readonly current: string | null;
  /** Of the contract, that the refusal came with; empty where it came without one. */
  readonly code: string;
  dismiss(): void;
}

export class Notices extends Slice implements INoticesSlice {
  get current(): string | null {
    return this._current;
  }

  get code(): string {
    return this._code;
  }

  readonly say = (sentence: string, code = ''): void => {
    this._current = sentence;
    this._code = code;
    this.touch();
  };

  dismiss(): void {
    this._current = null;
    this.touch();
  }

  private _current: string | null = null;
  private _code = '';
}
