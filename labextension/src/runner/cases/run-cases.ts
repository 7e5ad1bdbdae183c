/**
 * Runs a program against the cases of a question in the sandbox, whatever the program does to
 * itself. `jupyter_interview/runs/cases.py` does the same on a server.
 *
 * What is expected stays here. A case that takes too long costs its interpreter and not the others:
 * they go on in another one. All cases are run, and each has its result as soon as it is known.
 */
import { DEFAULT_TIME_LIMIT_MS, OUTPUT_LIMIT_BYTES } from '../limits';
import { OutputEnds } from '../output-ends';
import type {
  IOutput,
  IProgramRunner,
  IRunHandle,
  IRunOutcome,
  ITextFile,
  RunLanguage
} from '../types';
import { Attempt, ENDED, statusOf, timeout } from './attempt';
import type { ICaseResult } from './attempt';
import { orderOf } from './case';
import type { ICase, IRows, IWhole, Names } from './case';
import { outcomeInTime } from './ceiling';
import { EQUAL, matches } from './compare';
import { judge, judgeText, verdict } from './judge';
import type { IVerdict } from './judge';
import { raisedText, readOutcome } from './outcome';
import { OutsideRun } from './outside';
import type { ISecondRunner } from './outside';
import { shown } from './shown';
import type { OfCase } from './told';
import type { Value } from './values';

export interface ICasesRequest {
  language: RunLanguage;
  code: string;
  name?: string;
  files?: readonly ITextFile[];
  names: Names;
  cases: readonly ICase[];
  /** Files with test code, by their names. */
  outside?: Readonly<Record<string, string>>;
  /** The limit of a case that has none. */
  seconds: number;
  /** In the order in which results are known, one for each case unless it was stopped. */
  onResult(result: ICaseResult): void;
  onOutput(output: IOutput): void;
}

export interface ICasesHandle {
  /** Never rejects. */
  readonly finished: Promise<void>;
  stop(): void;
}

const NO_STATEMENT = 'The statement could not be run.';

/** Runs a statement where the program is not. SQLite takes one statement and no more. */
const ROWS = `\
import sqlite3

with sqlite3.connect(":memory:") as database:
    database.executescript(open("tables.sql").read())


def rows():
    return database.execute(open("statement.sql").read()).fetchall()
`;

/** The runner must be idle, and is busy until `finished` has settled. */
export function runCases(
  runner: IProgramRunner,
  request: ICasesRequest,
  openSecond: () => ISecondRunner
): ICasesHandle {
  const run = new CasesRun(runner, request, openSecond);
  return { finished: run.all(), stop: () => run.stop() };
}

class CasesRun {
  constructor(
    private _runner: IProgramRunner,
    private _request: ICasesRequest,
    private _openSecond: () => ISecondRunner
  ) {}

  async all(): Promise<void> {
    const { cases } = this._request;
    const indexes = cases.flatMap(({ action }, index) =>
      action.kind === 'outside' ? [] : [index]
    );
    const together = indexes.filter(index => isShared(cases[index]));
    const alone = indexes.filter(index => !isShared(cases[index]));
    for (const group of [together, ...alone.map(index => [index])]) {
      const { action } = cases[group[0]] ?? {};
      if (action?.kind === 'whole') {
        await this._whole(group[0], action);
      } else if (group.length > 0) {
        await this._called(group);
      }
    }
    await this._outside();
  }

  /** Tests of test code, file by file. */
  private async _outside(): Promise<void> {
    const { cases, outside = {}, ...program } = this._request;
    const files = new Map<string, { index: number; test: string }[]>();
    cases.forEach(({ action }, index) => {
      if (action.kind === 'outside') {
        files.set(action.file, [...(files.get(action.file) ?? []), { index, test: action.test }]);
      }
    });
    if (files.size === 0 || this._stopped) {
      return;
    }
    const second = this._openSecond();
    const limitMs = (index: number): number => this._limitMs(index);
    try {
      for (const [file, run] of files) {
        const text = Object.hasOwn(outside, file) ? outside[file] : '';
        const request = { ...program, limitMs };
        const tests = new OutsideRun(this._runner, second, request, { file, text, run });
        this._handle = tests;
        await (this._stopped ? undefined : tests.all());
      }
    } finally {
      second.dispose();
    }
  }

  stop(): void {
    this._stopped = true;
    this._handle?.stop();
  }

  /** Cases that share an interpreter, as long as it lives. */
  private async _called(group: readonly number[]): Promise<void> {
    let left = [...group];
    const statements = new Map<number, { rows: IRows; statement: string; ms: number }>();
    while (left.length > 0 && !this._stopped) {
      const attempt = new Attempt(left, index => this._limitMs(index));
      const settled = (result: ICaseResult): void => {
        left = left.filter(index => index !== result.index);
        this._request.onResult(result);
      };
      const outcome = await this._run({
        code: this._request.code,
        caseTimeMs: left.reduce((sum, index) => sum + this._limitMs(index), 0),
        cases: left,
        onCase: told => {
          const answer = attempt.hear(told, () => this._handle?.stop());
          if (answer !== null) {
            const found = this._judgedAnyhow(answer.index, answer.json);
            if (typeof found === 'string') {
              const rows = this._request.cases[answer.index].action as IRows;
              statements.set(answer.index, { rows, statement: found, ms: answer.ms });
              left = left.filter(index => index !== answer.index);
            } else {
              settled({ index: answer.index, verdict: found, ms: answer.ms });
            }
          }
        }
      });
      if (!this._stopped) {
        attempt.lastResults(outcome).forEach(settled);
      }
    }
    for (const [index, { rows, statement, ms }] of statements) {
      if (!this._stopped) {
        this._request.onResult({ index, verdict: await this._rows(rows, statement), ms });
      }
    }
  }

  /** As `_judged`, whatever an author's expression is to this engine. */
  private _judgedAnyhow(index: number, json: string): IVerdict | string {
    try {
      return this._judged(index, json);
    } catch (error) {
      return verdict('error', { message: `This test could not be compared: ${String(error)}` });
    }
  }

  /** The verdict on an answer, or the statement that is to be run for it. */
  private _judged(index: number, json: string): IVerdict | string {
    const { cases, language } = this._request;
    const outcome = readOutcome(json);
    const found = judge(cases[index], outcome, language);
    const isStatement =
      found.status === 'passed' &&
      cases[index].action.kind === 'rows' &&
      outcome.kind === 'given' &&
      typeof outcome.value === 'string';
    return isStatement ? (outcome.value as string) : found;
  }

  private async _rows({ tables, rows, ordered }: IRows, statement: string): Promise<IVerdict> {
    let answer: string | null = null;
    const timeLimitMs = this._request.seconds * 1000 + DEFAULT_TIME_LIMIT_MS;
    const handle = this._runner.run({
      language: 'python',
      code: ROWS,
      stdin: '',
      files: [
        { name: 'tables.sql', text: tables },
        { name: 'statement.sql', text: statement }
      ],
      timeLimitMs,
      cases: [{ index: 0, call: 'rows', args: [], givesArgs: false }],
      onOutput: () => undefined,
      onCase: told => {
        answer ??= told.type === 'answer' ? told.json : null;
      }
    });
    this._handle = handle;
    const { state, error } = await outcomeInTime(handle, timeLimitMs);
    if (answer === null) {
      return state === 'timeout'
        ? verdict('timeout', { message: 'The statement took too long.' })
        : verdict('error', { message: error?.trim().split('\n').at(-1) ?? NO_STATEMENT });
    }
    const outcome = readOutcome(answer);
    if (outcome.kind === 'raised') {
      return verdict('error', { got: raisedText(outcome) });
    }
    if (outcome.kind !== 'given' || !Array.isArray(outcome.value)) {
      return verdict('error', { message: NO_STATEMENT });
    }
    const got = outcome.value.map(rowOf);
    const comparison = { ...EQUAL, way: ordered ? ('equal' as const) : ('unordered' as const) };
    return matches(comparison, rows, got)
      ? verdict('passed')
      : verdict('failed', { expected: shown(rows, 'python'), got: shown(got, 'python') });
  }

  /** A run of the whole program, with all of its input. */
  private async _whole(index: number, { stdin, stdout }: IWhole): Promise<void> {
    if (this._stopped) {
      return;
    }
    const printed = new OutputEnds(OUTPUT_LIMIT_BYTES);
    const texts: string[] = [];
    const keep = (output: IOutput | null): void => {
      if (output?.stream === 'stdout') {
        texts.push(output.text);
      }
    };
    const limitMs = this._limitMs(index);
    const outcome = await this._run({
      code: this._request.code,
      limitMs,
      stdin,
      cases: [],
      onOutput: output => output.stream === 'stdout' && keep(printed.add(output))
    });
    printed.rest().forEach(keep);
    if (this._stopped) {
      return;
    }
    const got = texts.join('');
    const { state, error } = outcome;
    const found =
      state === 'ok'
        ? judgeText(stdout, got)
        : state === 'timeout'
          ? timeout(limitMs)
          : verdict(statusOf(state), { got, message: error ?? ENDED });
    this._request.onResult({ index, verdict: found, ms: outcome.durationMs });
  }

  private _run(options: {
    code: string;
    limitMs?: number;
    caseTimeMs?: number;
    cases: readonly number[];
    stdin?: string;
    onCase?: (told: OfCase) => void;
    onOutput?: (output: IOutput) => void;
  }): Promise<IRunOutcome> {
    const { language, name, files, names, cases } = this._request;
    const { limitMs = DEFAULT_TIME_LIMIT_MS, caseTimeMs = 0 } = options;
    const orders = options.cases.flatMap(index => {
      const order = orderOf(cases[index], index, language, names);
      return order === null ? [] : [order];
    });
    const handle = this._runner.run({
      language,
      code: options.code,
      name,
      files,
      stdin: options.stdin ?? '',
      timeLimitMs: limitMs,
      caseTimeMs,
      cases: orders,
      onCase: options.onCase,
      onOutput: output => {
        options.onOutput?.(output);
        this._request.onOutput(output);
      }
    });
    this._handle = handle;
    return outcomeInTime(handle, limitMs + caseTimeMs);
  }

  private _limitMs(index: number): number {
    return (this._request.cases[index].seconds ?? this._request.seconds) * 1000;
  }

  private _handle: Pick<IRunHandle, 'stop'> | null = null;
  private _stopped = false;
}

function isShared({ fresh, action }: ICase): boolean {
  return !fresh && action.kind !== 'whole';
}

function rowOf(value: Value): Value {
  const members = (value as { $tuple?: Value } | null)?.$tuple;
  return Array.isArray(members) ? members : value;
}
