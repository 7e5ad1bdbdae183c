/** The words for the closed lists of the protocol, once for all components. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Language, Role, RunState } from '../model/protocol';

/** Names of languages are the same in every language. */
export function languageName(language: Language): string {
  return { javascript: 'JavaScript', typescript: 'TypeScript', python: 'Python' }[language];
}

export function roleName(role: Role, trans: TranslationBundle): string {
  return {
    owner: trans.__('owner'),
    interviewer: trans.__('interviewer'),
    candidate: trans.__('candidate'),
    observer: trans.__('observer')
  }[role];
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

export function duration(milliseconds: number): string {
  if (milliseconds < 1000) {
    return `${Math.round(milliseconds)} ms`;
  }
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`;
}

/** A sentence for a person out of whatever was thrown. */
export function sentence(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
