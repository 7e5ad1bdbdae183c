/** A run of this person's as it is kept until the server has all of it. */
import type {
  ClientFrame,
  IAuthor,
  IProgram,
  IRun,
  ITestResult,
  Language,
  RunEnd
} from '../../contract/protocol';
import type { IKeptRun } from '../offline/offline-store';
import { jsonPieces } from './output-frames';
import type { RunEvent } from './runs';

/** The most bytes of an error that the server keeps. */
const ERROR_BYTES = 32 * 1024;

export interface IOwnRun {
  id: string;
  language: Language;
  /** What it runs, by hashes; undefined for a run that an earlier version of this page has kept. */
  program?: IProgram;
  user: IAuthor | null;
  startedAt: number;
  limitMs: number;
  endedAt: number | null;
  /** Output and, at last, the result. */
  frames: ClientFrame[];
}

export interface IRunEnd {
  state: RunEnd;
  error: string | null;
  durationMs: number;
  truncated: boolean;
  tests: ITestResult[];
}

type EndFrame = Extract<ClientFrame, { type: 'execution_result' }> & {
  payload: { tests: ITestResult[] };
};

export function endFrame(
  runId: string,
  { state, error, durationMs, truncated, tests }: IRunEnd
): EndFrame {
  return {
    type: 'execution_result',
    payload: {
      runId,
      state,
      error: error === null ? null : (jsonPieces(error, ERROR_BYTES)[0] ?? ''),
      durationMs: Math.max(0, Math.round(durationMs)),
      truncated,
      tests
    }
  };
}

/** The events of the run so far, as everybody gets them. */
export function eventsOf(run: IOwnRun, isOnline: boolean): RunEvent[] {
  const { id, user, language, program = null, startedAt, endedAt } = run;
  const begun: IRun = {
    id,
    user: user && { id: user.id, name: user.name, color: user.color },
    language,
    state: 'running',
    source: 'browser',
    startedAt: iso(startedAt),
    endedAt: null,
    durationMs: null,
    outputs: [],
    error: null,
    truncated: false,
    tests: [],
    program,
    offline: !isOnline
  };
  return [
    { type: 'run_started', payload: { run: begun } },
    ...run.frames.flatMap((frame): RunEvent[] => {
      switch (frame.type) {
        case 'run_output':
          return [frame];
        case 'execution_result':
          return [
            {
              type: 'ended_here',
              payload: {
                ...frame.payload,
                tests: frame.payload.tests ?? [],
                endedAt: iso(endedAt ?? startedAt)
              }
            }
          ];
        default:
          return [];
      }
    })
  ];
}

/** The run as the offline store keeps it. */
export function toKept(run: IOwnRun, where: Pick<IKeptRun, 'page' | 'at' | 'epoch'>): IKeptRun {
  const { id, language, program, user, startedAt, endedAt, limitMs } = run;
  const frames = [...run.frames];
  const overAt = startedAt + LOADING_MS + limitMs;
  const userId = user?.id ?? '';
  const told = { id, userId, language, program, frames, startedAt, endedAt, overAt };
  return { kind: 'run', ...told, ...where };
}

/** Null while another page may still be running it. */
export function fromKept(kept: IKeptRun, user: IAuthor, now: number): IOwnRun | null {
  const { id, language, program, startedAt, endedAt, frames, at, overAt } = kept;
  const run = { id, language, program, user, startedAt, limitMs: 0 };
  if (endedAt !== null) {
    return { ...run, endedAt, frames };
  }
  const cut: IRunEnd = { ...pageClosed(at - startedAt), state: 'crashed', error: CUT_OFF };
  const end = endFrame(id, cut);
  return overAt > now ? null : { ...run, endedAt: at, frames: [...frames, end] };
}

/** The end of a run whose page goes away. */
export function pageClosed(durationMs: number): IRunEnd {
  const error = 'The page was closed while this ran.';
  return { state: 'stopped', error, durationMs, truncated: false, tests: [] };
}

const CUT_OFF = 'The browser was closed while this ran.';

/** The longest that loading an interpreter may take; its time does not count as running. */
const LOADING_MS = 10 * 60 * 1000;

export function iso(time: number): string {
  return new Date(time).toISOString();
}
