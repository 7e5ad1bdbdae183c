/** A session as its events add up to, and what a decision is made of. */
import type { SessionEvent } from '../contract/generated-events';
import { DEFAULT_SETTINGS } from '../contract/generated-settings';
import type {
  IAnnouncement,
  IAttachment,
  IAuthor,
  IFolder,
  Role,
  SessionState
} from '../contract/protocol';
import type { IActor } from './actor';
import { NO_CHECKS, type ICheckBook } from './check-book';
import { NO_FILES } from './folder';
import type { Limits } from './limits';
import { bestOf, NOBODY, personIn, type IPeople } from './people-book';
import { NO_QUESTIONS, type IQuestionBook } from './question-book';
import type { IParticipantRecord, ISessionRecord } from './records';
import { demand as demandOf, phasesOf, type Operation, type Phases } from './roles';
import { NO_RUNS, type IRunBook } from './run-book';
import { NO_SIGNALS, type ISignalBook } from './signal-book';

/** One session at one moment. */
export interface IInterview {
  readonly session: ISessionRecord;
  readonly people: IPeople;
  readonly runs: IRunBook;
  readonly folder: IFolder;
  readonly questions: IQuestionBook;
  readonly checks: ICheckBook;
  readonly limits: Limits;
  /** What everybody was told last. */
  readonly announcement: IAnnouncement | null;
  /** What it is attached to, which no log knows. */
  readonly attachment: IAttachment | null;
  readonly signals: ISignalBook;
  /** What the last seals say of texts, by the ids of files. */
  readonly seals: Readonly<Record<string, string>>;
  readonly deleted: boolean;
}

/** A session to which nothing has happened yet. What it shows is said when it is created. */
export function blank(sessionId: string, limits: Limits): IInterview {
  const session: ISessionRecord = {
    id: sessionId,
    title: '',
    language: 'javascript',
    state: 'draft',
    createdUs: 0,
    createdBy: '',
    endedUs: null,
    epoch: 1,
    settings: DEFAULT_SETTINGS,
    group: null,
    copiedFrom: null,
    releasedUs: null,
    heldUs: null
  };
  return {
    session,
    people: NOBODY,
    runs: NO_RUNS,
    folder: NO_FILES,
    questions: NO_QUESTIONS,
    checks: NO_CHECKS,
    limits,
    announcement: null,
    attachment: null,
    signals: NO_SIGNALS,
    seals: {},
    deleted: false
  };
}

/** The phases of the interview, for those who are inside. */
export function phases({ session }: IInterview, state: SessionState = session.state): Phases {
  return phasesOf(state, session.settings.editingLocked, session.settings.runsLocked);
}

/** Throws the role table's refusal, if there is one. */
export function demand(interview: IInterview, role: Role, operation: Operation): void {
  demandOf(role, operation, phases(interview));
}

/** As whom somebody acts who did not say. */
export function personOf(
  { people }: IInterview,
  { identity = null, participant }: IActor
): IParticipantRecord | undefined {
  return identity === null ? personIn(people, participant) : bestOf(people, identity);
}

/** Who did it, as they are named now. */
export function authorOf(record: IParticipantRecord | undefined): IAuthor | null {
  return record === undefined ? null : { id: record.id, name: record.name, color: record.color };
}

/** What a decision needs and must not make itself. */
export interface IGiven {
  readonly nowUs: number;
  readonly limits: Limits;
  /** For the new participant, link or run, if the command makes one. */
  readonly id?: string;
  /** The hash of the secret of that participant or link, in base64. */
  readonly secretSha256?: string | null;
}

/** An event that a command leads to, and whose doing the log says it is. */
export interface IDecided {
  readonly event: SessionEvent;
  readonly by: string | null;
}

export function decided(event: SessionEvent, by: string | null | undefined = null): IDecided {
  return { event, by };
}
