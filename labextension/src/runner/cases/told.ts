/** What a worker tells of the cases it was given. A program may have written any of it. */
import { isCount, isDuration, isRecord } from '../checks';
import { CASES_LIMIT, OUTCOME_LIMIT } from '../limits';

export type OfCase =
  /** The case begins. */
  | { type: 'case'; index: number }
  /** What came of it, as JSON that `outcome.ts` reads. */
  | { type: 'answer'; index: number; json: string; ms: number };

export function parseOfCase(data: unknown): OfCase | null {
  if (!isRecord(data) || !isCount(data.index) || data.index >= CASES_LIMIT) {
    return null;
  }
  const { type, index, json, ms } = data;
  if (type === 'case') {
    return { type, index };
  }
  return type === 'answer' && typeof json === 'string' && json.length <= OUTCOME_LIMIT
    ? { type, index, json, ms: isDuration(ms) ? ms : 0 }
    : null;
}
