/**
 * The life of a session: its beginning, its title, its states, its lobby, its locks and its end.
 *
 * A draft is written in a document of its own. When it starts, another one begins with the texts as
 * they are then, so that nothing that was ever tried and deleted can reach the people who come in.
 */
import type { SessionCommand, SessionEvent } from '../contract/generated-events';
import type { Role, SessionState } from '../contract/protocol';
import type { IActor } from './actor';
import { compact } from './codec';
import { folderAfter, withFolder } from './files';
import {
  decided,
  demand as demandIn,
  phases,
  type IDecided,
  type IGiven,
  type IInterview
} from './interview';
import type { Named } from './named';
import { letAllIn } from './people';
import type { ISessionRecord } from './records';
import { refusal } from './refusal';
import { demand, LIVE, may, type Operation, type Phases } from './roles';
import { successor } from './run-book';
import { loseAll, stopAll } from './runs';

type Command = Named<SessionCommand, 'CreateSession' | 'SessionChange' | 'DeleteSession'>;
type Event = Named<SessionEvent, 'SessionCreated' | 'SessionChanged' | 'SessionDeleted'>;
type Change = Named<SessionCommand, 'SessionChange'>;
type Changed = Named<SessionEvent, 'SessionChanged'>;

/** The settings that a command, an event and a session have under the same names. */
const SETTINGS = ['lobby', 'editingLocked', 'runsLocked', 'showsValues'] as const;

/** From one state to another. There is no way back to a draft. */
const STEPS: Readonly<Partial<Record<`${SessionState} ${SessionState}`, Operation>>> = {
  'draft live': 'start',
  'ended live': 'reopen',
  'draft ended': 'end',
  'live ended': 'end'
};

/** Who may ask for a state that there is already: whoever could have brought it about. */
const ASKED_AGAIN: Readonly<Record<SessionState, readonly [Operation, Phases][]>> = {
  draft: [['start', ['draft']]],
  live: [
    ['start', ['draft']],
    ['reopen', ['ended']]
  ],
  ended: [['end', LIVE]]
};

export function decide(
  interview: IInterview,
  actor: IActor,
  command: Command,
  given: IGiven
): IDecided[] {
  switch (command.type) {
    case 'CreateSession': {
      const { title, language, state = 'live', lobby, group } = command;
      const createdBy = actor.identity ?? '';
      return [decided({ type: 'SessionCreated', title, language, state, createdBy, lobby, group })];
    }
    case 'SessionChange':
      return change(interview, actor, command, given);
    case 'DeleteSession':
      demandIn(interview, actor.role, 'delete');
      return [decided({ type: 'SessionDeleted' }, actor.participant)];
  }
}

export function evolve(interview: IInterview, event: Event, atUs: number): IInterview {
  switch (event.type) {
    case 'SessionCreated': {
      const { title, language, state, createdBy, lobby = false, group = null } = event;
      const { id } = interview.session;
      const session: ISessionRecord = {
        id,
        title,
        language,
        state,
        createdUs: atUs,
        createdBy,
        endedUs: null,
        epoch: 1,
        lobby,
        editingLocked: false,
        runsLocked: false,
        group,
        showsValues: true
      };
      return withFolder({ ...interview, session }, folderAfter(interview.folder, event));
    }
    case 'SessionChanged':
      return changed(interview, event, atUs);
    case 'SessionDeleted':
      return { ...interview, deleted: true };
  }
}

/** All of it is allowed or nothing happens. */
function change(interview: IInterview, actor: IActor, command: Change, given: IGiven): IDecided[] {
  const { session } = interview;
  const { state = session.state, lobby = session.lobby } = command;
  demandChange(interview, actor.role, command, state);
  const isNew = state !== session.state;
  const renews = session.state === 'draft' && state === 'live';
  const event = compact<Changed>({
    type: 'SessionChanged',
    title: other(command.title, session.title),
    lobby: other(command.lobby, session.lobby),
    editingLocked: other(command.editingLocked, session.editingLocked),
    runsLocked: other(command.runsLocked, session.runsLocked),
    showsValues: other(command.showsValues, session.showsValues),
    state: isNew ? state : undefined,
    epoch: renews ? session.epoch + 1 : undefined,
    language: renews ? session.language : undefined
  });
  const isNothing = Object.keys(event).length === 1;
  return [
    ...(isNew ? stopAll(interview, given) : []),
    ...(isNew && state === 'ended' ? loseAll(interview) : []),
    ...(isNothing ? [] : [decided(event, actor.participant)]),
    ...(state === 'live' && !lobby ? letAllIn(interview, actor) : [])
  ];
}

/** What is wanted, if it is not so already. */
function other<Value>(wanted: Value | undefined, now: Value): Value | undefined {
  return wanted === now ? undefined : wanted;
}

function demandChange(
  interview: IInterview,
  role: Role,
  command: Change,
  state: SessionState
): void {
  const { session } = interview;
  let where = phases(interview);
  if (state !== session.state) {
    const step = STEPS[`${session.state} ${state}`];
    if (step === undefined) {
      const sentence = 'An interview that has begun does not become a draft again.';
      throw refusal('invalid_field', sentence);
    }
    demand(role, step, where);
    where = state === 'live' ? phases(interview, state) : where;
  } else if (command.state !== undefined) {
    const asked = ASKED_AGAIN[state];
    if (!asked.some(([operation, then]) => may(role, operation, then))) {
      demand(role, ...asked[asked.length - 1]);
    }
  }
  if (command.title !== undefined) {
    demand(role, 'rename', where);
  }
  if (SETTINGS.some(name => command[name] !== undefined)) {
    demand(role, 'lock', where);
  }
}

function changed(interview: IInterview, event: Changed, atUs: number): IInterview {
  const { title, lobby, editingLocked, runsLocked, showsValues, epoch, state } = event;
  const old = interview.session;
  const session: ISessionRecord = {
    ...old,
    title: title ?? old.title,
    lobby: lobby ?? old.lobby,
    editingLocked: editingLocked ?? old.editingLocked,
    runsLocked: runsLocked ?? old.runsLocked,
    showsValues: showsValues ?? old.showsValues,
    epoch: epoch ?? old.epoch
  };
  // A clock that was set back dates the end before the beginning.
  const endedUs = state === 'ended' ? Math.max(atUs, old.createdUs) : null;
  return {
    ...interview,
    session: state === undefined ? session : { ...session, state, endedUs },
    folder: folderAfter(interview.folder, event),
    runs: epoch === undefined ? interview.runs : successor(interview.runs)
  };
}
