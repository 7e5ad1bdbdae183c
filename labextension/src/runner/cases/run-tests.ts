/**
 * Runs a program with the tests that it carries, whatever the program does to itself.
 * `jupyter_interview/runs/carried_tests.py` does the same on a server.
 *
 * The program's worker evaluates expressions and is never told what is expected of them. That is
 * read, or computed in another worker where the program is not, and compared here. A test that
 * takes too long, or ends the program, costs its worker and not the others: the program is run
 * again for those that are left, and what it prints before they begin is not shown again.
 */
import { DEFAULT_TIME_LIMIT_MS, STOPPED_SENTENCE, TESTS_TIMES } from '../limits';
import type { IRunHandle, IRunOutcome, IRunRequest, ITestCase } from '../types';
import { Attempt } from './attempt';
import { NO_VALUE, lost, resultOf, toldByItself, toldOf } from './results';
import type { Evaluated } from './results';

/** Runs a program without tests. */
type Run = (request: IRunRequest) => IRunHandle;

const NOT_RUN = 'Not run: the tests before it took too long together.';

/** Nothing else may run until `finished` has settled. Each test may take as long as the program. */
export function runTests(run: Run, request: IRunRequest, tests: readonly ITestCase[]): IRunHandle {
  return new TestsRun(run, request, tests);
}

class TestsRun implements IRunHandle {
  constructor(
    private _run: Run,
    private _request: IRunRequest,
    private _tests: readonly ITestCase[]
  ) {
    const expressions = _tests.map(({ expression }, index) => [index, expression] as const);
    this._got = new Evaluation(_run, _request, new Map(expressions));
    this.finished = this._all();
  }

  readonly finished: Promise<IRunOutcome>;

  get elapsedMs(): number {
    return this._got.elapsedMs;
  }

  stop(): void {
    this._stopped = true;
    this._got.stop();
    this._computed?.stop();
  }

  answer(line: string | null): void {
    this._got.answer(line);
  }

  /** Nobody has anything for a program with tests. */
  tell(): void {}

  private async _all(): Promise<IRunOutcome> {
    const outcome = await this._got.all();
    if (outcome.state !== 'ok') {
      return outcome;
    }
    const expected = await this._expected();
    if (this._stopped) {
      return { ...outcome, state: 'stopped', error: STOPPED_SENTENCE };
    }
    const tests = this._tests.map((test, index) =>
      resultOf(test, this._got.found.get(index) ?? lost('error', NO_VALUE), expected[index])
    );
    return { ...outcome, tests };
  }

  /** What the tests expect, of which no worker ever sees the program. */
  private async _expected(): Promise<Evaluated[]> {
    const { language, name, timeLimitMs } = this._request;
    const read = this._tests.map(({ expected }) => toldByItself(expected, language));
    const others = new Map<number, string>();
    read.forEach((told, index) => {
      if (told === null) {
        others.set(index, this._tests[index].expected);
      }
    });
    const clean = { language, name, timeLimitMs, code: '', stdin: '', onOutput: () => undefined };
    const computed = new Evaluation(this._run, clean, others);
    this._computed = computed;
    const error = others.size > 0 && !this._stopped ? (await computed.all()).error : null;
    return read.map(
      (told, index) => told ?? computed.found.get(index) ?? lost('error', error ?? '')
    );
  }

  private _got: Evaluation;
  private _computed: Evaluation | null = null;
  private _stopped = false;
}

/** Evaluates expressions where a program has run; `found` has what came of each. */
class Evaluation {
  constructor(
    private _run: Run,
    private _request: IRunRequest,
    private _expressions: ReadonlyMap<number, string>
  ) {
    this._left = [..._expressions.keys()];
    this._limitMs = _request.timeLimitMs ?? DEFAULT_TIME_LIMIT_MS;
  }

  readonly found = new Map<number, Evaluated>();

  get elapsedMs(): number {
    return this._beforeMs + (this._handle?.elapsedMs ?? 0);
  }

  stop(): void {
    this._stopped = true;
    this._handle?.stop();
  }

  answer(line: string | null): void {
    if (this._isAsked) {
      this._isAsked = false;
      this._lines.push(line);
      this._attempt?.resume();
      this._handle?.answer(line);
    }
  }

  /** Resolves with how the program itself ended. */
  async all(): Promise<IRunOutcome> {
    const first = new Attempt(this._left, () => this._limitMs, true);
    const outcome = await this._heard(first, true);
    if (!first.hasBegun) {
      this._left.forEach(index => this.found.set(index, lost('error', NO_VALUE)));
      return outcome;
    }
    const wasEnded = outcome.state === 'stopped' || outcome.state === 'timeout';
    if (this._left.length === 0 && !wasEnded) {
      return outcome;
    }
    this._settle(first, outcome);
    while (this._left.length > 0 && this._timeLeftMs >= this._limitMs && !this._stopped) {
      const again = new Attempt(this._left, () => this._limitMs);
      this._settle(again, await this._heard(again, false));
    }
    if (this._stopped) {
      return { ...outcome, state: 'stopped', error: STOPPED_SENTENCE };
    }
    this._left.forEach(index => this.found.set(index, lost('not_run', NOT_RUN)));
    const tookMs = [...this.found.values()].reduce((sum, { ms }) => sum + ms, 0);
    return { ...outcome, state: 'ok', error: null, durationMs: this._ranMs + tookMs };
  }

  /** How one worker ends. What it answers is noted. */
  private async _heard(attempt: Attempt, isFirst: boolean): Promise<IRunOutcome> {
    const request = this._request;
    const typed = [...this._lines];
    const handle = this._run({
      ...request,
      tests: undefined,
      cases: this._left.map(index => ({ index, expression: this._expressions.get(index) })),
      caseTimeMs: this._left.length > 0 ? this._timeLeftMs : 0,
      onCase: told => {
        const answer = attempt.hear(told, () => handle.stop());
        if (attempt.hasBegun && this._untilMs === null) {
          this._untilMs = performance.now() + this._timeLeftMs;
          this._ranMs = handle.elapsedMs;
        }
        if (answer !== null) {
          this._left = this._left.filter(index => index !== answer.index);
          this.found.set(answer.index, toldOf(answer.json, answer.ms));
        }
      },
      onOutput: output => {
        if (isFirst || attempt.hasBegun) {
          request.onOutput(output);
        }
      },
      onAsk:
        request.onAsk &&
        (prompt => {
          const line = isFirst ? undefined : typed.shift();
          if (line === undefined) {
            this._isAsked = true;
            attempt.pause();
            request.onAsk?.(prompt);
          } else {
            handle.answer(line);
          }
        })
    });
    this._handle = handle;
    this._attempt = attempt;
    const outcome = await handle.finished;
    this._beforeMs += handle.elapsedMs;
    this._handle = null;
    return outcome;
  }

  /** Notes which expressions will have no answer. */
  private _settle(attempt: Attempt, outcome: IRunOutcome): void {
    for (const { index, verdict, ms } of attempt.lastResults(outcome)) {
      this._left = this._left.filter(each => each !== index);
      this.found.set(index, { verdict, ms });
    }
  }

  /** What is left for all expressions, and for running the program again. */
  private get _timeLeftMs(): number {
    return this._untilMs === null ? TESTS_TIMES * this._limitMs : this._untilMs - performance.now();
  }

  private _left: number[];
  private _limitMs: number;
  private _handle: IRunHandle | null = null;
  private _attempt: Attempt | null = null;
  private _stopped = false;
  private _isAsked = false;
  /** What the person has typed so far. */
  private _lines: (string | null)[] = [];
  /** When all tests are over; null until the first of them begins. */
  private _untilMs: number | null = null;
  /** How long the program itself has run. */
  private _ranMs = 0;
  /** How long the workers ran that have ended. */
  private _beforeMs = 0;
}
