/**
 * Runs the test code of a question against a program, whatever the program does to itself.
 * `jupyter_interview/runs/outside.py` does the same on a server.
 *
 * The two are in two sandboxes, so that nothing of the test code is where the program is; this page
 * hands on what they say to each other. A test that hangs costs both their workers, and not the
 * others: they go on in new ones.
 */
import { isCount, isRecord } from '../checks';
import { CHECK_START_LIMIT_MS, DEFAULT_TIME_LIMIT_MS } from '../limits';
import type {
  IOutput,
  IProgramRunner,
  IRunHandle,
  IRunOutcome,
  ITextFile,
  RunLanguage
} from '../types';
import { within } from '../within';
import { Attempt } from './attempt';
import type { ICaseResult } from './attempt';
import type { Names } from './case';
import { outcomeInTime } from './ceiling';
import { Exchange, GO, calledNames } from './exchange';
import type { IAddressed } from './exchange';
import { verdict } from './judge';
import type { IVerdict } from './judge';
import { SHOWN_LIMIT } from './shown';

/** Beside the time of the tests: until the test code has begun. */
const START_MS = 120_000;

const TOO_LATE = 'What the test code needs took too long to be loaded.';

const NO_RESULT = 'The test code gave no result.';

/** How a program ends that says far more than it is asked. */
const FLOODED: Pick<IRunOutcome, 'state' | 'error'> = {
  state: 'crashed',
  error: 'The program wrote far more than it may print, and was stopped.'
};

/** A second runner beside another one, for test code. */
export interface ISecondRunner extends IProgramRunner {
  /** Loads what a language needs. Rejects with a sentence. */
  warm(language: RunLanguage): Promise<void>;
  dispose(): void;
}

/** The tests of one file. */
export interface IOutsideTests {
  file: string;
  text: string;
  run: readonly { index: number; test: string }[];
}

export interface IOutsideRequest {
  language: RunLanguage;
  code: string;
  name?: string;
  files?: readonly ITextFile[];
  names: Names;
  limitMs(index: number): number;
  onResult(result: ICaseResult): void;
  onOutput(output: IOutput): void;
}

export class OutsideRun {
  /** `second` is where the test code runs, and `first` where the program does. */
  constructor(
    private _first: IProgramRunner,
    private _second: ISecondRunner,
    private _request: IOutsideRequest,
    private _tests: IOutsideTests
  ) {
    this._language = languageOfTests(_tests.file);
  }

  async all(): Promise<void> {
    let left = [...this._tests.run];
    try {
      await within(this._second.warm(this._language), CHECK_START_LIMIT_MS, TOO_LATE);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const found = verdict('error', { message });
      left.forEach(({ index }) => this._request.onResult({ index, verdict: found, ms: 0 }));
      return;
    }
    while (left.length > 0 && !this._stopped) {
      const settled = (result: ICaseResult): void => {
        left = left.filter(({ index }) => index !== result.index);
        this._request.onResult(result);
      };
      await this._attempt(left, settled);
    }
  }

  stop(): void {
    this._stopped = true;
    this._end();
  }

  /** The results of tests that share two workers, as long as these live. */
  private async _attempt(
    left: IOutsideTests['run'],
    settled: (result: ICaseResult) => void
  ): Promise<void> {
    const { language, names } = this._request;
    const exchange = new Exchange(this._language, language, names);
    const attempt = new Attempt(
      left.map(({ index }) => index),
      index => this._request.limitMs(index)
    );
    const caseTimeMs = left.reduce((sum, { index }) => sum + this._request.limitMs(index), 0);
    const deliver = (post: IAddressed | null): void => {
      if (post !== null) {
        (post.to === 'program' ? this._program : this._testing)?.tell(post.json);
      }
    };
    const runTests = (): void => {
      this._testing = this._second.run({
        ...this._testProgram(left),
        caseTimeMs: caseTimeMs + START_MS,
        onPost: json => deliver(exchange.ofTests(json)),
        onCase: told => {
          exchange.beginTest();
          const answer = attempt.hear(told, () => this._end());
          if (answer !== null) {
            const { index, json, ms } = answer;
            settled({ index, verdict: readTested(json, this._tests.file), ms });
            if (exchange.isWorn) {
              this._end();
            }
          }
        }
      });
      this._testing.tell(GO);
      void this._testing.finished.then(outcome => {
        this._outcome ??= outcome;
        this._end();
      });
    };
    this._outcome = null;
    this._program = this._first.run({
      ...this._served(exchange),
      caseTimeMs: caseTimeMs + START_MS,
      onPost: json => {
        if (exchange.isFlood) {
          this._outcome ??= FLOODED;
          this._end();
        } else {
          deliver(exchange.ofProgram(json));
        }
      },
      onCase: () => {
        if (this._testing === null && !this._stopped) {
          runTests();
        }
      }
    });
    const limitMs = caseTimeMs + START_MS + DEFAULT_TIME_LIMIT_MS;
    const outcome = await outcomeInTime(this._program, limitMs);
    this._outcome ??= outcome;
    this._testing?.stop();
    await this._testing?.finished;
    this._testing = this._program = null;
    if (!this._stopped) {
      attempt.lastResults(this._outcome).forEach(settled);
    }
  }

  private _served(exchange: Exchange): Parameters<IProgramRunner['run']>[0] {
    const { language, code, name, files } = this._request;
    const names = calledNames(this._tests.text, exchange);
    return {
      ...{ language, code, name, files, stdin: '' },
      remote: { role: 'serves', names },
      onOutput: output => this._request.onOutput(output)
    };
  }

  private _testProgram(run: IOutsideTests['run']): Parameters<IProgramRunner['run']>[0] {
    const { language, code: source } = this._request;
    const { file: name, text: code } = this._tests;
    return {
      language: this._language,
      ...{ code, name, stdin: '' },
      timeLimitMs: DEFAULT_TIME_LIMIT_MS,
      remote: { role: 'tests', source, language, run },
      onOutput: () => undefined
    };
  }

  private _end(): void {
    this._testing?.stop();
    this._program?.stop();
  }

  private _language: RunLanguage;
  private _program: IRunHandle | null = null;
  private _testing: IRunHandle | null = null;
  /** How the first of the two ended, of which the other one is a consequence. */
  private _outcome: Pick<IRunOutcome, 'state' | 'error'> | null = null;
  private _stopped = false;
}

function languageOfTests(file: string): RunLanguage {
  return file.endsWith('.py') ? 'python' : file.endsWith('.ts') ? 'typescript' : 'javascript';
}

/** The verdict that test code gave on a program; `jupyter_interview/runs/outside.py` reads it, too. */
export function readTested(json: string, file: string): IVerdict {
  const told = parsed(json);
  const said = typeof told.message === 'string' ? told.message.slice(0, SHOWN_LIMIT) : '';
  const place = isCount(told.line) ? `${file}:${told.line}` : file;
  switch (told.kind) {
    case 'passed':
      return verdict('passed');
    case 'failed':
      return verdict('failed', { message: `${place}: ${said}` });
    case 'raised':
      return verdict('error', { got: said, message: `The program raised this in ${place}.` });
    case 'broken':
      return verdict('error', { message: `${place}: the test itself went wrong: ${said}` });
    default:
      return verdict('error', { message: NO_RESULT });
  }
}

function parsed(json: string): Record<string, unknown> {
  try {
    const told: unknown = JSON.parse(json);
    return isRecord(told) ? told : {};
  } catch {
    return {};
  }
}
