/**
 * Interviews in this browser: what is known of each, and its log.
 *
 * The log is what makes tabs agree. An entry gets its number in the transaction that writes it, and
 * the browser lets one transaction at a time write, so every tab reads the same entries in the same
 * order. A change is decided inside that transaction, from the record as it is then.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { SessionEvent } from '../../contract/generated-events';
import type { SettingsChange } from '../../contract/generated-settings';
import type { IAuthor, ICopiedFrom, Language, SessionState } from '../../contract/protocol';
import { InterviewError } from '../../model/ports';
import { upcast, type Fact } from './upcast';

export interface IRecord {
  id: string;
  title: string;
  language: Language;
  state: SessionState;
  createdAt: string;
  endedAt: string | null;
  /** Not in records of earlier versions. */
  settings?: SettingsChange;
  /** The moment of another interview with which it began. Not in records of earlier versions. */
  copiedFrom?: ICopiedFrom | null;
  /** In records of earlier versions, which knew this setting alone. */
  showValues?: boolean;
  /** Of the newest entry of the log. */
  seq: number;
  /** Everybody who ever took part, in joining order. */
  people: IAuthor[];
  /** Languages whose text was begun. */
  visited: Language[];
  /**
   * When it was edited or run last, or else made, in milliseconds since 1970. Not in records of earlier
   * versions.
   */
  activeAt?: number;
}

/** An update of the document, or an event, and whose doing it was. Older updates do not say that. */
export type News =
  | { update: Uint8Array; by?: string | null }
  | { event: SessionEvent; by: string | null };

export type Entry = News & {
  session: string;
  seq: number;
  /** Milliseconds since 1970. */
  at: number;
  /** The connection that it came by. */
  peer: number;
};

/** An entry as it is stored in the log. */
type Stored = Entry | (Omit<Entry, 'update' | 'event' | 'by'> & { fact: Fact });

export interface IChange {
  record?: Partial<IRecord>;
  news: readonly News[];
}

/**
 * The person who changes something, when (in milliseconds), and the entry that they have read last.
 */
export interface IWriter {
  peer: number;
  at: number;
  after: number;
}

interface ISchema extends DBSchema {
  sessions: { key: string; value: IRecord };
  log: { key: [string, number]; value: Stored };
}

const DATABASE = 'jupyter-interview-local';

/** Since 2 the log has events. What is older is read as it lies, but not by pages that are older. */
const VERSION = 2;

const UNKNOWN = 'There is no such interview in this browser. It may have been deleted.';
const FORBIDDEN =
  'This browser keeps no data for this page, so no interview can be kept here. Allow site data, ' +
  'or leave the private window.';
const FULL = 'This browser could not store the change. It may be out of space.';

export class LocalDatabase {
  async list(): Promise<IRecord[]> {
    const database = await this._open();
    const records = await database.getAll('sessions');
    return records.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  /** When each interview was edited or run last; of those that earlier versions left, when anything happened. */
  async active(records: readonly IRecord[]): Promise<ReadonlyMap<string, number>> {
    const log = (await this._open()).transaction('log').store;
    const found = records.map(async ({ id, seq, activeAt }): Promise<[string, number][]> => {
      const at = activeAt ?? (seq > 0 ? (await log.get([id, seq]))?.at : undefined);
      return at === undefined ? [] : [[id, at]];
    });
    return new Map((await Promise.all(found)).flat());
  }

  /** The record, and the log after the entry `after`. */
  async read(id: string, after: number): Promise<{ record: IRecord; entries: Entry[] }> {
    const transaction = (await this._open()).transaction(['sessions', 'log']);
    const [record, stored] = await Promise.all([
      transaction.objectStore('sessions').get(id),
      transaction.objectStore('log').getAll(entriesAfter(id, after))
    ]);
    return { record: existing(record), entries: stored.map(asToday) };
  }

  async create(record: IRecord, news: readonly News[]): Promise<IRecord> {
    const at = Date.parse(record.createdAt);
    return this._write(record.id, { peer: 0, at, after: 0 }, () => ({ record, news }));
  }

  /**
   * `decide` gets the record and the log after the entry `after`, which nobody else can change until
   * it has answered. It is asked once and must not wait; what it throws is thrown, and nothing
   * changed.
   */
  async change(
    id: string,
    by: IWriter,
    decide: (record: IRecord, entries: readonly Entry[]) => IChange
  ): Promise<IRecord> {
    return this._write(id, by, (record, entries) => decide(existing(record), entries));
  }

  async remove(id: string): Promise<void> {
    const transaction = (await this._open()).transaction(['sessions', 'log'], 'readwrite');
    await Promise.all([
      transaction.objectStore('sessions').delete(id),
      transaction.objectStore('log').delete(IDBKeyRange.bound([id], [id, []])),
      transaction.done
    ]);
  }

  private async _write(
    id: string,
    { peer, at, after: known }: IWriter,
    decide: (record: IRecord | undefined, entries: readonly Entry[]) => IChange
  ): Promise<IRecord> {
    const transaction = (await this._open()).transaction(['sessions', 'log'], 'readwrite');
    const sessions = transaction.objectStore('sessions');
    const done = transaction.done.catch(() => {
      throw new InterviewError(FULL, 'storage_full', 507);
    });
    const log = transaction.objectStore('log');
    try {
      const [before, stored] = await Promise.all([
        sessions.get(id),
        log.getAll(entriesAfter(id, known))
      ]);
      const { record, news } = decide(before, stored.map(asToday));
      const after = { ...before, ...record } as IRecord;
      if (before === undefined || news.some(isActivity)) {
        after.activeAt = at;
      }
      const writes: Promise<unknown>[] = news.map(one => {
        after.seq++;
        return log.put({ ...one, session: id, seq: after.seq, at, peer });
      });
      writes.push(sessions.put(after));
      // Without it a page that goes away takes the transaction with it.
      transaction.commit();
      await Promise.all([done, ...writes]);
      return after;
    } catch (problem) {
      done.catch(() => undefined);
      if (problem instanceof InterviewError) {
        abort(transaction);
        throw problem;
      }
      throw new InterviewError(FULL, 'storage_full', 507);
    }
  }

  private _open(): Promise<IDBPDatabase<ISchema>> {
    this._database ??= this._opened().catch(() => {
      this._database = null;
      throw new InterviewError(FORBIDDEN, 'unavailable', 503);
    });
    return this._database;
  }

  private async _opened(): Promise<IDBPDatabase<ISchema>> {
    return openDB<ISchema>(DATABASE, VERSION, {
      upgrade: (made, from) => {
        if (from === 0) {
          made.createObjectStore('sessions', { keyPath: 'id' });
          made.createObjectStore('log', { keyPath: ['session', 'seq'] });
        }
      },
      // A newer version of this page wants the database; the next call opens it again.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        this._database = null;
      },
      terminated: () => (this._database = null)
    });
  }

  private _database: Promise<IDBPDatabase<ISchema>> | null = null;
}

/** Whether somebody has edited or run something. */
function isActivity(news: News): boolean {
  return 'update' in news || news.event.type === 'RunStarted';
}

function entriesAfter(id: string, after: number): IDBKeyRange {
  return IDBKeyRange.bound([id, after], [id, []], true);
}

function asToday(stored: Stored): Entry {
  if (!('fact' in stored)) {
    return stored;
  }
  const { fact, ...place } = stored;
  return { ...place, ...upcast(fact) };
}

function existing(record: IRecord | undefined): IRecord {
  if (record === undefined) {
    throw new InterviewError(UNKNOWN, 'not_found', 404);
  }
  return record;
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
}
