import { Signal } from '@lumino/signaling';
import type { OutputStream } from '../src/contract/protocol';
import type {
  ICasesHandle,
  ICasesRequest,
  IRunHandle,
  IRunner,
  IRunOutcome,
  IRunRequest
} from '../src/model/ports';
import { runCases } from '../src/runner/cases/run-cases';

/** A runner whose program is the test: it prints and ends when the test says so. */
export class ScriptedRunner implements IRunner {
  readonly statusChanged = new Signal<this, IRunRequest['language']>(this);
  readonly warmed: string[] = [];
  readonly prepared: (string | null)[] = [];
  readonly answers: (string | null)[] = [];
  readonly told: string[] = [];
  /** Where test code of the last cases runs. */
  second: ScriptedRunner | null = null;
  request: IRunRequest | null = null;
  isDisposed = false;
  /** What runs cases was fetched. */
  hasCases = false;
  /** How long its program has run. */
  elapsedMs = 0;
  /** How often a program was stopped. */
  stops = 0;

  run(request: IRunRequest): IRunHandle {
    this.request = request;
    const finished = new Promise<IRunOutcome>(resolve => (this._finish = resolve));
    return {
      finished,
      elapsedMs: this.elapsedMs,
      stop: () => {
        this.stops++;
        void this.finish({ state: 'stopped', error: 'Stopped' });
      },
      answer: line => this.answers.push(line),
      tell: json => this.told.push(json)
    };
  }

  runCases(request: ICasesRequest): ICasesHandle {
    this.second = new ScriptedRunner();
    return runCases(this, request, () => this.second as ScriptedRunner);
  }

  prepareCases(): Promise<void> {
    this.hasCases = true;
    return Promise.resolve();
  }

  prepare(language: IRunRequest['language'] | null): Promise<void> {
    this.prepared.push(language);
    return Promise.resolve();
  }

  print(text: string, stream: OutputStream = 'stdout'): void {
    this.request?.onOutput({ stream, text });
  }

  /** The program answers a case of its request with this value. */
  answer(index: number, value: unknown): void {
    this.request?.onCase?.({ type: 'case', index });
    this.request?.onCase?.({ type: 'answer', index, json: JSON.stringify({ value }), ms: 3 });
  }

  /** Resolves when everybody who waits for the end has heard of it. */
  async finish(outcome: Partial<IRunOutcome> = {}): Promise<void> {
    this._finish({
      state: 'ok',
      error: null,
      durationMs: 7,
      truncated: false,
      tests: [],
      ...outcome
    });
    await Promise.resolve();
  }

  warm(language: IRunRequest['language']): Promise<void> {
    this.warmed.push(language);
    return Promise.resolve();
  }

  status(): { phase: 'ready'; progress: number; message: string } {
    return { phase: 'ready', progress: 1, message: '' };
  }

  setVisible(): void {}

  dispose(): void {
    this.isDisposed = true;
  }

  private _finish: (outcome: IRunOutcome) => void = () => undefined;
}
