/**
 * Runs: which events of them may be recorded, and what those events add up to.
 *
 * `decide…` reads the book, answers with events (or throws a refusal) and changes nothing. `evolve`
 * applies an event, live or from a log, so a book made again from the log equals the one that was
 * lost. What a browser reports is a claim: whose run it is, in what order output comes and how much
 * of it there is are checked here, and author and time are stamped.
 */
import type { SessionEvent } from '../contract/generated-events';
import type {
  IAuthor,
  IOutput,
  IProgram,
  ITestResult,
  Language,
  RunState
} from '../contract/protocol';
import { sizeOfOutput } from '../runner/output-ends';
import { cutToBytes } from '../runner/utf8';
import type { Limits } from './limits';
import type { Named } from './named';
import {
  emptyTail,
  endsOf,
  piecesOf,
  printed,
  withTail,
  type IPrinted,
  type ITail
} from './output';
import { refusal } from './refusal';
import {
  NONE_SETTLED,
  settledList,
  settledRun,
  withoutSettled,
  withSettled,
  type ISettledRuns
} from './settled-runs';

export type RunSource = Started['source'];
export type RunEvent = Named<
  SessionEvent,
  'RunStarted' | 'RunPrinted' | 'RunWithheld' | 'RunEnded'
>;
type Started = Named<SessionEvent, 'RunStarted'>;
type Ended = Named<SessionEvent, 'RunEnded'>;

export const LOST_SENTENCE = 'The browser that ran this went away before it told the end.';

const MINUTE_US = 60_000_000;

/** One run as everybody sees it. */
export interface IRunRecord {
  readonly id: string;
  /** How many runs began before it. */
  readonly number: number;
  readonly author: IAuthor | null;
  readonly language: Language;
  readonly source: RunSource;
  readonly startedUs: number;
  readonly state: RunState;
  readonly endedUs: number | null;
  readonly durationMs: number | null;
  readonly printed: IPrinted;
  readonly error: string | null;
  readonly truncated: boolean;
  readonly offline: boolean;
  readonly tests: readonly ITestResult[];
  /** What it ran, as its browser says. */
  readonly program: IProgram | null;
  readonly stoppedBy: IAuthor | null;
  readonly nextIndex: number;
  /** Once the first part is full. */
  readonly tail: ITail | null;
  /**
   * The first part of a lost run whose output shows the end as well: if its browser comes back, the
   * end is told anew.
   */
  readonly beforeLost: IPrinted | null;
}

/** Every run of a session; old ones lose their output here, never in a log. */
export interface IRunBook {
  /** The newest ones, and others that go on or of which something is told again, as they began. */
  readonly list: readonly IRunRecord[];
  readonly settled: ISettledRuns<IRunRecord>;
  /** How many have begun. */
  readonly begun: number;
  /** Of books before this one. */
  readonly retired: readonly string[];
  /** Starts of the last minute; those of runs made offline come all at once, and are apart. */
  readonly starts: readonly { author: string; offline: boolean; atUs: number }[];
}

const NOTHING: IPrinted = { outputs: [], bytes: 0 };

export const NO_RUNS: IRunBook = {
  list: [],
  settled: NONE_SETTLED,
  begun: 0,
  retired: [],
  starts: []
};

/** An empty book, for which the runs of this one are no news either. */
export function successor(book: IRunBook): IRunBook {
  return { ...NO_RUNS, retired: [...book.retired, ...everyRun(book).map(({ id }) => id)] };
}

export function runIn({ list, settled }: IRunBook, runId: string): IRunRecord | undefined {
  return list.find(({ id }) => id === runId) ?? settledRun(settled, runId);
}

/** All runs, in the order in which they began. */
export function everyRun({ list, settled }: IRunBook): IRunRecord[] {
  return [...settledList(settled), ...list].sort((one, other) => one.number - other.number);
}

/** Runs whose end is not known, of one person or of everybody. */
export function running(book: IRunBook, participantId?: string): IRunRecord[] {
  return book.list.filter(
    ({ state, author }) =>
      state === 'running' && (participantId === undefined || author?.id === participantId)
  );
}

/** A run that is streamed from a participant's sandbox or a server's, or was made offline. */
export function decideStart(
  book: IRunBook,
  limits: Limits,
  atUs: number,
  { run, user, language, source, madeUs = null, program = null }: Omit<Started, 'type'>
): Started {
  if (runIn(book, run) !== undefined || book.retired.includes(run)) {
    throw refusal('run_conflict', 'There is a run with this id already.');
  }
  if (user !== null) {
    if (running(book, user.id).length > 0) {
      throw refusal('run_conflict', 'Your last run has not ended yet.');
    }
    demandPace(book, limits, user.id, atUs, madeUs !== null);
  }
  return { type: 'RunStarted', run, user, language, source, madeUs, program };
}

/** A run that comes whole, after it ended somewhere else. */
export function decideReport(
  book: IRunBook,
  limits: Limits,
  atUs: number,
  { run, user, language }: Pick<Started, 'run' | 'user' | 'language'>,
  { output, error }: { output: string; error: string | null }
): RunEvent[] {
  if (user !== null) {
    demandPace(book, limits, user.id, atUs, false);
  }
  const [head, ...tail] = endsOf(output, limits.outputBytes);
  return [
    { type: 'RunStarted', run, user, language, source: 'reported' },
    ...(head ? [{ type: 'RunPrinted', run, index: 0, output: head } as const] : []),
    {
      type: 'RunEnded',
      run,
      state: error === null ? 'ok' : 'error',
      error: short(error, limits),
      durationMs: null,
      truncated: tail.length > 0,
      tail
    }
  ];
}

/**
 * More output, or null when it is a repetition. Without a participant it is the server that tells
 * of a run of its own.
 */
export function decideOutput(
  book: IRunBook,
  limits: Limits,
  participantId: string | null,
  { run: runId, index, output }: { run: string; index: number; output: IOutput }
): Named<SessionEvent, 'RunPrinted' | 'RunWithheld'> | null {
  const run = ownOpenRun(book, runId, participantId);
  if (index < run.nextIndex) {
    return null;
  }
  if (index > run.nextIndex) {
    throw refusal('run_conflict', `Output ${run.nextIndex} of this run has not come yet.`);
  }
  const room = Math.floor(limits.outputBytes / 2) - run.printed.bytes;
  const isFirstPart = run.tail === null && sizeOfOutput(output) <= room;
  return { type: isFirstPart ? 'RunPrinted' : 'RunWithheld', run: runId, index, output };
}

/** What the runner says of the end; taken once, also after the run was given up as lost. */
export function decideEnd(
  book: IRunBook,
  limits: Limits,
  participantId: string | null,
  end: Pick<Ended, 'run' | 'state' | 'error' | 'durationMs' | 'truncated' | 'madeUs' | 'tests'>
): Ended {
  const run = ownOpenRun(book, end.run, participantId);
  const { tail, isCut } = endOf(run);
  const { madeUs = null } = end;
  return {
    ...end,
    type: 'RunEnded',
    error: short(end.error, limits),
    truncated: end.truncated || isCut,
    madeUs: madeUs === null ? null : Math.max(madeUs, run.startedUs),
    tail
  };
}

/** A run ends wherever it is made. What its browser tells after that is refused. */
export function decideStop(run: IRunRecord, atUs: number, by: IAuthor | null): Ended {
  const { tail, isCut } = endOf(run);
  return {
    type: 'RunEnded',
    run: run.id,
    state: 'stopped',
    error: 'Stopped',
    durationMs: Math.floor(Math.max(0, atUs - run.startedUs) / 1000),
    truncated: run.truncated || isCut,
    tail,
    stoppedBy: by
  };
}

/** The person is gone, and with them the browser their runs ran in. */
export function decideLost(book: IRunBook, participantId: string): Ended[] {
  return running(book, participantId)
    .filter(({ source }) => source === 'browser')
    .map(run => {
      const { tail, isCut } = endOf(run);
      return {
        type: 'RunEnded',
        run: run.id,
        state: 'lost',
        error: LOST_SENTENCE,
        durationMs: null,
        truncated: isCut || run.truncated,
        tail
      };
    });
}

/** A run whose end is not known; throws `run_conflict`. */
export function demandRunning(book: IRunBook, runId: string): IRunRecord {
  const run = runIn(book, runId);
  if (run === undefined) {
    throw refusal('run_conflict', 'There is no run with this id.');
  }
  if (run.state !== 'running') {
    throw hasEnded();
  }
  return run;
}

/** An event of a run that this book never saw changes nothing. */
export function evolve(book: IRunBook, limits: Limits, event: RunEvent, atUs: number): IRunBook {
  if (event.type === 'RunStarted') {
    const { list, settled } = without(book, event.run);
    const run = begun(event, atUs, book.begun);
    const recent = book.starts.filter(start => atUs - start.atUs < MINUTE_US);
    const own = event.user && { author: event.user.id, offline: run.offline, atUs };
    const starts = own ? [...recent, own] : recent;
    return { ...book, list: [...list, run], settled, begun: book.begun + 1, starts };
  }
  const told = awake(book, event.run);
  const list = told.list.map(run => (run.id === event.run ? after(run, limits, event, atUs) : run));
  return event.type === 'RunEnded' ? settle({ ...told, list }, limits) : { ...told, list };
}

/** The book without a run of this id, should a log begin one twice. */
function without(book: IRunBook, runId: string): IRunBook {
  return runIn(book, runId) === undefined
    ? book
    : {
        ...book,
        list: book.list.filter(({ id }) => id !== runId),
        settled: withoutSettled(book.settled, runId)
      };
}

/** The book with this run among those of which something is told. */
function awake(book: IRunBook, runId: string): IRunBook {
  const run = settledRun(book.settled, runId);
  return run === undefined
    ? book
    : { ...book, list: [run, ...book.list], settled: withoutSettled(book.settled, runId) };
}

function begun(
  { run, user, language, source, madeUs = null, program = null }: Started,
  atUs: number,
  number: number
): IRunRecord {
  return {
    id: run,
    number,
    author: user,
    language,
    source,
    startedUs: madeUs ?? atUs,
    state: 'running',
    endedUs: null,
    durationMs: null,
    printed: NOTHING,
    error: null,
    truncated: false,
    offline: madeUs !== null,
    tests: [],
    program,
    stoppedBy: null,
    nextIndex: 0,
    tail: null,
    beforeLost: null
  };
}

function after(
  before: IRunRecord,
  limits: Limits,
  event: Exclude<RunEvent, Started>,
  atUs: number
): IRunRecord {
  const run = { ...before, printed: before.beforeLost ?? before.printed, beforeLost: null };
  switch (event.type) {
    case 'RunPrinted':
      return {
        ...run,
        nextIndex: event.index + 1,
        truncated: run.truncated || event.truncated === true,
        printed: printed(run.printed, event.output)
      };
    case 'RunWithheld': {
      const tail = run.tail ?? emptyTail(limits.outputBytes - run.printed.bytes);
      return { ...run, nextIndex: event.index + 1, tail: withTail(tail, event.output) };
    }
    case 'RunEnded':
      return ended(run, event, atUs);
  }
}

function ended(run: IRunRecord, event: Ended, atUs: number): IRunRecord {
  const {
    state,
    error,
    durationMs,
    truncated,
    madeUs,
    tests = [],
    tail = [],
    stoppedBy = null
  } = event;
  const isLost = state === 'lost';
  return {
    ...run,
    state,
    error,
    durationMs,
    // A clock that was set back dates the end before the start; nothing takes less than 0.
    endedUs: Math.max(madeUs ?? atUs, run.startedUs),
    truncated: run.truncated || truncated,
    tests,
    stoppedBy,
    tail: isLost ? run.tail : null,
    beforeLost: isLost && tail.length > 0 ? run.printed : null,
    printed: tail.reduce(printed, run.printed)
  };
}

/**
 * Forgets the output that a welcome tells nobody any more; the log has it. What is behind the newest runs and
 * has ended is settled, so that nobody goes through it again at the next end.
 */
function settle(book: IRunBook, { welcomeRuns, welcomeOutputBytes }: Limits): IRunBook {
  const newest = Math.max(0, book.list.length - welcomeRuns);
  let kept = 0;
  // The output of the newest is kept, so this looks from the end.
  const list = book.list.slice(newest);
  for (let place = list.length - 1; place >= 0; place--) {
    const run = list[place];
    const { bytes } = run.printed;
    const fits = run.state === 'running' || kept + bytes <= welcomeOutputBytes;
    kept += fits && run.state !== 'running' ? bytes : 0;
    list[place] = fits ? run : withoutOutput(run);
  }
  const older = book.list.slice(0, newest);
  const over = older.filter(({ state }) => state !== 'running');
  return {
    ...book,
    list: [...older.filter(({ state }) => state === 'running'), ...list],
    settled: over.reduce(
      // Nobody is told any more of what older runs ran, either.
      (settled, run) => withSettled(settled, { ...withoutOutput(run), program: null }),
      book.settled
    )
  };
}

function withoutOutput(run: IRunRecord): IRunRecord {
  const truncated = run.truncated || run.printed.outputs.length > 0;
  return { ...run, printed: NOTHING, truncated, tail: null, beforeLost: null };
}

function ownOpenRun(book: IRunBook, runId: string, participantId: string | null): IRunRecord {
  const run = runIn(book, runId);
  if (run === undefined || participantId !== tellerOf(run)) {
    throw noSuchRun();
  }
  if (run.state !== 'running' && run.state !== 'lost') {
    throw hasEnded();
  }
  return run;
}

const noSuchRun = (): Error => refusal('run_conflict', 'You have no run with this id.');

const hasEnded = (): Error => refusal('run_conflict', 'This run has ended already.');

/** Who may tell about it; null is the server. */
function tellerOf({ source, author }: IRunRecord): string | null {
  return source === 'server' ? null : (author?.id ?? '');
}

function demandPace(
  { starts }: IRunBook,
  limits: Limits,
  author: string,
  atUs: number,
  offline: boolean
): void {
  const recent = starts
    .filter(start => start.author === author && start.offline === offline)
    .map(start => start.atUs)
    .filter(at => atUs >= at && atUs - at < MINUTE_US);
  if (recent.length >= (offline ? limits.offlineRunsPerMinute : limits.runsPerMinute)) {
    const wait = (recent[0] + MINUTE_US - atUs) / 1_000_000;
    throw refusal('rate_limited', 'That is many runs in one minute; wait a little.', wait);
  }
}

/** What is kept of its end, and whether anything was left out before or in it. */
function endOf(run: IRunRecord): { tail: IOutput[]; isCut: boolean } {
  const tail = run.tail === null ? [] : piecesOf(run.tail);
  const { outputs } = run.beforeLost ?? run.printed;
  return { tail, isCut: [...outputs, ...tail].some(({ omitted = 0 }) => omitted > 0) };
}

function short(error: string | null, limits: Limits): string | null {
  return error === null ? null : cutToBytes(error, limits.errorBytes);
}
