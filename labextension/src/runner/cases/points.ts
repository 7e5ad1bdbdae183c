/** What a program wins by the cases that it passes. */
import type { ICase } from './case';

/**
 * The points that were won, and those of all cases that were run. A group that is all or nothing
 * gives its points if all of it was run and passed.
 */
export function pointsOf(
  cases: readonly ICase[],
  run: readonly number[],
  passed: ReadonlySet<number>
): { points: number; of: number } {
  const failed = new Set(
    cases.flatMap(({ allOrNothing, group }, index) =>
      allOrNothing && group !== null && !passed.has(index) ? [group] : []
    )
  );
  let [points, of] = [0, 0];
  // Of an older entry of a log, which had the question, it may be that it cannot be read.
  for (const index of run.filter(each => each < cases.length)) {
    const { points: worth, allOrNothing, group } = cases[index];
    const isLost = allOrNothing && group !== null && failed.has(group);
    of += worth;
    points += passed.has(index) && !isLost ? worth : 0;
  }
  return { points, of };
}
