/**
 * A runner as its callers have it: of programs, one at a time, and of the cases of questions, which are
 * run by one program after the other.
 */
import type { ISignal } from '@lumino/signaling';
import type { ICasesHandle, ICasesRequest } from './cases/run-cases';
import type { IProgramRunner, IRunnerStatus, RunLanguage } from './types';

export type { ICasesHandle, ICasesRequest } from './cases/run-cases';

export interface IRunner extends IProgramRunner {
  /**
   * Runs a program against the cases of a question, by one run after the other. Nothing else may be
   * run until it has ended.
   */
  runCases(request: ICasesRequest): ICasesHandle;
  /** Fetches what runs cases, which is not there at first. Rejects if it cannot be had now. */
  prepareCases(): Promise<unknown>;
  /**
   * Begins to load before a run is requested: this language, or what is the same for all. A failure
   * shows in the status. Resolves when what is left needs nothing of the page's thread, or failed.
   */
  prepare(language: RunLanguage | null): Promise<void>;
  /** Loads what the language needs and makes a spare worker. Rejects with a sentence. */
  warm(language: RunLanguage): Promise<void>;
  status(language: RunLanguage): IRunnerStatus;
  readonly statusChanged: ISignal<IRunner, RunLanguage>;
  /** Spare workers (about 120 MB for Python) are dropped while nobody looks. */
  setVisible(visible: boolean): void;
  dispose(): void;
}
