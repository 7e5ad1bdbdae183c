/**
 * What this browser keeps of one session until the server has it: edits, runs, and copies of text.
 *
 * Records outlive the page that made them, so any page of the same person may send or offer them. A
 * record has all that this needs: whose it is, when it was made, and in which document.
 */
import type { ClientFrame, ILogPosition, IProgram, Language } from '../../contract/protocol';

interface IRecord {
  /** Unique in the session. */
  id: string;
  /** The participant who made it; nobody else's page may send it. */
  userId: string;
  /** The page it was made on. */
  page: string;
  /** When it was made, in milliseconds since 1970. */
  at: number;
}

/** The document that an edit or a copy belongs to. */
export interface IOrigin {
  epoch: number;
  /** The newest position in the server's log that the page had heard of. */
  known: ILogPosition | null;
}

/** One Yjs update that no ack covers. */
export interface IKeptEdit extends IRecord, IOrigin {
  kind: 'edit';
  update: Uint8Array;
}

/** The texts of a page as they were with its kept edits, for when those cannot be merged any more. */
export interface IKeptTexts extends IRecord, IOrigin {
  kind: 'texts';
  /** By the ids of their files. */
  texts: Readonly<Record<string, string>>;
  /** The names of these files. */
  names: Readonly<Record<string, string>>;
  /** Whether to offer them in any case, because they hold more than the edits. */
  isDiverged: boolean;
}

/** Text that could not be merged and waits for its author to restore or discard it. */
export interface IKeptCopy extends IRecord {
  kind: 'copy';
  /** The id of its file. */
  file: string;
  /** The name that the file had. */
  name: string;
  text: string;
}

/** A run whose end the server has not confirmed. */
export interface IKeptRun extends IRecord {
  kind: 'run';
  /** Of the document it was made in. */
  epoch: number;
  language: Language;
  program?: IProgram;
  /** Output and, at last, the result. */
  frames: ClientFrame[];
  startedAt: number;
  endedAt: number | null;
  /** The time from which the run is certainly over, even without an end. */
  overAt: number;
}

export type Kept = IKeptEdit | IKeptTexts | IKeptCopy | IKeptRun;

export interface IOfflineStore {
  /** False where the browser keeps nothing beyond this page. */
  readonly lasts: boolean;
  load(): Promise<Kept[]>;
  /**
   * Writes all of it or nothing. It begins immediately, so that it works while the page goes away.
   */
  write(puts: readonly Kept[], removes: readonly string[]): Promise<void>;
}

/** A store that lasts as long as the page, for tests and where the browser keeps nothing. */
export class MemoryStore implements IOfflineStore {
  constructor(readonly lasts = false) {}

  load(): Promise<Kept[]> {
    return Promise.resolve([...this._records.values()]);
  }

  write(puts: readonly Kept[], removes: readonly string[]): Promise<void> {
    puts.forEach(record => this._records.set(record.id, structuredClone(record)));
    removes.forEach(id => this._records.delete(id));
    return Promise.resolve();
  }

  private readonly _records = new Map<string, Kept>();
}
