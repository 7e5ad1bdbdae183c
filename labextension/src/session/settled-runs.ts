/**
 * The runs of which nothing is told any more but that they were: those before the newest, once they have ended.
 *
 * A value to which runs are added at the end. Values share one map, of which each knows how much is its
 * own, so that adding one does not copy all the others.
 */
import type { IRunRecord } from './run-book';

export interface ISettledRuns {
  readonly shared: Map<string, { readonly run: IRunRecord; readonly place: number }>;
  readonly count: number;
}

export const NONE_SETTLED: ISettledRuns = { shared: new Map(), count: 0 };

export function settledRun({ shared, count }: ISettledRuns, runId: string): IRunRecord | undefined {
  const found = shared.get(runId);
  return found !== undefined && found.place < count ? found.run : undefined;
}

/** In the order in which they were added. */
export function settledList({ shared, count }: ISettledRuns): IRunRecord[] {
  return [...shared.values()].slice(0, count).map(({ run }) => run);
}

export function withSettled(settled: ISettledRuns, run: IRunRecord): ISettledRuns {
  const { shared, count } = settled;
  // Somebody else may have added to the map; and nobody adds to the one of an empty value.
  const isNewest = count > 0 && shared.size === count;
  const all = isNewest ? shared : placed(settledList(settled));
  all.set(run.id, { run, place: count });
  return { shared: all, count: count + 1 };
}

/** The same without this run, of which something is told again. */
export function withoutSettled(settled: ISettledRuns, runId: string): ISettledRuns {
  const others = settledList(settled).filter(({ id }) => id !== runId);
  return { shared: placed(others), count: others.length };
}

function placed(runs: readonly IRunRecord[]): ISettledRuns['shared'] {
  return new Map(runs.map((run, place) => [run.id, { run, place }]));
}
