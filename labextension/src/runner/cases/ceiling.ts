/**
 * A check ends in bounded time, whatever is lost on its way: each phase of a run has a limit of its
 * own, and this one is over all of them together.
 */
import { CHECK_START_LIMIT_MS } from '../limits';
import type { IRunHandle, IRunOutcome } from '../types';

const TOO_LATE = 'This took far too long to begin, and was stopped.';

/** How a run ends that may take so many milliseconds beside those in which it is fetched and starts. */
export async function outcomeInTime(handle: IRunHandle, limitMs: number): Promise<IRunOutcome> {
  let isLate = false;
  const ceiling = setTimeout(() => {
    isLate = true;
    handle.stop();
  }, limitMs + CHECK_START_LIMIT_MS);
  const outcome = await handle.finished;
  clearTimeout(ceiling);
  return isLate ? { ...outcome, state: 'crashed', error: TOO_LATE } : outcome;
}
