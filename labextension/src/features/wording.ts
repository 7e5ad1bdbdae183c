/** The words for the closed lists of the protocol, once for all components. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { languageCalled } from '../contract/languages';
import type { IRun, Language, Role, RunState } from '../contract/protocol';
import type { KeptBy } from '../model/ports';
import type { ClosedBecause } from '../model/session/close-reasons';
import { numberName, placeLocale } from '../ui/locale';
import { isNow, relativeTime } from '../ui/times';

/** The title of an interview that nobody gave one, as it is stored. */
const UNTITLED = 'Untitled interview';

/** A title as its reader sees it. */
export function shownTitle(title: string, trans: TranslationBundle): string {
  return title === UNTITLED ? untitled(trans) : title;
}

/** What an interview without a title is called. */
export function untitled(trans: TranslationBundle): string {
  return trans.__('Untitled interview');
}

/** Names of languages are the same in every language. */
export function languageName(language: Language): string {
  return languageCalled(language)?.title ?? language;
}

export function roleName(role: Role, trans: TranslationBundle): string {
  return {
    owner: trans.__('owner'),
    interviewer: trans.__('interviewer'),
    candidate: trans.__('candidate'),
    observer: trans.__('observer')
  }[role];
}

/** "just now" within a minute, then "5 minutes ago". */
export function ago(iso: string, now: number, trans: TranslationBundle): string {
  return isNow(iso, now) ? trans.__('just now') : relativeTime(iso, now);
}

export function endConsequence(keptBy: KeptBy, trans: TranslationBundle): string {
  return keptBy === 'browser'
    ? trans.__('Nothing can be edited or run any more. It can still be read, and reopened later.')
    : trans.__(
        'Nobody can edit or run any more, guests are disconnected, and its links stop working. You can still read it, and reopen it later.'
      );
}

export function deleteConsequence(keptBy: KeptBy, trans: TranslationBundle): string {
  return keptBy === 'browser'
    ? trans.__(
        'It closes in every tab. Its text and runs are deleted from this browser, and they are nowhere else. This cannot be undone.'
      )
    : trans.__(
        'Everybody is disconnected. Its text, runs, people and links are deleted for good. This cannot be undone.'
      );
}

/** What happened, and what to do about it. */
export function closedSentence(
  because: ClosedBecause,
  keptBy: KeptBy,
  trans: TranslationBundle
): string {
  return {
    credential: trans.__(
      'This link no longer opens this interview. Ask the person who invited you for a new one.'
    ),
    shut_out: trans.__(
      'You were removed from this interview, the link you came by was taken back, or the interview is gone. Ask the person who invited you.'
    ),
    kicked: trans.__('You were removed from this interview by the interviewer.'),
    revoked: trans.__(
      'The link you came by was taken back. Ask the person who invited you for a new one.'
    ),
    role: trans.__(
      'You were disconnected because you are not allowed to do what was tried. Reload the page to go on.'
    ),
    deleted:
      keptBy === 'browser'
        ? trans.__('This interview was deleted.')
        : trans.__('This interview is not on the server any more: it was deleted.'),
    missing: trans.__('This interview does not exist, or it was deleted.'),
    ended: trans.__('This interview has ended.'),
    version: trans.__('This page is older than the server. Reload it to go on.'),
    other: trans.__('The server closed the connection. Reload the page to go on.')
  }[because];
}

export function runStateName(state: RunState, trans: TranslationBundle): string {
  return {
    running: trans.__('Running'),
    ok: trans.__('Finished'),
    error: trans.__('Error'),
    timeout: trans.__('Time limit'),
    stopped: trans.__('Stopped'),
    out_of_memory: trans.__('Out of memory'),
    crashed: trans.__('Crashed'),
    lost: trans.__('Lost')
  }[state];
}

export interface IOutcome {
  state: RunState;
  /** How many tests it had results of, and how many of them passed. */
  tests: number;
  passed: number;
  /** Somebody else than who ran it has stopped it. */
  stoppedBy?: string;
}

export function outcomeOf({ state, tests, stoppedBy }: IRun): IOutcome {
  const passed = tests.filter(test => test.passed).length;
  return { state, tests: tests.length, passed, stoppedBy: stoppedBy?.name };
}

/** How a run went: a run with tests that ran to its end is described by the tests. */
export function outcomeName(outcome: IOutcome, trans: TranslationBundle): string {
  const { state, tests, passed, stoppedBy } = outcome;
  if (stoppedBy !== undefined) {
    return trans.__('Stopped by %1', stoppedBy);
  }
  return state === 'ok' && tests > 0
    ? passedName(tests, passed, trans)
    : runStateName(state, trans);
}

/** "3 of 5 tests passed". */
export function passedName(tests: number, passed: number, trans: TranslationBundle): string {
  return trans._n('%2 of %1 test passed', '%2 of %1 tests passed', tests, passed);
}

/** Whether the program ran to its end and failed some of its tests. */
export function hasFailedTests({ state, tests, passed }: IOutcome): boolean {
  return state === 'ok' && passed < tests;
}

export function duration(milliseconds: number): string {
  if (milliseconds < 1000) {
    return `${Math.round(milliseconds)} ms`;
  }
  return `${numberName(milliseconds / 1000, milliseconds < 10_000 ? 2 : 1)} s`;
}

/** "397 KB", in the units of file managers. */
export function sizeName(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return new Intl.NumberFormat(placeLocale(), {
    style: 'unit',
    unit: units[unit],
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: size < 10 && unit > 0 ? 1 : 0
  }).format(size);
}
