/**
 * The life of a session: its beginning, its title, its states, its lobby, its locks and its end.
 *
 * A draft is written in a document of its own. When it starts, another one begins with the texts as
 * they are then, so that nothing that was ever tried and deleted can reach the people who come in.
 */
import type { SessionCommand, SessionEvent } from '../contract/generated-events';
import { DEFAULT_SETTINGS } from '../contract/generated-settings';
import type { Role, SessionState } from '../contract/protocol';
import { settingsAfter, settingsIn } from '../contract/settings';
import type { IActor } from './actor';
import { NO_CHECKS } from './check-book';
import { loseChecks, stopAllChecks } from './checks';
import { compact } from './codec';
import { folderAfter, withFolder } from './files';
import { demandNoHold } from './hold';
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
import { demandSettings, others } from './settings';

type Command = Named<SessionCommand, 'CreateSession' | 'SessionChange' | 'DeleteSession'>;
type Event = Named<SessionEvent, 'SessionCreated' | 'SessionChanged' | 'SessionDeleted'>;
type Change = Named<SessionCommand, 'SessionChange'>;
type Changed = Named<SessionEvent, 'SessionChanged'>;

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
      const { title, language, state = 'live', group, copiedFrom } = command;
      const createdBy = actor.identity ?? '';
      const begun = { title, language, state, createdBy, group, copiedFrom };
      return [decided({ type: 'SessionCreated', ...begun, ...settingsIn(command) })];
    }
    case 'SessionChange':
      return change(interview, actor, command, given);
    case 'DeleteSession':
      demandIn(interview, actor.role, 'delete');
      demandNoHold(interview);
      return [decided({ type: 'SessionDeleted' }, actor.participant)];
  }
}

export function evolve(interview: IInterview, event: Event, atUs: number): IInterview {
  switch (event.type) {
    case 'SessionCreated': {
      const { title, language, state, createdBy, group = null, copiedFrom = null } = event;
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
        settings: settingsAfter(DEFAULT_SETTINGS, event),
        group,
        copiedFrom,
        releasedUs: null,
        heldUs: null
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
  const { state = session.state } = command;
  demandChange(interview, actor.role, command, state);
  const isNew = state !== session.state;
  const renews = session.state === 'draft' && state === 'live';
  const event = compact<Changed>({
    type: 'SessionChanged',
    title: command.title === session.title ? undefined : command.title,
    state: isNew ? state : undefined,
    epoch: renews ? session.epoch + 1 : undefined,
    language: renews ? session.language : undefined,
    ...others(session.settings, command)
  });
  const { lobby } = settingsAfter(session.settings, command);
  const isNothing = Object.keys(event).length === 1;
  return [
    ...(isNew ? [...stopAll(interview, given), ...stopAllChecks(interview)] : []),
    ...(isNew && state === 'ended' ? [...loseAll(interview), ...loseChecks(interview)] : []),
    ...(isNothing ? [] : [decided(event, actor.participant)]),
    ...(state === 'live' && !lobby ? letAllIn(interview, actor) : [])
  ];
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
  demandSettings(role, command, where);
}

function changed(interview: IInterview, event: Changed, atUs: number): IInterview {
  const { title, epoch, state } = event;
  const old = interview.session;
  const session: ISessionRecord = {
    ...old,
    title: title ?? old.title,
    settings: settingsAfter(old.settings, event),
    epoch: epoch ?? old.epoch
  };
  // A clock that was set back dates the end before the beginning.
  const endedUs = state === 'ended' ? Math.max(atUs, old.createdUs) : null;
  return {
    ...interview,
    announcement: state === undefined ? interview.announcement : null,
    session: state === undefined ? session : { ...session, state, endedUs, releasedUs: null },
    folder: folderAfter(interview.folder, event),
    runs: epoch === undefined ? interview.runs : successor(interview.runs),
    // What was tried in the draft is nobody's business any more.
    checks: epoch === undefined ? interview.checks : NO_CHECKS,
    seals: epoch === undefined ? interview.seals : {}
  };
}
