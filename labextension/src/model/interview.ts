/**
 * The one face of a live interview that components see: state to draw, verbs to call, a signal.
 * `interview-model.ts` implements it over the ports; components never see a port.
 */
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type {
  Action,
  ILocks,
  IRun,
  IUser,
  Language,
  Role,
  SessionState
} from '../contract/protocol';
import type { SharedSource } from './document/shared-source';
import type { Place } from './ports';
import type { IRunInput } from './runs/live-runs';
import type { IRunPlaces } from './runs/server-runs';
import type { IAttaching } from './session/attachment';
import type { ClosedBecause } from './session/close-reasons';

/**
 * `waiting`: connected, but not let in yet. `closed`: it will not come back by itself,
 * `closedBecause` says why.
 */
export type Connection = 'connecting' | 'waiting' | 'online' | 'offline' | 'closed';

/**
 * `saved`: the server has every edit on disk. `saving`: some are on their way. `unsaved`: the oldest
 * has been on its way for over 2 s. `offline`: no connection; edits wait here.
 */
export type Saved = 'saved' | 'saving' | 'unsaved' | 'offline';

export interface ILanguageStatus {
  phase: 'idle' | 'loading' | 'ready' | 'failed';
  /** 0 to 1. */
  progress: number;
  message: string;
}

/** The text of one language's buffer, as Lab's editor wants it and as remote cursors want it. */
export interface IBuffer {
  readonly language: Language;
  readonly shared: SharedSource;
  readonly text: Y.Text;
  readonly mimeType: string;
  /** The server takes no longer text, in bytes of UTF-8. */
  readonly maxBytes: number;
  /** Offers a text that was shown and is not the document's as a copy. */
  putAside(text: string): void;
}

/** Text of this person's that could not be merged into the interview's. */
export interface ICopy {
  readonly id: string;
  readonly language: Language;
  readonly text: string;
}

/** What may be done to the session and to people, if `can` says so. Rejects with InterviewError. */
export interface IAdministration {
  rename(title: string): Promise<void>;
  start(): Promise<void>;
  end(): Promise<void>;
  reopen(): Promise<void>;
  setLobby(lobby: boolean): Promise<void>;
  setLocks(locks: Partial<ILocks>): Promise<void>;
  setShowValues(showValues: boolean): Promise<void>;
  remove(): Promise<void>;
  admit(userId: string): Promise<void>;
  setRole(userId: string, role: Exclude<Role, 'owner'>): Promise<void>;
  kick(userId: string): Promise<void>;
  lowerHand(userId: string): Promise<void>;
  /** Everything held on one person, as a file of JSON. */
  exportUser(userId: string): Promise<Blob>;
}

export interface IInterviewModel extends IDisposable {
  /** Anything below changed. Coalesced: at most once a microtask. */
  readonly changed: ISignal<IInterviewModel, void>;

  readonly sessionId: string;
  /** Where it is kept, and who can take part. */
  readonly place: Place;
  readonly title: string;
  readonly sessionState: SessionState;
  readonly lobby: boolean;
  /** Something in the server's record of this interview cannot be read. */
  readonly damaged: boolean;
  readonly locks: ILocks;
  /** Runs show the value of a Python program's last expression. */
  readonly showValues: boolean;
  readonly language: Language;
  readonly languages: readonly Language[];
  /** Null until the first welcome. */
  readonly me: IUser | null;
  readonly role: Role | null;
  can(action: Action): boolean;
  /** In joining order; the absent stay in the list with `online: false`. */
  readonly users: readonly IUser[];
  /** Oldest first. */
  readonly runs: readonly IRun[];

  readonly connection: Connection;
  readonly saved: Saved;
  /** What waits for the connection outlives this page. */
  readonly lasts: boolean;
  /** Something is neither on the server nor anywhere else but on this page. */
  readonly atRisk: boolean;
  readonly closedBecause: ClosedBecause | null;
  /** The newest refusal as a sentence, until dismissed. */
  readonly notice: string | null;
  dismissNotice(): void;
  /** Newest first, until restored or dropped. */
  readonly copies: readonly ICopy[];
  /** Makes the text what the copy says, as an edit that can be undone. */
  restoreCopy(id: string): void;
  dropCopy(id: string): void;

  /** True once the document was received for the first time. */
  readonly ready: boolean;
  /** The current language's buffer; a new object after a language switch or a rebuilt document. */
  readonly buffer: IBuffer;
  /** The same for any language. */
  bufferOf(language: Language): IBuffer;
  /** Feeds the editor's remote cursors. Local field `cursor` is watched and published. */
  readonly awareness: Awareness;

  setLanguage(language: Language): void;
  /** Or lowers it. */
  raiseHand(raised: boolean): void;
  readonly admin: IAdministration;
  readonly attaching: IAttaching;

  /** Own sandbox state for the current language. */
  readonly runner: ILanguageStatus;
  /** True while a run of mine is active. */
  readonly running: boolean;
  /** Runs the current buffer where `places` says. Does nothing when not allowed or running. */
  run(): void;
  stop(): void;
  readonly places: IRunPlaces;
  /** What my program waits for, and how to give it. */
  readonly input: IRunInput;
  /** Of a run, from the next one on; loading is not counted. */
  timeLimitMs: number;
  /** Take the runner's spare memory back while nobody looks. */
  setVisible(visible: boolean): void;
  /** The page goes away: keep what must be kept, now. */
  leave(): void;
}
