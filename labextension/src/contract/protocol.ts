/**
 * Everything that may be said between this client and the server, as types.
 *
 * The source of truth is openapi/; a feature starts there. Bodies of REST and what a session knows are
 * made from it (`npm run build:contract`) and get their names here. The frames stand here as
 * openapi/asyncapi.yaml has them, and the golden frames in openapi/examples hold them to it. Nothing in
 * this file runs.
 */
import type { components } from './generated-rest';
import type { components as session } from './generated-session';
import type { SettingsTold } from './generated-settings';

type Rest = components['schemas'];
type Session = session['schemas'];

export type Language = Rest['Language'];
export type Role = Rest['Role'];
export type InviteRole = Rest['GivenRole'];
export type SessionState = Rest['SessionState'];
export type OutputStream = IOutput['stream'];
export type RunState = Rest['RunState'];
export type RunEnd = Exclude<RunState, 'running' | 'lost'>;
export type LeaveReason = Session['PersonLeft']['reason'] | 'away';

/** What the caller may do now. Controls are drawn from this; roles have no copy here. */
export type Action = Rest['Action'];

/** The person who did something, as they were named then. */
export type IAuthor = Rest['Author'];
export type IUser = Rest['User'];
/** In a list, for which no document is read. */
export type ISessionEntry = Omit<Rest['SessionEntry'], 'code' | 'damaged'>;
export type ISession = Rest['Session'];
/** `reasons` are told to people who are logged in. */
export type IHealth = Rest['Health'];
/** What goes on in an interview, in a line. Edits and runs are of people who do not hold it. */
export type IActivity = Rest['Activity'];
export type IActivityList = Rest['ActivityList'];
export type IClass = Rest['Class'];
export type IClassLinks = Rest['ClassLinks'];
export type IOutput = Rest['Output'];
export type IRun = Rest['Run'];
/** A test that a run carried; values are as the language prints them. */
export type ITestResult = Rest['TestResult'];
/** What a run ran, by the hashes of its files. */
export type IProgram = Rest['Program'];
export type IFile = Rest['File'];
/** The files of an interview, what is shown and what is run. */
export type IFolder = Rest['Folder'];
export type IInvite = Rest['Invite'];
/** With the names of those who came by it. */
export type IListedInvite = Rest['ListedInvite'];
export type INewInvite = Rest['NewInvite'];
export type IMintedInvite = Rest['MintedInvite'];
export type IJoined = Rest['Joined'];
/** What a link leads to, for somebody who has not joined by it yet. */
export type ILinkTarget = Rest['Invitation'];

/** The code is one of a closed list, to which a newer server may have added. */
export interface IErrorBody {
  error: string;
  code: string;
}

/** Which of the interview's texts is the text of which file, or of which cell of a notebook. */
export type IAttachment = Rest['Attachment'];

/** What a host has told everybody. */
export type IAnnouncement = Rest['Announcement'];

export interface INewAttachment {
  path: string;
  cellId: string | null;
  /** Whose text stays where both have one. */
  keep: 'interview' | 'file' | null;
}

export type DetachReason = Session['AttachmentEnded']['reason'];

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

/** A position in the server's log that is on its disk. Opaque: only the server compares them. */
export interface ILogPosition {
  seq: number;
  at: string;
}

export interface IWelcome extends ILogPosition {
  protocol: 'interview.v1';
  epoch: number;
  /** The log still has the position that this client named when it connected. */
  continues: boolean;
  peer: number;
  user: IUser;
  role: Role;
  actions: Action[];
  language: Language;
  folder: IFolder;
  session: Pick<
    ISession,
    | 'id'
    | 'title'
    | 'state'
    | 'createdAt'
    | 'endedAt'
    | 'languages'
    | 'damaged'
    | keyof SettingsTold
  >;
  users: IUser[];
  runs: IRun[];
  /** The server makes runs itself: see `run_code`. */
  serverRuns: boolean;
  /** One is the owner, and the server has files to attach it to. */
  files: boolean;
  /** Null for everybody but the owner. */
  attachment: IAttachment | null;
  announcement: IAnnouncement | null;
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
  /** `shows` everybody what is shown by now, whatever they look at. */
  | { type: 'folder'; payload: { folder: IFolder; user: IAuthor | null; shows: boolean } }
  | { type: 'run_started'; payload: { run: IRun } }
  | { type: 'run_output'; payload: { runId: string; index: number } & IOutput }
  | {
      type: 'execution_result';
      payload: { output: string; error: string | null; timestamp: string; run: IRun };
    }
  | {
      type: 'cursor_change';
      payload: { peer: number; userId: string; file: string; cursor: ICursor | null };
    }
  | {
      type: 'session_state';
      payload: {
        state: SessionState;
        title: string;
        endedAt: string | null;
        role: Role;
        actions: Action[];
      } & SettingsTold;
    }
  | { type: 'announcement'; payload: { announcement: IAnnouncement } }
  | {
      type: 'attachment';
      payload: { attachment: IAttachment | null; reason: DetachReason | null };
    }
  | { type: 'ack'; payload: { updates: number } & ILogPosition }
  | { type: 'error'; payload: IErrorBody & { about?: string | null; runId?: string } };

export interface IRunStart {
  runId: string;
  language: Language;
  ageMs?: number;
  program?: IProgram;
}

export interface IServerRun {
  runId: string;
  code: string;
  language: Language;
  /** Of the file that is run. */
  name: string;
  files?: { name: string; text: string }[];
  /** Of the document from which the texts were read, in base64. */
  stateVector: string;
}

/** Text frames this client sends in sync mode. */
export type ClientFrame =
  | { type: 'language_change'; payload: { language: Language } }
  | { type: 'file_add'; payload: { name: string } }
  | { type: 'file_rename'; payload: { file: string; name: string } }
  | { type: 'file_remove' | 'file_restore' | 'file_show'; payload: { file: string } }
  | { type: 'files_order'; payload: { files: string[] } }
  | { type: 'file_entry'; payload: { file: string | null } }
  | { type: 'hand_change'; payload: { raised: boolean } }
  | { type: 'cursor_change'; payload: { file: string; cursor: ICursor | null } }
  /** The edits that follow on this connection were made so long before this frame. */
  | { type: 'edits_made'; payload: { ageMs: number } }
  | { type: 'run_started'; payload: IRunStart }
  /** The server shall make a run, and end one that it makes. */
  | { type: 'run_code'; payload: IServerRun }
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
