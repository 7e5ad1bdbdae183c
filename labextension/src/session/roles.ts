/**
 * Who may do what in which phase of an interview, read from the server's permission table.
 *
 * An interview is in one phase, or in both locked phases together; then an operation must be allowed
 * in both.
 */
import type { Action, Role, SessionState } from '../contract/protocol';
import { refusal } from './refusal';
import {
  ACTIONS,
  ENDED_SENTENCE,
  LOCKED_SENTENCES,
  SENTENCES,
  TABLE,
  WAITING_SENTENCE
} from './server-facts';

export type Operation = keyof typeof TABLE;
export type Phase = keyof (typeof TABLE)['read'];
export type Phases = readonly Phase[];

export const LIVE: Phases = ['live'];

/** Owners and interviewers, who never wait in the lobby. */
export function isHost(role: Role): boolean {
  return role === 'owner' || role === 'interviewer';
}

const BEST_FIRST: readonly Role[] = ['owner', 'interviewer', 'candidate', 'observer'];

/** The place of a role among the others: the better role has the smaller number. */
export function standing(role: Role): number {
  return BEST_FIRST.indexOf(role);
}

/** The phases of an interview for people who are inside. */
export function phasesOf(state: SessionState, editingLocked: boolean, runsLocked: boolean): Phases {
  if (state !== 'live') {
    return [state];
  }
  const locked: Phase[] = [
    ...(editingLocked ? (['editing locked'] as const) : []),
    ...(runsLocked ? (['runs locked'] as const) : [])
  ];
  return locked.length > 0 ? locked : LIVE;
}

/** Whether the table allows an operation. */
export function may(role: Role, operation: Operation, phases: Phases): boolean {
  return phases.every(phase => holds(role, operation, phase));
}

/** What a person with this role may do now, as the contract's `actions`. */
export function actions(role: Role, phases: Phases): Action[] {
  return ACTIONS.filter(action => may(role, action, phases));
}

/** Throws the refusal of an operation, if there is one. */
export function demand(role: Role, operation: Operation, phases: Phases): void {
  if (may(role, operation, phases)) {
    return;
  }
  if (may(role, operation, LIVE)) {
    if (phases.includes('ended')) {
      throw refusal('session_ended', ENDED_SENTENCE);
    }
    if (phases.includes('lobby')) {
      throw refusal('waiting', WAITING_SENTENCE);
    }
    for (const phase of ['editing locked', 'runs locked'] as const) {
      if (phases.includes(phase) && !holds(role, operation, phase)) {
        throw refusal('locked', LOCKED_SENTENCES[phase]);
      }
    }
  }
  const sentences: Partial<Record<Operation, string>> = SENTENCES;
  throw refusal('forbidden', sentences[operation] ?? 'You are not allowed to do this.');
}

function holds(role: Role, operation: Operation, phase: Phase): boolean {
  const allowed: readonly Role[] = TABLE[operation][phase];
  return allowed.includes(role);
}
