/**
 * Everything that may be said between this client and the server, as types.
 *
 * The source of truth is openapi/openapi.yaml and openapi/asyncapi.yaml; a feature starts there and
 * then here. The golden frames in openapi/examples hold both to it. Nothing in this file runs.
 */

export type Language = 'javascript' | 'typescript' | 'python';
export type Role = 'owner' | 'interviewer' | 'candidate' | 'observer';
export type InviteRole = 'interviewer' | 'candidate' | 'observer';
export type SessionState = 'draft' | 'live' | 'ended';
export type OutputStream = 'stdout' | 'stderr' | 'image' | 'display' | 'value';
export type RunEnd = 'ok' | 'error' | 'timeout' | 'stopped' | 'out_of_memory' | 'crashed';
export type LeaveReason = 'left' | 'away' | 'revoked' | 'kicked';
export type RunState = 'running' | RunEnd | 'lost';

/** What the caller may do now. Controls are drawn from this; roles have no copy here. */
export type Action =
  | 'read'
  | 'edit'
  | 'language'
  | 'run'
  | 'hand'
  | 'rename'
  | 'invite'
  | 'admit'
  | 'kick'
  | 'lower'
  | 'lock'
  | 'role'
  | 'export'
  | 'attach'
  | 'start'
  | 'end'
  | 'reopen'
  | 'delete';

/** Who did something, as they were named then. */
export interface IAuthor {
  id: string;
  name: string;
  /** `#rrggbb` */
  color: string;
}

export interface IUser extends IAuthor {
  role: Role;
  kind: 'user' | 'guest';
  /** Has an open connection now. */
  online: boolean;
  /** Not let in yet; only who holds the interview hears of them. */
  waiting: boolean;
  /** Since when their hand is up. */
  handRaisedAt: string | null;
}

/** What candidates may not do for now, though their role lets them. */
export interface ILocks {
  editing: boolean;
  runs: boolean;
}

/** A session as REST gives it; times are ISO 8601 in UTC. */
/** In a list, for which no document is read. */
export interface ISessionEntry {
  id: string;
  createdAt: string;
  language: Language;
  title: string;
  state: SessionState;
  endedAt: string | null;
  /** Who comes by link waits until somebody who holds the interview admits them. */
  lobby: boolean;
  locks: ILocks;
  /** Runs show the value of a Python program's last expression. */
  showValues: boolean;
  epoch: number;
  languages: Language[];
  role: Role;
  actions: Action[];
  /** The class it belongs to. Told to those who hold the interview only. */
  group: string | null;
}

export interface ISession extends ISessionEntry {
  /** Text of the current language's buffer. */
  code: string;
  /** Something in the stored record cannot be read. Told to those who hold the interview only. */
  damaged: boolean;
}

/** `reasons` are told to who is logged in. */
export interface IHealth {
  status: 'ok' | 'degraded';
  reasons?: ('not_stored' | 'damaged' | 'set_aside')[];
}

/** What goes on in an interview, in a line. Edits and runs are of people who do not hold it. */
export interface IActivity {
  id: string;
  title: string;
  group: string | null;
  language: Language;
  state: SessionState;
  createdAt: string;
  people: IUser[];
  lastEditAt: string | null;
  /** `tests` is how many it had results of, `passed` how many of them passed. */
  lastRun: { state: RunState; at: string; tests: number; passed: number } | null;
  lastActiveAt: string | null;
  /** Of the first raised hand. */
  handRaisedAt: string | null;
}

export interface IActivityList {
  /** Now, by the server. */
  at: string;
  sessions: IActivity[];
}

export interface IClass {
  name: string;
  sessions: number;
}

export interface IClassLinks {
  name: string;
  links: { name: string; sessionId: string; inviteId: string; url: string }[];
  /** The same for a spreadsheet. */
  csv: string;
}

export interface IOutput {
  stream: OutputStream;
  /** Of `display` and `value` the plain form. */
  text: string;
  /** The same as HTML, of `display` and `value` only. A program wrote it. */
  html?: string;
  /** So many bytes were left out before this piece. */
  omitted?: number;
}

export interface IRun {
  id: string;
  user: IAuthor | null;
  language: Language;
  state: RunState;
  source: 'browser' | 'reported' | 'server';
  startedAt: string;
  endedAt: string | null;
  durationMs: number | null;
  outputs: IOutput[];
  error: string | null;
  truncated: boolean;
  /** Made without a connection and told afterwards: its times are its author's claim. */
  offline: boolean;
  tests: ITestResult[];
}

/** A test that a run carried; values are as the language prints them. */
export interface ITestResult {
  name: string;
  passed: boolean;
  expected: string;
  got: string;
  ms: number;
}

export interface IInvite {
  id: string;
  role: InviteRole;
  createdAt: string;
  expiresAt: string;
  maxUses: number | null;
  uses: number;
  revoked: boolean;
}

export interface IMintedInvite extends IInvite {
  secret: string;
  url: string;
}

export interface IJoined {
  session: ISession;
  user: IUser;
  /** Only for a guest, only in this answer. */
  secret?: string;
}

export interface IErrorBody {
  error: string;
  code: string;
}

/** Which of the interview's texts is the text of which file, or of which cell of a notebook. */
export interface IAttachment {
  path: string;
  cellId: string | null;
  language: Language;
}

export interface IAttachmentWish {
  path: string;
  cellId: string | null;
  /** Whose text stays where both have one. */
  keep: 'interview' | 'file' | null;
}

export type DetachReason = 'asked' | 'ended' | 'file_gone' | 'cell_gone' | 'refused';

/** Yjs relative positions as `Y.relativePositionToJSON` gives them. */
export interface ICursor {
  anchor: object;
  head: object;
}

export interface ILimits {
  textBytes: number;
  outputBytes: number;
  jsonBytes: number;
  frameBytes: number;
}

/** A place in the server's log that is on its disk. Opaque: only the server compares them. */
export interface ILogPlace {
  seq: number;
  at: string;
}

export interface IWelcome extends ILogPlace {
  protocol: 'interview.v1';
  epoch: number;
  /** The log still has the place that this client named when it connected. */
  continues: boolean;
  peer: number;
  user: IUser;
  role: Role;
  actions: Action[];
  language: Language;
  session: Pick<
    ISession,
    | 'id'
    | 'title'
    | 'state'
    | 'createdAt'
    | 'endedAt'
    | 'languages'
    | 'lobby'
    | 'locks'
    | 'showValues'
    | 'damaged'
  >;
  users: IUser[];
  runs: IRun[];
  /** The server makes runs itself: see `run_code`. */
  serverRuns: boolean;
  /** One is the owner, and the server has files to attach it to. */
  files: boolean;
  /** Null for everybody but the owner. */
  attachment: IAttachment | null;
  limits: ILimits;
}

/** Text frames from the server in sync mode. */
export type ServerFrame =
  | { type: 'welcome'; payload: IWelcome }
  | {
      type: 'waiting';
      payload: { user: IUser; session: Pick<ISession, 'id' | 'title' | 'state'> };
    }
  | { type: 'user_joined'; payload: { user: IUser } }
  | { type: 'user_left'; payload: { user: IUser; reason: LeaveReason } }
  | { type: 'language_change'; payload: { language: Language; user: IAuthor | null } }
  | { type: 'run_started'; payload: { run: IRun } }
  | { type: 'run_output'; payload: { runId: string; index: number } & IOutput }
  | {
      type: 'execution_result';
      payload: { output: string; error: string | null; timestamp: string; run: IRun };
    }
  | {
      type: 'cursor_change';
      payload: { peer: number; userId: string; language: Language; cursor: ICursor | null };
    }
  | {
      type: 'session_state';
      payload: {
        state: SessionState;
        title: string;
        endedAt: string | null;
        lobby: boolean;
        locks: ILocks;
        showValues: boolean;
        role: Role;
        actions: Action[];
      };
    }
  | {
      type: 'attachment';
      payload: { attachment: IAttachment | null; reason: DetachReason | null };
    }
  | { type: 'ack'; payload: { updates: number } & ILogPlace }
  | { type: 'error'; payload: IErrorBody & { about?: string | null } };

/** Text frames this client sends in sync mode. */
export type ClientFrame =
  | { type: 'language_change'; payload: { language: Language } }
  | { type: 'hand_change'; payload: { raised: boolean } }
  | { type: 'cursor_change'; payload: { language: Language; cursor: ICursor | null } }
  /** The edits that follow on this connection were made so long before this frame. */
  | { type: 'edits_made'; payload: { ageMs: number } }
  | { type: 'run_started'; payload: { runId: string; language: Language; ageMs?: number } }
  /** The server shall make a run, and end one that it makes. */
  | { type: 'run_code'; payload: { runId: string; code: string; language: Language } }
  | { type: 'stop_run'; payload: { runId: string } }
  | { type: 'run_output'; payload: { runId: string; index: number } & IOutput }
  | {
      type: 'execution_result';
      payload: {
        runId: string;
        state: RunEnd;
        error: string | null;
        durationMs: number;
        truncated: boolean;
        tests?: ITestResult[];
        ageMs?: number;
      };
    };

/** Close codes of the socket; the words stand in openapi/asyncapi.yaml. */
export const CloseCode = {
  malformed: 4400,
  credential: 4401,
  role: 4403,
  unknown: 4404,
  timeout: 4408,
  conflict: 4409,
  ended: 4410,
  renewed: 4412,
  tooBig: 4413,
  version: 4426,
  rate: 4429,
  restart: 1012,
  overloaded: 1013
} as const;

/** After these a client does not come back by itself. */
export const FINAL_CLOSE_CODES: readonly number[] = [
  CloseCode.credential,
  CloseCode.role,
  CloseCode.unknown,
  CloseCode.ended,
  CloseCode.version
];
