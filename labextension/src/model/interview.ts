/**
 * The one face of a live interview that components see: state to draw, verbs to call, a signal.
 * `interview-model.ts` implements it over the ports; components never see a port.
 */
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import type { Awareness } from 'y-protocols/awareness';
import type {
  Action,
  ILocks,
  IRun,
  IUser,
  Language,
  Role,
  SessionState
} from '../contract/protocol';
import type { IRunnerStatus } from '../runner/types';
import type { IBuffer } from './document/buffers';
import type { ICopy } from './document/copies';
import type { Saved } from './document/save-status';
import type { KeptBy } from './ports';
import type { IRunInput } from './runs/live-runs';
import type { IRunLocationChoice } from './runs/server-runs';
import type { IAdministration } from './session/administration';
import type { IAttaching } from './session/attachment';
import type { ClosedBecause } from './session/close-reasons';
import type { Connection } from './session/facts';

export interface IInterviewModel extends IDisposable {
  /** Anything below changed. Coalesced: at most once a microtask. */
  readonly changed: ISignal<IInterviewModel, void>;

  readonly sessionId: string;
  /** Where it is kept, and who can take part. */
  readonly keptBy: KeptBy;
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
  readonly runner: IRunnerStatus;
  /** True while a run of mine is active. */
  readonly running: boolean;
  /** Runs the current buffer where `runLocation` says. Does nothing when not allowed or running. */
  run(): void;
  stop(): void;
  readonly runLocation: IRunLocationChoice;
  /** What my program waits for, and how to give it. */
  readonly input: IRunInput;
  /** Of a run, from the next one on; loading is not counted. */
  timeLimitMs: number;
  /** Take the runner's spare memory back while nobody looks. */
  setVisible(visible: boolean): void;
  /** The page goes away: keep what must be kept, now. */
  leave(): void;
}
