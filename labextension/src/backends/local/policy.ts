/**
 * What a person may do in an interview that lives in this browser.
 *
 * Everybody with this browser is its owner, and the rules of a session say what an owner may do.
 * What needs other people or a server is left out of that, so its controls are not drawn.
 */
import type { Action, ServerFrame } from '../../contract/protocol';
import { InterviewError } from '../../model/ports';
import type { IActor } from '../../session/actor';
import type { IInterview } from '../../session/interview';
import type { Limits } from '../../session/limits';
import { LIMITS } from '../../session/server-facts';
import * as view from '../../session/view';

const POSSIBLE_HERE: Readonly<Record<Action, boolean>> = {
  read: true,
  edit: true,
  language: true,
  files: true,
  show: false,
  run: true,
  stop: true,
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
  announce: false,
  questions: true,
  hidden_tests: true,
  look_back: true,
  notes: false,
  kick: false,
  unlist: false,
  export: false,
  take: true,
  release: false,
  hold: false,
  attach: false
};

/**
 * The server's limits, without those that keep people from troubling others: nobody else is here.
 */
export const HERE: Limits = {
  ...LIMITS,
  participants: Infinity,
  runsPerMinute: Infinity,
  offlineRunsPerMinute: Infinity
};

/** The actor for anybody with this browser, as this person. */
export function ownerAs(participant: string): IActor {
  return { role: 'owner', participant };
}

/** Every tab is a person of its own, who comes by nothing but this browser. */
export function newcomer(id: string): IActor {
  return { role: 'owner', identity: id };
}

export function stateOf(interview: IInterview) {
  return withPossible(view.state(interview, 'owner'));
}

/** The answer of a server, without what is not possible here. */
export function toldHere(frame: ServerFrame): ServerFrame {
  return frame.type === 'session_state'
    ? { ...frame, payload: withPossible(frame.payload) }
    : frame;
}

export function needsServer(): InterviewError {
  const sentence = 'This needs a server. The interview lives in this browser alone.';
  return new InterviewError(sentence, 'forbidden', 403);
}

export function withPossible<Told extends { actions: Action[] }>(told: Told): Told {
  return { ...told, actions: told.actions.filter(action => POSSIBLE_HERE[action]) };
}
