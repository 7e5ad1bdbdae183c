/**
 * What this browser keeps of one session until the server has it: edits, runs, and copies of text.
 *
 * Records outlive the page that made them, so any page of the same person may send or offer them.
 * A record says all it needs for that: whose it is, when it was made, and in which document.
 */
import type { ClientFrame, ILogPlace, IProgram, Language } from '../../contract/protocol';

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
  /** Where the server's log was when it was last heard of. */
  known: ILogPlace | null;
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
  /** They hold more than the edits: offer them in any case. */
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
  /** When it is over for certain, also without an end. */
  overAt: number;
}

export type Kept = IKeptEdit | IKeptTexts | IKeptCopy | IKeptRun;

export interface IOfflineStore {
  /** False where the browser keeps nothing beyond this page. */
  readonly lasts: boolean;
  load(): Promise<Kept[]>;
  /** All of it or nothing. Begins at once, so that it works while the page goes away. */
  write(puts: readonly Kept[], removes: readonly string[]): Promise<void>;
}

/** As long as the page; the twin of the browser's, and what stands in for it. */
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
