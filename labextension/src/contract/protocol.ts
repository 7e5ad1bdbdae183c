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
export type LeaveReason = Session['PersonLeft']['reason'] | 'away' | 'unlisted';

/** What the caller may do now. Controls are drawn from this; roles have no copy here. */
export type Action = Rest['Action'];

/** The person who did something, as they were named then. */
export type IAuthor = Rest['Author'];
export type IUser = Rest['User'];
/** In a list, for which no document is read. */
export type ISessionEntry = Omit<Rest['SessionEntry'], 'code' | 'damaged'>;
export type ISession = Rest['Session'];
/** The moment of another interview with which one began. */
export type ICopiedFrom = Rest['CopiedFrom'];
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
/** A file that a program can import or read. */
export type IProgramFile = Rest['ProgramFile'];
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

/** A question of an interview, as everybody in it may know it. Its cases are those of `ICase`. */
export type IQuestion = Rest['Question'];
/** What nobody but the hosts may know of a question. */
export type IPrivateSide = Rest['PrivateSide'];
export type ICriterion = Rest['Criterion'];
/** How a case went. */
export type ICaseResult = Rest['CaseResult'];
export type CaseStatus = ICaseResult['status'];
/** A program is run against the tests of a question. */
export type ICheck = Rest['Check'];
/** A run or a check that began, or the end of an interview: its texts can be looked back at. */
export type IMoment = Rest['Moment'];
/** Every text of an interview at every moment, made of its log. */
export type IRecording = Rest['Recording'];
/** All files with their texts as they were at a place in the log. */
export type ITextsThen = Rest['TextsThen'];
/** What a host may read of notes and scores: their own and, once they have submitted, those of others. */
export type IRemarks = Rest['Remarks'];
/** What one host has written. */
export type ISheet = Rest['Sheet'];
export type INote = Rest['Note'];
export type IScore = Rest['Score'];
export type IRubricCriterion = Rest['RubricCriterion'];
/** A later thought about something that was submitted or shared. */
export type ICorrection = Rest['Correction'];
export type OverallAnswer = Rest['OverallAnswer'];
/** What a server is asked for that shall run tests on texts as they were. */
export type IPastCheck = Rest['NewCheck'] & Required<Pick<Rest['NewCheck'], 'at' | 'checkId'>>;
export type CheckEnd = Exclude<ICheck['state'], 'running'>;
/** What everybody may know of a run of hidden tests, where the question says so. */
export type IHiddenResult = Rest['HiddenResult'];

/** Where a question is in the banks. */
export type IBankPlace = Pick<Rest['QuestionOfBank'], 'bank' | 'name'>;
/** A question of a bank, in a list. */
export type IListedQuestion = Rest['ListedQuestion'];
export type IQuestionList = Rest['QuestionList'];
/** Both sides of a question of a bank, which is in no interview yet: its ids are empty. */
export type IBankQuestion = Rest['BankQuestion'];
/** A call of a function, and what it returns: values of JSON. */
export type IWrittenCase = Rest['WrittenCase'];
/** A question that is written in the interview. */
export type IWrittenQuestion = Rest['WrittenQuestion'];

/** What an interview is to be given: a question of a bank, or one that was written for it. */
export type QuestionSource = IBankPlace | { written: IWrittenQuestion };

/** Where the text goes that the candidate begins with. */
export interface IStarterPlace {
  /** Of the text; the interview's, or the first one that the question has. */
  language?: Language;
  /**
   * In a file of its own, in place of the text that is shown, or below it. Without it the text replaces
   * one that is empty or a template, and nothing happens (`not_empty`) where there is another one.
   */
  into?: Rest['Into'];
}

/** The code is one of a closed list, to which a newer server may have added. */
export interface IErrorBody {
  error: string;
  code: string;
}

/** Which of the interview's texts is the text of which file, or of which cell of a notebook. */
export type IAttachment = Rest['Attachment'];

/** What a host has told everybody. */
export type IAnnouncement = Rest['Announcement'];
export type ISeal = Rest['Seal'];
export type IHold = Rest['Hold'];
export type IRelease = Rest['Release'];

/** What was noted of somebody, as their browser has reported it. */
export type INoted = Rest['Signal'];
/** What they say of it. */
export type ISignalAnswer = Rest['SignalAnswer'];
/** Much text came in one change, which was sent before. */
export type IInsertNoted = Session['NoteInsert'];
/** Somebody was away from the page, and is back. */
export type IAwayNoted = Session['NoteAway'];

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
  /** For how long a copy is released if nobody says until when, and for how long at most. */
  releaseDays: number;
  releaseDaysMost: number;
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
  /** Languages of which the server makes runs itself: see `run_code`. */
  serverRuns: Language[];
  /** The server makes checks itself: see `check_here`. */
  serverChecks: boolean;
  /** One is the owner, and the server has files to attach it to. */
  files: boolean;
  /** Null for everybody but the owner. */
  attachment: IAttachment | null;
  announcement: IAnnouncement | null;
  /** The newest, oldest first; for everybody but hosts what is about themselves. An older server tells none. */
  signals?: INoted[];
  /** In their order. An older server tells none of these four. */
  questions?: IQuestion[];
  /** Of hosts alone. */
  sides?: IPrivateSide[];
  /** The newest ones that one may know of, oldest first. */
  checks?: ICheck[];
  /** The newest one for each question. */
  hiddenResults?: IHiddenResult[];
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
  | { type: 'signal'; payload: { signal: INoted } }
  | { type: 'question'; payload: { question: IQuestion } }
  | { type: 'private_side'; payload: { side: IPrivateSide } }
  | { type: 'question_removed'; payload: { question: string } }
  | { type: 'questions_order'; payload: { questions: string[] } }
  | { type: 'check_started'; payload: { check: ICheck } }
  | { type: 'check_results'; payload: { check: string; results: ICaseResult[] } }
  | { type: 'check_ended'; payload: ICheckEnd }
  | { type: 'hidden_check_ended'; payload: { check: string } }
  | { type: 'hidden_result'; payload: { result: IHiddenResult } }
  | {
      type: 'attachment';
      payload: { attachment: IAttachment | null; reason: DetachReason | null };
    }
  | { type: 'ack'; payload: { updates: number } & ILogPosition }
  | { type: 'error'; payload: IErrorBody & { about?: string | null; runId?: string } };

export type ICheckEnd = { check: string; endedAt: string; state: CheckEnd } & Pick<
  ICheck,
  'passed' | 'points' | 'of'
>;

export interface ICheckStart {
  checkId: string;
  question: string;
  hidden: boolean;
  language: Language;
  /** The name of the file that is tested. */
  file: string | null;
  /** Their indexes; none for all of them. */
  cases: number[];
  program?: IProgram;
  /** The place in the log whose texts are run. */
  at?: string;
}

export interface IServerCheck {
  checkId: string;
  question: string;
  hidden: boolean;
  /** The id of the file that is tested. */
  file: string;
  /** Their indexes; none for all of them. */
  cases: number[];
}

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
  | { type: 'insert_noted'; payload: IInsertNoted }
  | { type: 'away_noted'; payload: IAwayNoted }
  | { type: 'cursor_change'; payload: { file: string; cursor: ICursor | null } }
  /** The edits that follow on this connection were made so long before this frame. */
  | { type: 'edits_made'; payload: { ageMs: number } }
  | { type: 'run_started'; payload: IRunStart }
  /** The server shall make a run, and end one that it makes. */
  | { type: 'run_code'; payload: IServerRun }
  | { type: 'stop_run'; payload: { runId: string } }
  | { type: 'question_remove'; payload: { question: string } }
  | { type: 'questions_order'; payload: { questions: string[] } }
  /** This browser runs a program against tests. */
  | { type: 'check_started'; payload: ICheckStart }
  | { type: 'check_results'; payload: { checkId: string; results: ICaseResult[] } }
  | { type: 'check_ended'; payload: { checkId: string; state: 'ended' | 'stopped' } }
  /** The server shall run a file as its text is now against tests, and end what goes on. */
  | { type: 'check_here'; payload: IServerCheck }
  | { type: 'stop_check'; payload: { checkId: string } }
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
