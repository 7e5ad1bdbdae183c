/**
 * The list of runs as a pure function of the events about them.
 *
 * Own runs are applied first from here and then again as the server stamped them, so every step may
 * be repeated: a run is one entry by its id, and output with one index counts once.
 */
import type { IRun, ITestResult, RunEnd, ServerFrame } from '../../contract/protocol';
import { append } from '../../runner/output-ends';

export interface IRuns {
  /** Oldest first. */
  readonly list: readonly IRun[];
  /** The index of the output that comes next in a run; unknown for runs seen from the middle. */
  readonly nextIndex: Readonly<Record<string, number>>;
}

/** A run of mine ended here; the server's `execution_result` follows. */
export interface IEnded {
  type: 'ended_here';
  payload: {
    runId: string;
    state: RunEnd;
    error: string | null;
    durationMs: number;
    truncated: boolean;
    tests: ITestResult[];
    endedAt: string;
  };
}

/** Removes a run that the server does not have and will not have. */
export interface IDropped {
  type: 'dropped';
  payload: { runId: string };
}

/** The server's list after a (re)connect; of the runs in `mine` only this page knows all. */
export interface IListed {
  type: 'listed';
  payload: { runs: readonly IRun[]; mine: readonly string[] };
}

export type RunEvent =
  | Extract<ServerFrame, { type: 'run_started' | 'run_output' | 'execution_result' }>
  | IEnded
  | IDropped
  | IListed;

type IPrinted = Extract<ServerFrame, { type: 'run_output' }>['payload'];

export const NO_RUNS: IRuns = { list: [], nextIndex: {} };

/** The most runs that are kept; the oldest are dropped first, because each may hold 256 KiB. */
const MOST_RUNS = 100;

export function reduceRuns(runs: IRuns, event: RunEvent): IRuns {
  switch (event.type) {
    case 'run_started':
      return started(runs, event.payload.run);
    case 'run_output':
      return printed(runs, event.payload);
    case 'execution_result':
      return upsert(runs, event.payload.run);
    case 'ended_here': {
      const { runId, ...end } = event.payload;
      return change(runs, runId, run => (run.state === 'running' ? { ...run, ...end } : run));
    }
    case 'dropped':
      return { ...runs, list: runs.list.filter(run => run.id !== event.payload.runId) };
    case 'listed':
      return listed(runs, event.payload);
  }
}

function started(runs: IRuns, run: IRun): IRuns {
  const known = runs.list.find(({ id }) => id === run.id);
  if (known) {
    const { user, startedAt, offline } = run;
    return change(runs, run.id, old => ({ ...old, user, startedAt, offline }));
  }
  return upsert({ ...runs, nextIndex: { ...runs.nextIndex, [run.id]: 0 } }, run);
}

function printed(runs: IRuns, { runId, index, ...output }: IPrinted): IRuns {
  if (index < (runs.nextIndex[runId] ?? 0)) {
    return runs;
  }
  const nextIndex = { ...runs.nextIndex, [runId]: index + 1 };
  return change({ ...runs, nextIndex }, runId, run => ({
    ...run,
    outputs: append(run.outputs, output)
  }));
}

function listed(runs: IRuns, { runs: theirs, mine }: IListed['payload']): IRuns {
  const own = new Map(
    runs.list.filter(run => mine.includes(run.id)).map(run => [run.id, run] as const)
  );
  const list = theirs.map(stamped => {
    const local = own.get(stamped.id);
    if (!local || !isOpen(stamped)) {
      return stamped;
    }
    // The server holds at most what this page sent.
    const { user, startedAt, offline } = stamped;
    return { ...local, user, startedAt, offline };
  });
  const unknown = [...own.values()].filter(run => !theirs.some(({ id }) => id === run.id));
  const nextIndex = Object.fromEntries(
    Object.entries(runs.nextIndex).filter(([id]) => own.has(id))
  );
  return { list: [...list, ...unknown], nextIndex };
}

/** Whether the server may still be told how the run ended. */
export function isOpen(run: IRun): boolean {
  return run.state === 'running' || run.state === 'lost';
}

function upsert(runs: IRuns, run: IRun): IRuns {
  return runs.list.some(({ id }) => id === run.id)
    ? change(runs, run.id, () => run)
    : { ...runs, list: [...runs.list, run].slice(-MOST_RUNS) };
}

function change(runs: IRuns, id: string, to: (run: IRun) => IRun): IRuns {
  return { ...runs, list: runs.list.map(run => (run.id === id ? to(run) : run)) };
}
