/** An interview as the contract's values: whole, its state alone, or as the lobby sees it. */
import { told } from '../contract/generated-settings';
import { LANGUAGES } from '../contract/languages';
import type {
  ICheck,
  IInvite,
  IPrivateSide,
  IRun,
  ISession,
  INoted,
  IUser,
  Role
} from '../contract/protocol';
import { newest } from './check-book';
import { phases, type IInterview } from './interview';
import { present, waits } from './people-book';
import { listedSides } from './question-book';
import { iso, isoOrNull, type IInviteRecord, type IParticipantRecord } from './records';
import { actions, isHost } from './roles';
import type { IRunRecord } from './run-book';

export function user(record: IParticipantRecord, online: boolean): IUser {
  const { id, name, color, role, kind, handUs } = record;
  const handRaisedAt = isoOrNull(handUs);
  return { id, name, color, role, kind, online, waiting: waits(record), handRaisedAt };
}

/** Its secret is not known here. */
export function invite(record: IInviteRecord): IInvite {
  const { id, label, role, createdUs, expiresUs, maxUses, uses, revokedUs } = record;
  return {
    id,
    label,
    role: role as IInvite['role'],
    createdAt: iso(createdUs),
    expiresAt: iso(expiresUs),
    maxUses,
    uses,
    revoked: revokedUs !== null
  };
}

/** The people somebody of this role knows of. */
export function peopleFor({ people }: IInterview, role: Role): IParticipantRecord[] {
  return present(people).filter(record => !record.takenOff && (isHost(role) || !waits(record)));
}

/** The session for a person with this role. */
export function session(interview: IInterview, role: Role, code: string): ISession {
  const { id, createdUs, language, epoch, group, copiedFrom } = interview.session;
  return {
    id,
    createdAt: iso(createdUs),
    code,
    language,
    epoch,
    languages: [...LANGUAGES],
    damaged: false,
    group: isHost(role) ? group : null,
    copiedFrom: isHost(role) ? copiedFrom : null,
    ...state(interview, role)
  };
}

/** What changes in the life of a session, and what a person with this role may do. */
export function state(interview: IInterview, role: Role) {
  const { session } = interview;
  return {
    state: session.state,
    title: session.title,
    endedAt: isoOrNull(session.endedUs),
    role,
    actions: actions(role, phases(interview)),
    releasedUntil: role === 'observer' ? null : isoOrNull(session.releasedUs),
    heldSince: isHost(role) ? isoOrNull(session.heldUs) : null,
    ...told(session.settings)
  };
}

/** Everything that somebody in the lobby may know of the session. */
export function waitingSession({
  session: { id, title, state }
}: IInterview): Pick<ISession, 'id' | 'title' | 'state'> {
  return { id, title, state };
}

/** The private sides of the questions, for somebody who may know of them. */
export function sides({ questions }: IInterview, role: Role): IPrivateSide[] {
  return isHost(role) ? listedSides(questions) : [];
}

/** The newest checks that somebody of this role may know of, oldest first. */
export function checks(interview: IInterview, role: Role, count: number): ICheck[] {
  return newest(interview.checks, count, isHost(role));
}

/** What was noted that somebody may know of: hosts of everybody, others of themselves. */
export function signals({ signals: { listed } }: IInterview, role: Role, id: string): INoted[] {
  return listed.filter(({ user }) => isHost(role) || user.id === id);
}

export function run(record: IRunRecord): IRun {
  const { id, author, language, state, source, durationMs, error, truncated, offline, program } =
    record;
  return {
    id,
    user: author,
    language,
    state,
    source,
    startedAt: iso(record.startedUs),
    endedAt: isoOrNull(record.endedUs),
    durationMs,
    outputs: [...record.printed.outputs],
    error,
    truncated,
    offline,
    tests: [...record.tests],
    program,
    ...(record.stoppedBy && { stoppedBy: record.stoppedBy })
  };
}
