/**
 * The runs of which nothing is told any more but that they were: those before the newest, once they have ended.
 *
 * A value to which runs are added at the end. Values share one map, of which each knows how much is its
 * own, so that adding one does not copy all the others.
 */
interface IWithId {
  readonly id: string;
}

export interface ISettledRuns<Run extends IWithId> {
  readonly shared: Map<string, { readonly run: Run; readonly place: number }>;
  readonly count: number;
}

export const NONE_SETTLED: ISettledRuns<never> = { shared: new Map(), count: 0 };

export function settledRun<Run extends IWithId>(
  { shared, count }: ISettledRuns<Run>,
  runId: string
): Run | undefined {
  const found = shared.get(runId);
  return found !== undefined && found.place < count ? found.run : undefined;
}

/** In the order in which they were added. */
export function settledList<Run extends IWithId>({ shared, count }: ISettledRuns<Run>): Run[] {
  return [...shared.values()].slice(0, count).map(({ run }) => run);
}

export function withSettled<Run extends IWithId>(
  settled: ISettledRuns<Run>,
  run: Run
): ISettledRuns<Run> {
  const { shared, count } = settled;
  // Somebody else may have added to the map; and nobody adds to the one of an empty value.
  const isNewest = count > 0 && shared.size === count;
  const all = isNewest ? shared : placed(settledList(settled));
  all.set(run.id, { run, place: count });
  return { shared: all, count: count + 1 };
}

/** The same without this run, of which something is told again. */
export function withoutSettled<Run extends IWithId>(
  settled: ISettledRuns<Run>,
  runId: string
): ISettledRuns<Run> {
  const others = settledList(settled).filter(({ id }) => id !== runId);
  return { shared: placed(others), count: others.length };
}

function placed<Run extends IWithId>(
  runs: readonly Run[]
): Map<string, { run: Run; place: number }> {
  return new Map(runs.map((run, place) => [run.id, { run, place }]));
}
