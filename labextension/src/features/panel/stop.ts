/** Stopping, whatever of this person's goes on: a run, or tests. */
import type { IInterviewModel } from '../../model/interview';

export function stopWhatRuns({
  runs,
  questions
}: Pick<IInterviewModel, 'runs' | 'questions'>): void {
  if (questions.running === null) {
    runs.stop();
  } else {
    questions.stopTests();
  }
}
