/**
 * The interfaces that the model needs from outside: REST calls, a connection that carries frames,
 * and a runner. `backends/server/` implements the first two over HTTP and WebSocket,
 * `backends/local/` without a server, and `runner/` the third.
 */
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import type { SettingsChange, SettingsInitial } from '../contract/generated-settings';
import type {
  ClientFrame,
  IActivityList,
  IAnnouncement,
  IAttachment,
  IBankPlace,
  IBankQuestion,
  INewAttachment,
  IClass,
  IClassLinks,
  IHealth,
  IListedInvite,
  IListedQuestion,
  IJoined,
  ILinkTarget,
  IMintedInvite,
  IMoment,
  INoted,
  INewInvite,
  IPastCheck,
  IQuestion,
  IQuestionList,
  IRecording,
  IRemarks,
  IRun,
  ISeal,
  ISession,
  ISessionEntry,
  IStarterPlace,
  Language,
  ILogPosition,
  ITextsThen,
  IUser,
  IWrittenQuestion,
  QuestionSource,
  Role,
  ServerFrame,
  SessionState
} from '../contract/protocol';

export type { ICasesHandle, ICasesRequest, IRunner } from '../runner/runner';
export type { IRunHandle, IRunOutcome, IRunRequest } from '../runner/types';

/** A refusal with its sentence as message. `status` is 0 when the server was not reached. */
export class InterviewError extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly status: number,
    /** Seconds after which the same may be asked again, if the server said so. */
    readonly retryAfter?: number
  ) {
    super(message);
    this.name = 'InterviewError';
  }
}

export interface INewSession extends SettingsInitial {
  language?: Language;
  title?: string;
  code?: string;
  state?: 'draft' | 'live';
  /** What it begins with, in this order. */
  questions?: readonly IBankPlace[];
}

/** What is not named stays. */
export interface ISessionChange extends SettingsChange {
  title?: string;
  state?: SessionState;
}

export interface INewParticipant {
  userName: string;
  invite?: string;
  color?: string;
  /** Nobody chose `userName`, so whoever has joined already keeps the name they have. */
  keepName?: boolean;
  /** As whom this browser joined before. */
  participant?: string;
  /** Nobody else has it: whoever comes by the same link with it again is the same person. */
  key?: string;
}

export interface IUserChange {
  admitted?: true;
  role?: Exclude<Role, 'owner'>;
  hand?: boolean;
  /** One's own, alone. */
  name?: string;
  /** Off the list of people, for somebody who is away. */
  listed?: false;
}

/** Where interviews are kept and who can take part: with a server's people, or by this browser. */
export type KeptBy = 'server' | 'browser';

export interface INewClass extends SettingsInitial {
  name: string;
  /** A name on each line, or a line of heads first, one of them `name`. */
  csv: string;
  language?: Language;
  code?: string;
  expiresIn?: number;
  questions?: readonly IBankPlace[];
}

/** Activity of a class, or of these interviews. */
export type ActivityOf = { group: string } | { ids: readonly string[] };

/** `created` is the newest first, `activity` what was edited or run last. */
export type ListOrder = 'created' | 'activity' | 'title';

/** Which interviews of a list. */
export interface IListQuery {
  state?: SessionState;
  /** Words of the title or of people's names. */
  query?: string;
  /** What the reader's language calls an untitled interview, which is found by these words. */
  untitled?: string;
  order?: ListOrder;
  limit?: number;
  /** `next` of the page before, which has all the rest of the query. */
  after?: string;
}

export interface ISessionPage {
  sessions: ISessionEntry[];
  /** Null at the end. */
  next: string | null;
}

/** What hosts take away: the code, a transcript, or the runs in two formats. */
export type TakenForm = 'code' | 'markdown' | 'json' | 'csv';

/** What a server makes of the recording. */
export type RecordedForm = 'recording' | 'player' | 'ipynb' | 'git' | 'report' | 'report-md';

/** Whether it has what hosts alone may know, or what everybody could see. */
export type TakenFor = 'hosts' | 'everybody';

export interface ITaken {
  name: string;
  content: Blob;
}

/** What a host writes of their notes and scores: which part of them, and what it is from now on. */
export interface IRemarkChange {
  readonly part: readonly string[];
  /** Null takes it back. */
  readonly body: object | null;
}

/** REST, with one credential. Every call rejects with InterviewError. */
export interface IInterviewApi {
  readonly keptBy: KeptBy;
  /** Newest first, if no other order is asked for; a browser that keeps interviews tells all of them so. */
  list(query?: IListQuery): Promise<ISessionPage>;
  health(): Promise<IHealth>;
  create(options: INewSession): Promise<ISession>;
  /**
   * One with the files and settings of this one, and nothing of its people. With the number of an entry
   * of the log, the files are as they were then.
   */
  copy(sessionId: string, options: { title: string; at?: number }): Promise<ISession>;
  get(sessionId: string): Promise<ISession>;
  update(sessionId: string, change: ISessionChange): Promise<ISession>;
  remove(sessionId: string): Promise<void>;
  join(sessionId: string, options: INewParticipant): Promise<IJoined>;
  /** What the link with this secret leads to. Looking uses nothing of it up. */
  invitation(sessionId: string, secret: string): Promise<ILinkTarget>;
  /** Tells everybody in it something, in one line. */
  announce(sessionId: string, text: string): Promise<IAnnouncement>;
  /** Says something of what was noted of oneself, instead of what was said before. */
  answerSignal(
    sessionId: string,
    signalId: string,
    answer: { text: string; fromAi?: boolean }
  ): Promise<INoted>;
  updateUser(sessionId: string, userId: string, change: IUserChange): Promise<IUser>;
  /** They are out immediately, and cannot come back by the link that they came by. */
  removeUser(sessionId: string, userId: string): Promise<void>;
  /** Everything held on one person, as a file of JSON. */
  exportUser(sessionId: string, userId: string): Promise<Blob>;
  /** What an interview came to, as a file with the name that the server gives it. */
  takeAway(sessionId: string, form: TakenForm | RecordedForm, audience?: TakenFor): Promise<ITaken>;
  /** The hash of what everybody in it could see, once it has ended. */
  seal(sessionId: string): Promise<ISeal>;
  /**
   * Lets candidates fetch their copy until then, or for as long as the server has by default; null takes
   * it back. Answers with until when.
   */
  release(sessionId: string, until?: string | null): Promise<string | null>;
  /** Keeps it from being deleted, or lets it be deleted again. Answers with since when. */
  hold(sessionId: string, held: boolean): Promise<string | null>;
  /** To a file of the owner's own, from now on. */
  attach(sessionId: string, body: INewAttachment): Promise<IAttachment>;
  detach(sessionId: string): Promise<void>;
  invites(sessionId: string): Promise<IListedInvite[]>;
  createInvite(
    sessionId: string,
    options: Partial<INewInvite> & Pick<INewInvite, 'role'>
  ): Promise<IMintedInvite>;
  classes(): Promise<IClass[]>;
  createClass(body: INewClass): Promise<IClassLinks>;
  activity(of: ActivityOf): Promise<IActivityList>;
  /** The questions of all banks, for people who may create interviews. */
  listQuestions(): Promise<IQuestionList>;
  bankQuestion(bank: string, name: string): Promise<IBankQuestion>;
  /** Keeps a zip as a bank of one's own, in the place of an earlier one; answers with what is in it. */
  uploadBank(bank: string, zip: Blob): Promise<IQuestionList>;
  removeBank(bank: string): Promise<void>;
  /**
   * Gives an interview a question, and the text that the candidate begins with. Rejects with the code
   * `not_empty`, and does nothing, where it was not said what becomes of the text that is there.
   */
  loadQuestion(
    sessionId: string,
    source: QuestionSource,
    place?: IStarterPlace
  ): Promise<IQuestion>;
  /** A question with its private side as the files of a bank, in a zip. */
  takeQuestion(sessionId: string, questionId: string): Promise<ITaken>;
  /** Keeps a question with its private side as files of the server's bank for that, if there is one. */
  keepLoadedQuestion(sessionId: string, questionId: string): Promise<IListedQuestion>;
  /** Keeps what somebody wrote as files of the server's bank for that, if there is one. */
  keepQuestion(written: IWrittenQuestion): Promise<IListedQuestion>;
  revokeInvite(sessionId: string, inviteId: string): Promise<void>;
  /** One's notes and scores, as they are or after this change. */
  remarks(sessionId: string, change?: IRemarkChange): Promise<IRemarks>;
  /** The newest moments whose texts hosts can look back at, oldest first. */
  moments(sessionId: string): Promise<readonly IMoment[]>;
  /** The files as they were at this place in the log. */
  textsAt(sessionId: string, at: string): Promise<ITextsThen>;
  /**
   * Every text at every moment, for hosts. With `after`, the `upTo` of what one has, it may be the part that came
   * since, which says so itself.
   */
  recording(sessionId: string, after?: number): Promise<IRecording>;
  /** A run of the recording with all that the interview has kept of its output. */
  recordedRun(sessionId: string, runId: string): Promise<IRun>;
  /** Has the server run tests on texts as they were; resolves when they have all been run. */
  checkThen(sessionId: string, check: IPastCheck): Promise<unknown>;
}

export type ConnectionState = 'connecting' | 'open' | 'waiting' | 'closed';

/**
 * One sync-mode connection that comes back by itself (full jitter, 0.5 to 10 s) until it is
 * disposed or closed with a final code; immediately after the document was replaced. `waiting` is
 * between two tries.
 */
export interface IInterviewConnection extends IDisposable {
  readonly state: ConnectionState;
  /** Code and reason of the last close, if any. */
  readonly closed: { code: number; reason: string } | null;
  readonly stateChanged: ISignal<IInterviewConnection, ConnectionState>;
  readonly frame: ISignal<IInterviewConnection, ServerFrame>;
  readonly binary: ISignal<IInterviewConnection, Uint8Array>;
  /** Told to the server at the next connect, which answers whether its log still has it. */
  known: ILogPosition | null;
  /** Sends now; returns false, sending nothing, when not open. */
  send(frame: ClientFrame): boolean;
  sendBinary(data: Uint8Array): boolean;
  /** Tries again immediately instead of waiting, also after a final close. */
  retryNow(): void;
  /** Drops a connection that seems dead and tries again immediately. */
  renew(): void;
}
