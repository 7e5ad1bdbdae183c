/** A runner that several hold, one after the other. Whoever disposes of theirs gives it back. */
import { Signal, type ISignal } from '@lumino/signaling';
import type {
  ICasesHandle,
  ICasesRequest,
  IRunHandle,
  IRunner,
  IRunnerStatus,
  IRunRequest,
  RunLanguage
} from '../runner';

export class LentRunner implements IRunner {
  constructor(private readonly _runner: IRunner) {
    _runner.statusChanged.connect(this._onStatus);
  }

  get statusChanged(): ISignal<IRunner, RunLanguage> {
    return this._statusChanged;
  }

  /** When all that was begun by this one has ended, also what was stopped: then it is the next one's turn. */
  get idle(): Promise<unknown> {
    return this._last;
  }

  run(request: IRunRequest): IRunHandle {
    return this._followed(this._runner.run(request));
  }

  runCases(request: ICasesRequest): ICasesHandle {
    return this._followed(this._runner.runCases(request));
  }

  prepareCases(): Promise<unknown> {
    return this._runner.prepareCases();
  }

  prepare(language: RunLanguage | null): Promise<void> {
    return this._runner.prepare(language);
  }

  warm(language: RunLanguage): Promise<void> {
    return this._runner.warm(language);
  }

  status(language: RunLanguage): IRunnerStatus {
    return this._runner.status(language);
  }

  setVisible(visible: boolean): void {
    this._runner.setVisible(visible);
  }

  dispose(): void {
    this._runner.statusChanged.disconnect(this._onStatus);
    Signal.clearData(this);
  }

  private _followed<T extends IRunHandle | ICasesHandle>(handle: T): T {
    this._last = Promise.all([this._last, handle.finished]);
    return handle;
  }

  private _last: Promise<unknown> = Promise.resolve();

  private readonly _onStatus = (_: IRunner, language: RunLanguage): void =>
    this._statusChanged.emit(language);

  private readonly _statusChanged = new Signal<IRunner, RunLanguage>(this);
}
