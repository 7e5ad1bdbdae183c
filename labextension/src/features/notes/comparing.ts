/**
 * Sheets of several people side by side: what they differ about most comes first. Nothing is added up,
 * and people stand as they came.
 */
import type { IRubricCriterion, IScore, ISheet } from '../../contract/protocol';

export interface ICompared {
  readonly criterion: IRubricCriterion;
  /** In the order of the sheets; null for whoever has not rated it. */
  readonly scores: readonly (IScore | null)[];
}

export function compared(sheets: readonly ISheet[]): ICompared[] {
  const criteria = new Map<string, IRubricCriterion>();
  for (const { scores } of sheets) {
    for (const { criterion } of scores) {
      if (!criteria.has(criterion.id)) {
        criteria.set(criterion.id, criterion);
      }
    }
  }
  const rows = [...criteria.values()].map(criterion => ({
    criterion,
    scores: sheets.map(
      ({ scores }) => scores.find(score => score.criterion.id === criterion.id) ?? null
    )
  }));
  // Those with the same spread stay in the order of the rubric.
  return rows.sort((one, other) => spreadOf(other) - spreadOf(one));
}

/** From 0, where all agree, to 1, from the lowest level to the highest. Not seen is no level. */
export function spreadOf({ criterion, scores }: ICompared): number {
  const levels = scores.flatMap(score => score?.level ?? []);
  const most = criterion.levels.length - 1;
  return levels.length < 2 || most < 1 ? 0 : (Math.max(...levels) - Math.min(...levels)) / most;
}
