/**
 * What one may do in an interview that lives in this browser.
 *
 * Everybody with this browser is its owner, and the server's role table says what an owner may do.
 * Of that, what needs other people or a server is left out, and so its controls are not drawn.
 */
import type { Action, SessionState } from '../../contract/protocol';
import { actions, phasesOf } from '../../session/roles';

const POSSIBLE_HERE: Readonly<Record<Action, boolean>> = {
  read: true,
  edit: true,
  language: true,
  run: true,
  rename: true,
  start: true,
  end: true,
  reopen: true,
  delete: true,
  invite: false,
  admit: false,
  role: false,
  lock: false,
  hand: false,
  lower: false,
  kick: false,
  export: false,
  attach: false
};

export function actionsIn(state: SessionState): Action[] {
  return actions('owner', phasesOf(state, false, false)).filter(action => POSSIBLE_HERE[action]);
}
