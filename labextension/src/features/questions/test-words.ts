/** The words and signs for tests: how one went, how many passed, and why none can be run. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CaseStatus, ICheck, IQuestion } from '../../contract/protocol';
import type { WhyNoTests } from '../../model/questions/questions';
import type { IconName } from '../../ui/icons';
import { languageName } from '../wording';

/** How a test went, or that this is not known yet. */
export type TestState = CaseStatus | 'running';

export const STATE_ICONS: Readonly<Record<TestState, IconName>> = {
  passed: 'check',
  failed: 'cross',
  error: 'cross',
  timeout: 'clock',
  out_of_memory: 'alert',
  crashed: 'alert',
  not_run: 'clear',
  running: 'refresh'
};

export function testStateName(state: TestState, trans: TranslationBundle): string {
  return {
    passed: trans.__('passed'),
    failed: trans.__('failed'),
    error: trans.__('error'),
    timeout: trans.__('took too long'),
    out_of_memory: trans.__('out of memory'),
    crashed: trans.__('crashed'),
    not_run: trans.__('not run'),
    running: trans.__('running')
  }[state];
}

/** How a check ended, where that was not with the last of its tests. */
export function brokenOff({ state }: ICheck, trans: TranslationBundle): string | null {
  switch (state) {
    case 'stopped':
      return trans.__('Stopped before the last test.');
    case 'lost':
      return trans.__('Broken off: what ran the tests has gone.');
    default:
      return null;
  }
}

/** What to do in order to run tests. */
export function whyNotSentence(
  why: WhyNoTests,
  { languages }: IQuestion,
  trans: TranslationBundle
): string {
  switch (why) {
    case 'no_target':
      return trans.__(
        'Look at a program in %1 to run the tests on it.',
        languages.map(languageName).join(', ')
      );
    case 'no_cases':
      return trans.__('This question has no such tests.');
    case 'not_allowed':
      return trans.__('You may not run tests now.');
    case 'busy':
      return trans.__('Something is running. Wait for its end, or stop it.');
  }
}

export function pointsName(points: number, trans: TranslationBundle): string {
  return trans._n('%1 point', '%1 points', points);
}
