/** What was run in an interview, as its recording tells it: runs, and checks of questions. */
import type { SessionEvent } from '../contract/generated-events';
import type { IProgram } from '../contract/protocol';
import type { Named } from '../session/named';
import type { IRecording } from './recording';

type Told<One> = Omit<One, 'who'> & { who: string | null };
export type ToldRun = Told<IRecording['runs'][number]>;
export type ToldCheck = Told<IRecording['checks'][number]>;

export type ProgramEvent = Named<
  SessionEvent,
  'RunStarted' | 'RunPrinted' | 'RunEnded' | 'CheckStarted' | 'CheckAnswered' | 'CheckEnded'
>;

/** The most characters of a run's output that a recording has; the rest is in the interview. */
const OUTPUT = 8192;
const PRINTED = ['stdout', 'stderr', 'value'];
const PROGRAMS: ReadonlySet<string> = new Set([
  'RunStarted',
  'RunPrinted',
  'RunEnded',
  'CheckStarted',
  'CheckAnswered',
  'CheckEnded'
] satisfies ProgramEvent['type'][]);

export function isOfProgram(event: SessionEvent): event is ProgramEvent {
  return PROGRAMS.has(event.type);
}

/** Runs and checks, in the order in which they began. Their `who` are ids of people. */
export class Programs {
  readonly runs = new Map<string, ToldRun>();
  readonly checks = new Map<string, ToldCheck>();

  /** Notes what has happened to a run or a check. */
  take(event: ProgramEvent, seq: number, at: number): void {
    switch (event.type) {
      case 'RunStarted': {
        const { program, language, source, user } = event;
        const run = this._run(event.run, seq, at);
        Object.assign(run, { who: user?.id ?? null, language, source });
        if (program) {
          Object.assign(run, { file: program.name, sha256: mainOf(program) });
        }
        break;
      }
      case 'RunPrinted':
        this._print(this._run(event.run, seq, at), event, at);
        break;
      case 'RunEnded': {
        const { state, error, durationMs, truncated, tests = [], tail = [] } = event;
        const run = this._run(event.run, seq, at);
        Object.assign(run, { endSeq: seq, endAt: at, state, error, durationMs });
        run.isCut = run.isCut || truncated || tail.length > 0;
        run.tests = tests.map(({ name, passed }) => ({ name, passed }));
        break;
      }
      case 'CheckStarted': {
        const { user, question, hidden = true, language, source, file, cases } = event;
        const told = { who: user?.id ?? null, question, hidden, language, source, file, cases };
        Object.assign(this._check(event.check, seq, at), told);
        break;
      }
      case 'CheckAnswered': {
        const { results } = this._check(event.check, seq, at);
        results.push(...event.results.map(({ index, status }) => ({ index, status })));
        break;
      }
      case 'CheckEnded': {
        const { state, passed, points, of } = event;
        const told = { endSeq: seq, endAt: at, state, passed, points, of };
        Object.assign(this._check(event.check, seq, at), told);
      }
    }
  }

  /** A run; of one whose beginning is not in the log the rest is told. */
  private _run(id: string, seq: number, at: number): ToldRun {
    const run = this.runs.get(id) ?? {
      id,
      seq,
      at,
      who: null,
      language: null,
      source: null,
      file: null,
      sha256: null,
      state: 'running',
      error: null,
      durationMs: null,
      endSeq: null,
      endAt: null,
      isCut: false,
      tests: [],
      output: []
    };
    this.runs.set(id, run);
    return run;
  }

  private _check(id: string, seq: number, at: number): ToldCheck {
    const check = this.checks.get(id) ?? {
      id,
      seq,
      at,
      who: null,
      question: null,
      hidden: true,
      language: null,
      source: null,
      file: null,
      cases: [],
      results: [],
      state: 'running',
      endSeq: null,
      endAt: null,
      passed: 0,
      points: 0,
      of: 0
    };
    this.checks.set(id, check);
    return check;
  }

  private _print(
    run: ToldRun,
    { run: id, output, truncated = false }: Named<SessionEvent, 'RunPrinted'>,
    at: number
  ): void {
    const { stream, text, omitted = 0 } = output;
    const left = this._left.get(id) ?? OUTPUT;
    const isTold = PRINTED.includes(stream) && omitted === 0;
    const characters = isTold ? [...text] : [];
    const kept = characters.slice(0, left);
    if (!isTold ? text !== '' || omitted > 0 : kept.length < characters.length) {
      run.isCut = true;
    }
    run.isCut = run.isCut || truncated;
    if (kept.length > 0) {
      run.output.push({ at, stream, text: kept.join('') });
      this._left.set(id, left - kept.length);
    }
  }

  private readonly _left = new Map<string, number>();
}

/** The hash of the file that is run. */
function mainOf({ name, files }: IProgram): string | null {
  return files.find(file => file.name === name)?.sha256 ?? null;
}
