/** The questions of an interview, and the runs of programs against their tests. */
import type {
  ICheck,
  IFile,
  IHiddenResult,
  IPrivateSide,
  IQuestion
} from '../../contract/protocol';
import type { ISlice } from '../slice';

/** Why tests cannot be run now. */
export type WhyNoTests = 'no_target' | 'no_cases' | 'not_allowed' | 'busy';

export interface ITestsAsked {
  hidden: boolean;
  /** Indexes of the cases of that side; all of them by default. */
  cases?: readonly number[];
  /** The server runs them, if it makes runs. Candidates' hidden tests run there in any case. */
  onServer?: boolean;
}

export interface IQuestions extends ISlice {
  /** In their order. */
  readonly listed: readonly IQuestion[];
  /** What hosts alone know of a question; null for everybody else. */
  side(id: string): IPrivateSide | null;
  /** What everybody was told of its hidden tests last. */
  hiddenResult(id: string): IHiddenResult | null;
  /** The newest check of this side that one may know of. */
  check(id: string, hidden: boolean): ICheck | null;
  /** One's own check that goes on. */
  readonly running: ICheck | null;
  /** The file that would be tested: the one that is looked at, if its language is one of the question's. */
  target(id: string): IFile | null;
  whyNot(id: string, hidden: boolean): WhyNoTests | null;
  /** Does nothing when there is a reason not to. */
  runTests(id: string, options: ITestsAsked): void;
  /** Stops one's own check. */
  stopTests(): void;
  remove(id: string): void;
  order(ids: readonly string[]): void;
}
