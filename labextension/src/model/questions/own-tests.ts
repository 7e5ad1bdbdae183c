/**
 * Runs the tests of one check at a time in this page's sandbox, and says what becomes of each. What is
 * shown of checks, and who else is told of them, is not known here.
 */
import type { ICaseResult, IQuestion } from '../../contract/protocol';
import { casesOf, type ICase } from '../../runner/cases/case';
import { pointsOf } from '../../runner/cases/points';
import { whole } from '../../runner/cases/shown';
import type { ICasesHandle, ICasesRequest, IRunner } from '../ports';
import { runLanguage } from '../runs/run-language';
import type { IProgramToTest } from '../runs/program';
import type { OwnEnd } from './check-publisher';

/** What is kept of a text of a result. */
const SHOWN_LENGTH = 2000;

export interface IOwnTestsOptions {
  runner: IRunner;
  answered(checkId: string, result: ICaseResult): void;
  ended(checkId: string, state: OwnEnd, won: IWon): void;
  /** Whether tests keep the runner busy has changed. */
  taken(): void;
}

/** How many tests passed, and the points that these brought of all that there were. */
export interface IWon {
  readonly passed: number;
  readonly points: number;
  readonly of: number;
}

/** What is run of a question. */
export interface IOwnTests {
  readonly question: Pick<IQuestion, 'names' | 'seconds'>;
  /** All cases of one of its sides, and the indexes of those that are run. */
  readonly cases: readonly ICase[];
  readonly indexes: readonly number[];
  /** Files with test code, by their names. */
  readonly outside: ICasesRequest['outside'];
}

interface IActive extends Pick<IOwnTests, 'cases' | 'indexes'> {
  checkId: string;
  readonly passed: Set<number>;
  handle: ICasesHandle | null;
  isStopped: boolean;
}

type Judged = Parameters<ICasesRequest['onResult']>[0];

export class OwnTests {
  constructor(private readonly _options: IOwnTestsOptions) {}

  /** The check that goes on. */
  get checkId(): string | null {
    return this._active?.checkId ?? null;
  }

  /** Whether the runner runs tests, also those of a check that was stopped and has not ended. */
  get isBusy(): boolean {
    return this._busy > 0;
  }

  run(
    checkId: string,
    { question, cases, indexes, outside }: IOwnTests,
    program: IProgramToTest
  ): void {
    const { names, seconds } = question;
    const { code, name, files } = program;
    const language = runLanguage(program.language);
    if (language === null) {
      throw new Error(`Tests cannot run in ${program.language}.`);
    }
    const passed = new Set<number>();
    const active: IActive = { checkId, cases, indexes, passed, handle: null, isStopped: false };
    this._active = active;
    this._busy++;
    active.handle = this._options.runner.runCases({
      language,
      code,
      name,
      files,
      names,
      seconds,
      cases: indexes.map(index => cases[index]),
      outside,
      onResult: judged => this._result(active, judged),
      onOutput: () => undefined
    });
    void active.handle.finished.then(() => {
      this._busy--;
      if (this._active === active) {
        this._active = null;
        this._end(active, active.isStopped ? 'stopped' : 'ended');
      }
      this._options.taken();
    });
    this._options.taken();
  }

  /** Stops the check, which ends when its program has. */
  stop(): void {
    if (this._active !== null) {
      this._active.isStopped = true;
      this._active.handle?.stop();
    }
  }

  /** Stops this check, or whichever goes on. Nothing more is heard of it. */
  forget(checkId = this.checkId): void {
    if (this._active?.checkId === checkId) {
      this._active?.handle?.stop();
      this._active = null;
    }
  }

  /** Ends the check, because the sandbox goes away. */
  leave(): void {
    const active = this._active;
    this.forget();
    if (active !== null) {
      this._end(active, 'stopped');
    }
  }

  rename(before: string, after: string): void {
    if (this._active?.checkId === before) {
      this._active.checkId = after;
    }
  }

  private _result(active: IActive, { index: place, verdict, ms }: Judged): void {
    if (this._active !== active) {
      return;
    }
    const index = active.indexes[place];
    const { status, expected, got, message } = verdict;
    const texts = { expected: cut(expected), got: cut(got), message: cut(message) };
    if (status === 'passed') {
      active.passed.add(index);
    }
    const result = { index, name: active.cases[index].name, status, ...texts, ms };
    this._options.answered(active.checkId, result);
  }

  private _end({ checkId, cases, indexes, passed }: IActive, state: OwnEnd): void {
    const won = { passed: passed.size, ...pointsOf(cases, indexes, passed) };
    this._options.ended(checkId, state, won);
  }

  private _active: IActive | null = null;
  /** Checks that keep the runner busy: one, and one that was stopped until its program has ended. */
  private _busy = 0;
}

/** The cases of a side that are run: those that were asked for, or all. */
export function chosenOf(
  side: Parameters<typeof casesOf>[0],
  asked: readonly number[]
): Pick<IOwnTests, 'cases' | 'indexes'> {
  const cases = casesOf(side);
  const named = [...new Set(asked)].filter(index => index >= 0 && index < cases.length);
  return { cases, indexes: named.length > 0 ? named : cases.map((_, index) => index) };
}

/** A text that fits into a frame and can be sent. */
function cut(text: string): string {
  return whole(text.slice(0, SHOWN_LENGTH));
}
